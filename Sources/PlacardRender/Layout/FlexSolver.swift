internal import PlacardCore

/// Lays a stack out in a given space (Flexible Box Layout 1 §9). Whatever it finds out about a node
/// is kept there, so that nesting costs no more than it must.
struct FlexSolver {
  let text: TextPainter

  /// The children's places in `node`, a stack.
  func layout(_ node: FlexNode, in space: FlexSpace) throws(RenderError) -> FlexLayout {
    if let known = node.layouts[space] { return known }
    guard case .stack(let stack, let children) = node.body else {
      preconditionFailure("only stacks lay children out")
    }
    let frame = FlexFrame(stack: stack, space: space, insets: node.insets)
    var lines = try lines(of: children, in: frame)
    frame.stretch(&lines)
    let layout = try place(lines, in: frame)
    node.layouts[space] = layout
    return layout
  }

  /// The lines with their items' main and cross sizes, and the lines' own (§9.3 and §9.4).
  private func lines(
    of children: [FlexNode], in frame: FlexFrame
  ) throws(RenderError) -> [FlexLine] {
    var lines = frame.broken(try boxes(of: children, in: frame))
    let room = frame.mainRoom
    for index in lines.indices {
      if let room {
        try lines[index].flex(into: room, gap: frame.gap) { (box) throws(RenderError) in
          try minimum(of: box, in: frame)
        }
      }
      try size(&lines[index], in: frame)
    }
    if frame.isSingleLine, let cross = frame.crossRoom, !lines.isEmpty { lines[0].cross = cross }
    return lines
  }

  /// The children with their flex base sizes.
  func boxes(
    of children: [FlexNode], in frame: FlexFrame
  ) throws(RenderError) -> [FlexItemBox] {
    var boxes: [FlexItemBox] = []
    boxes.reserveCapacity(children.count)
    for child in children {
      let align = child.alignSelf ?? frame.stack.align
      boxes.append(
        FlexItemBox(
          child, align: align,
          mainInsets: frame.isRow ? child.insets.horizontal : child.insets.vertical,
          base: try base(of: child, align: align, in: frame)))
    }
    return boxes
  }

  /// The flex base size (§9.2), which is the hypothetical size too: no item has limits of its own,
  /// and the automatic minimum is never more.
  private func base(
    of child: FlexNode, align: StackContent.Align, in frame: FlexFrame
  ) throws(RenderError) -> Double {
    if frame.isRow {
      if let width = child.width { return width }
      return try maxContentWidth(
        of: child, height: child.height ?? frame.stretchedCross(align))
    }
    if let height = child.height { return height }
    return try height(of: child, width: columnWidth(of: child, align: align, in: frame))
  }

  /// The width of a column's child before its height is known.
  private func columnWidth(
    of child: FlexNode, align: StackContent.Align, in frame: FlexFrame
  ) throws(RenderError) -> Double {
    if let width = child.width { return width }
    if let width = frame.stretchedCross(align) { return max(width, child.insets.horizontal) }
    return try fitContentWidth(
      of: child, height: child.height, in: frame.crossRoom ?? .infinity)
  }

  /// The automatic minimum size (§4.5): the content's smallest, or the given size where that is
  /// smaller; nothing for what may be cut off.
  private func minimum(of box: FlexItemBox, in frame: FlexFrame) throws(RenderError) -> Double {
    let child = box.node
    if child.clipsContent { return box.mainInsets }
    if frame.isRow {
      let content = try minContentWidth(
        of: child, height: child.height ?? frame.stretchedCross(box.align))
      return min(content, child.width ?? .infinity)
    }
    let content: Double
    if case .text(let words) = child.body, words.fit == .shrink {
      content = try leastHeight(
        of: words, in: child, width: columnWidth(of: child, align: box.align, in: frame))
    } else if case .picture(let width, _) = child.body {
      // The given height is what is being asked about: the picture's own width counts.
      let width = child.width ?? frame.stretchedCross(box.align) ?? width + child.insets.horizontal
      content = try height(of: child, width: width)
    } else if case .stack(let stack, _) = child.body, stack.wraps, stack.axis == .column {
      let width = try columnWidth(of: child, align: box.align, in: frame)
      let space = FlexSpace(width: width, height: child.height, isHeightDefinite: true)
      content = child.insets.vertical + (try layout(child, in: space).contentHeight)
    } else {
      content = try height(
        of: child, width: columnWidth(of: child, align: box.align, in: frame))
    }
    return min(content, child.height ?? .infinity)
  }

