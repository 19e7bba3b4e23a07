internal import CCairo
internal import PlacardCore

/// What is painted by itself first and then laid onto the card, or the group around it, as one
/// picture.
struct Group {
  let pool: BufferPool
  let filter: LayerFilter
  let opacity: Double
  let blendMode: BlendMode

  /// Lends a clear surface of `bounds` to `draw`, then composites what of it is `seen` onto `parent`.
  func paint(
    bounds: DeviceRect, seen: DeviceRect, on parent: borrowing Surface,
    draw: (borrowing Surface) throws(RenderError) -> Void
  ) throws(RenderError) {
    let bytesPerRow = 4 * bounds.width
    let buffer = pool.take(byteCount: bytesPerRow * bounds.height)
    defer { pool.give(buffer) }
    buffer.base.initializeMemory(as: UInt8.self, repeating: 0, count: bytesPerRow * bounds.height)
    let surface = try Surface(
      .color, bounds: bounds, pixels: buffer.base, bytesPerRow: bytesPerRow)
    try draw(surface)
    surface.flush()
    filter.apply(to: surface, seen: seen, pool: pool)

    let cr = parent.cr
    cairo_save(cr)
    defer { cairo_restore(cr) }
    cairo_identity_matrix(cr)
    cairo_rectangle(
      cr, Double(seen.x), Double(seen.y), Double(seen.width), Double(seen.height))
    cairo_clip(cr)
    cairo_set_source_surface(cr, surface.handle, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST)
    cairo_set_operator(cr, blendMode.cairoOperator)
    cairo_paint_with_alpha(cr, min(max(opacity, 0), 1))
    try parent.check("lay a group onto the card")
  }
}

extension BlendMode {
  /// cairo's have PDF's formulas, which are also those of Compositing and Blending 1 §10.
  fileprivate var cairoOperator: cairo_operator_t {
    switch self {
    case .normal: CAIRO_OPERATOR_OVER
    case .multiply: CAIRO_OPERATOR_MULTIPLY
    case .screen: CAIRO_OPERATOR_SCREEN
    case .overlay: CAIRO_OPERATOR_OVERLAY
    case .darken: CAIRO_OPERATOR_DARKEN
    case .lighten: CAIRO_OPERATOR_LIGHTEN
    case .colorDodge: CAIRO_OPERATOR_COLOR_DODGE
    case .colorBurn: CAIRO_OPERATOR_COLOR_BURN
    case .hardLight: CAIRO_OPERATOR_HARD_LIGHT
    case .softLight: CAIRO_OPERATOR_SOFT_LIGHT
    case .difference: CAIRO_OPERATOR_DIFFERENCE
    case .exclusion: CAIRO_OPERATOR_EXCLUSION
    case .hue: CAIRO_OPERATOR_HSL_HUE
    case .saturation: CAIRO_OPERATOR_HSL_SATURATION
    case .color: CAIRO_OPERATOR_HSL_COLOR
    case .luminosity: CAIRO_OPERATOR_HSL_LUMINOSITY
    }
  }
}
