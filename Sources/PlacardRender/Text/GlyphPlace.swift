/// A glyph's origin as a whole pixel and quarters of one to the right of it; its baseline is on a
/// whole row. Skia's rounding: to the nearest quarter.
struct GlyphPlace {
  let column: Int
  let row: Int
  let quarter: Int

  init(x: Double, y: Double) {
    let quarters = Int((Self.clamped(x) * 4 + 0.5).rounded(.down))
    column = quarters >> 2
    quarter = quarters & 3
    row = Int((Self.clamped(y) + 0.5).rounded(.down))
  }

  /// Places past this are on no picture.
  private static func clamped(_ length: Double) -> Double {
    length > -1e8 ? min(length, 1e8) : -1e8
  }
}
