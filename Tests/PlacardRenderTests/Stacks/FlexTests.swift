import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Stacks lay out as Chromium's flexbox does")
struct FlexTests {
  /// Two 64ths of a px, for what Chromium rounds once more.
  private static let tolerance = 2.0 / 64

  @Test("every frame of many random stacks")
  func frames() throws {
    #expect(FlexCase.all.count >= 60)
    let renderer = Renderer(fonts: try FlexCase.library())
    for (index, flexCase) in FlexCase.all.enumerated() {
      let scene = Scene(
        size: PixelSize(width: 800, height: 600), scale: 1, background: .color(.white),
        layers: [flexCase.layer])
      let laid = try renderer.laidOut(scene, pictures: FlexCase.picture)
      for (layer, child) in zip(laid.layers[0].children, flexCase.layers ?? []) {
        compare(layer, child, "case \(index)")
      }
    }
  }

  private func compare(_ layer: SceneLayer, _ expected: FlexCase, _ path: String) {
    let frame = layer.frame
    let own = [frame.x, frame.y, frame.width, frame.height]
    let isClose = zip(own, expected.frame).allSatisfy { abs($0 - $1) <= Self.tolerance }
    #expect(isClose, "\(path) \(expected.type): \(own), Chromium \(expected.frame)")
    let children = expected.layers ?? []
    #expect(layer.children.count == children.count)
    for (index, (layer, child)) in zip(layer.children, children).enumerated() {
      compare(layer, child, "\(path) › \(index)")
    }
  }
}
