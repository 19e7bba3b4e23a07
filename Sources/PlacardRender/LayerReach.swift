internal import PlacardCore

/// The pixels that layers may touch: what lies outside needs no painting.
struct LayerReach {
  let scale: Double
  let shadows: BoxShadowPainter

  /// On the card, of `layer` with all that is in it, before its own filter.
  func bounds(of layer: SceneLayer, in geometry: BoxGeometry) -> DeviceRect {
    func onCard(_ rect: Rect) -> DeviceRect {
      DeviceRect(touchedBy: geometry.transform.bounds(of: rect))
    }
    let own = onCard(local(layer, geometry).rect)
    guard case .group(let group) = layer.content else { return own }
    var inside = DeviceRect(x: 0, y: 0, width: 0, height: 0)
    for child in group.layers where child.opacity > 0 {
      let box = BoxGeometry(child, scale: scale, in: geometry.inside)
      inside = inside.union(
        bounds(of: child, in: box).outset(by: LayerFilter(child.filters, scale: scale).reach))
    }
    if group.clipsContent { inside = inside.intersection(onCard(geometry.padding.rect)) }
    return own.union(inside)
  }

  /// In the layer's own coordinates, without what is in a group.
  private func local(_ layer: SceneLayer, _ geometry: BoxGeometry) -> DeviceRect {
    let box = shadows.bounds(of: layer, in: geometry)
    switch layer.content {
    case .image, .group, .stack, .qr:
      return box
    case .shape(let shape):
      return box.union(
        DeviceRect(
          touchedBy: ShapeOutline(shape, in: geometry, scale: scale).reach(
            strokeWidth: DeviceLength.bounded(shape.strokeWidth * scale))))
    case .text(let content):
      return box.union(textReach(of: content, in: geometry))
    }
  }

  /// The pixels that a text may touch: glyphs may reach out of their lines, and lines out of the box.
  private func textReach(of content: TextContent, in geometry: BoxGeometry) -> DeviceRect {
    var all = DeviceRect(touchedBy: geometry.contentBox)
    let styles = [content.style] + content.spans.map(\.style)
    let size = DeviceLength.bounded((styles.map(\.size).max() ?? 0) * scale)
    let stroke = DeviceLength.bounded((styles.map(\.strokeWidth).max() ?? 0) * scale)
    all = all.outset(by: Int((4 * size + InkPainter.reach(ofStroke: stroke)).rounded(.up)))
    if content.overflow == .visible {
      let lineCount = Double(content.text.unicodeScalars.count + 1)
      let lineHeight = max(1, styles.map(\.lineHeight).max() ?? 1)
      let height = DeviceLength.bounded(lineCount * size * lineHeight)
      all = all.outset(by: Int(height.rounded(.up)))
    }
    let plain = all
    for shadow in styles.flatMap(\.shadows) {
      let x = Int(DeviceLength.bounded(shadow.x * scale).rounded())
      let y = Int(DeviceLength.bounded(shadow.y * scale).rounded())
      let blur = Int(DeviceLength.bounded(shadow.blur * scale * 2).rounded(.up)) + 2
      all = all.union(
        DeviceRect(x: plain.x + x, y: plain.y + y, width: plain.width, height: plain.height)
          .outset(by: blur))
    }
    return all
  }
}
