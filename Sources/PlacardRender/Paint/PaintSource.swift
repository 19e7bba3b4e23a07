internal import CCairo
internal import PlacardCore

/// Turns a paint into cairo's source, for boxes, shapes, strokes and text alike.
struct PaintSource {
  let pool: BufferPool
  /// Device pixels a CSS px, for lengths inside of a gradient.
  let scale: Double

  /// Makes `paint` the source of `cr` for the time of `draw`.
  ///
  /// - Parameters:
  ///   - box: the paint's own box (CSS background positioning area), in `cr`'s user space.
  ///   - area: what will be painted, in user space; outside of it a gradient draws nothing.
  func withSource(
    _ paint: Paint, box: Rect, covering area: Rect, on cr: OpaquePointer,
    draw: () throws(RenderError) -> Void
  ) throws(RenderError) {
    if case .color(let color) = paint {
      color.setSource(on: cr)
      return try draw()
    }
    var matrix = cairo_matrix_t()
    cairo_get_matrix(cr, &matrix)
    let toDevice = Transform(matrix)
    guard let gradient = GradientRaster(paint, box: box, scale: scale),
      let toBox = toDevice.inverse
    else { return }
    let device = DeviceRect(touchedBy: toDevice.bounds(of: area))
      .intersection(Self.clip(of: cr))
    guard !device.isEmpty else { return }

    let bytesPerRow = 4 * device.width
    let buffer = pool.take(byteCount: bytesPerRow * device.height)
    defer { pool.give(buffer) }
    gradient.draw(into: buffer.base, bytesPerRow: bytesPerRow, area: device, toBox: toBox)
    let surface = try Surface(
      gradient.isOpaque ? .opaqueColor : .color, bounds: device, pixels: buffer.base,
      bytesPerRow: bytesPerRow)
    // The pixels lie in device space: the source is set under the identity, and stays there.
    cairo_identity_matrix(cr)
    cairo_set_source_surface(cr, surface.handle, 0, 0)
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST)
    cairo_set_matrix(cr, &matrix)
    // The context must not keep the surface when its memory goes back.
    defer { cairo_set_source_rgba(cr, 0, 0, 0, 1) }
    try draw()
  }

  /// The same for a gradient that repeats itself over its box, as a background does under a border.
  /// `box` is upright in user space and on whole pixels.
  func withTiledSource(
    _ paint: Paint, tile: DeviceRect, on cr: OpaquePointer,
    draw: () throws(RenderError) -> Void
  ) throws(RenderError) {
    guard let gradient = GradientRaster(paint, box: tile.rect, scale: scale), !tile.isEmpty
    else { return }
    let bytesPerRow = 4 * tile.width
    let buffer = pool.take(byteCount: bytesPerRow * tile.height)
    defer { pool.give(buffer) }
    gradient.draw(into: buffer.base, bytesPerRow: bytesPerRow, area: tile, toBox: .identity)
    let surface = try Surface(
      gradient.isOpaque ? .opaqueColor : .color, bounds: tile, pixels: buffer.base,
      bytesPerRow: bytesPerRow)
    cairo_set_source_surface(cr, surface.handle, 0, 0)
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_REPEAT)
    cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_BILINEAR)
    defer { cairo_set_source_rgba(cr, 0, 0, 0, 1) }
    try draw()
  }

  /// The device pixels that `cr` can reach.
  static func clip(of cr: OpaquePointer) -> DeviceRect {
    var matrix = cairo_matrix_t()
    cairo_get_matrix(cr, &matrix)
    cairo_identity_matrix(cr)
    var left = 0.0
    var top = 0.0
    var right = 0.0
    var bottom = 0.0
    cairo_clip_extents(cr, &left, &top, &right, &bottom)
    cairo_set_matrix(cr, &matrix)
    return DeviceRect(touchedBy: Rect(x: left, y: top, width: right - left, height: bottom - top))
  }
}
