/// Layers that are one picture: they blend with one another before they meet what is below.
package struct GroupContent: Sendable, Hashable {
  /// In painting order; their frames start at the padding box's top left. Invisible ones are left
  /// out.
  package var layers: [SceneLayer]
  /// CSS `overflow: hidden`: whether they are cut off at the padding box and its round corners.
  package var clipsContent: Bool

  package init(layers: [SceneLayer], clipsContent: Bool = false) {
    self.layers = layers
    self.clipsContent = clipsContent
  }
}

/// Layers in a row or column: CSS flexbox (Flexible Box Layout 1).
package struct StackContent: Sendable, Hashable {
  /// CSS `flex-direction`.
  package enum Axis: UInt8, Sendable, Hashable, CaseIterable {
    case row, column
  }

  /// CSS `align-items` and `align-self`.
  package enum Align: UInt8, Sendable, Hashable, CaseIterable {
    case start, center, end, stretch, baseline
  }

  /// CSS `justify-content`.
  package enum Justify: UInt8, Sendable, Hashable, CaseIterable {
    case start, center, end, spaceBetween, spaceAround, spaceEvenly
  }

  /// In order along the axis, all with `flex`. Invisible ones are left out and take no room.
  package var layers: [SceneLayer]
  package var axis: Axis
  /// CSS px between neighbours, and between lines.
  package var gap: Double
  package var align: Align
  package var justify: Justify
  /// Whether a row that is full goes on in another line (`flex-wrap: wrap`).
  package var wraps: Bool
  /// CSS `overflow: hidden`, as a group's.
  package var clipsContent: Bool

  package init(
    layers: [SceneLayer], axis: Axis = .row, gap: Double = 0, align: Align = .start,
    justify: Justify = .start, wraps: Bool = false, clipsContent: Bool = false
  ) {
    self.layers = layers
    self.axis = axis
    self.gap = gap
    self.align = align
    self.justify = justify
    self.wraps = wraps
    self.clipsContent = clipsContent
  }
}

/// What a stack's child says of its own size and place (Flexible Box Layout 1 §7).
package struct FlexItem: Sendable, Hashable {
  /// Of the border box in CSS px; nil for the content's own (`auto`).
  package var width: Double?
  package var height: Double?
  package var grow: Double
  package var shrink: Double
  /// nil: the stack's.
  package var alignSelf: StackContent.Align?

  package init(
    width: Double? = nil, height: Double? = nil, grow: Double = 0, shrink: Double = 1,
    alignSelf: StackContent.Align? = nil
  ) {
    self.width = width
    self.height = height
    self.grow = grow
    self.shrink = shrink
    self.alignSelf = alignSelf
  }
}
