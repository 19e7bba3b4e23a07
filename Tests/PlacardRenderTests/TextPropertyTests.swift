import Foundation
import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

/// What holds for every text that ends in an ellipsis or is clipped, without shadow and stroke.
///
/// The box is the layer's, its border box: letters may reach out of their lines into the padding, as
/// CSS `overflow: hidden` lets them.
@Suite("Every text keeps to its box", .timeLimit(.minutes(10)))
struct TextPropertyTests {
  private static let shardCount = 10

  @Test(
    "No ink past the box, no more lines than asked, the same answer twice",
    arguments: 0..<shardCount)
  func random(shard: Int) throws {
    let given = ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
    let seed = (given ?? 20_261_125) &+ UInt64(shard)
    var texts = RandomTexts(seed: seed)
    let fonts = try TestFonts.all.get()
    let first = Renderer(fonts: fonts)
    // One that has drawn other texts, so that nothing kept from one can matter to another.
    let second = Renderer(fonts: fonts)
    _ = try Self.draw(texts.next(), scale: 3, with: second)
    let measurer = TextPainter(fonts: fonts)
    var drawnCount = 0
    for index in 0..<500 {
      let layer = texts.next()
      let scale = [1, 1, 1.5, 2][index % 4]
      let name = "PLACARD_SEED=\(seed) text \(index): \(layer)"
      let once = try Self.draw(layer, scale: scale, with: first)
      #expect(try Self.draw(layer, scale: scale, with: second) == once, "\(name)")
      let outside = Self.inkOutside(layer, once, scale: scale)
      #expect(outside == nil, "ink at \(outside.map { "\($0)" } ?? ""): \(name)")
      if outside == nil, Self.hasInk(once) { drawnCount += 1 }
      guard case .text(let content) = layer.content, let most = content.lineCountMax else {
        continue
      }
      let measured = try measurer.measure(content, width: max(1, layer.contentBox.width))
      #expect(measured.lines.count <= most, "\(name)")
    }
    #expect(drawnCount > 300, "PLACARD_SEED=\(seed)")
  }

  private static func hasInk(_ image: TestImage) -> Bool {
    let white = [UInt8](repeating: 255, count: image.bytes.count)
    return image.bytes.withUnsafeBytes { memcmp($0.baseAddress!, white, white.count) != 0 }
  }

  private static func draw(_ layer: SceneLayer, scale: Double, with renderer: Renderer) throws
    -> TestImage
  {
    try renderer.image(
      of: Scene(
        size: RandomTexts.size, scale: scale, background: .color(.white), layers: [layer]))
  }

  /// The first pixel that is not white, more than a pixel out of the layer's box; nil where there is
  /// none.
  private static func inkOutside(
    _ layer: SceneLayer, _ image: TestImage, scale: Double
  ) -> (x: Int, y: Int)? {
    // A border box is at least as large as its padding; it is painted on whole pixels, and a side of
    // some width on one at least.
    let width = max(layer.frame.width, layer.padding.left + layer.padding.right)
    let height = max(layer.frame.height, layer.padding.top + layer.padding.bottom)
    func snapped(_ length: Double) -> Int { Int((length * scale + 0.5).rounded(.down)) }
    let left = snapped(layer.frame.x) - 1
    let top = snapped(layer.frame.y) - 1
    let right = max(snapped(layer.frame.x + width), left + 1 + (width > 0 ? 1 : 0)) + 1
    let bottom = max(snapped(layer.frame.y + height), top + 1 + (height > 0 ? 1 : 0)) + 1
    let white = [UInt8](repeating: 255, count: 4 * image.width)
    return image.bytes.withUnsafeBytes { bytes in
      for y in 0..<image.height {
        let row = bytes.baseAddress! + 4 * y * image.width
        let isInside = y >= top && y < bottom
        for part in isInside ? [0..<left, right..<image.width] : [0..<image.width] {
          let count = 4 * part.count
          guard memcmp(row + 4 * part.lowerBound, white, count) != 0 else { continue }
          let x = part.first { x in memcmp(row + 4 * x, white, 4) != 0 }
          return (x ?? 0, y)
        }
      }
      return nil
    }
  }
}
