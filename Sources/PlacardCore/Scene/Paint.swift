/// An sRGB colour, not premultiplied, as CSS Color 4 §5 computes it: whole channels 0–255, alpha as
/// a number from 0 to 1.
package struct Color: Sendable, Hashable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8
  package var alpha: Double

  package init(red: UInt8, green: UInt8, blue: UInt8, alpha: Double = 1) {
    self.red = red
    self.green = green
    self.blue = blue
    self.alpha = alpha
  }

  package static let black = Color(red: 0, green: 0, blue: 0)
  package static let white = Color(red: 255, green: 255, blue: 255)
  package static let transparent = Color(red: 0, green: 0, blue: 0, alpha: 0)

  package var isOpaque: Bool { alpha >= 1 }
}

/// What fills an area: a colour or a CSS gradient.
package enum Paint: Sendable, Hashable {
  case color(Color)
  case linear(LinearGradient)
  case radial(RadialGradient)
  case conic(ConicGradient)

  /// Whether it is no plain colour.
  package var isGradient: Bool {
    if case .color = self { return false }
    return true
  }
}

/// A stop as written: a colour, and where it stands if that was said (CSS Images 3 §3.4). A stop
/// with two positions is two stops.
package struct GradientStop: Sendable, Hashable {
  package var color: Color
  package var position: LengthPercentage?

  package init(color: Color, position: LengthPercentage?) {
    self.color = color
    self.position = position
  }
}

/// CSS `linear-gradient()` and `repeating-linear-gradient()`.
package struct LinearGradient: Sendable, Hashable {
  /// Where the gradient line points (CSS Images 3 §3.1.1).
  package enum Direction: Sendable, Hashable {
    /// Degrees, 0 towards the top, clockwise.
    case angle(Double)
    /// `to <side or corner>`: x −1 left, 1 right, 0 neither; y −1 top, 1 bottom, 0 neither.
    case toward(x: Int, y: Int)
  }

  package var direction: Direction
  package var stops: [GradientStop]
  package var isRepeating: Bool

  package init(direction: Direction, stops: [GradientStop], isRepeating: Bool = false) {
    self.direction = direction
    self.stops = stops
    self.isRepeating = isRepeating
  }
}

/// CSS `radial-gradient()` and `repeating-radial-gradient()`.
package struct RadialGradient: Sendable, Hashable {
  /// Up to which side or corner of the box the ending shape reaches (CSS Images 3 §3.2.1).
  package enum Extent: Sendable, Hashable {
    case closestSide, closestCorner, farthestSide, farthestCorner
  }

  /// The ending shape, where the gradient's 100 % are (CSS Images 3 §3.2.1); radii in CSS px.
  package enum Shape: Sendable, Hashable {
    case circle(Extent)
    case circleRadius(Double)
    case ellipse(Extent)
    case ellipseRadii(LengthPercentage, LengthPercentage)
  }

  package var shape: Shape
  package var center: Position
  package var stops: [GradientStop]
  package var isRepeating: Bool

  package init(
    shape: Shape, center: Position = .center, stops: [GradientStop], isRepeating: Bool = false
  ) {
    self.shape = shape
    self.center = center
    self.stops = stops
    self.isRepeating = isRepeating
  }
}

/// CSS `conic-gradient()` and `repeating-conic-gradient()` (CSS Images 4 §3.3).
package struct ConicGradient: Sendable, Hashable {
  /// Where the gradient begins: degrees, 0 towards the top, clockwise.
  package var from: Double
  package var center: Position
  /// Their positions are percents of a whole turn.
  package var stops: [GradientStop]
  package var isRepeating: Bool

  package init(
    from: Double = 0, center: Position = .center, stops: [GradientStop], isRepeating: Bool = false
  ) {
    self.from = from
    self.center = center
    self.stops = stops
    self.isRepeating = isRepeating
  }
}

/// One of CSS `box-shadow`'s or `text-shadow`'s list. The first of a list is painted topmost.
package struct Shadow: Sendable, Hashable {
  package var x: Double
  package var y: Double
  /// The blur radius; the Gaussian's sigma is half of it.
  package var blur: Double
  /// Box shadows only.
  package var spread: Double
  package var color: Color
  /// Box shadows only: cast by the padding edge onto what is inside.
  package var isInset: Bool

  package init(
    x: Double, y: Double, blur: Double, spread: Double = 0, color: Color, isInset: Bool = false
  ) {
    self.x = x
    self.y = y
    self.blur = blur
    self.spread = spread
    self.color = color
    self.isInset = isInset
  }
}
