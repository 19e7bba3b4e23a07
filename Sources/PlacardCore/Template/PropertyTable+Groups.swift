extension PropertyTable {
  /// Of groups and stacks; their `layers` are no property but layers with properties of their own.
  static let groupRows: [PropertyDescriptor] = [
    .keyword(
      "overflow", [("visible", false), ("hidden", true)], initial: false, types: [.group, .stack]
    ) { $1.clipsContent = $0 },
    .keyword(
      "direction", [("row", StackContent.Axis.row), ("column", .column)], initial: .row,
      types: [.stack]
    ) { $1.stack.axis = $0 },
    .number("gap", PropertyRanges.padding, types: [.stack]) { $1.stack.gap = $0 },
    .keyword(
      "alignItems", aligns.map { ($0.0, $0.1) }, aliases: flexAliases, initial: .start,
      types: [.stack]
    ) { $1.stack.align = $0 },
    .keyword(
      "justifyContent",
      [
        ("start", StackContent.Justify.start), ("center", .center), ("end", .end),
        ("space-between", .spaceBetween), ("space-around", .spaceAround),
        ("space-evenly", .spaceEvenly),
      ], aliases: flexAliases, initial: .start, types: [.stack]
    ) { $1.stack.justify = $0 },
    PropertyDescriptor("wrap", .bool, initial: .bool(false), types: [.stack]) {
      if case .bool(let bool) = $0 { $1.stack.wraps = bool }
    },
  ]

  /// Of every layer that is a stack's child.
  static let flexRows: [PropertyDescriptor] = [
    .number("flexGrow", PropertyRanges.flexFactor) { $1.flex.grow = $0 },
    .number("flexShrink", PropertyRanges.flexFactor, initial: 1) { $1.flex.shrink = $0 },
    .keyword(
      "alignSelf",
      [("auto", StackContent.Align?.none)] + aligns.map { ($0.0, StackContent.Align?.some($0.1)) },
      aliases: flexAliases, initial: nil
    ) { $1.flex.alignSelf = $0 },
  ]

  private static let aligns: [(String, StackContent.Align)] = [
    ("start", .start), ("center", .center), ("end", .end), ("stretch", .stretch),
    ("baseline", .baseline),
  ]

  /// CSS's older words (CSS Box Alignment 3 §4.2).
  private static let flexAliases = ["flex-start": "start", "flex-end": "end"]
}
