internal import CCairo
internal import PlacardCore

/// A box's background and border (CSS Backgrounds 3 §2 and §3; `background-clip: border-box`,
/// `background-origin: padding-box`).
struct BackgroundPainter {
  let source: PaintSource

  func paintBackground(
    _ background: Paint, of layer: SceneLayer, in geometry: BoxGeometry,
    on surface: borrowing Surface
  ) throws(RenderError) {
    let clip = backgroundClip(layer, geometry)
    guard !clip.isEmpty else { return }
    let cr = surface.cr
    let tile = DeviceRect(snapping: geometry.padding.rect)
    func fill() {
      clip.addPath(to: cr)
      cairo_fill(cr)
    }
    if case .color = background {
      try source.withSource(background, box: clip.rect, covering: clip.rect, on: cr) { fill() }
    } else if geometry.borderWidth == 0 || layer.borderColor.isOpaque {
      // What lies under an opaque border is only felt in its inner edge, where a gradient that goes
      // on leaves no seam.
      try source.withSource(
        background, box: geometry.padding.rect, covering: clip.rect, on: cr
      ) { fill() }
    } else {
      // A gradient's image is as large as the padding box and repeats under the border.
      try source.withTiledSource(background, tile: tile, on: cr) { fill() }
    }
    try surface.check("paint the background of \"\(layer.name)\"")
  }

  /// The border box; under an opaque border with round corners only as far as the border's middle,
  /// so that no background shows through the corners' edge. Chromium does the same.
  private func backgroundClip(_ layer: SceneLayer, _ geometry: BoxGeometry) -> RoundedRect {
    guard geometry.borderWidth > 0, layer.borderColor.isOpaque, geometry.border.isRounded else {
      return geometry.border
    }
    return geometry.border.inset(by: Insets(geometry.borderWidth / 2))
  }

  func paintBorder(
    of layer: SceneLayer, in geometry: BoxGeometry, on surface: borrowing Surface
  ) throws(RenderError) {
    guard geometry.borderWidth > 0, layer.borderColor.alpha > 0 else { return }
    let cr = surface.cr
    layer.borderColor.setSource(on: cr)
    geometry.border.addPath(to: cr)
    geometry.padding.addPath(to: cr)
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD)
    cairo_fill(cr)
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING)
    try surface.check("paint the border of \"\(layer.name)\"")
  }
}
