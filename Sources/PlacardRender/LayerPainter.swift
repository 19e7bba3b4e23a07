internal import CCairo
internal import PlacardCore

/// Paints one layer: its box as CSS paints boxes (CSS 2 appendix E), then its content.
struct LayerPainter {
  let scale: Double
  let pool: BufferPool
  let shadows: BoxShadowPainter
  let insetShadows: InsetShadowPainter
  let backgrounds: BackgroundPainter
  let pictures: PicturePainter
  let shapes: ShapePainter
  let codes: QRPainter
  let source: PaintSource
  let text: TextPainter
  let reach: LayerReach
  let groupPixels: GroupPixels

  /// The decoded picture that an image layer shows.
  typealias Pictures = (ImageContent) throws(RenderError) -> Picture

  /// `scale` is device pixels a CSS px of the layers.
  init(
    scale: Double, pool: BufferPool, masks: ShadowMasks, scaled: ScaledPictures,
    text: TextPainter, groupPixels: GroupPixels
  ) {
    self.scale = scale
    self.groupPixels = groupPixels
    self.pool = pool
    self.text = text
    source = PaintSource(pool: pool, scale: scale)
    shadows = BoxShadowPainter(masks: masks, pool: pool, scale: scale)
    insetShadows = InsetShadowPainter(masks: masks, pool: pool, scale: scale)
    backgrounds = BackgroundPainter(source: source)
    pictures = PicturePainter(scaled: scaled, scale: scale)
    shapes = ShapePainter(source: source)
    codes = QRPainter(source: source)
    reach = LayerReach(scale: scale, shadows: shadows)
  }

  /// Paints `layer`, whose frame starts in `space`, onto `surface`, whose transform is left the
  /// identity. What it throws names the innermost layer.
  func paint(
    _ layer: SceneLayer, in space: PaintSpace = .card, picture: Pictures,
    on surface: borrowing Surface, notes: inout [RenderNote]
  ) throws(RenderError) {
    guard layer.opacity > 0 else { return }
    do throws(RenderError) {
      try paintVisible(layer, space, picture, on: surface, &notes)
    } catch {
      var located = error
      located.layer = located.layer ?? layer.name
      throw located
    }
  }

  private func paintVisible(
    _ layer: SceneLayer, _ space: PaintSpace, _ picture: Pictures, on surface: borrowing Surface,
    _ notes: inout [RenderNote]
  ) throws(RenderError) {
    let geometry = BoxGeometry(layer, scale: scale, in: space)
    let filter = LayerFilter(layer.filters, scale: scale)
    let touched = reach.bounds(of: layer, in: geometry)
    let visible = touched.outset(by: filter.reach).intersection(PaintSource.clip(of: surface.cr))
    let group = Group(
      pool: pool, filter: filter, opacity: layer.opacity, blendMode: layer.blendMode)
    guard !visible.isEmpty else {
      // Text is laid out even where nobody sees it: its notes are about the card.
      if layer.hasText { try paintBox(layer, geometry, picture, on: surface, &notes) }
      return
    }
    guard layer.opacity < 1 || layer.blendMode != .normal || !filter.isEmpty || layer.isIsolating
    else { return try paintBox(layer, geometry, picture, on: surface, &notes) }
    // What a blur brings in from outside of the visible pixels is painted too.
    let bounds = visible.outset(by: filter.reach).intersection(touched.outset(by: filter.reach))
    try groupPixels.hold(bounds) { () throws(RenderError) in
      try group.paint(bounds: bounds, seen: visible, on: surface) {
        (inner: borrowing Surface) throws(RenderError) in
        try paintBox(layer, geometry, picture, on: inner, &notes)
      }
    }
  }

  private func paintBox(
    _ layer: SceneLayer, _ geometry: BoxGeometry, _ picture: Pictures,
    on surface: borrowing Surface, _ notes: inout [RenderNote]
  ) throws(RenderError) {
    surface.setTransform(geometry.transform)
    defer { surface.setTransform(.identity) }
    if !layer.shadows.isEmpty { try shadows.paint(layer, in: geometry, on: surface) }
    if let background = layer.background {
      try backgrounds.paintBackground(background, of: layer, in: geometry, on: surface)
    }
    if !layer.shadows.isEmpty { try insetShadows.paint(layer, in: geometry, on: surface) }
    try backgrounds.paintBorder(of: layer, in: geometry, on: surface)
    switch layer.content {
    case .image(let content):
      let source = try picture(content)
      try pictures.paint(source, content, in: geometry, on: surface)
    case .shape(let shape):
      try shapes.paint(shape, of: layer, in: geometry, on: surface)
    case .text(let content):
      try paintText(content, layer, geometry, on: surface, &notes)
    case .group(let group):
      try paintLayers(of: group, geometry, picture, on: surface, &notes)
    case .qr(let code):
      try codes.paint(code, of: layer, in: geometry, on: surface)
    // Laid out before anything is painted, a stack is a group.
    case .stack: break
    }
  }

  private func paintLayers(
    of group: GroupContent, _ geometry: BoxGeometry, _ picture: Pictures,
    on surface: borrowing Surface, _ notes: inout [RenderNote]
  ) throws(RenderError) {
    let cr = surface.cr
    cairo_save(cr)
    defer { cairo_restore(cr) }
    if group.clipsContent {
      geometry.padding.addPath(to: cr)
      cairo_clip(cr)
    }
    cairo_identity_matrix(cr)
    for layer in group.layers {
      try paint(layer, in: geometry.inside, picture: picture, on: surface, notes: &notes)
    }
  }

  private func paintText(
    _ content: TextContent, _ layer: SceneLayer, _ geometry: BoxGeometry,
    on surface: borrowing Surface, _ notes: inout [RenderNote]
  ) throws(RenderError) {
    let cr = surface.cr
    try text.draw(
      content, in: geometry.contentBox, of: geometry.border.rect,
      breakingAt: geometry.textWidth, scale: scale, on: cr,
      isUpright: geometry.transform.isIdentity, layer: layer.name, notes: &notes
    ) { (paint, box, draw) throws(RenderError) in
      try source.withSource(paint, box: box, covering: box, on: cr, draw: draw)
    }
    try surface.check("draw the text \"\(layer.name)\"")
  }
}

extension SceneLayer {
  /// Whether a layer in it blends with what is below: then that must be the group's alone
  /// (Compositing and Blending 1 §3.4). Where none does, a group's surface would show the same.
  fileprivate var isIsolating: Bool {
    guard case .group(let group) = content else { return false }
    return group.layers.contains { $0.blendMode != .normal && $0.opacity > 0 }
  }

  fileprivate var hasText: Bool {
    switch content {
    case .text: true
    case .group(let group): group.layers.contains { $0.hasText }
    case .stack(let stack): stack.layers.contains { $0.hasText }
    case .image, .shape, .qr: false
    }
  }
}
