internal import PlacardCore

/// Breaks paragraphs into lines, greedily (CSS Text 3 §5): after the last opportunity that fits, and
/// where a line has none, between any two grapheme clusters (`overflow-wrap: anywhere`).
struct LineBreaker {
  let shaped: ShapedText
  /// CSS px; infinite for one line a paragraph.
  let width: Double
  let builder: LineBuilder

  /// The lines of every paragraph, in order, each with the paragraph it is of.
  func lines() -> [LineRange] {
    var lines: [LineRange] = []
    for (place, paragraph) in shaped.paragraphs.enumerated() {
      if paragraph.range.isEmpty {
        lines.append(LineRange(paragraph: place, range: paragraph.range))
        continue
      }
      var start = paragraph.range.lowerBound
      while start < paragraph.range.upperBound {
        let (end, isForced) = lineEnd(from: start, within: paragraph.range, paragraph: place)
        lines.append(LineRange(paragraph: place, range: start..<end, isForced: isForced))
        start = end
      }
    }
    return lines
  }

  /// Where the line that starts at `start` ends, always past `start`, and whether that is inside of
  /// a word.
  private func lineEnd(
    from start: Int, within range: Range<Int>, paragraph: Int
  ) -> (end: Int, isForced: Bool) {
    var overflow = range.upperBound
    if let found = firstOverflow(from: start, to: range.upperBound) {
      overflow = found
    } else if isSafe(start) || fits(start..<overflow, paragraph: paragraph) {
      return (overflow, false)
    }
    let flags = shaped.text.flags
    var end = overflow
    while end > start {
      if end < range.upperBound, flags[end].contains(.breakBefore),
        fits(start..<end, paragraph: paragraph)
      {
        return (end, false)
      }
      end -= 1
    }
    return (
      emergencyEnd(from: start, overflow: overflow, within: range, paragraph: paragraph), true
    )
  }

  /// The first code point that ends past the width, spaces apart, which hang; nil when all fit.
  private func firstOverflow(from start: Int, to limit: Int) -> Int? {
    guard width.isFinite else { return nil }
    let scalars = shaped.text.scalars
    var x = 0.0
    for place in start..<limit {
      let scalar = scalars[place]
      x += scalar == 0x09 ? shaped.tabWidth(at: x) : shaped.advances[place]
      if !BreakRules.isSpace(scalar) && LayoutUnit.ceil(x) > LayoutUnit.floor(width) {
        return place
      }
    }
    return nil
  }

  /// Whether the line fits once it is shaped by itself, with the hyphen of a soft hyphen at its end.
  private func fits(_ range: Range<Int>, paragraph: Int) -> Bool {
    let line = LineRange(paragraph: paragraph, range: range)
    let isExact =
      isSafe(range.upperBound) && isSafe(range.lowerBound) && !builder.endsInSoftHyphen(range)
    return isExact || LayoutUnit.ceil(builder.line(line).width) <= LayoutUnit.floor(width)
  }

  /// Whether the widths on both sides of `cut` are what they are in the whole text: not so within a
  /// ligature, whose first letter has all of its width.
  private func isSafe(_ cut: Int) -> Bool {
    cut >= shaped.advances.count || (!shaped.unsafe[cut] && shaped.advances[cut] != 0)
  }

  /// Between grapheme clusters, at least one to the line.
  private func emergencyEnd(
    from start: Int, overflow: Int, within range: Range<Int>, paragraph: Int
  ) -> Int {
    func isClusterStart(_ place: Int) -> Bool {
      place >= range.upperBound || shaped.text.flags[place].contains(.graphemeStart)
    }
    var end = overflow
    while end > start && !isClusterStart(end) { end -= 1 }
    while end > start && !isSafe(start) && !fits(start..<end, paragraph: paragraph) {
      end -= 1
      while end > start && !isClusterStart(end) { end -= 1 }
    }
    if end > start { return end }
    end = max(overflow, start + 1)
    while !isClusterStart(end) { end += 1 }
    // Spaces after it hang on this line.
    while end < range.upperBound && BreakRules.isSpace(shaped.text.scalars[end]) { end += 1 }
    return end
  }
}

/// A line's code points, the spaces at its end and a soft hyphen included.
struct LineRange: Hashable {
  var paragraph: Int
  var range: Range<Int>
  /// Whether it ends inside of a word that is wider than the box.
  var isForced = false
}
