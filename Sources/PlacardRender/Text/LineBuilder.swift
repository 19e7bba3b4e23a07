internal import CCairo
internal import PlacardCore

/// Makes lines of a shaped text: takes the paragraph's glyphs where the shaping can be cut, shapes
/// again where it cannot, and puts the pieces in visual order (UAX #9 L1, L2).
struct LineBuilder {
  let shaped: ShapedText
  let store: FontStore
  let shaper: Shaper
  /// What a soft hyphen at a line's end shows; nil where the text has none.
  let hyphen: LineSuffix?

  private struct Piece {
    /// The code point that it starts with.
    var place: Int
    var glyphs: ArraySlice<ShapedGlyph>
    var font: Int
    var level: UInt8
    var script: hb_script_t
    var width: Double
    /// Not of the text.
    var isSuffix = false
  }

  /// What Chromium lays as one inline item; the next one starts on a whole 64th of a px.
  private struct Item: Equatable {
    var level: UInt8
    var script: hb_script_t
    var isColor: Bool
    var isSuffix: Bool
    var style: Int
  }

  /// `line` as it stands, without the spaces at its end; as wide as `justifiedWidth` where there is
  /// one and the line has room that can be spread.
  func line(_ line: LineRange, justifiedWidth: Double? = nil) -> PlacedLine {
    let visible = trimmed(line.range)
    var placed = place(
      visible, shapedAs: line, suffix: endsInSoftHyphen(line.range) ? hyphen : nil, isCut: false)
    let spaces = visible.upperBound..<line.range.upperBound
    placed.decorationReach = shaped.width(of: spaces, from: placed.width)
    placed.hangingStyle = shaped.map.style(at: visible.upperBound)
    if let justifiedWidth, !shaped.endsParagraph(line) {
      placed.justify(to: LayoutUnit.floor(justifiedWidth), scalars: shaped.text.scalars)
    }
    return placed
  }

  /// `line` with `ellipsis` after it, and as many clusters taken from its end as that needs. White
  /// space is `pre-wrap`: a space that still fits stays before the ellipsis.
  func cutLine(_ line: LineRange, width: Double, ellipsis: LineSuffix) -> PlacedLine {
    var visible = line.range
    let room = LayoutUnit.floor(width)
    while true {
      let estimate = shaped.width(of: visible) + ellipsis.width
      if visible.isEmpty || LayoutUnit.ceil(estimate) <= room + 1 {
        var cut = place(visible, shapedAs: line, suffix: ellipsis, isCut: true)
        cut.decorationReach = -ellipsis.width
        if visible.isEmpty || LayoutUnit.ceil(cut.width) <= room {
          cut.alignedWidth = self.line(line).width
          return cut
        }
      }
      var end = visible.upperBound - 1
      while end > visible.lowerBound && !shaped.text.flags[end].contains(.graphemeStart) {
        end -= 1
      }
      visible = visible.lowerBound..<end
    }
  }

  /// Whether a break at the end of `range` uses a soft hyphen.
  func endsInSoftHyphen(_ range: Range<Int>) -> Bool {
    guard hyphen != nil, !range.isEmpty, shaped.text.scalars[range.upperBound - 1] == 0xAD else {
      return false
    }
    return !shaped.text.paragraphs.contains { $0.upperBound == range.upperBound }
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var end = range.upperBound
    while end > range.lowerBound && BreakRules.isSpace(shaped.text.scalars[end - 1]) { end -= 1 }
    return range.lowerBound..<end
  }

  private func place(
    _ visible: Range<Int>, shapedAs line: LineRange, suffix: LineSuffix?, isCut: Bool
  ) -> PlacedLine {
    var pieces = self.pieces(of: visible, in: line)
    if let suffix {
      let level = isCut ? shaped.text.baseLevel : pieces.last?.level ?? shaped.text.baseLevel
      pieces.append(
        Piece(
          place: visible.upperBound, glyphs: suffix.glyphs[...], font: suffix.font, level: level,
          script: HB_SCRIPT_COMMON, width: suffix.width, isSuffix: true))
    }
    Self.reorder(&pieces)
    var placed = PlacedLine(spans: shaped.spans(on: line), range: visible, isCut: isCut)
    placed.glyphs.reserveCapacity(visible.count + 1)
    var open: (item: Item, start: Double)?
    for piece in pieces { append(piece, to: &placed, after: &open) }
    return placed
  }

