internal import PlacardCore

/// A text shaped as if it stood on one endless line a paragraph: what lines are broken from.
struct ShapedText {
  let text: AnalyzedText
  let map: StyleMap
  /// Per paragraph, in logical order.
  let paragraphs: [ShapedParagraph]
  /// For every code point the width of the cluster that starts with it, in CSS px; 0 for the others
  /// and for tabs.
  let advances: [Double]
  /// Code points before which the shaping cannot be cut without a change.
  let unsafe: [Bool]
  /// The place of every style's primary font in `FontStore.instances`.
  let primaries: [Int]
  /// Between tab stops: `tab-size: 8` (CSS Text 3 §6.1), and half a space, which a tab is wide at
  /// the least.
  let tabInterval: Double
  let tabMinimum: Double

  struct ShapedParagraph {
    var range: Range<Int>
    var runs: [FontRun]
    /// Of each run, from left to right.
    var glyphs: [[ShapedGlyph]]
  }

  init(_ text: AnalyzedText, fontRuns: inout FontRuns, shaper: Shaper) throws(RenderError) {
    let store = fontRuns.store
    let map = fontRuns.map
    var primaries: [Int] = []
    for style in map.styles.indices { primaries.append(try fontRuns.primary(of: style)) }
    var advances = [Double](repeating: 0, count: text.scalars.count)
    var unsafe = [Bool](repeating: false, count: text.scalars.count)
    var paragraphs: [ShapedParagraph] = []
    for range in text.paragraphs {
      let runs = try fontRuns.runs(of: range)
      let glyphs = runs.map { run in
        shaper.shape(
          run.range, of: run, in: range, text: text, font: store.instances[run.font],
          style: map.styles[run.style])
      }
      for glyph in glyphs.joined() {
        advances[glyph.cluster] += glyph.advance
        if glyph.isUnsafeToBreak { unsafe[glyph.cluster] = true }
      }
      if !text.isASCII {
        // Trimmed punctuation depends on its neighbours on both sides.
        for place in SpacingTrim.trimmed(range, of: text.scalars) {
          unsafe[place] = true
          if place + 1 < range.upperBound { unsafe[place + 1] = true }
        }
      }
      paragraphs.append(ShapedParagraph(range: range, runs: runs, glyphs: glyphs))
    }
    self.text = text
    self.map = map
    self.primaries = primaries
    self.paragraphs = paragraphs
    self.advances = advances
    self.unsafe = unsafe
    let style = map.styles[0]
    let space = (store.instances[primaries[0]].spaceAdvance() ?? 0.25) * style.size
    tabInterval = max(8 * (space + style.letterSpacing), 0)
    tabMinimum = space / 2
  }

  /// Whether `line` is its paragraph's last.
  func endsParagraph(_ line: LineRange) -> Bool {
    line.range.upperBound == paragraphs[line.paragraph].range.upperBound
  }

  /// The styles of the spans on `line`, that of the line end after it among them.
  func spans(on line: LineRange) -> [Int] {
    guard !map.isUniform else { return [] }
    return map.spans(
      in: line.range.lowerBound..<line.range.upperBound + (endsParagraph(line) ? 1 : 0))
  }

  /// The width of a tab that starts `x` px after the line's start (CSS Text 3 §6.1).
  func tabWidth(at x: Double) -> Double {
    guard tabInterval > 0 else { return 0 }
    let distance = tabInterval - x.truncatingRemainder(dividingBy: tabInterval)
    return distance < tabMinimum ? distance + tabInterval : distance
  }

  /// The width of the code points of `range` that start a line at `x`, in one go.
  func width(of range: Range<Int>, from x: Double = 0) -> Double {
    var end = x
    for place in range {
      end += text.scalars[place] == 0x09 ? tabWidth(at: end) : advances[place]
    }
    return end - x
  }
}
