internal import PlacardCore

/// A text broken into lines for a box, in CSS px, with the lines that are to be drawn.
///
/// The same at every scale: nothing here knows device pixels.
struct TextLayout {
  /// The lines to draw.
  let lines: [PlacedLine]
  /// As many as the text has without limits.
  let lineCount: Int
  /// Whether a word that is wider than the box was broken.
  let breaksWords: Bool
  /// The box of a line at scale 1.
  let lineBox: LineBox
  let isRightToLeft: Bool
  /// The primary font, into `FontStore.instances`.
  let primary: Int
  let missing: [(scalar: UInt32, position: Int)]
  let contentWidths: ContentWidths

  /// How far a line may reach past its box and still be drawn: half a px, so that a box that was
  /// rounded to whole px holds the lines it was made for.
  static let overhang = 0.5

  /// Lays `content` out in `width` (nil: one line a paragraph) and `height` (nil: any).
  init(
    _ content: TextContent, width: Double?, height: Double?, store: FontStore, shaper: Shaper
  ) throws(RenderError) {
    let style = content.style
    let text = AnalyzedText(content)
    let stack = try store.stack(for: style, in: text.language)
    var fontRuns = FontRuns(text: text, style: style, stack: stack, store: store)
    let shaped = try ShapedText(text, style: style, fontRuns: &fontRuns, shaper: shaper)
    let hyphen =
      text.scalars.contains(0xAD)
      ? try LineSuffix(
        ["\u{2010}", "-"], fontRuns: &fontRuns, style: style, language: content.lang,
        shaper: shaper) : nil
    let builder = LineBuilder(shaped: shaped, store: store, shaper: shaper, hyphen: hyphen)
    let room = width ?? .infinity
    let ranges = LineBreaker(shaped: shaped, width: room, builder: builder).lines()
    lineBox = LineBox(
      font: store.instances[shaped.primary], size: style.size, lineHeight: content.style.lineHeight)
    lineCount = ranges.count
    breaksWords = ranges.contains { $0.isForced }
    let shown = Self.linesShown(of: ranges.count, content: content, lineBox, height: height)
    var lines = ranges.prefix(shown.count).map(builder.line)
    if shown.isCut, let last = lines.indices.last {
      let ellipsis = try LineSuffix(
        ["\u{2026}", "..."], fontRuns: &fontRuns, style: style, language: content.lang,
        shaper: shaper)
      lines[last] = builder.cutLine(ranges[last], width: room, ellipsis: ellipsis)
    }
    self.lines = lines
    isRightToLeft = text.isRightToLeft
    primary = shaped.primary
    missing = fontRuns.missing
    contentWidths = ContentWidths(of: shaped)
  }

  /// How many lines are drawn, and whether the last of them ends in an ellipsis.
  ///
  /// `lineCountMax` limits always and `ellipsis` limits to the box as well; `clip` cuts without a
  /// sign (the painter clips what passes the box) and `visible` lets lines pass the box.
  private static func linesShown(
    of total: Int, content: TextContent, _ lineBox: LineBox, height: Double?
  ) -> (count: Int, isCut: Bool) {
    var most = max(1, content.lineCountMax ?? Int.max)
    if content.overflow == .ellipsis, let height, lineBox.height > 0 {
      let fitting = ((height + overhang) / lineBox.height).rounded(.down)
      most = min(most, max(1, fitting < 1e6 ? Int(fitting) : Int.max))
    }
    guard most < total else { return (total, false) }
    return (most, content.overflow != .clip)
  }

  /// How many of the lines drawn lie within `height`; at least one.
  func linesWithin(_ height: Double) -> Int {
    guard lineBox.height > 0 else { return lines.count }
    let fitting = ((height + Self.overhang) / lineBox.height).rounded(.down)
    return min(lines.count, max(1, fitting < 1e6 ? Int(fitting) : Int.max))
  }

  /// From the content box's left to the left of a line of `lineWidth`, all in one unit. A line
  /// wider than the box starts at its start edge (CSS Text 3 §6.1).
  func lineOffset(_ align: TextContent.Align, lineWidth: Double, boxWidth: Double) -> Double {
    let room = LayoutUnit.floor(boxWidth) - LayoutUnit.ceil(lineWidth)
    let side: TextContent.Align =
      switch align {
      case .start: isRightToLeft ? .right : .left
      case .end: isRightToLeft ? .left : .right
      default: align
      }
    if room < 0 { return isRightToLeft ? room : 0 }
    return switch side {
    case .right: room
    case .center: LayoutUnit.floor(room / 2)
    default: 0
    }
  }
}
