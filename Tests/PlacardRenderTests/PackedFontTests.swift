import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Fonts packed for the web")
struct PackedFontTests {
  private static func path(_ name: String) -> String {
    PictureFixture.folder.appendingPathComponent("assets/" + name).path
  }

  private static func draw(_ path: String) throws -> TestImage {
    var style = TextStyle(families: ["Bars"], size: 60, weight: 650)
    style.variations = [FontVariation(tag: "HGHT", value: 40)]
    let layer = SceneLayer(
      name: "text", frame: Rect(x: 10, y: 10, width: 300, height: 100),
      content: .text(TextContent(text: "HALE TOIL", style: style)))
    let renderer = Renderer(fonts: try FontLibrary.load([TestFonts.file(path)]))
    return try renderer.image(of: Build.scene([layer], width: 320, height: 120))
  }

  @Test("draw the same pixels as the font that is in them", arguments: ["Bars.woff", "Bars.woff2"])
  func samePixels(name: String) throws {
    let plain = try Self.draw(Self.path("Bars.ttf"))
    #expect(plain.bytes.contains { $0 < 128 })
    #expect(try Self.draw(Self.path(name)) == plain)
  }

  @Test(
    "that are damaged are refused by name, or still are fonts",
    arguments: ["Bars.woff", "Bars.woff2"])
  func damaged(name: String) throws {
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path(name))))
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("fonts-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var generator = SplitMix(state: 7)
    var refusedCount = 0
    for round in 0..<400 {
      var bytes = whole
      if round % 2 == 0 {
        bytes.removeLast(Int.random(in: 1..<whole.count, using: &generator))
      } else {
        for _ in 0...Int.random(in: 0...3, using: &generator) {
          bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
            in: 0...255, using: &generator)
        }
      }
      let path = folder.appendingPathComponent("\(round)-\(name)").path
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do {
        _ = try Self.draw(path)
      } catch let error as RenderError {
        refusedCount += 1
        // A font may be whole and be called something else.
        #expect(error.code == .missingFont || error.message.contains(path), "\(error)")
      }
    }
    #expect(refusedCount > 200)
  }

  @Test(
    "that would unpack to more than a font is are refused before they are unpacked",
    arguments: [
      // The header says so.
      (16, [0x7F, 0xFF, 0xFF, 0xFF]),
      // The directory's first table does: its flags, then a length of five bytes.
      (49, [0x8F, 0xFF, 0xFF, 0xFF, 0x7F]),
    ] as [(Int, [UInt8])])
  func bomb(place: Int, replacement: [UInt8]) throws {
    var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.path("Bars.woff2"))))
    bytes.replaceSubrange(place..<(place + replacement.count), with: replacement)
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("bomb-\(UUID()).woff2")
    defer { try? FileManager.default.removeItem(at: path) }
    try Data(bytes).write(to: path)
    let error = #expect(throws: RenderError.self) {
      try FontLibrary.load([FontFile(path: path.path, digest: Digest(of: bytes), isFallback: true)])
    }
    #expect(error?.code == .badFont)
    #expect(error?.message.contains("67108864") == true, "\(error.map { "\($0)" } ?? "")")
  }
}
