import PlacardCore
import PlacardRender
import PlacardTesting
import Testing

@Suite("What is in a stack is drawn where its layout puts it")
struct StackTests {
  private func text(_ words: String, size: Double = 15.5) -> SceneLayer {
    SceneLayer(
      name: words, frame: Rect(x: 0, y: 0, width: 0, height: 0), borderWidth: 1.7,
      padding: Insets(top: 3.3, right: 5.1, bottom: 2.2, left: 4.7), flex: FlexItem(),
      content: .text(
        TextContent(text: words, style: TextStyle(families: ["DejaVu Sans"], size: size))))
  }

  private func stack(_ layers: [SceneLayer], _ width: Double, _ height: Double) -> SceneLayer {
    SceneLayer(
      name: "stack", frame: Rect(x: 5.3, y: 4.1, width: width, height: height),
      padding: Insets(3.4),
      content: .stack(
        StackContent(layers: layers, gap: 6.3, align: .center, justify: .center, wraps: true)))
  }

  private var chips: [SceneLayer] {
    ["typography", "fi", "open source", "2026", "Wörter", "a", "overflow anywhere"].map {
      text($0)
    }
  }

  @Test(
    "texts as wide as their content are never broken anew by a scale",
    arguments: [1.0, 1.1, 1.25, 4.0 / 3, 1.5, 1.7, 2, 2.3, 2.75, 3])
  func breaksAreEqual(scale: Double) throws {
    let scene = Build.scene([stack(chips, 300, 190)], width: 320, height: 200, scale: scale)
    var bitmap = Bitmap(width: scene.pixelSize.width, height: scene.pixelSize.height)
    let renderer = Renderer(fonts: try FlexCase.library())
    let notes = try renderer.draw(
      scene, baseLayerCount: 0, pictures: FlexCase.picture, into: &bitmap)
    #expect(notes.isEmpty)
  }

  @Test("no base and no card before changes a pixel")
  func historyChangesNothing() throws {
    let scene = Build.scene(
      [stack(chips, 300, 120), Build.box(10, 130, 40, 40, Build.red), stack(chips, 200, 190)],
      width: 320, height: 200)
    func draw(_ renderer: Renderer, _ baseLayerCount: Int) throws -> TestImage {
      var bitmap = Bitmap(width: 320, height: 200)
      try renderer.draw(
        scene, baseLayerCount: baseLayerCount, pictures: FlexCase.picture, into: &bitmap)
      return TestImage(bitmap)
    }
    let expected = try draw(Renderer(fonts: FlexCase.library()), 0)
    let renderer = Renderer(fonts: try FlexCase.library())
    for count in [0, 1, 2, 3, 3, 1] { #expect(try draw(renderer, count) == expected) }
  }

  @Test("a stack in a group, and a group's own layers in a stack, keep their frames")
  func groups() throws {
    let inner = Build.box(7, 9, 20, 10, Build.blue)
    var group = Build.box(0, 0, 0, 0)
    group.content = .group(GroupContent(layers: [inner, stack([], 50, 40)]))
    group.flex = FlexItem(width: 60, height: 50)
    var outer = Build.box(30, 20, 200, 150)
    outer.content = .group(GroupContent(layers: [stack([group, text("beside")], 180, 100)]))
    let laid = try Renderer(fonts: FlexCase.library())
      .laidOut(Build.scene([outer]), pictures: FlexCase.picture)
    laid.walk { layer in
      if case .stack = layer.content { Issue.record("\(layer.name) is still a stack") }
    }
    let placed = laid.layers[0].children[0]
    #expect(placed.frame == Rect(x: 5.3, y: 4.1, width: 180, height: 100))
    #expect(placed.children[0].children[0] == inner)
    #expect(placed.children[0].frame.width == 60)
  }

  @Test("sixteen stacks in one another are laid out, and more than the limit are an error")
  func depth() throws {
    func nest(_ depth: Int) -> SceneLayer {
      var layer = stack([text("deep")], 300, 190)
      for level in 0..<depth {
        layer.flex = FlexItem(grow: Double(level % 2), alignSelf: .stretch)
        layer.content = .stack(
          StackContent(
            layers: [layer, text("beside", size: 9), text("wraps at some width", size: 9)],
            axis: level.isMultiple(of: 2) ? .row : .column, align: .stretch,
            wraps: level.isMultiple(of: 3)))
      }
      return layer
    }
    let renderer = Renderer(fonts: try FlexCase.library())
    _ = try renderer.laidOut(Build.scene([nest(16)]), pictures: FlexCase.picture)
    let error = #expect(throws: RenderError.self) {
      try renderer.laidOut(Build.scene([nest(65)]), pictures: FlexCase.picture)
    }
    #expect(error?.code == .tooLarge)
  }

