internal import PlacardCore

/// The lines of `text-decoration`, as Chromium places them: a tenth of the font size thick, from
/// the primary font's whole-pixel ascent; `text-decoration-skip-ink: auto`.
///
/// The paragraph's lines run along every span, where and as thick as the paragraph's own font puts
/// them (CSS Text Decoration 3 §2.1); a span has its own besides.
struct Decorations {
  let text: PlacedText
  let fonts: FontStore

  typealias Rectangles = (below: [Rect], above: [Rect])

  /// The lines that a style asks for, those below the glyphs and those above them: the paragraph's
  /// for style 0, else the spans' of that style.
  func rectangles(ofStyle style: Int) -> Rectangles {
    var all: Rectangles = ([], [])
    guard !text.map.styles[style].decoration.isEmpty else { return all }
    for line in text.lines {
      if style == 0 {
        add(Stretch(text, style, fonts, line.left, line.right, line.baseline), line, to: &all)
      } else {
        for segment in line.segments where segment.style == style {
          let pieces = rectangles(ofStyle: style, in: segment, on: line)
          all.below += pieces.below
          all.above += pieces.above
        }
      }
    }
    return all
  }

  /// The lines of one stretch of a span.
  func rectangles(
    ofStyle style: Int, in segment: PlacedText.Segment, on line: PlacedText.Line
  ) -> Rectangles {
    var all: Rectangles = ([], [])
    add(
      Stretch(
        text, style, fonts, segment.decorated.left, segment.decorated.right,
        line.baseline), line,
      to: &all)
    return all
  }

  private func add(_ stretch: Stretch, _ line: PlacedText.Line, to all: inout Rectangles) {
    guard stretch.right > stretch.left else { return }
    let baseline = stretch.baseline
    let ascent = stretch.ascent
    if stretch.kinds.contains(.underline) {
      let gap = max(1, (stretch.thickness / 2).rounded(.up))
      all.below += skippingInk(stretch.rectangle(top: baseline + gap), of: line)
    }
    if stretch.kinds.contains(.overline) {
      all.below += skippingInk(
        stretch.rectangle(top: baseline - ascent - stretch.height), of: line)
    }
    if stretch.kinds.contains(.lineThrough) {
      let middle = baseline - ascent + 2 * ascent / 3
      all.above.append(stretch.rectangle(top: middle - stretch.thickness / 2))
    }
  }

  /// A part of a line with what decides its decorations.
  private struct Stretch {
    let kinds: TextStyle.Decoration
    let left: Double
    let right: Double
    let baseline: Double
    let ascent: Double
    /// As computed; what is painted is whole px.
    let thickness: Double
    var height: Double { thickness.rounded(.down) }

    init(
      _ text: PlacedText, _ style: Int, _ fonts: FontStore, _ left: Double, _ right: Double,
      _ baseline: Double
    ) {
      kinds = text.map.styles[style].decoration
      self.left = left
      self.right = right
      self.baseline = baseline
      ascent = text.metrics(of: style, fonts).ascent
      thickness = max(1, text.size(of: style) / 10)
    }

    /// Lines are put on whole pixels, so that they are never blurred.
    func rectangle(top: Double) -> Rect {
      Rect(x: left, y: (top + 0.5).rounded(.down), width: right - left, height: height)
    }
  }

  // MARK: Ink

  /// What remains of `stripe` between the glyphs that cross it.
  private func skippingInk(_ stripe: Rect, of line: PlacedText.Line) -> [Rect] {
    var pieces: [Rect] = []
    var left = stripe.x
    for gap in gaps(in: stripe, of: line) {
      if gap.start > left {
        pieces.append(Rect(x: left, y: stripe.y, width: gap.start - left, height: stripe.height))
      }
      left = max(left, gap.end)
    }
    let right = stripe.x + stripe.width
    if right > left {
      pieces.append(Rect(x: left, y: stripe.y, width: right - left, height: stripe.height))
    }
    return pieces
  }

  private static let dilationMax = 13.0

  private func gaps(in stripe: Rect, of line: PlacedText.Line) -> [(start: Double, end: Double)] {
    let dilation = min(stripe.height, Self.dilationMax)
    var gaps: [(start: Double, end: Double)] = []
    let whole = PlacedText.Segment(
      style: 0, left: line.left, width: 0, decorated: (line.left, line.left), glyphs: line.glyphs)
    for part in line.segments.isEmpty ? [whole] : line.segments {
      let size = text.size(of: part.style)
      for glyph in text.glyphs[part.glyphs] where Self.isSkipped(glyph.scalar) {
        guard let crossing = crossing(of: glyph, size: size, stripe) else { continue }
        let start = max(stripe.x, crossing.start - dilation)
        let end = min(stripe.x + stripe.width, crossing.end + dilation)
        if start < end { gaps.append((start, end)) }
      }
    }
    return gaps.sorted { $0.start < $1.start }
  }

  /// From the first to the last column where the glyph has ink within the stripe.
  private func crossing(
    of glyph: TextInk.Glyph, size: Double, _ stripe: Rect
  ) -> (start: Double, end: Double)? {
    let place = GlyphPlace(x: glyph.x, y: glyph.y)
    let raster = GlyphRaster(
      font: fonts.instances[glyph.font], size64: Int(size * 64))
    var crossing: (start: Int, end: Int)?
    raster.draw(glyph.glyph, quarter: place.quarter) { image, rows, bytesPerRow in
      guard !image.isColor else { return }
      let top = place.row - image.top
      let first = max(0, Int(stripe.y) - top)
      let end = min(image.height, Int(stripe.y + stripe.height) - top)
      guard first < end else { return }
      for row in first..<end {
        for column in 0..<image.width
        where rows.load(fromByteOffset: row * bytesPerRow + column, as: UInt8.self) >= 32 {
          crossing = (
            min(crossing?.start ?? column, column), max(crossing?.end ?? column, column + 1)
          )
        }
      }
      if let found = crossing {
        crossing = (
          found.start + place.column + image.left, found.end + place.column + image.left
        )
      }
    }
    return crossing.map { (Double($0.start), Double($0.end)) }
  }

  /// Chromium skips no ink of slashes and low lines, which are meant to cross, nor of East Asian
  /// characters, which would leave no line at all.
  private static func isSkipped(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0, 0x2F, 0x5C, 0x5F, 0x1100...0x11FF, 0x2E80...0x33FF, 0x3400...0x9FFF, 0xA960...0xA97F,
      0xAC00...0xD7FF, 0xF900...0xFAFF, 0xFF00...0xFFEF, 0x20000...0x3FFFF:
      false
    default: true
    }
  }
}
