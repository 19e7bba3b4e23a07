/// One box of a scene. Boxes are `border-box`; the order of painting inside one is outer shadows,
/// background, inset shadows, border, content (within the padding); filter, rotation, opacity and
/// blend mode hold for the whole box, in this order.
package struct SceneLayer: Sendable, Hashable {
  /// The layer's name in the template, for reports.
  package var name: String
  /// Before rotation, from the top left of the canvas or of the padding box of the group that it
  /// is in. In a stack, where the stack's layout fills it in, `flex` stands in its place.
  package var frame: Rect
  /// Degrees, clockwise, about the frame's centre.
  package var rotation: Double
  /// 0 to 1; below 1 the box is one compositing group.
  package var opacity: Double
  package var blendMode: BlendMode
  /// CSS `filter`, applied in this order.
  package var filters: [FilterFunction]
  package var cornerRadii: Corners
  package var borderWidth: Double
  package var borderColor: Color
  /// The first is painted topmost.
  package var shadows: [Shadow]
  package var background: Paint?
  package var padding: Insets
  /// Nil but in a stack's child.
  package var flex: FlexItem?
  package var content: LayerContent

  package init(
    name: String, frame: Rect, rotation: Double = 0, opacity: Double = 1,
    blendMode: BlendMode = .normal, filters: [FilterFunction] = [],
    cornerRadii: Corners = .zero, borderWidth: Double = 0, borderColor: Color = .black,
    shadows: [Shadow] = [], background: Paint? = nil, padding: Insets = .zero,
    flex: FlexItem? = nil, content: LayerContent
  ) {
    self.name = name
    self.frame = frame
    self.rotation = rotation
    self.opacity = opacity
    self.blendMode = blendMode
    self.filters = filters
    self.cornerRadii = cornerRadii
    self.borderWidth = borderWidth
    self.borderColor = borderColor
    self.shadows = shadows
    self.background = background
    self.padding = padding
    self.flex = flex
    self.content = content
  }

  /// The content box: the frame less border and padding, never negative.
  package var contentBox: Rect {
    Rect(
      x: frame.x + borderWidth + padding.left,
      y: frame.y + borderWidth + padding.top,
      width: max(0, frame.width - 2 * borderWidth - padding.left - padding.right),
      height: max(0, frame.height - 2 * borderWidth - padding.top - padding.bottom))
  }
}

/// What is painted in a layer's content box, over its background and border.
package enum LayerContent: Sendable, Hashable {
  case text(TextContent)
  case image(ImageContent)
  case shape(ShapeContent)
  case group(GroupContent)
  case stack(StackContent)
  case qr(QRContent)
}