  /// `open` is the item that the line ends in, with the place where it starts.
  private func append(
    _ piece: Piece, to placed: inout PlacedLine, after open: inout (item: Item, start: Double)?
  ) {
    let isUniform = shaped.map.isUniform
    func begin(_ place: Int) -> Int {
      let style = piece.isSuffix ? 0 : shaped.map.style(at: place)
      let item = Item(
        level: piece.level, script: piece.script, isColor: store.instances[piece.font].isColor,
        isSuffix: piece.isSuffix, style: style)
      if let last = open, last.item != item {
        let snapped = last.start + LayoutUnit.ceil(placed.width - last.start)
        if !isUniform {
          placed.extend(by: snapped - placed.width, in: last.item.style, glyphCount: 0)
        }
        placed.width = snapped
        open = (item, snapped)
      } else if open == nil {
        open = (item, placed.width)
      }
      return style
    }
    for glyph in piece.glyphs {
      let style = begin(glyph.cluster)
      let isDrawn = glyph.glyph != Shaper.noGlyph
      if isDrawn {
        placed.glyphs.append(
          PlacedGlyph(
            glyph: glyph.glyph, font: piece.font, x: placed.width + glyph.xOffset,
            y: glyph.yOffset, place: piece.isSuffix ? nil : glyph.cluster))
      }
      if !isUniform {
        placed.extend(by: glyph.advance, in: style, glyphCount: isDrawn ? 1 : 0)
      }
      placed.width += glyph.advance
    }
    guard piece.glyphs.isEmpty else { return }
    let style = begin(piece.place)
    if !isUniform { placed.extend(by: piece.width, in: style, glyphCount: 0) }
    placed.width += piece.width
  }

  /// The visible parts of the line's runs, in logical order.
  private func pieces(of visible: Range<Int>, in line: LineRange) -> [Piece] {
    let paragraph = shaped.paragraphs[line.paragraph]
    var pieces: [Piece] = []
    var x = 0.0
    for (place, run) in paragraph.runs.enumerated() where run.range.overlaps(visible) {
      let shown = run.range.clamped(to: visible)
      let glyphs = self.glyphs(of: shown, run: place, line: line)
      let width = run.isTab ? shaped.tabWidth(at: x) : glyphs.reduce(0) { $0 + $1.advance }
      pieces.append(
        Piece(
          place: shown.lowerBound, glyphs: run.isTab ? [] : glyphs, font: run.font,
          level: run.level, script: run.script, width: width))
      x += width
    }
    return pieces
  }

  /// The glyphs of `shown`, a part of a run that stands on `line`.
  private func glyphs(of shown: Range<Int>, run place: Int, line: LineRange)
    -> ArraySlice<ShapedGlyph>
  {
    let paragraph = shaped.paragraphs[line.paragraph]
    let run = paragraph.runs[place]
    let kept = run.range.clamped(to: line.range)
    var glyphs = paragraph.glyphs[place][...]
    if !isSafe(kept.lowerBound, in: run) || !isSafe(kept.upperBound, in: run) {
      glyphs = shape(kept, of: run, in: paragraph.range)
    } else if kept != run.range {
      glyphs = Self.slice(glyphs, kept, isRightToLeft: run.level & 1 == 1)
    }
    guard shown != kept else { return glyphs }
    // Spaces at the line's end are shaped with it, so that what stands before them keeps its place;
    // what an ellipsis takes away is not.
    let cut = shown.upperBound
    if shaped.unsafe[cut], !BreakRules.isSpace(shaped.text.scalars[cut]) {
      return shape(shown, of: run, in: paragraph.range)
    }
    return Self.slice(glyphs, shown, isRightToLeft: run.level & 1 == 1)
  }

  private func isSafe(_ cut: Int, in run: FontRun) -> Bool {
    cut == run.range.lowerBound || cut == run.range.upperBound
      || (!shaped.unsafe[cut] && shaped.advances[cut] != 0)
  }

  private func shape(_ range: Range<Int>, of run: FontRun, in paragraph: Range<Int>)
    -> ArraySlice<ShapedGlyph>
  {
    shaper.shape(
      range, of: run, in: paragraph, text: shaped.text, font: store.instances[run.font],
      style: shaped.map.styles[run.style])[...]
  }

  /// Clusters rise from left to right, or fall.
  private static func slice(
    _ glyphs: ArraySlice<ShapedGlyph>, _ range: Range<Int>, isRightToLeft: Bool
  ) -> ArraySlice<ShapedGlyph> {
    var start = glyphs.startIndex
    var end = glyphs.endIndex
    if isRightToLeft {
      while start < end && glyphs[start].cluster >= range.upperBound { start += 1 }
      while end > start && glyphs[end - 1].cluster < range.lowerBound { end -= 1 }
    } else {
      while start < end && glyphs[start].cluster < range.lowerBound { start += 1 }
      while end > start && glyphs[end - 1].cluster >= range.upperBound { end -= 1 }
    }
    return glyphs[start..<end]
  }

  /// Rule L2: from the highest level down to the lowest odd one, turn every stretch of that level
  /// and above around.
  private static func reorder(_ pieces: inout [Piece]) {
    guard let highest = pieces.map(\.level).max(), highest > 0 else { return }
    for level in stride(from: highest, to: 0, by: -1) {
      var start = 0
      while start < pieces.count {
        guard pieces[start].level >= level else {
          start += 1
          continue
        }
        var end = start
        while end < pieces.count && pieces[end].level >= level { end += 1 }
        pieces[start..<end].reverse()
        start = end
      }
    }
  }
}