  /// Gives a line's items their cross sizes before they are stretched, and the line its own (§9.4).
  private func size(_ line: inout FlexLine, in frame: FlexFrame) throws(RenderError) {
    // Less than nothing where a baseline lies below its box.
    var below = -Double.infinity
    for index in line.items.indices {
      let box = line.items[index]
      let cross = try cross(of: box, in: frame, room: frame.crossRoom)
      line.items[index].cross = cross
      guard frame.isRow, box.align == .baseline else {
        line.cross = max(line.cross, cross)
        continue
      }
      let ascent = try baseline(
        of: box.node,
        in: FlexSpace(
          width: box.main, height: cross, isHeightDefinite: box.node.height != nil))
      line.items[index].ascent = ascent
      line.ascent = max(line.ascent ?? ascent, ascent)
      below = max(below, cross - ascent)
    }
    if let ascent = line.ascent { line.cross = max(line.cross, ascent + below) }
  }

  private func cross(
    of box: FlexItemBox, in frame: FlexFrame, room: Double?
  ) throws(RenderError) -> Double {
    let child = box.node
    if frame.isRow {
      if let height = child.height { return height }
      return try height(of: child, width: box.main)
    }
    if let width = child.width { return width }
    // The height is settled by now, and a picture's width follows from it.
    let isPicture = if case .picture = child.body { true } else { false }
    let isSettled = isPicture || child.height != nil || frame.space.isHeightDefinite
    return try fitContentWidth(
      of: child, height: isSettled ? box.main : nil, in: room ?? .infinity)
  }

  /// The items' places along both axes (§9.5 and §9.6).
  private func place(_ lines: [FlexLine], in frame: FlexFrame) throws(RenderError) -> FlexLayout {
    var layout = FlexLayout(frames: [], areHeightsDefinite: [], contentHeight: 0)
    var cross = 0.0
    for (index, line) in lines.enumerated() {
      if index > 0 { cross += frame.gap }
      let shifts = frame.justify(line)
      var main = 0.0
      for (place, box) in line.items.enumerated() {
        let isStretched = frame.isStretched(box)
        let size = try finalCross(of: box, isStretched: isStretched, line, in: frame)
        let start = cross + FlexFrame.offset(of: box, size: size, in: line)
        layout.frames.append(frame.rect(main: main + shifts[place], cross: start, box.main, size))
        layout.areHeightsDefinite.append(
          box.node.height != nil
            || (frame.isRow ? isStretched : frame.space.isHeightDefinite))
        main += box.main + frame.gap
      }
      layout.contentHeight = max(
        layout.contentHeight, frame.isRow ? cross + line.cross : frame.wanted(line))
      cross += line.cross
    }
    layout.baseline = try firstBaseline(of: lines, layout, in: frame)
    return layout
  }

  /// The used cross size (§9.4, step 11). In a column that wraps, Chromium lets what is as wide as its
  /// content have the room of its line.
  private func finalCross(
    of box: FlexItemBox, isStretched: Bool, _ line: FlexLine, in frame: FlexFrame
  ) throws(RenderError) -> Double {
    if isStretched { return max(line.cross, frame.crossInsets(of: box.node)) }
    if frame.isRow || frame.isSingleLine || box.node.width != nil { return box.cross }
    return try cross(of: box, in: frame, room: line.cross)
  }

  /// A stack's first baseline (§8.5): that of its first line's items that are aligned by theirs, else
  /// that of its first item.
  private func firstBaseline(
    of lines: [FlexLine], _ layout: FlexLayout, in frame: FlexFrame
  ) throws(RenderError) -> Double? {
    guard let line = lines.first, let first = line.items.first else { return nil }
    if let ascent = line.ascent { return frame.insets.top + ascent }
    let place = layout.frames[0]
    let own = try baseline(
      of: first.node,
      in: FlexSpace(
        width: place.width, height: place.height,
        isHeightDefinite: layout.areHeightsDefinite[0]))
    return frame.insets.top + place.y + own
  }
}
