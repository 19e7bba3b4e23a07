import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("Groups are one picture")
struct GroupTests {
  private let square = Build.box(10, 10, 20, 20, Build.red)

  @Test("frames in a group start at its padding box, whatever its padding is")
  func framesStartAtThePaddingBox() throws {
    var group = Build.group(30, 20, 60, 50, [square])
    group.borderWidth = 4
    group.borderColor = .transparent
    group.padding = Insets(9)
    let moved = Build.box(44, 34, 20, 20, Build.red)
    #expect(try Build.draw(Build.scene([group])) == Build.draw(Build.scene([moved])))
  }

  @Test("edges are snapped once, where all fractions have been added up")
  func fractionsAddUp() throws {
    let group = Build.group(30.3, 20.3, 60, 50, [Build.group(0.3, 0.3, 50, 40, [square])])
    // 30.3 + 0.3 + 10 lies past the middle of a pixel, neither of the groups' own edges does.
    let moved = Build.box(41, 31, 20, 20, Build.red)
    #expect(try Build.draw(Build.scene([group])) == Build.draw(Build.scene([moved])))
  }

  @Test("a group that needs no surface of its own shows what its layers show without it")
  func plainGroupsChangeNothing() throws {
    let layers = Build.everything()
    #expect(
      try Build.draw(Build.scene([Build.group(0, 0, 5, 5, layers)]))
        == Build.draw(Build.scene(layers)))
  }

  @Test("four quarter turns in one another are none")
  func turnsMultiply() throws {
    var layer = square
    for _ in 0..<4 {
      layer.rotation = 90
      layer = Build.group(0, 0, 40, 40, [layer])
    }
    // The last group is not turned; a square about its own middle is the same after every quarter.
    let expected = try Build.draw(Build.scene([square]))
    #expect(try Build.draw(Build.scene([layer])) == expected)
    var off = Build.box(0, 0, 20, 10, Build.blue)
    for turn in 0..<3 {
      off = Build.group(turn == 0 ? 30 : 0, turn == 0 ? 20 : 0, 40, 40, [off])
      off.rotation = 120
    }
    off = Build.group(0, 0, 100, 70, [off])
    // Three thirds of a turn about the same point, save the first group's offset.
    #expect(try Build.draw(Build.scene([off])).isOpaque)
  }

  @Test("overflow hidden cuts at the padding box, visible does not")
  func clipping() throws {
    var group = Build.group(30, 20, 40, 40, [Build.box(-20, -10, 100, 90, Build.red)])
    #expect(try Build.draw(Build.scene([group]))[15, 15] == [38, 38, 220, 255])
    group.borderWidth = 5
    group.borderColor = .black
    group.content = .group(GroupContent(layers: group.children, clipsContent: true))
    let image = try Build.draw(Build.scene([group]))
    #expect(image[29, 40] == [255, 255, 255, 255])
    #expect(image[32, 40] == [0, 0, 0, 255])
    #expect(image[35, 25] == [38, 38, 220, 255])
    #expect(image[64, 54] == [38, 38, 220, 255])
    #expect(image[65, 55] == [0, 0, 0, 255])
    group.cornerRadii = Corners(20)
    #expect(try Build.draw(Build.scene([group]))[36, 26] == [0, 0, 0, 255])
  }

  @Test("layers that reach out of an unseen group are drawn")
  func childrenOfUnseenGroups() throws {
    for (x, y) in [(-300.0, 20.0), (500, 20), (20, -300), (20, 500)] {
      var group = Build.group(x, y, 50, 50, [Build.box(20 - x, 30 - y, 20, 20, Build.red)])
      for opacity in [1, 0.999] {
        group.opacity = opacity
        #expect(try Build.draw(Build.scene([group]))[25, 35][2] > 210)
      }
    }
    var turned = Build.group(0, 0, 40, 40, [Build.box(-60, -60, 20, 20, Build.red)])
    turned.rotation = 180
    #expect(try Build.draw(Build.scene([turned], width: 200, height: 200))[90, 90][2] == 220)
  }

  @Test("half outside of the canvas a group looks as it does inside")
  func groupsAcrossTheEdge() throws {
    let layers = Build.compositing()
    var group = Build.group(0, 0, 120, 80, layers)
    group.opacity = 0.6
    group.filters = [.blur(3)]
    func drawn(_ x: Double, _ width: Int) throws -> TestImage {
      group.frame.x = x
      return try Build.draw(Build.scene([group], width: width))
    }
    let whole = try drawn(100, 320)
    let cut = try drawn(-60, 160)
    var worst = 0
    for y in 0..<80 {
      for x in 0..<160 {
        for (one, other) in zip(cut[x, y], whole[x + 160, y]) {
          worst = max(worst, abs(Int(one) - Int(other)))
        }
      }
    }
    // Turned edges are rounded where they lie.
    #expect(worst <= 2)
  }

  @Test("a group is opaque to the blend modes in it")
  func groupsIsolate() throws {
    var multiplied = Build.box(0, 0, 20, 20, Build.color(0, 255, 255))
    multiplied.blendMode = .multiply
    let below = Build.box(0, 0, 120, 80, Build.color(255, 0, 0))
    let image = try Build.draw(
      Build.scene([below, multiplied, Build.group(40, 0, 20, 20, [multiplied])]))
    #expect(image[10, 10] == [0, 0, 0, 255])
    #expect(image[50, 10] == [255, 255, 0, 255])
  }

  @Test("at the limits of depth and number all is drawn, past them nothing")
  func limits() throws {
    var limits = Limits()
    limits.groupDepthMax = 3
    limits.layersMax = 5
    let renderer = try Build.renderer(limits: limits)
    func nested(_ depth: Int) -> SceneLayer {
      (0..<depth).reduce(square) { layer, _ in Build.group(0, 0, 50, 50, [layer]) }
    }
    _ = try renderer.image(of: Build.scene([nested(3), square]))
    for layers in [[nested(4)], [nested(3), square, square]] {
      let error = #expect(throws: RenderError.self) {
        try renderer.image(of: Build.scene(layers))
      }
      #expect(error?.code == .tooLarge)
    }
  }

  @Test("as many surfaces in one another as eight of the largest pictures, and no more")
  func surfacesInOneAnother() throws {
    var limits = Limits()
    limits.outputPixelsMax = 120 * 80
    let renderer = try Build.renderer(limits: limits)
    func nested(_ depth: Int) -> SceneLayer {
      (0..<depth).reduce(Build.box(0, 0, 120, 80, Build.red)) { layer, _ in
        var group = Build.group(0, 0, 120, 80, [layer])
        group.opacity = 0.9
        return group
      }
    }
    // Those beside one another are not held at once.
    _ = try renderer.image(of: Build.scene([nested(8), nested(8)]))
    let error = #expect(throws: RenderError.self) {
      try renderer.image(of: Build.scene([nested(9)]))
    }
    #expect(error?.code == .tooLarge)
    _ = try renderer.image(of: Build.scene([nested(8)]))
  }

  @Test("trouble names the innermost layer")
  func errorsNameTheLayer() throws {
    var missing = Build.image(0, 0, 10, 10, fit: .cover, path: "assets/none.png")
    missing.name = "logo"
    var group = Build.group(0, 0, 50, 50, [missing])
    group.opacity = 0.5
    let error = #expect(throws: RenderError.self) { try Build.draw(Build.scene([group])) }
    #expect(error?.layer == "logo")
  }

  @Test("zoom scales the layers, not the canvas")
  func zoom() throws {
    var scene = Build.scene(Build.compositing(), width: 240, height: 160)
    scene.zoom = 2
    let twice = try Build.draw(Build.scene(Build.compositing(), scale: 2))
    #expect(try Build.draw(scene) == twice)
    let renderer = try Build.renderer()
    #expect(try renderer.image(of: scene, baseLayerCount: 2) == twice)
    var unzoomed = scene
    unzoomed.zoom = 1
    #expect(try renderer.image(of: unzoomed, baseLayerCount: 2) == Build.draw(unzoomed))
    for zoom in [0, -1, Double.nan, .infinity] {
      scene.zoom = zoom
      #expect(throws: RenderError.self) { try Build.draw(scene) }
    }
  }
}
