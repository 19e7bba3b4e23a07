/// A rectangle in CSS px, from its top left corner.
package struct Rect: Sendable, Hashable {
  package var x: Double
  package var y: Double
  package var width: Double
  package var height: Double

  package init(x: Double, y: Double, width: Double, height: Double) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }
}

/// Four radii in CSS px, clockwise from the top left, as written (CSS Backgrounds 3 §4.5 scales
/// them down where they overlap; the renderer does).
package struct Corners: Sendable, Hashable {
  package var topLeft: Double
  package var topRight: Double
  package var bottomRight: Double
  package var bottomLeft: Double

  package init(topLeft: Double, topRight: Double, bottomRight: Double, bottomLeft: Double) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomRight = bottomRight
    self.bottomLeft = bottomLeft
  }

  package init(_ radius: Double) {
    self.init(topLeft: radius, topRight: radius, bottomRight: radius, bottomLeft: radius)
  }

  package static let zero = Corners(0)
}

/// Four lengths in CSS px, clockwise from the top.
package struct Insets: Sendable, Hashable {
  package var top: Double
  package var right: Double
  package var bottom: Double
  package var left: Double

  package init(top: Double, right: Double, bottom: Double, left: Double) {
    self.top = top
    self.right = right
    self.bottom = bottom
    self.left = left
  }

  package init(_ length: Double) {
    self.init(top: length, right: length, bottom: length, left: length)
  }

  package static let zero = Insets(0)
}

/// A length or a share of the room there is for it (CSS `<length-percentage>`): `px + percent/100 · room`.
package struct LengthPercentage: Sendable, Hashable {
  package var px: Double
  package var percent: Double

  package init(px: Double = 0, percent: Double = 0) {
    self.px = px
    self.percent = percent
  }

  /// The length in px where 100 % are `room` px; neither term is clamped.
  package func resolved(against room: Double) -> Double { px + percent / 100 * room }
}

/// A point of CSS `<position>`: from the left and from the top.
package struct Position: Sendable, Hashable {
  package var x: LengthPercentage
  package var y: LengthPercentage

  package init(x: LengthPercentage, y: LengthPercentage) {
    self.x = x
    self.y = y
  }

  package static let center = Position(
    x: LengthPercentage(percent: 50), y: LengthPercentage(percent: 50))
}
