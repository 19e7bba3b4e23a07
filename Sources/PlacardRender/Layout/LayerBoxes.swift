package import PlacardCore

extension Renderer {
  /// The border box of every layer of `scene` on its canvas, in painting order, each parent before
  /// what is in it.
  ///
  /// - Parameter pictures: the decoded picture that an image layer shows: a stack may need its size.
  /// - Throws: as `draw` does of the scene's size and its texts; the error names the layer.
  package func boxes(
    of scene: Scene, pictures: (ImageContent) throws(RenderError) -> Picture
  ) throws(RenderError) -> [LayerBox] {
    let laid = try laidOut(scene, pictures: pictures)
    var walk = BoxWalk(scale: scene.scale * scene.zoom, zoom: scene.zoom)
    for (layer, source) in zip(laid.layers, scene.layers) {
      walk.add(layer, source, in: BoxWalk.Space(x: 0, y: 0, transform: .identity, rotation: 0))
    }
    return walk.boxes
  }
}

/// Collects boxes from the outermost layers inwards, in CSS px of the layers.
private struct BoxWalk {
  /// Where the frames of a group's layers start, and how it is turned.
  struct Space {
    var x: Double
    var y: Double
    var transform: Transform
    var rotation: Double
    var depth = 0
  }

  /// Device px a CSS px of the layers: borders are whole device pixels.
  let scale: Double
  /// CSS px of the canvas a CSS px of the layers.
  let zoom: Double
  var boxes: [LayerBox] = []

  /// Adds `layer`, which is laid out, and what is in it; `source` is the same before that.
  mutating func add(_ layer: SceneLayer, _ source: SceneLayer, in space: Space) {
    let border = DeviceLength.borderWidth(layer.borderWidth, scale: scale) / max(scale, 1e-3)
    let padding = layer.padding
    var frame = layer.frame
    frame.x += space.x
    frame.y += space.y
    // A border box is never smaller than its border and padding (CSS Basic UI 4 §4.1).
    frame.width = max(0, frame.width, 2 * border + max(0, padding.left) + max(0, padding.right))
    frame.height = max(0, frame.height, 2 * border + max(0, padding.top) + max(0, padding.bottom))
    let center = (x: frame.x + frame.width / 2, y: frame.y + frame.height / 2)
    let place = space.transform.apply(x: center.x, y: center.y)
    let rotation = space.rotation + layer.rotation
    boxes.append(
      LayerBox(
        name: layer.name, type: source.content.typeName, depth: space.depth,
        frame: Rect(
          x: (place.x - frame.width / 2) * zoom, y: (place.y - frame.height / 2) * zoom,
          width: frame.width * zoom, height: frame.height * zoom),
        rotation: rotation))
    let inside = Space(
      x: frame.x + border, y: frame.y + border,
      transform: layer.rotation == 0
        ? space.transform
        : Transform.rotation(degrees: layer.rotation, aboutX: center.x, y: center.y)
          .followed(by: space.transform),
      rotation: rotation, depth: space.depth + 1)
    for (child, childSource) in zip(layer.children, source.children) {
      add(child, childSource, in: inside)
    }
  }
}
