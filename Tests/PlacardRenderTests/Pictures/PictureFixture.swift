import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting

/// A template with its picture as Chromium draws it, and the fonts that both see. What its members
/// mean stands in `tools/chromium/reference.py`.
struct PictureFixture {
  let name: String
  private let file: [String: Any]

  struct Malformed: Error {
    let why: String
  }

  /// `Tests/Fixtures/pictures`.
  static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures/pictures")

  /// Every fixture's name, in order.
  static let names: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.sorted()
  }()

  init(named name: String) throws {
    self.name = name
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".json"))
    guard let file = try JSONSerialization.jsonObject(with: data) as? [String: Any] else {
      throw Malformed(why: "\(name) is no object")
    }
    self.file = file
  }

  var jsonData: Any { file["jsonData"] ?? [:] }

  /// The places of what the fixture shows.
  var featurePaths: [FixturePath] {
    let values = file["without"] as? [String: Any] ?? [:]
    return ((file["feature"] as? [String] ?? []) + values.keys.sorted()).map { FixturePath($0) }
  }

  /// What Chromium drew.
  func expected() throws -> TestImage {
    try TestPNG.decode(
      [UInt8](Data(contentsOf: Self.folder.appendingPathComponent(name + ".png"))))
  }

  /// What we draw, with a renderer that has drawn nothing before.
  func actual() throws -> TestImage { try draw(file) }

  /// What we draw of the template without the feature that the fixture shows.
  func actualWithoutFeature() throws -> TestImage {
    let paths = file["feature"] as? [String] ?? []
    let values = file["without"] as? [String: Any] ?? [:]
    guard !paths.isEmpty || !values.isEmpty else {
      throw Malformed(why: "\(name) does not say what its feature is")
    }
    // From the last, so that what is left out moves nothing that is still to come.
    var changed = file
    for path in paths.reversed() where values[path] == nil {
      changed = try FixturePath(path).replaced(in: changed, with: nil)
    }
    for (path, value) in values {
      changed = try FixturePath(path).replaced(in: changed, with: value)
    }
    return try draw(changed)
  }

  /// The canvas alone.
  func empty() throws -> TestImage {
    var bare = try FixturePath("layers").replaced(in: file, with: [])
    bare["layers"] = nil
    return try draw(bare)
  }

  private func card(_ file: [String: Any]) throws -> ResolvedCard {
    let template = ["id": name, "name": name, "jsonData": file["jsonData"] ?? [:]]
    let size = try (file["size"] as? String).map { try SizeName.parse($0).size }
    let request = CardRequest(
      layers: try json(file["layers"]), variables: try json(file["variables"]), size: size,
      scale: (file["scale"] as? NSNumber)?.doubleValue ?? 1)
    let family = file["defaultFont"] as? String ?? fonts(file).keys.sorted().first
    let site = SiteDefaults(
      families: family.map { [$0] } ?? [], lang: file["lang"] as? String ?? "en")
    return try Template.parse(file: bytes(template)).resolve(request, site: site)
  }

  private func bytes(_ object: Any) throws -> [UInt8] {
    [UInt8](try JSONSerialization.data(withJSONObject: object))
  }

  private func json(_ object: Any?) throws -> JSON? {
    try object.map { try JSONParser.parse(try bytes($0)) }
  }

  private func fonts(_ file: [String: Any]) -> [String: [Any]] {
    file["fonts"] as? [String: [Any]] ?? [:]
  }

  /// The fallback families' files first, in their order.
  private func library(_ file: [String: Any]) throws -> FontLibrary {
    let fallback = file["fallback"] as? [String] ?? []
    let fonts = fonts(file)
    let families = fallback + fonts.keys.sorted().filter { !fallback.contains($0) }
    return try FixtureFonts.library(
      of: families.flatMap { family in
        (fonts[family] ?? []).map { entry in
          let path = entry as? String ?? (entry as? [String: Any])?["file"] as? String ?? ""
          return FixtureFonts.Entry(
            path: URL(fileURLWithPath: path, relativeTo: Self.folder).path,
            isFallback: fallback.contains(family))
        }
      })
  }

  private func draw(_ file: [String: Any]) throws -> TestImage {
    let card = try card(file)
    return try Renderer(fonts: try library(file)).image(
      of: card.scene, baseLayerCount: min(card.baseLayerCount, card.scene.layers.count))
  }
}

extension Renderer {
  /// `scene` drawn with the pictures of the fixtures' folder.
  func image(of scene: Scene, baseLayerCount: Int = 0) throws -> TestImage {
    var bitmap = Bitmap(width: scene.pixelSize.width, height: scene.pixelSize.height)
    try draw(
      scene, baseLayerCount: baseLayerCount, pictures: FixturePictures.picture, into: &bitmap)
    return TestImage(bitmap)
  }
}
