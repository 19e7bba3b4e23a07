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
    /// `path`, whose origin is the content box's top left.
    case path
  }

  package var outline: Outline
  /// Empty but for `.path`.
  package var path: PathData
  package var fill: Paint
  package var stroke: Paint?
  /// Centred on the outline, as SVG strokes are.
  package var strokeWidth: Double
  /// SVG `stroke-dasharray` in CSS px, of an even count; empty for a solid line.
  package var dashes: [Double]

  package init(
    outline: Outline, path: PathData = PathData(), fill: Paint, stroke: Paint? = nil,
    strokeWidth: Double = 0, dashes: [Double] = []
  ) {
    self.outline = outline
    self.path = path
    self.fill = fill
    self.stroke = stroke
    self.strokeWidth = strokeWidth
    self.dashes = dashes
  }
}
