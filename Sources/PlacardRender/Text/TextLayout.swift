internal import PlacardCore

/// A text broken into lines for a box, in CSS px, with the lines that are to be drawn.
///
/// The same at every scale: nothing here knows device pixels.
struct TextLayout {
  /// The lines to draw.
  let lines: [PlacedLine]
  /// As many as the text has without limits.
  let lineCount: Int
  /// Of all of them together, in CSS px.
  let fullHeight: Double
  /// Whether a word that is wider than the box was broken.
  let breaksWords: Bool
  /// The boxes of `lines` at scale 1.
  let boxes: [LineBox]
  let isRightToLeft: Bool
  let map: StyleMap
  /// Every style's primary font, into `FontStore.instances`.
  let primaries: [Int]
  let scalars: [UInt32]
  let missing: [(scalar: UInt32, position: Int)]
  let contentWidths: ContentWidths

  /// How far a line may reach past its box and still be drawn: half a px, so that a box that was
  /// rounded to whole px holds the lines it was made for.
  static let overhang = 0.5

  /// Lays `content` out in `width` (nil: one line a paragraph) and `height` (nil: any).
  init(
    _ content: TextContent, width: Double?, height: Double?, store: FontStore, shaper: Shaper
  ) throws(RenderError) {
    let text = AnalyzedText(content)
    var fontRuns = try FontRuns(text, StyleMap(content), store: store)
    let shaped = try ShapedText(text, fontRuns: &fontRuns, shaper: shaper)
    let hyphen =
      text.scalars.contains(0xAD)
      ? try LineSuffix(
        ["\u{2010}", "-"], fontRuns: &fontRuns, language: content.lang, shaper: shaper) : nil
    let builder = LineBuilder(shaped: shaped, store: store, shaper: shaper, hyphen: hyphen)
    let room = width ?? .infinity
    let ranges = LineBreaker(shaped: shaped, width: room, builder: builder).lines()
    let lineBoxes = LineBoxes(
      styles: shaped.map.styles, primaries: shaped.primaries, store: store)
    let all = ranges.map { lineBoxes.box(spans: shaped.spans(on: $0)) }
    lineCount = ranges.count
    fullHeight = all.reduce(0) { $0 + $1.height }
    breaksWords = ranges.contains { $0.isForced }
    let shown = Self.linesShown(of: all, content: content, height: height)
    let justified = content.align == .justify ? width : nil
    var lines = ranges.prefix(shown.count).map {
      builder.line($0, justifiedWidth: justified)
    }
    if shown.isCut, let last = lines.indices.last {
      let ellipsis = try LineSuffix(
        ["\u{2026}", "..."], fontRuns: &fontRuns, language: content.lang, shaper: shaper)
      lines[last] = builder.cutLine(ranges[last], width: room, ellipsis: ellipsis)
    }
    self.lines = lines
    boxes = Array(all.prefix(shown.count))
    isRightToLeft = text.isRightToLeft
    map = shaped.map
    primaries = shaped.primaries
    scalars = text.scalars
    missing = fontRuns.missing
    contentWidths = ContentWidths(of: shaped)
  }

  /// How many lines are drawn, and whether the last of them ends in an ellipsis.
  ///
  /// `lineCountMax` limits always and `ellipsis` limits to the box as well; `clip` cuts without a
  /// sign (the painter clips what passes the box) and `visible` lets lines pass the box.
  private static func linesShown(
    of boxes: [LineBox], content: TextContent, height: Double?
  ) -> (count: Int, isCut: Bool) {
    var most = max(1, content.lineCountMax ?? Int.max)
    if content.overflow == .ellipsis, let height {
      most = min(most, count(of: boxes, within: height))
    }
    guard most < boxes.count else { return (boxes.count, false) }
    return (most, content.overflow != .clip)
  }

  /// How many of the lines drawn lie within `height`; at least one.
  func linesWithin(_ height: Double) -> Int { Self.count(of: boxes, within: height) }

  /// At least one; lines of no height are all within.
  private static func count(of boxes: [LineBox], within height: Double) -> Int {
    var bottom = 0.0
    let count = boxes.prefix { box in
      bottom += box.height
      return bottom <= height + overhang || box.height == 0
    }.count
    return min(boxes.count, max(1, count))
  }

  /// From the content box's left to the left of a line of `lineWidth`, all in one unit. A line
  /// wider than the box starts at its start edge (CSS Text 3 §6.1).
  func lineOffset(_ align: TextContent.Align, lineWidth: Double, boxWidth: Double) -> Double {
    let room = LayoutUnit.floor(boxWidth) - LayoutUnit.ceil(lineWidth)
    let side: TextContent.Align =
      switch align {
      case .start, .justify: isRightToLeft ? .right : .left
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
