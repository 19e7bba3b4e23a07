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
  private static let count = 5_000

  @Test("No ink past the box, no more lines than asked, the same answer twice")
  func random() throws {
    let seed =
      ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    var texts = RandomTexts(seed: seed)
    let fonts = try TestFonts.all.get()
    let first = Renderer(fonts: fonts)
    var second = Renderer(fonts: fonts)
    let measurer = TextPainter(fonts: fonts)
    var drawnCount = 0
    for index in 0..<Self.count {
      // One that has drawn little, so that nothing kept from another text can matter.
      if index % 500 == 0 { second = Renderer(fonts: fonts) }
      let layer = texts.next()
      let scale = [1, 1, 1.5, 2][index % 4]
      let name = "PLACARD_SEED=\(seed) text \(index): \(layer)"
      let once = try Self.draw(layer, scale: scale, with: first)
      if index % 2 == 0 {
        #expect(try Self.draw(layer, scale: scale, with: second) == once, "\(name)")
      }
      let outside = Self.inkOutside(layer, once, scale: scale)
      #expect(outside == nil, "ink at \(outside.map { "\($0)" } ?? ""): \(name)")
      if once.bytes.contains(where: { $0 != 255 }) { drawnCount += 1 }
      guard case .text(let content) = layer.content, let most = content.lineCountMax else {
        continue
      }
      let measured = try measurer.measure(content, width: max(1, layer.contentBox.width))
      #expect(measured.lines.count <= most, "\(name)")
    }
    #expect(drawnCount > Self.count / 2, "PLACARD_SEED=\(seed)")
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
