/// A card with no questions left: every box, colour, text and picture is known, nothing is inherited
/// or relative. What can be built can be painted.
///
/// Two scenes that are equal draw equal pixels with the same fonts and the same renderer.
package struct Scene: Sendable, Hashable {
  /// The canvas in CSS px.
  package var size: PixelSize
  /// Device pixels a CSS px: 1 to 3, less for a thumbnail. The bitmap measures `size` times it.
  package var scale: Double
  package var background: Paint
  /// CSS px of the canvas a CSS px of the layers: not 1 where a template without constraints is
  /// scaled as a whole to another size.
  package var zoom: Double
  /// In painting order, the first lowest. Invisible layers are left out.
  package var layers: [SceneLayer]

  package init(
    size: PixelSize, scale: Double, background: Paint, zoom: Double = 1, layers: [SceneLayer]
  ) {
    self.size = size
    self.scale = scale
    self.background = background
    self.zoom = zoom
    self.layers = layers
  }

  /// The bitmap's size in device pixels.
  package var pixelSize: PixelSize {
    PixelSize(
      width: Int((Double(size.width) * scale).rounded()),
      height: Int((Double(size.height) * scale).rounded()))
  }
}
