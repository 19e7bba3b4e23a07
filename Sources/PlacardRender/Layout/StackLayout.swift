internal import PlacardCore

/// Places what is in stacks: CSS flexbox (Flexible Box Layout 1 §9), with lengths in 64ths of a CSS px
/// as Chromium has them.
///
/// Sizes are resolved in CSS px once, whatever the scale, so that texts break alike at every scale.
struct StackLayout {
  let text: TextPainter
  /// Device px a CSS px: borders are whole device pixels.
  let scale: Double

  /// `scene` with every stack, at any depth, turned into a group whose layers have their frames.
  ///
  /// - Parameter picture: the decoded picture that an image shows.
  /// - Throws: what `picture` throws, what text makes of its fonts, and what `QRCode` makes of its
  ///   data; the error names the layer.
  func laidOut(
    _ scene: Scene, picture: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> Scene {
    guard scene.layers.contains(where: Self.holdsStack) else { return scene }
    var laid = scene
    for index in laid.layers.indices where Self.holdsStack(laid.layers[index]) {
      laid.layers[index] = try self.laidOut(laid.layers[index], picture)
    }
    return laid
  }

  private static func holdsStack(_ layer: SceneLayer) -> Bool {
    switch layer.content {
    case .stack: true
    case .group(let group): group.layers.contains(where: holdsStack)
    case .text, .image, .shape, .qr: false
    }
  }

  private func laidOut(
    _ layer: SceneLayer, _ picture: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> SceneLayer {
    switch layer.content {
    case .group(var group):
      var placed = layer
      for index in group.layers.indices where Self.holdsStack(group.layers[index]) {
        group.layers[index] = try laidOut(group.layers[index], picture)
      }
      placed.content = .group(group)
      return placed
    case .stack:
      let placed = try laidOutOnce(layer, picture)
      var shrunk = layer
      guard try ShrinkingTexts(text: text, scale: scale).settle(&shrunk, in: placed) else {
        return placed
      }
      return try laidOutOnce(shrunk, picture)
    case .text, .image, .shape, .qr: return layer
    }
  }

  /// `layer`, a stack whose frame is given, with its texts at the sizes that they have now.
  private func laidOutOnce(
    _ layer: SceneLayer, _ picture: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> SceneLayer {
    let node = try FlexNode(layer, scale: scale) { (child) throws(RenderError) in
      try Self.naturalSize(of: child, picture)
    }
    let space = FlexSpace(
      width: max(LayoutUnit.floor(layer.frame.width), node.insets.horizontal),
      height: max(LayoutUnit.floor(layer.frame.height), node.insets.vertical),
      isHeightDefinite: true)
    return try group(of: node, in: space, picture)
  }

  /// An image's own size, a code's as one px a module; nil for what has none.
  private static func naturalSize(
    of layer: SceneLayer, _ picture: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> PixelSize? {
    do throws(RenderError) {
      switch layer.content {
      case .image(let image): return try picture(image).naturalSize
      case .qr(let code):
        // Of a box whose sides are given only their ratio is asked.
        if layer.flex?.width != nil, layer.flex?.height != nil {
          return PixelSize(width: 1, height: 1)
        }
        let side = try QRCode(code)?.sideModules ?? 0
        return PixelSize(width: side, height: side)
      case .text, .shape, .group, .stack: return nil
      }
    } catch {
      var located = error
      located.layer = located.layer ?? layer.name
      throw located
    }
  }

  /// `node`, a stack, as a group of layers with frames.
  private func group(
    of node: FlexNode, in space: FlexSpace,
    _ picture: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> SceneLayer {
    guard case .stack(let stack, let children) = node.body else { return node.layer }
    let layout = try FlexSolver(text: text).layout(node, in: space)
    let offset = node.contentOffset
    var layers: [SceneLayer] = []
    layers.reserveCapacity(children.count)
    for (index, child) in children.enumerated() {
      let frame = layout.frames[index]
      var placed: SceneLayer
      if case .stack = child.body {
        let inner = FlexSpace(
          width: frame.width, height: frame.height,
          isHeightDefinite: layout.areHeightsDefinite[index])
        placed = try group(of: child, in: inner, picture)
      } else {
        placed = try laidOut(child.layer, picture)
      }
      placed.frame = Rect(
        x: offset.x + frame.x, y: offset.y + frame.y, width: frame.width, height: frame.height)
      placed.flex = nil
      layers.append(placed)
    }
    var placed = node.layer
    placed.content = .group(GroupContent(layers: layers, clipsContent: stack.clipsContent))
    return placed
  }
}
