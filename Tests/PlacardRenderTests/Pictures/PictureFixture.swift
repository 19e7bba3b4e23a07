import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting

/// A template with its picture as Chromium draws it, and the fonts that both see.
struct PictureFixture {
  let name: String
  let scene: Scene
  let baseLayerCount: Int
  let fontFiles: [String]
  let folder: URL

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
    folder = Self.folder
    let data = try Data(contentsOf: folder.appendingPathComponent(name + ".json"))
    guard let file = try JSONSerialization.jsonObject(with: data) as? [String: Any],
      let jsonData = file["jsonData"]
    else { throw CocoaError(.fileReadCorruptFile) }
    let fonts = file["fonts"] as? [String: [String]] ?? [:]
    fontFiles = fonts.keys.sorted().flatMap { fonts[$0] ?? [] }
    let template: [String: Any] = ["id": name, "name": name, "jsonData": jsonData]
    let bytes = [UInt8](try JSONSerialization.data(withJSONObject: template))
    let card = try Template.parse(file: bytes).resolve(
      CardRequest(scale: (file["scale"] as? NSNumber)?.doubleValue ?? 1))
    scene = card.scene
    baseLayerCount = card.baseLayerCount
  }

  func library() throws -> FontLibrary {
    try FontLibrary.load(
      fontFiles.map { path in
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return FontFile(path: path, digest: Digest(of: bytes), isFallback: false)
      })
  }

  /// What Chromium drew.
  func expected() throws -> TestImage {
    try TestPNG.decode([UInt8](Data(contentsOf: folder.appendingPathComponent(name + ".png"))))
  }

  /// What we draw, with a renderer that has drawn nothing before.
  func actual() throws -> TestImage { try draw(scene) }

  /// The canvas alone.
  func empty() throws -> TestImage {
    var bare = scene
    bare.layers = []
    return try draw(bare)
  }

  private func draw(_ scene: Scene) throws -> TestImage {
    let renderer = Renderer(fonts: try library())
    return try renderer.image(of: scene, baseLayerCount: min(baseLayerCount, scene.layers.count))
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

enum FixturePictures {
  static func picture(_ content: ImageContent) throws(RenderError) -> Picture {
    guard case .file(let path) = content.address,
      let data = try? Data(contentsOf: PictureFixture.folder.appendingPathComponent(path)),
      let image = try? TestPNG.decode([UInt8](data))
    else { throw RenderError(.missingAsset, "no picture at \(content.address)") }
    return image.picture()
  }
}
