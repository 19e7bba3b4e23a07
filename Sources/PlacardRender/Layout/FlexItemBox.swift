internal import PlacardCore

/// A stack's child while its line is solved. Main and cross are border-box sizes in CSS px.
struct FlexItemBox {
  let node: FlexNode
  let align: StackContent.Align
  /// Border and padding along the main axis.
  let mainInsets: Double
  /// The flex base size (Flexible Box Layout 1 §9.2).
  let base: Double
  var main: Double
  var cross = 0.0
  /// From the cross-start edge to the first baseline, for items aligned by it.
  var ascent = 0.0
  /// The automatic minimum size (§4.5), once it was needed.
  var minimum: Double?
  var isFrozen = false
  /// Of what is still free when this item's turn comes, as items take theirs from the last one on.
  var share = 0.0

  init(
    _ node: FlexNode, align: StackContent.Align, mainInsets: Double, base: Double
  ) {
    self.node = node
    self.align = align
    self.mainInsets = mainInsets
    self.base = base
    main = base
  }
}

/// A line of a stack: a run of items that share their cross size.
struct FlexLine {
  var items: [FlexItemBox]
  var cross = 0.0
  /// The greatest ascent of the items aligned by their baselines; nil without any.
  var ascent: Double?
}
