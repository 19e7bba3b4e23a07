internal import PlacardCore

/// What of a text puts one paint on pixels, in device px.
struct TextInk {
  struct Glyph {
    var glyph: UInt32
    /// Into `FontStore.instances`.
    var font: Int
    /// Of the glyph's origin.
    var x: Double
    var y: Double
    /// The code point its cluster starts with; 0 for a sign that is not of the text.
    var scalar: UInt32
  }

  /// Of the glyphs, in device px.
  let size: Double
  var glyphs: [Glyph]
  /// Painted below the glyphs, and above them.
  var linesBelow: [Rect] = []
  var linesAbove: [Rect] = []

  var isEmpty: Bool { glyphs.isEmpty && linesBelow.isEmpty && linesAbove.isEmpty }
}

/// An ink and how it is put on.
struct StyledInk {
  var ink: TextInk
  /// Into `StyleMap.styles`.
  var style: Int
  /// The box that a gradient fills, in device px.
  var box: Rect
}

extension PlacedText {
  /// The text's inks in the order of painting, `box` being its content box. The paragraph's own
  /// lines lie below all letters, or above all.
  func inks(in box: Rect, store: FontStore) -> [StyledInk] {
    let decorations = Decorations(text: self, fonts: store)
    var own = TextInk(size: size(of: 0), glyphs: map.isUniform ? glyphs : glyphs(ofStyle: 0))
    let lines = decorations.rectangles(ofStyle: 0)
    own.linesBelow = lines.below
    if map.isUniform {
      own.linesAbove = lines.above
      return [StyledInk(ink: own, style: 0, box: box)]
    }
    var inks = [StyledInk(ink: own, style: 0, box: box)]
    for style in map.styles.indices.dropFirst() {
      if hasOwnGradient(style) {
        inks += gradientInks(ofStyle: style, decorations, store)
      } else {
        var ink = TextInk(size: size(of: style), glyphs: glyphs(ofStyle: style))
        (ink.linesBelow, ink.linesAbove) = decorations.rectangles(ofStyle: style)
        inks.append(StyledInk(ink: ink, style: style, box: box))
      }
    }
    inks.append(
      StyledInk(
        ink: TextInk(size: size(of: 0), glyphs: [], linesAbove: lines.above), style: 0, box: box))
    return inks.filter { !$0.ink.isEmpty }
  }

  private func glyphs(ofStyle style: Int) -> [TextInk.Glyph] {
    lines.flatMap { line in
      line.segments.filter { $0.style == style }.flatMap { glyphs[$0.glyphs] }
    }
  }

  private func hasOwnGradient(_ style: Int) -> Bool {
    map.styles[style].color.isGradient && map.styles[style].color != map.styles[0].color
  }

  /// A gradient of a span's own fills the span's boxes as if they stood side by side (CSS
  /// Fragmentation 3 §6.1, `box-decoration-break: slice`): each of them is an ink of its own.
  private func gradientInks(
    ofStyle style: Int, _ decorations: Decorations, _ store: FontStore
  ) -> [StyledInk] {
    let metrics = metrics(of: style, store)
    let pieces = lines.flatMap { line in
      line.segments.filter { $0.style == style }.map { (line: line, segment: $0) }
    }
    let total = pieces.reduce(0) { $0 + $1.segment.width }
    var before = 0.0
    return pieces.map { piece in
      var ink = TextInk(size: size(of: style), glyphs: Array(glyphs[piece.segment.glyphs]))
      (ink.linesBelow, ink.linesAbove) = decorations.rectangles(
        ofStyle: style, in: piece.segment, on: piece.line)
      let box = Rect(
        x: piece.segment.left - before, y: piece.line.baseline - metrics.ascent,
        width: total, height: metrics.ascent + metrics.descent)
      before += piece.segment.width
      return StyledInk(ink: ink, style: style, box: box)
    }
  }
}
