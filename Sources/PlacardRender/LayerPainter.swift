internal import CCairo
internal import PlacardCore

/// Paints one layer: its box as CSS paints boxes (CSS 2 appendix E), then its content.
struct LayerPainter {
  let scale: Double
  let pool: BufferPool
  let shadows: BoxShadowPainter
  let backgrounds: BackgroundPainter
  let pictures: PicturePainter
  let shapes: ShapePainter
  let codes: QRPainter
  let source: PaintSource
  let text: TextPainter

  init(
    scale: Double, pool: BufferPool, masks: ShadowMasks, scaled: ScaledPictures, text: TextPainter
  ) {
    self.scale = scale
    self.pool = pool
    self.text = text
    source = PaintSource(pool: pool, scale: scale)
    shadows = BoxShadowPainter(masks: masks, pool: pool, scale: scale)
    backgrounds = BackgroundPainter(source: source)
    pictures = PicturePainter(scaled: scaled, scale: scale)
    shapes = ShapePainter(source: source)
    codes = QRPainter(source: source)
  }

  /// Paints `layer` onto `surface`, whose transform is left the identity.
  func paint(
    _ layer: SceneLayer, picture: (ImageContent) throws(RenderError) -> Picture,
    on surface: borrowing Surface, notes: inout [RenderNote]
  ) throws(RenderError) {
    guard layer.opacity > 0 else { return }
    let geometry = BoxGeometry(layer, scale: scale)
    let reach = reach(of: layer, in: geometry)
    let visible = DeviceRect(touchedBy: geometry.transform.bounds(of: reach.rect))
      .intersection(surface.bounds)
    if layer.opacity >= 1 {
      // Text is laid out even where nobody sees it: its notes are about the card.
      let isText = if case .text = layer.content { true } else { false }
      guard !visible.isEmpty || isText else { return }
      return try paintBox(layer, geometry, picture, on: surface, &notes)
    }
    guard !visible.isEmpty else { return }
    try Group(pool: pool).paint(bounds: visible, opacity: layer.opacity, on: surface) {
      (group: borrowing Surface) throws(RenderError) in
      try paintBox(layer, geometry, picture, on: group, &notes)
    }
  }

  private func paintBox(
    _ layer: SceneLayer, _ geometry: BoxGeometry,
    _ picture: (ImageContent) throws(RenderError) -> Picture, on surface: borrowing Surface,
    _ notes: inout [RenderNote]
  ) throws(RenderError) {
    surface.setTransform(geometry.transform)
    defer { surface.setTransform(.identity) }
    if !layer.shadows.isEmpty { try shadows.paint(layer, in: geometry, on: surface) }
    if let background = layer.background {
      try backgrounds.paintBackground(background, of: layer, in: geometry, on: surface)
    }
    try backgrounds.paintBorder(of: layer, in: geometry, on: surface)
    switch layer.content {
    case .image(let content):
      let source = try picture(content)
      try pictures.paint(source, content, in: geometry, on: surface)
    case .shape(let shape):
      try shapes.paint(shape, of: layer, in: geometry, on: surface)
    case .text(let content):
      try paintText(content, layer, geometry, on: surface, &notes)
    case .qr(let code):
      try codes.paint(code, of: layer, in: geometry, on: surface)
    case .group, .stack: break
    }
  }

  private func paintText(
    _ content: TextContent, _ layer: SceneLayer, _ geometry: BoxGeometry,
    on surface: borrowing Surface, _ notes: inout [RenderNote]
  ) throws(RenderError) {
    let cr = surface.cr
    try text.draw(
      content, in: geometry.contentBox, scale: scale, on: cr,
      isUpright: geometry.transform.isIdentity,
      layer: layer.name, notes: &notes
    ) { (paint, box, draw) throws(RenderError) in
      try source.withSource(paint, box: box, covering: box, on: cr, draw: draw)
    }
    try surface.check("draw the text \"\(layer.name)\"")
  }

  /// The pixels that the layer may touch, in its own coordinates.
  private func reach(of layer: SceneLayer, in geometry: BoxGeometry) -> DeviceRect {
    let box = shadows.bounds(of: layer, in: geometry)
    switch layer.content {
    case .image, .group, .stack, .qr:
      return box
    case .shape(let shape):
      // A mitred corner reaches out further than half the stroke's width.
      let width = DeviceLength.bounded(shape.strokeWidth * scale)
      return box.union(
        DeviceRect(touchedBy: geometry.content.rect)
          .outset(by: Int((max(0, width) * 2).rounded(.up))))
    case .text(let content):
      return box.union(textReach(of: content, in: geometry))
    }
  }

  /// The pixels that a text may touch: glyphs may reach out of their lines, and lines out of the box.
  private func textReach(of content: TextContent, in geometry: BoxGeometry) -> DeviceRect {
    var all = DeviceRect(touchedBy: geometry.contentBox)
    let size = DeviceLength.bounded(content.style.size * scale)
    all = all.outset(by: Int((4 * size).rounded(.up)))
    if content.overflow == .visible {
      let lineCount = Double(content.text.unicodeScalars.count + 1)
      let height = DeviceLength.bounded(lineCount * size * max(1, content.style.lineHeight))
      all = all.outset(by: Int(height.rounded(.up)))
    }
    let plain = all
    for shadow in content.style.shadows {
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
