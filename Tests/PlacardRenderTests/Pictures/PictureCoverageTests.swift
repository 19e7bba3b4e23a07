import Foundation
import PlacardCore
import Testing

/// The table of properties beside the fixtures.
@Suite("Every property has a picture")
struct PictureCoverageTests {
  /// A property, of a type of layers, that a fixture shows, and its value.
  private struct Shown: Hashable {
    var type: String
    var property: String
    var value: String?
  }

  private static func shown() throws -> Set<Shown> {
    var shown = Set<Shown>()
    for name in PictureFixture.names {
      let fixture = try PictureFixture(named: name)
      for path in fixture.featurePaths {
        for (layer, property) in path.properties(in: fixture.jsonData) {
          let type = layer["type"] as? String ?? ""
          shown.insert(Shown(type: type, property: property))
          if let word = layer[property] as? String {
            shown.insert(Shown(type: type, property: property, value: word.lowercased()))
          }
        }
      }
    }
    return shown
  }

  @Test("a fixture shows every property, and every keyword of those that have keywords")
  func covered() throws {
    let shown = try Self.shown()
    for row in PropertyTable.all {
      let names = [row.name] + row.aliases
      func isShown(_ value: String?) -> Bool {
        row.types.contains { type in
          names.contains { name in
            shown.contains(Shown(type: type.name, property: name, value: value))
          }
        }
      }
      #expect(isShown(nil), "no fixture shows \(row.name)")
      guard case .keyword(let words, _) = row.kind else { continue }
      for word in words {
        #expect(isShown(word.lowercased()), "no fixture shows \(row.name): \(word)")
      }
    }
  }
}
