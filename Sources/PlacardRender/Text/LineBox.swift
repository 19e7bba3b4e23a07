internal import PlacardCore

/// The boxes that lines of one primary font stand in (CSS Inline 3 §3.4: half-leading on both sides
/// of ascent and descent), rounded as Chromium rounds them.
///
/// All lines are `height` apart: a line height that is a number belongs to every inline box alike, so
/// no fallback font can make a line taller.
struct LineBox {
  /// Whole px from the font's top to the baseline and on to its bottom.
  let ascent: Double
  let descent: Double
  let height: Double
  /// From the line's top to its baseline.
  let baseline: Double

  /// For a font of `size` px.
  init(font: FontInstance, size: Double, lineHeight: Double) {
    ascent = (font.ascent * size).rounded()
    descent = (font.descent * size).rounded()
    height = LayoutUnit.floor(size * lineHeight)
    baseline = ((height - (ascent + descent)) / 2).rounded(.down) + ascent
  }
}
