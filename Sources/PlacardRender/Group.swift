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
    if let blend = HSLBlend(blendMode) {
      parent.flush()
      blend.apply(to: surface, over: parent, area: seen)
      surface.markDirty()
    }

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
