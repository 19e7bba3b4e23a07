import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Pictures lie as CSS object-fit says")
struct PicturePaintingTests {
  private func drawn(_ layer: SceneLayer) throws -> TestImage {
    try Build.draw(Build.scene([layer], width: 320, height: 200))
  }

  @Test("contain is fill in the rectangle with the picture's proportions")
  func contain() throws {
    // 300×180 in 120×160: 120×72, 44 px from the top.
    #expect(
      try drawn(Build.image(20, 20, 120, 160, fit: .contain))
        == drawn(Build.image(20, 64, 120, 72, fit: .fill)))
  }

  @Test("cover is fill in a rectangle that the box cuts")
  func cover() throws {
    // 300×180 over 120×180: 300×180 itself, 90 px cut on each side.
    let covered = try drawn(Build.image(100, 10, 120, 180, fit: .cover))
    let filled = try drawn(Build.image(10, 10, 300, 180, fit: .fill))
    for y in 10..<190 {
      for x in 100..<220 { #expect(covered[x, y] == filled[x, y]) }
    }
    #expect(covered[99, 50] == [255, 255, 255, 255])
  }

  @Test("scale-down is none for a small picture and contain for a large one")
  func scaleDown() throws {
    let badge = "assets/badge.png"
    #expect(
      try drawn(Build.image(0, 0, 200, 150, fit: .scaleDown, path: badge))
        == drawn(Build.image(0, 0, 200, 150, fit: .none, path: badge)))
    #expect(
      try drawn(Build.image(0, 0, 90, 90, fit: .scaleDown))
        == drawn(Build.image(0, 0, 90, 90, fit: .contain)))
  }

  @Test("what is seen does not depend on what is cut off")
  func visiblePart() throws {
    let whole = try drawn(Build.image(10, 20, 222, 133, fit: .fill))
    let moved = try drawn(Build.image(-90, -40, 222, 133, fit: .fill))
    for y in 0..<93 {
      for x in 0..<132 { #expect(moved[x, y] == whole[x + 100, y + 60]) }
    }
  }

  @Test("a picture of one colour keeps it at any size", arguments: [1, 3, 17, 96, 250])
  func flatColor(side: Int) throws {
    let flat = TestImage(width: 40, height: 30, pixel: [10, 200, 90, 255]).picture()
    let renderer = try Build.renderer()
    var bitmap = Bitmap(width: side, height: side)
    let scene = Build.scene(
      [Build.image(0, 0, Double(side), Double(side), fit: .fill)], width: side, height: side)
    try renderer.draw(scene, baseLayerCount: 0, pictures: { _ in flat }, into: &bitmap)
    #expect(
      TestImage(bitmap) == TestImage(width: side, height: side, pixel: [10, 200, 90, 255]))
  }

  @Test("no scaled channel is more than its alpha", arguments: [7, 50, 190])
  func premultiplied(side: Int) throws {
    let renderer = try Build.renderer()
    let scene = Build.scene(
      [
        Build.image(
          0, 0, Double(side), Double(side), fit: .fill, path: "assets/badge.png")
      ], width: 200, height: 200, background: .color(.transparent))
    let image = try renderer.image(of: scene)
    for start in stride(from: 0, to: image.bytes.count, by: 4) {
      let alpha = image.bytes[start + 3]
      #expect(image.bytes[start..<(start + 3)].allSatisfy { $0 <= alpha })
    }
  }
}
