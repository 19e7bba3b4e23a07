/// A card with no questions left: every box, colour, text and picture is known, nothing is inherited
/// or relative. What can be built can be painted.
///
/// Two scenes that are equal draw equal pixels with the same fonts and the same renderer.
package struct Scene: Sendable, Hashable {
  /// The canvas in CSS px.
  package var size: PixelSize
  /// Device pixels a CSS px: 1 to 3. The bitmap measures `size` times it.
  package var scale: Double
  package var background: Paint
  /// In painting order, the first lowest. Invisible layers are left out.
  package var layers: [SceneLayer]

  package init(size: PixelSize, scale: Double, background: Paint, layers: [SceneLayer]) {
    self.size = size
    self.scale = scale
    self.background = background
    self.layers = layers
  }

  /// The bitmap's size in device pixels.
  package var pixelSize: PixelSize {
    PixelSize(
      width: Int((Double(size.width) * scale).rounded()),
      height: Int((Double(size.height) * scale).rounded()))
  }
}

/// One box of a scene. Boxes are `border-box`; the order of painting inside one is shadows,
/// background, content (within the padding), border; opacity and rotation hold for the whole box.
package struct SceneLayer: Sendable, Hashable {
  /// The layer's name in the template, for reports.
  package var name: String
  /// Before rotation.
  package var frame: Rect
  /// Degrees, clockwise, about the frame's centre.
  package var rotation: Double
  /// 0 to 1; below 1 the box is one compositing group.
  package var opacity: Double
  package var cornerRadii: Corners
  package var borderWidth: Double
  package var borderColor: Color
  /// The first is painted topmost.
  package var shadows: [Shadow]
  package var background: Paint?
  package var padding: Insets
  package var content: LayerContent

  package init(
    name: String, frame: Rect, rotation: Double = 0, opacity: Double = 1,
    cornerRadii: Corners = .zero, borderWidth: Double = 0, borderColor: Color = .black,
    shadows: [Shadow] = [], background: Paint? = nil, padding: Insets = .zero,
    content: LayerContent
  ) {
    self.name = name
    self.frame = frame
    self.rotation = rotation
    self.opacity = opacity
    self.cornerRadii = cornerRadii
    self.borderWidth = borderWidth
    self.borderColor = borderColor
    self.shadows = shadows
    self.background = background
    self.padding = padding
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

/// What is painted in a layer's content box, over its background and below its border.
package enum LayerContent: Sendable, Hashable {
  case text(TextContent)
  case image(ImageContent)
  case shape(ShapeContent)
}

/// A picture placed in its layer's content box.
package struct ImageContent: Sendable, Hashable {
  /// How the picture is scaled to the box: CSS `object-fit` (CSS Images 3 §5.5).
  package enum Fit: UInt8, Sendable, Hashable, CaseIterable {
    case cover, contain, fill, none, scaleDown
  }

  package var address: AssetAddress
  /// The digest of the source's bytes; the planner fills it in before the scene is drawn.
  package var digest: Digest?
  package var fit: Fit
  package var position: Position

  package init(
    address: AssetAddress, digest: Digest? = nil, fit: Fit = .cover, position: Position = .center
  ) {
    self.address = address
    self.digest = digest
    self.fit = fit
    self.position = position
  }
}

/// Where a source picture comes from.
package enum AssetAddress: Sendable, Hashable {
  /// A path below the site's folder, normalised: no empty, `.` or `..` segment.
  case file(String)
  /// An absolute http or https address as written.
  case remote(String)
  /// The bytes of a `data:` URL, decoded.
  case inline([UInt8])
}

/// A figure with a fill and a stroke, as SVG paints them: the fill first.
package struct ShapeContent: Sendable, Hashable {
  /// The figure's form, always in terms of the content box.
  package enum Outline: UInt8, Sendable, Hashable, CaseIterable {
    /// The content box with the layer's corner radii.
    case rect
    /// The ellipse in the content box.
    case ellipse
    /// From the content box's top left to its bottom right.
    case line
  }

  package var outline: Outline
  package var fill: Paint
  package var stroke: Paint?
  /// Centred on the outline, as SVG strokes are.
  package var strokeWidth: Double

  package init(outline: Outline, fill: Paint, stroke: Paint? = nil, strokeWidth: Double = 0) {
    self.outline = outline
    self.fill = fill
    self.stroke = stroke
    self.strokeWidth = strokeWidth
  }
}
