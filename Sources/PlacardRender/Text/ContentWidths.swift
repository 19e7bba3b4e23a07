/// How wide a text is at least and at most (CSS Sizing 3 §5.1), in CSS px.
struct ContentWidths {
  /// The widest letter or ligature's, since lines may break anywhere (CSS Text 3 §5.5); spaces hang.
  let least: Double
  /// The widest paragraph's, with the spaces at its end, as Chromium counts them.
  let most: Double

  init(of shaped: ShapedText) {
    var widest = 0.0
    for (place, scalar) in shaped.text.scalars.enumerated() where !BreakRules.isSpace(scalar) {
      widest = max(widest, shaped.advances[place])
    }
    least = LayoutUnit.round(widest)
    most = LayoutUnit.ceil(
      shaped.paragraphs.reduce(0) { max($0, shaped.width(of: $1.range)) })
  }
}
