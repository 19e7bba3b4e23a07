internal import PlacardCore

/// The lines of `text-decoration`, as Chromium places them: a tenth of the font size thick, from
/// the primary font's whole-pixel ascent; `text-decoration-skip-ink: auto`.
struct Decorations {
  let ink: TextInk
  let lineBox: LineBox
  let fonts: FontStore

  /// As computed; what is painted is whole px.
  private var thickness: Double { max(1, ink.size / 10) }
  private var height: Double { thickness.rounded(.down) }

  /// The lines below the glyphs, and those above them.
  func rectangles(_ kinds: TextStyle.Decoration) -> (below: [Rect], above: [Rect]) {
    var below: [Rect] = []
    var above: [Rect] = []
    for line in ink.lines where line.right > line.left {
      if kinds.contains(.underline) {
        let gap = max(1, (thickness / 2).rounded(.up))
        below += skippingInk(rectangle(line, top: line.baseline + gap), of: line)
      }
      if kinds.contains(.overline) {
        below += skippingInk(
          rectangle(line, top: line.baseline - lineBox.ascent - height), of: line)
      }
      if kinds.contains(.lineThrough) {
        let middle = line.baseline - lineBox.ascent + 2 * lineBox.ascent / 3
        above.append(rectangle(line, top: middle - thickness / 2))
      }
    }
    return (below, above)
  }

  /// Lines are put on whole pixels, so that they are never blurred.
  private func rectangle(_ line: TextInk.Line, top: Double) -> Rect {
    Rect(
      x: line.left, y: (top + 0.5).rounded(.down), width: line.right - line.left,
      height: height)
  }

  // MARK: Ink

  /// What remains of `stripe` between the glyphs that cross it.
  private func skippingInk(_ stripe: Rect, of line: TextInk.Line) -> [Rect] {
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

  private func gaps(in stripe: Rect, of line: TextInk.Line) -> [(start: Double, end: Double)] {
    let dilation = min(stripe.height, Self.dilationMax)
    var gaps: [(start: Double, end: Double)] = []
    for glyph in ink.glyphs[line.glyphs] where Self.isSkipped(glyph.scalar) {
      guard let crossing = crossing(of: glyph, stripe) else { continue }
      let start = max(stripe.x, crossing.start - dilation)
      let end = min(stripe.x + stripe.width, crossing.end + dilation)
      if start < end { gaps.append((start, end)) }
    }
    return gaps.sorted { $0.start < $1.start }
  }

  /// From the first to the last column where the glyph has ink within the stripe.
  private func crossing(of glyph: TextInk.Glyph, _ stripe: Rect) -> (start: Double, end: Double)? {
    let place = GlyphPlace(x: glyph.x, y: glyph.y)
    let raster = GlyphRaster(
      font: fonts.instances[glyph.font], size64: Int(ink.size * 64))
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
