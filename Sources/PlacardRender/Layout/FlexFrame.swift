internal import PlacardCore

/// A stack's own side of its layout: its axes, the room along them, and how it deals out what is left.
struct FlexFrame {
  let stack: StackContent
  let space: FlexSpace
  let insets: Insets
  let gap: Double
  /// Of the content box.
  private let width: Double
  private let height: Double?

  init(stack: StackContent, space: FlexSpace, insets: Insets) {
    self.stack = stack
    self.space = space
    self.insets = insets
    gap = max(0, LayoutUnit.floor(stack.gap))
    width = max(0, space.width - insets.horizontal)
    height = space.height.map { max(0, $0 - insets.vertical) }
  }

  var isRow: Bool { stack.axis == .row }
  var isSingleLine: Bool { !stack.wraps }
  /// The inner main size; nil for a column as high as its content.
  var mainRoom: Double? { isRow ? width : height }
  /// The inner cross size; nil for a row as high as its content.
  var crossRoom: Double? { isRow ? height : width }

  /// The cross size that a stretched item has before lines are known, where CSS calls it definite
  /// (§9.8); nil where there is none.
  func stretchedCross(_ align: StackContent.Align) -> Double? {
    guard align == .stretch, isSingleLine, !isRow || space.isHeightDefinite else { return nil }
    return crossRoom
  }

  func isStretched(_ box: FlexItemBox) -> Bool {
    box.align == .stretch && (isRow ? box.node.height : box.node.width) == nil
  }

  func crossInsets(of node: FlexNode) -> Double {
    isRow ? node.insets.vertical : node.insets.horizontal
  }

  /// The items in lines, each as full as it can be (§9.3, step 5).
  func broken(_ boxes: [FlexItemBox]) -> [FlexLine] {
    guard !boxes.isEmpty else { return [] }
    guard stack.wraps, let room = mainRoom else { return [FlexLine(items: boxes)] }
    var lines: [FlexLine] = []
    var used = 0.0
    for box in boxes {
      if let last = lines.indices.last, used + gap + box.base <= room {
        lines[last].items.append(box)
        used += gap + box.base
      } else {
        lines.append(FlexLine(items: [box]))
        used = box.base
      }
    }
    return lines
  }

  /// Lets the lines of a stack that wraps share what cross size is left (§9.4, step 9; CSS
  /// `align-content` is `normal`, which stretches).
  func stretch(_ lines: inout [FlexLine]) {
    guard stack.wraps, let room = crossRoom, !lines.isEmpty else { return }
    var free = lines.reduce(room - gap * Double(lines.count - 1)) { $0 - $1.cross }
    guard free > 0 else { return }
    for index in lines.indices {
      let extra = LayoutUnit.round(free / Double(lines.count - index))
      free -= extra
      lines[index].cross += extra
    }
  }

  /// The main size that a line's items and gaps take before they flex.
  func wanted(_ line: FlexLine) -> Double {
    line.items.reduce(gap * Double(max(0, line.items.count - 1))) { $0 + $1.base }
  }

  /// The main size that they take.
  private func used(_ line: FlexLine) -> Double {
    line.items.reduce(gap * Double(max(0, line.items.count - 1))) { $0 + $1.main }
  }

  /// What each item of a line stands from where it would without free space (§9.5). Shares of it are
  /// rounded as they add up, as in Chromium. Where items overflow, those dealt out by spaces begin at
  /// the start (CSS Box Alignment 3 §5.3).
  func justify(_ line: FlexLine) -> [Double] {
    let count = line.items.count
    guard let room = mainRoom else { return Array(repeating: 0, count: count) }
    let free = room - used(line)
    let places = Double(count)
    switch stack.justify {
    case .start: return Array(repeating: 0, count: count)
    case .end: return Array(repeating: free, count: count)
    case .center: return Array(repeating: LayoutUnit.truncate(free / 2), count: count)
    case .spaceBetween: return shares(of: free, count, first: 0, each: 1 / max(1, places - 1))
    case .spaceAround: return shares(of: free, count, first: 0.5 / places, each: 1 / places)
    case .spaceEvenly:
      return shares(of: free, count, first: 1 / (places + 1), each: 1 / (places + 1))
    }
  }

  private func shares(
    of free: Double, _ count: Int, first: Double, each: Double
  ) -> [Double] {
    (0..<count).map { place in
      guard free > 0 else { return 0 }
      guard place > 0 else { return LayoutUnit.truncate(free * first) }
      return LayoutUnit.truncate(free * first) + LayoutUnit.round(free * Double(place) * each)
    }
  }

  /// From a line's cross-start edge to an item's (§9.6). In a column there are no baselines to share.
  static func offset(of box: FlexItemBox, size: Double, in line: FlexLine) -> Double {
    switch box.align {
    case .start, .stretch: 0
    case .end: line.cross - size
    case .center: LayoutUnit.truncate((line.cross - size) / 2)
    case .baseline: (line.ascent ?? box.ascent) - box.ascent
    }
  }

  func rect(main: Double, cross: Double, _ mainSize: Double, _ crossSize: Double) -> Rect {
    isRow
      ? Rect(x: main, y: cross, width: mainSize, height: crossSize)
      : Rect(x: cross, y: main, width: crossSize, height: mainSize)
  }
}
