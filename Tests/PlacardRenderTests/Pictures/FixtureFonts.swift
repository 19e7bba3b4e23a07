import Foundation
import PlacardCore
import PlacardRender
import Synchronization

/// The font libraries that fixtures name, each read once.
enum FixtureFonts {
  struct Entry: Hashable {
    var path: String
    var isFallback: Bool
  }

  private static let libraries = Mutex<[[Entry]: FontLibrary]>([:])

  static func library(of entries: [Entry]) throws -> FontLibrary {
    try libraries.withLock { libraries in
      if let library = libraries[entries] { return library }
      let library = try FontLibrary.load(
        entries.map { entry in
          let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: entry.path)))
          return FontFile(
            path: entry.path, digest: Digest(of: bytes), isFallback: entry.isFallback)
        })
      libraries[entries] = library
      return library
    }
  }
}
