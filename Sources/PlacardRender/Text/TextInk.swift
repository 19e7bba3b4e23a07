internal import PlacardCore

/// What of a laid-out text puts colour on pixels, in device px.
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

  struct Line {
    var glyphs: Range<Int>
    /// Where its decorations start and end.
    var left: Double
    var right: Double
    /// A whole px.
    var baseline: Double
  }

  /// Of the glyphs, in device px.
  let size: Double
  private(set) var glyphs: [Glyph] = []
  private(set) var lines: [Line] = []
  /// Painted below the glyphs, and above them.
  var linesBelow: [Rect] = []
  var linesAbove: [Rect] = []

  /// Places `layout` in `box` (device px) at `scale` device px a CSS px.
  ///
  /// Line boxes are made from the scaled font, as Chromium does at a device scale factor; what
  /// stands in a line does not depend on the scale.
  init(
    _ layout: TextLayout, content: TextContent, box: Rect, scale: Double, primary: FontInstance
  ) {
    size = content.style.size * scale
    let lineBox = LineBox(font: primary, size: size, lineHeight: content.style.lineHeight)
    let room = box.height - Double(layout.lines.count) * lineBox.height
    let offset =
      switch content.verticalAlign {
      case .top: 0.0
      case .middle: LayoutUnit.floor(room / 2)
      case .bottom: LayoutUnit.floor(room)
      }
    var top = box.y + offset
    for line in layout.lines {
      let left =
        box.x
        + layout.lineOffset(
          content.align, lineWidth: line.width * scale, boxWidth: box.width)
      let baseline = top + lineBox.baseline
      let start = glyphs.count
      for glyph in line.glyphs {
        glyphs.append(
          Glyph(
            glyph: glyph.glyph, font: glyph.font, x: left + glyph.x * scale,
            y: (baseline - glyph.y * scale + 0.5).rounded(.down), scalar: glyph.scalar))
      }
      lines.append(
        Line(
          glyphs: start..<glyphs.count,
          left: layout.isRightToLeft ? left - line.decorationReach * scale : left,
          right: left
            + (layout.isRightToLeft ? line.width : line.width + line.decorationReach) * scale,
          baseline: (baseline + 0.5).rounded(.down)))
      top += lineBox.height
    }
  }
}
