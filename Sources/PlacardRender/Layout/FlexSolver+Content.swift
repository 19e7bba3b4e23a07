internal import PlacardCore

/// Sizes that come from the content (CSS Sizing 3 §4 and §5). All are border boxes in CSS px.
extension FlexSolver {
  /// As wide as `node` wants to be where nothing is given; `height` is its own where that is definite.
  func maxContentWidth(of node: FlexNode, height: Double?) throws(RenderError) -> Double {
    if let known = node.maxContentWidths[height] { return known }
    let inner: Double
    switch node.body {
    case .empty: inner = 0
    case .picture(let width, let natural):
      inner =
        height.map {
          LayoutUnit.floor(max(0, $0 - node.insets.vertical) * width / natural)
        } ?? width
    case .text(let content): inner = try measure(content, of: node, width: nil).maxContentWidth
    case .stack(let stack, let children):
      inner = try contentWidth(of: stack, children, in: node, height: height, isLargest: true)
    }
    let width = inner + node.insets.horizontal
    node.maxContentWidths[height] = width
    return width
  }

  /// As wide as `node` must be for nothing to stand out of it. Texts may break between any two
  /// letters (`overflow-wrap: anywhere`).
  func minContentWidth(of node: FlexNode, height: Double?) throws(RenderError) -> Double {
    if let known = node.minContentWidths[height] { return known }
    let width: Double
    switch node.body {
    case .empty, .picture: width = try maxContentWidth(of: node, height: height)
    case .text(let content):
      width =
        try measure(content, of: node, width: nil).minContentWidth + node.insets.horizontal
    case .stack(let stack, let children):
      width =
        try contentWidth(of: stack, children, in: node, height: height, isLargest: false)
        + node.insets.horizontal
    }
    node.minContentWidths[height] = width
    return width
  }

  /// A stack's largest or smallest content width (Flexible Box Layout 1 §9.9, as Chromium has it).
  private func contentWidth(
    of stack: StackContent, _ children: [FlexNode], in node: FlexNode, height: Double?,
    isLargest: Bool
  ) throws(RenderError) -> Double {
    let space = FlexSpace(
      width: 1e6, height: height, isHeightDefinite: height != nil)
    let frame = FlexFrame(stack: stack, space: space, insets: node.insets)
    func contribution(_ child: FlexNode) throws(RenderError) -> Double {
      if let given = child.width { return given }
      let align = child.alignSelf ?? stack.align
      let height = child.height ?? (frame.isRow ? frame.stretchedCross(align) : nil)
      if isLargest { return try maxContentWidth(of: child, height: height) }
      return try minContentWidth(of: child, height: height)
    }
    if isLargest, stack.wraps, stack.axis == .column, height != nil {
      // As many columns as the height asks for.
      let lines = frame.broken(try boxes(of: children, in: frame))
      var sum = frame.gap * Double(max(0, lines.count - 1))
      for line in lines {
        var most = 0.0
        for box in line.items { most = max(most, try contribution(box.node)) }
        sum += most
      }
      return sum
    }
    var sum = 0.0
    var most = 0.0
    for child in children {
      let width = try contribution(child)
      sum += width
      most = max(most, width)
    }
    guard frame.isRow, isLargest || !stack.wraps else { return most }
    return sum + frame.gap * Double(max(0, children.count - 1))
  }

  /// As wide as it wants, but no wider than `room` unless it must.
  func fitContentWidth(
    of node: FlexNode, height: Double?, in room: Double
  ) throws(RenderError) -> Double {
    let most = try maxContentWidth(of: node, height: height)
    guard most > room else { return most }
    return max(room, try minContentWidth(of: node, height: height))
  }

  /// As high as what is in `node` is at this width.
  func height(of node: FlexNode, width: Double) throws(RenderError) -> Double {
    let inner = max(0, width - node.insets.horizontal)
    switch node.body {
    case .empty: return node.insets.vertical
    case .picture(let natural, let height):
      return node.insets.vertical + LayoutUnit.floor(inner * height / natural)
    case .text(let content):
      return node.insets.vertical
        + Self.height(of: content, try measure(content, of: node, width: inner))
    case .stack:
      let space = FlexSpace(width: width, height: nil, isHeightDefinite: false)
      return node.insets.vertical + (try layout(node, in: space).contentHeight)
    }
  }

  /// As high as a text that may shrink is at its smallest size.
  func leastHeight(
    of content: TextContent, in node: FlexNode, width: Double
  ) throws(RenderError) -> Double {
    let inner = max(0, width - node.insets.horizontal)
    var least = content.set(at: min(content.sizeMin, content.style.size))
    least.lineCountMax = nil
    do throws(RenderError) {
      return node.insets.vertical
        + Self.height(of: content, try text.measure(least, width: inner))
    } catch {
      var located = error
      located.layer = located.layer ?? node.layer.name
      throw located
    }
  }

  /// From the border box's top to the first baseline; to its bottom where the content has none (CSS
  /// Box Alignment 3 §9.1). `space.height` is given.
  func baseline(of node: FlexNode, in space: FlexSpace) throws(RenderError) -> Double {
    let height = space.height ?? 0
    switch node.body {
    case .empty, .picture: return height
    case .stack: return try layout(node, in: space).baseline ?? height
    case .text(let content):
      let measure = try measure(
        content, of: node, width: max(0, space.width - node.insets.horizontal))
      guard !measure.lines.isEmpty else { return height }
      let free = max(0, height - node.insets.vertical - Self.height(of: content, measure))
      let above =
        switch content.verticalAlign {
        case .top: 0.0
        case .middle: LayoutUnit.truncate(free / 2)
        case .bottom: free
        }
      return node.insets.top + above + measure.baseline
    }
  }

  /// Of the lines that `lineCountMax` leaves.
  private static func height(of content: TextContent, _ measure: TextMeasure) -> Double {
    measure.lines.prefix(max(1, content.lineCountMax ?? .max)).reduce(0) { $0 + $1.height }
  }

  /// The text in `width` px, all its lines: a box's width does not depend on how many are shown.
  private func measure(
    _ content: TextContent, of node: FlexNode, width: Double?
  ) throws(RenderError) -> TextMeasure {
    if let known = node.textMeasures[width] { return known }
    // What is as wide as the text wants to be breaks no line.
    if let width, let natural = node.textMeasures[nil], natural.width <= width { return natural }
    var whole = content
    whole.lineCountMax = nil
    do throws(RenderError) {
      let measure = try text.measure(whole, width: width)
      node.textMeasures[width] = measure
      return measure
    } catch {
      var located = error
      located.layer = located.layer ?? node.layer.name
      throw located
    }
  }
}
