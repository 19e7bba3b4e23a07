internal import PlacardCore

/// The border box that a stack is laid out in, in CSS px.
struct FlexSpace: Hashable {
  var width: Double
  /// nil: as high as its content.
  var height: Double?
  /// Whether CSS calls the height definite: then a picture that is stretched to it takes its width
  /// from it (Flexible Box Layout 1 §9.8).
  var isHeightDefinite: Bool
}

/// What laying a stack out gives, in CSS px.
struct FlexLayout {
  /// The children's border boxes from the content box's top left, in order.
  var frames: [Rect]
  /// Whether CSS calls the height of each child definite.
  var areHeightsDefinite: [Bool]
  /// Of the content box: what its height is where none is given.
  var contentHeight: Double
  /// The first baseline, from the border box's top; nil without children (§8.5).
  var baseline: Double?
}
