internal import PlacardCore

/// A laid-out text at its place, in device px.
struct PlacedText {
  struct Line {
    /// Into the text's glyphs.
    var glyphs: Range<Int>
    /// Where its decorations start and end.
    var left: Double
    var right: Double
    /// A whole px.
    var baseline: Double
    /// The stretches of one style, from left to right; empty where all is in the paragraph's.
    var segments: [Segment]
  }

  struct Segment {
    var style: Int
    var left: Double
    var width: Double
    /// Where its decorations start and end.
    var decorated: (left: Double, right: Double)
    /// Into the text's glyphs.
    var glyphs: Range<Int>
  }

  let map: StyleMap
  /// Every style's primary font, into `FontStore.instances`.
  let primaries: [Int]
  /// Device px a CSS px.
  let scale: Double
  private(set) var glyphs: [TextInk.Glyph] = []
  private(set) var lines: [Line] = []
  /// How far the fonts of the first line, and a line over it, reach above it, and those of the last
  /// one below: more than nothing where line heights are small. Device px.
  private(set) var overhang = (above: 0.0, below: 0.0)

  /// Places `layout` in `box` (device px) at `scale` device px a CSS px.
  ///
  /// Line boxes are made from the scaled fonts, as Chromium does at a device scale factor; what
  /// stands in a line does not depend on the scale.
  init(
    _ layout: TextLayout, content: TextContent, box: Rect, scale: Double, store: FontStore
  ) {
    map = layout.map
    primaries = layout.primaries
    self.scale = scale
    let lineBoxes = LineBoxes(
      styles: map.styles, primaries: primaries, store: store, scale: scale)
    let boxes = layout.lines.map { lineBoxes.box(spans: $0.spans) }
    let room = box.height - boxes.reduce(0) { $0 + $1.height }
    let offset =
      switch content.verticalAlign {
      case .top: 0.0
      case .middle: LayoutUnit.floor(room / 2)
      case .bottom: LayoutUnit.floor(room)
      }
    if let first = boxes.first, let last = boxes.last, !layout.lines.isEmpty {
      let firstStyles = [0] + layout.lines[0].spans
      let lastStyles = [0] + layout.lines[layout.lines.count - 1].spans
      let above = firstStyles.map { metrics(of: $0, store).ascent + overline(of: $0) }.max() ?? 0
      let below = lastStyles.map { metrics(of: $0, store).descent }.max() ?? 0
      overhang = (above - first.baseline, below - (last.height - last.baseline))
    }
    var top = box.y + offset
    for (line, lineBox) in zip(layout.lines, boxes) {
      let left = Self.left(of: line, layout, content.align, boxWidth: box.width, scale: scale)
      append(line, of: layout, left: box.x + left, baseline: top + lineBox.baseline)
      top += lineBox.height
    }
  }

  /// From the box's left to the line's, in device px. Chromium aligns a line by the width that it has
  /// before an ellipsis cuts it; but where the ellipsis would then stand out of the box, the line
  /// ends at the box's edge.
  private static func left(
    of line: PlacedLine, _ layout: TextLayout, _ align: TextContent.Align, boxWidth: Double,
    scale: Double
  ) -> Double {
    let width = line.width * scale
    let aligned = line.alignedWidth.map { $0 * scale } ?? width
    let left =
      layout.lineOffset(align, lineWidth: aligned, boxWidth: boxWidth)
      + (layout.isRightToLeft ? aligned - width : 0)
    guard line.isCut else { return left }
    let room = LayoutUnit.floor(boxWidth) - LayoutUnit.ceil(width)
    return room < 0 ? (layout.isRightToLeft ? room : 0) : min(max(left, 0), room)
  }

  private mutating func append(
    _ line: PlacedLine, of layout: TextLayout, left: Double, baseline: Double
  ) {
    let start = glyphs.count
    for glyph in line.glyphs {
      glyphs.append(
        TextInk.Glyph(
          glyph: glyph.glyph, font: glyph.font, x: left + glyph.x * scale,
          y: (baseline - glyph.y * scale + 0.5).rounded(.down),
          scalar: glyph.place.map { layout.scalars[$0] } ?? 0))
    }
    let isRightToLeft = layout.isRightToLeft
    let reach = line.decorationReach * scale
    lines.append(
      Line(
        glyphs: start..<glyphs.count, left: isRightToLeft ? left - reach : left,
        right: left + line.width * scale + (isRightToLeft ? 0 : reach),
        baseline: (baseline + 0.5).rounded(.down),
        segments: segments(of: line, isRightToLeft, left: left, firstGlyph: start)))
  }

  private func segments(
    of line: PlacedLine, _ isRightToLeft: Bool, left: Double, firstGlyph: Int
  ) -> [Segment] {
    let last = isRightToLeft ? 0 : line.segments.count - 1
    return line.segments.enumerated().map { index, segment in
      let start = left + segment.x * scale
      let end = start + segment.width * scale
      let hangs = index == last && segment.style == line.hangingStyle && !line.isCut
      let reach = hangs ? line.decorationReach * scale : 0
      let decorated = isRightToLeft ? (start - reach, end) : (start, end + reach)
      return Segment(
        style: segment.style, left: start, width: end - start, decorated: decorated,
        glyphs: segment.glyphs.lowerBound + firstGlyph..<segment.glyphs.upperBound + firstGlyph)
    }
  }

  /// How far the line over a style's letters reaches above them.
  private func overline(of style: Int) -> Double {
    guard map.styles[style].decoration.contains(.overline) else { return 0 }
    return max(1, size(of: style) / 10)
  }

  /// Of the letters of a style, in device px.
  func size(of style: Int) -> Double { map.styles[style].size * scale }

  /// The metrics of a style's primary font.
  func metrics(of style: Int, _ store: FontStore) -> FontMetrics {
    FontMetrics(store.instances[primaries[style]], size: size(of: style))
  }
}
