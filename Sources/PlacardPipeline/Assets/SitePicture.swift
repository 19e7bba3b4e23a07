internal import PlacardCore
internal import PlacardSystem

/// A picture file in the site's `assets` folder: uploads, and what was put there by hand.
package struct SitePicture: Sendable, Hashable {
  /// From the site's folder, as image_url takes it.
  package var path: String
  package var byteCount: Int
  /// When the file was written last, in Unix seconds.
  package var modifiedAt: Int64

  private static let folder = "assets"
  private static let endings = ["png", "jpg", "jpeg", "webp", "gif", "avif", "svg"]

  /// The `countMax` of `folder` that were written last, the newest first; those of one moment in the
  /// order of their paths. Files are known by the ends of their names.
  package static func newest(
    in folder: SiteFolder, countMax: Int
  ) throws(PipelineError) -> [SitePicture] {
    let place = FilePath.join(folder.path, Self.folder)
    guard FileStatus.of(place)?.kind == .directory else { return [] }
    let files: [String]
    do throws(SystemError) { files = try Directory.files(below: place) } catch {
      throw .system(error)
    }
    let found = files.compactMap { file -> (picture: SitePicture, time: Int64)? in
      guard isPicture(file), let status = FileStatus.of(FilePath.join(place, file)) else {
        return nil
      }
      let picture = SitePicture(
        path: FilePath.join(Self.folder, file), byteCount: status.size,
        modifiedAt: status.mtimeNanoseconds / 1_000_000_000)
      return (picture, status.mtimeNanoseconds)
    }
    return found.sorted {
      ($1.time, $0.picture.path) < ($0.time, $1.picture.path)
    }.prefix(countMax).map(\.picture)
  }

  private static func isPicture(_ file: String) -> Bool {
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return endings.contains(file[file.index(after: dot)...].lowercased())
  }
}
