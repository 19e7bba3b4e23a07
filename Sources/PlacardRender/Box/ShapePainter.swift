internal import CCairo
internal import PlacardCore

/// A figure in its layer's content box: its fill, then its stroke.
struct ShapePainter {
  let source: PaintSource

  func paint(
    _ shape: ShapeContent, of layer: SceneLayer, in geometry: BoxGeometry,
    on surface: borrowing Surface
  ) throws(RenderError) {
    let outline = ShapeOutline(shape, in: geometry, scale: source.scale)
    guard !outline.isEmpty else { return }
    let strokeWidth = DeviceLength.bounded(shape.strokeWidth * source.scale)
    let box = outline.box
    if shape.outline != .line {
      let cr = surface.cr
      try source.withSource(
        shape.fill, box: box, covering: outline.reach(strokeWidth: 0), on: cr
      ) {
        outline.addPath(to: cr)
        cairo_fill(cr)
      }
    }
    // The outline of a level line has no area: its stroke's own box places a gradient.
    let strokeBox = shape.outline == .line ? box.outset(by: strokeWidth / 2) : box
    try stroke(outline, width: strokeWidth, box: strokeBox, on: surface)
    try surface.check("draw the shape \"\(layer.name)\"")
  }

  /// Strokes `outline`, centred on it, with butt ends and mitred corners: SVG's initial values.
  private func stroke(
    _ outline: ShapeOutline, width: Double, box: Rect, on surface: borrowing Surface
  ) throws(RenderError) {
    guard let paint = outline.content.stroke, width > 0 else { return }
    let cr = surface.cr
    let dashes = dashes(of: outline)
    cairo_set_line_width(cr, width)
    cairo_set_miter_limit(cr, ShapeOutline.miterLimit)
    try source.withSource(
      paint, box: box, covering: outline.reach(strokeWidth: width), on: cr
    ) {
      outline.addPath(to: cr, isDashed: !dashes.isEmpty)
      if !dashes.isEmpty { DashCutter(dashes).cut(pathOf: cr) }
      strokePath(of: cr, hasShortSides: !dashes.isEmpty || outline.content.outline == .path)
    }
  }

  /// cairo's way for upright strokes draws sides shorter than half the stroke too long, its way for
  /// all others does not: it is chosen by a turn too small to move anything.
  private func strokePath(of cr: OpaquePointer, hasShortSides: Bool) {
    guard hasShortSides else { return cairo_stroke(cr) }
    var matrix = cairo_matrix_t()
    cairo_get_matrix(cr, &matrix)
    var turned = matrix
    turned.xy += 1e-12
    cairo_set_matrix(cr, &turned)
    cairo_stroke(cr)
    cairo_set_matrix(cr, &matrix)
  }

  /// More than any picture shows apart; past it a line is drawn solid.
  private static let dashCountMax = 100_000.0

  /// In device pixels; none where the line is solid: without any, with a negative one, or with none
  /// longer than 0 (SVG 2 §13.5.6).
  private func dashes(of outline: ShapeOutline) -> [Double] {
    let written = outline.content.dashes
    guard !written.isEmpty, written.allSatisfy({ $0 >= 0 }) else { return [] }
    let lengths = written.map { DeviceLength.bounded($0 * source.scale) }
    let period = lengths.reduce(0, +)
    guard period > 0,
      outline.lengthMax / period * Double(lengths.count) <= Self.dashCountMax
    else { return [] }
    return lengths
  }
}
