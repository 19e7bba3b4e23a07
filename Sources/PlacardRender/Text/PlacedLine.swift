internal import PlacardCore

/// A glyph at its place in a line, in CSS px.
struct PlacedGlyph {
  var glyph: UInt32
  /// Into `FontStore.instances`.
  var font: Int
  /// Of the glyph's origin, from the line's left and upwards from the baseline.
  var x: Double
  var y: Double
  /// The code point its cluster starts with; nil for a sign that is not of the text.
  var place: Int?
}

/// A line of glyphs in painting order, from left to right.
struct PlacedLine {
  /// Neighbours of one style.
  struct Segment {
    /// Into `StyleMap.styles`.
    var style: Int
    /// CSS px from the line's left.
    var x: Double
    var width: Double
    var glyphs: Range<Int>
  }

  var glyphs: [PlacedGlyph] = []
  /// All of the line, from left to right; empty where all of it has the paragraph's style.
  var segments: [Segment] = []
  /// The styles of the spans that it holds, or ends in: their boxes make its height.
  var spans: [Int] = []
  /// CSS px, without the spaces that hang at its end.
  var width = 0.0
  /// The code points drawn.
  var range: Range<Int> = 0..<0
  /// Whether an ellipsis ends it.
  var isCut = false
  /// The width that the line is aligned by where it is not its own: that of the whole line, where an
  /// ellipsis took its end, as in Chromium.
  var alignedWidth: Double?
  /// By how much a decoration reaches past the width at the line's end: along the spaces that hang
  /// there, or, when negative, not along the ellipsis.
  var decorationReach = 0.0
  /// The style of the first of those spaces.
  var hangingStyle = 0

  /// Notes that the line goes on by `width` in `style`, where `glyphCount` glyphs stand.
  mutating func extend(by width: Double, in style: Int, glyphCount: Int) {
    let end = (segments.last?.glyphs.upperBound ?? 0) + glyphCount
    if let last = segments.last, last.style == style {
      segments[segments.count - 1].width += width
      segments[segments.count - 1].glyphs = last.glyphs.lowerBound..<end
    } else {
      let start = segments.last.map { $0.x + $0.width } ?? 0
      segments.append(
        Segment(style: style, x: start, width: width, glyphs: (end - glyphCount)..<end))
    }
  }
}
