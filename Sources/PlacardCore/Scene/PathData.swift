/// A path as SVG path data draws it (SVG 2 §9.3), every command made absolute: quadratic curves and
/// arcs are cubic ones here. In CSS px.
package struct PathData: Sendable, Hashable {
  /// A command with where it leads.
  package enum Segment: Sendable, Hashable {
    case move(Point)
    case line(Point)
    /// Two control points and the end.
    case curve(Point, Point, Point)
    case close
  }

  package var segments: [Segment]

  package init(segments: [Segment] = []) { self.segments = segments }
}

/// A point in CSS px, y downwards.
package struct Point: Sendable, Hashable {
  package var x: Double
  package var y: Double

  package init(x: Double, y: Double) {
    self.x = x
    self.y = y
  }
}
