import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Boxes of layers")
struct LayerBoxesTests {
  private func boxes(_ scene: Scene) throws -> [LayerBox] {
    try Build.renderer().boxes(of: scene) { (_) throws(RenderError) in
      throw RenderError(.missingAsset, "no picture is needed")
    }
  }

  private func group(_ frame: Rect, _ layers: [SceneLayer]) -> SceneLayer {
    SceneLayer(name: "group", frame: frame, content: .group(GroupContent(layers: layers)))
  }

  private func isNear(_ left: Rect, _ right: Rect) -> Bool {
    [
      left.x - right.x, left.y - right.y, left.width - right.width, left.height - right.height,
    ].allSatisfy { abs($0) < 1e-9 }
  }

  @Test("A layer's box is its frame, whatever the scale")
  func plain() throws {
    for scale in [1.0, 2, 3] {
      var layer = Build.box(10, 20, 30, 40)
      layer.rotation = -15
      let found = try boxes(Build.scene([layer], scale: scale))
      #expect(
        found == [
          LayerBox(
            name: "box", type: "shape", depth: 0, frame: Rect(x: 10, y: 20, width: 30, height: 40),
            rotation: -15)
        ])
    }
  }

  @Test("What is in a group starts within its border and turns with it")
  func nested() throws {
    var outer = group(
      Rect(x: 40, y: 20, width: 40, height: 20), [Build.box(0, 0, 10, 10), Build.box(28, 8, 8, 8)])
    outer.borderWidth = 2
    outer.rotation = 90
    let found = try boxes(Build.scene([outer]))
    #expect(found.map(\.type) == ["group", "shape", "shape"])
    #expect(found.map(\.depth) == [0, 1, 1])
    #expect(found.map(\.rotation) == [90, 90, 90])
    #expect(found[0].frame == Rect(x: 40, y: 20, width: 40, height: 20))
    // The group's middle is (60, 30); the first box's is 13 px left and 3 px above it, and a quarter
    // turn clockwise takes left to above and above to right.
    #expect(isNear(found[1].frame, Rect(x: 58, y: 12, width: 10, height: 10)))
    #expect(isNear(found[2].frame, Rect(x: 52, y: 40, width: 8, height: 8)))
  }

  @Test("Turns within turns add up")
  func turns() throws {
    var inner = group(Rect(x: 0, y: 0, width: 20, height: 20), [Build.box(5, 5, 10, 10)])
    inner.rotation = 30
    var outer = group(Rect(x: 10, y: 10, width: 20, height: 20), [inner])
    outer.rotation = 15
    let found = try boxes(Build.scene([outer]))
    #expect(found.map(\.rotation) == [15, 45, 45])
    // All share one centre.
    for box in found {
      #expect(abs(box.frame.x + box.frame.width / 2 - 20) < 1e-9)
      #expect(abs(box.frame.y + box.frame.height / 2 - 20) < 1e-9)
    }
  }

  @Test("A stack's layers have the frames that its layout gives them")
  func stack() throws {
    func item(_ width: Double, _ height: Double, grow: Double = 0) -> SceneLayer {
      var layer = Build.box(0, 0, 0, 0)
      layer.flex = FlexItem(width: width, height: height, grow: grow)
      return layer
    }
    var stack = SceneLayer(
      name: "row", frame: Rect(x: 10, y: 10, width: 100, height: 40),
      content: .stack(
        StackContent(layers: [item(10, 10), item(20, 20, grow: 1)], gap: 4, align: .center)))
    stack.padding = Insets(5)
    let found = try boxes(Build.scene([stack]))
    #expect(found.map(\.type) == ["stack", "shape", "shape"])
    #expect(found[1].frame == Rect(x: 15, y: 25, width: 10, height: 10))
    #expect(found[2].frame == Rect(x: 29, y: 20, width: 76, height: 20))
  }

  @Test("Of a template that is scaled as a whole the boxes are the canvas's")
  func zoomed() throws {
    var scene = Build.scene([Build.box(10, 20, 30, 40)], width: 240, height: 160)
    scene.zoom = 2
    #expect(try boxes(scene).map(\.frame) == [Rect(x: 20, y: 40, width: 60, height: 80)])
  }

  @Test("A box is at least as large as its border and padding")
  func least() throws {
    var layer = Build.box(10, 10, 4, 4)
    layer.borderWidth = 3
    layer.padding = Insets(top: 0, right: 2, bottom: 5, left: 2)
    #expect(try boxes(Build.scene([layer])).map(\.frame.width) == [10])
    #expect(try boxes(Build.scene([layer])).map(\.frame.height) == [11])
  }
}
