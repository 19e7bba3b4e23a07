internal import PlacardCore

/// The box that a line stands in (CSS Inline 3 §3.4: half-leading on both sides of ascent and
/// descent), rounded as Chromium rounds it.
struct LineBox {
  let height: Double
  /// From the line's top to its baseline.
  let baseline: Double

  /// Of one font at `size` px. A line height that is a number belongs to the inline box, so no
  /// fallback font in it can make the line taller.
  init(font: FontInstance, size: Double, lineHeight: Double) {
    let metrics = FontMetrics(font, size: size)
    height = LayoutUnit.floor(size * lineHeight)
    baseline =
      ((height - (metrics.ascent + metrics.descent)) / 2).rounded(.down) + metrics.ascent
  }

  private init(height: Double, baseline: Double) {
    self.height = height
    self.baseline = baseline
  }

  /// The box of a line that holds both, on one baseline.
  func union(_ other: LineBox) -> LineBox {
    let above = max(baseline, other.baseline)
    return LineBox(
      height: above + max(height - baseline, other.height - other.baseline), baseline: above)
  }
}

/// A font's ascent and descent at one size, in whole px.
struct FontMetrics {
  let ascent: Double
  let descent: Double

  init(_ font: FontInstance, size: Double) {
    ascent = (font.ascent * size).rounded()
    descent = (font.descent * size).rounded()
  }
}

/// The boxes of a text's lines at one scale: the strut's, grown by those of the spans on the line.
struct LineBoxes {
  /// Of every style.
  private let boxes: [LineBox]

  /// `scale` is device px a CSS px; `primaries` are the styles' fonts, into `FontStore.instances`.
  init(styles: [TextStyle], primaries: [Int], store: FontStore, scale: Double = 1) {
    boxes = zip(styles, primaries).map { style, primary in
      LineBox(
        font: store.instances[primary], size: style.size * scale, lineHeight: style.lineHeight)
    }
  }

  var strut: LineBox { boxes[0] }

  /// The box of a line on which the spans of these styles have a part.
  func box(spans: [Int]) -> LineBox {
    spans.reduce(strut) { $0.union(boxes[$1]) }
  }
}