  @Test("however sixteen stacks are nested, each is measured a bounded number of times")
  func nesting() throws {
    // Were it twice a level, this would take 65,536 times as long.
    let renderer = Renderer(fonts: try FlexCase.library())
    for seed in 0..<60 {
      var random = RepeatableRandom(seed: UInt64(seed))
      func pick<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
      var layer = stack([text("deep")], 300, 190)
      for _ in 0..<16 {
        layer.flex = FlexItem(
          width: pick([nil, nil, 90]), height: pick([nil, nil, 70]), grow: pick([0, 1]),
          shrink: pick([0, 1, 3]), alignSelf: pick([nil, .stretch, .baseline]))
        var picture = Build.image(0, 0, 0, 0, fit: .cover, path: "61x25")
        picture.flex = FlexItem(grow: pick([0, 1]), alignSelf: .stretch)
        layer.content = .stack(
          StackContent(
            layers: [layer, picture, text("wraps at some width", size: 9)],
            axis: pick([.row, .column]), align: pick(StackContent.Align.allCases),
            wraps: pick([true, false, false])))
      }
      _ = try renderer.laidOut(Build.scene([layer]), pictures: FlexCase.picture)
    }
  }

  @Test("a text that is set smaller makes its box smaller, and what stands below moves up")
  func shrinkingTexts() throws {
    func frames(_ fit: TextContent.Fit) throws -> [Rect] {
      var title = text("set smaller until it stands on one line", size: 30)
      guard case .text(var content) = title.content else { return [] }
      content.fit = fit
      content.lineCountMax = 1
      title.content = .text(content)
      var column = stack([title, text("below")], 200, 190)
      column.content = .stack(StackContent(layers: [title, text("below")], axis: .column))
      let laid = try Renderer(fonts: FlexCase.library())
        .laidOut(Build.scene([column]), pictures: FlexCase.picture)
      return laid.layers[0].children.map(\.frame)
    }
    let full = try frames(.none)
    let shrunk = try frames(.shrink)
    #expect(shrunk[0].height < full[0].height)
    #expect(shrunk[0].width <= full[0].width)
    #expect(shrunk[1].y - shrunk[0].height == full[1].y - full[0].height)
  }

  @Test("what a child's size needs and cannot be had names the child")
  func errors() throws {
    var missing = Build.image(0, 0, 0, 0, fit: .cover, path: "none.png")
    missing.name = "logo"
    let error = #expect(throws: RenderError.self) {
      try Renderer(fonts: FlexCase.library()).laidOut(
        Build.scene([stack([missing], 100, 100)]), pictures: FixturePictures.picture)
    }
    #expect(error?.code == .missingAsset)
    #expect(error?.layer == "logo")
  }

  @Test("a code without a size is one px a module, or as high as it is stretched")
  func codes() throws {
    var code = Build.box(0, 0, 0, 0)
    code.content = .qr(QRContent(data: "1"))
    code.flex = FlexItem()
    var stretched = code
    stretched.flex = FlexItem(alignSelf: .stretch)
    var row = stack([code, stretched], 300, 100)
    row.padding = .zero
    guard case .stack(var content) = row.content else { return }
    content.wraps = false
    row.content = .stack(content)
    let laid = try Renderer(fonts: FlexCase.library())
      .laidOut(Build.scene([row]), pictures: FlexCase.picture)
    let frames = laid.layers[0].children.map(\.frame)
    #expect(frames.map(\.width) == [29, 100])
    #expect(frames.map(\.height) == [29, 100])
  }
}

/// SplitMix64: the same numbers for a seed.
private struct RepeatableRandom {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var mixed = seed
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
