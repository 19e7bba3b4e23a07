internal import CCairo

/// A glyph's outline as a cairo path, for text that is turned or too large for masks.
enum GlyphPath {
  /// Adds the unhinted outline of `glyph`, `size` px high, with its origin at (`x`, `y`).
  static func append(
    _ glyph: UInt32, of font: FontInstance, size: Double, x: Double, y: Double,
    to context: OpaquePointer
  ) {
    // Any size gives the same outline without hinting; this one keeps FreeType's 26.6 exact.
    font.setSize(Self.outlineSize64)
    guard FT_Load_Glyph(font.drawer, glyph, placard_load_unhinted) == 0,
      let slot = font.drawer.pointee.glyph, placard_is_outline(slot) != 0
    else { return }
    var pen = Pen(
      context: context, unit: size / Double(Self.outlineSize64), originX: x, originY: y)
    var functions = FT_Outline_Funcs()
    functions.move_to = { point, pen in Pen.with(point, pen) { $0.move(to: $1) } }
    functions.line_to = { point, pen in Pen.with(point, pen) { $0.line(to: $1) } }
    functions.conic_to = { control, point, pen in
      guard let control else { return 0 }
      return Pen.with(point, pen) { $0.conic(control.pointee, to: $1) }
    }
    functions.cubic_to = { first, second, point, pen in
      guard let first, let second else { return 0 }
      return Pen.with(point, pen) { $0.cubic(first.pointee, second.pointee, to: $1) }
    }
    withUnsafeMutablePointer(to: &pen) { pen in
      _ = FT_Outline_Decompose(&slot.pointee.outline, &functions, pen)
    }
    cairo_close_path(context)
  }

  private static let outlineSize64 = 1_024 * 64

  private struct Pen {
    let context: OpaquePointer
    let unit: Double
    let originX: Double
    let originY: Double
    var x = 0.0
    var y = 0.0
    var isOpen = false

    static func with(
      _ point: UnsafePointer<FT_Vector>?, _ pen: UnsafeMutableRawPointer?,
      _ body: (inout Pen, FT_Vector) -> Void
    ) -> Int32 {
      guard let point, let pen else { return 0 }
      body(&pen.assumingMemoryBound(to: Pen.self).pointee, point.pointee)
      return 0
    }

    private func place(_ point: FT_Vector) -> (x: Double, y: Double) {
      (originX + Double(point.x) * unit, originY - Double(point.y) * unit)
    }

    mutating func move(to point: FT_Vector) {
      if isOpen { cairo_close_path(context) }
      isOpen = true
      (x, y) = place(point)
      cairo_move_to(context, x, y)
    }

    mutating func line(to point: FT_Vector) {
      (x, y) = place(point)
      cairo_line_to(context, x, y)
    }

    /// A quadratic curve as the cubic one that it is.
    mutating func conic(_ control: FT_Vector, to point: FT_Vector) {
      let middle = place(control)
      let end = place(point)
      cairo_curve_to(
        context, x + (middle.x - x) * 2 / 3, y + (middle.y - y) * 2 / 3,
        end.x + (middle.x - end.x) * 2 / 3, end.y + (middle.y - end.y) * 2 / 3, end.x, end.y)
      (x, y) = end
    }

    mutating func cubic(_ first: FT_Vector, _ second: FT_Vector, to point: FT_Vector) {
      let start = place(first)
      let middle = place(second)
      let end = place(point)
      cairo_curve_to(context, start.x, start.y, middle.x, middle.y, end.x, end.y)
      (x, y) = end
    }
  }
}
