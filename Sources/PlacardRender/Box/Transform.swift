internal import PlacardCore

/// An affine map of the plane: `x' = xx·x + xy·y + x0`, `y' = yx·x + yy·y + y0`.
struct Transform: Sendable, Hashable {
  var xx: Double
  var yx: Double
  var xy: Double
  var yy: Double
  var x0: Double
  var y0: Double

  static let identity = Transform(xx: 1, yx: 0, xy: 0, yy: 1, x0: 0, y0: 0)

  /// A turn by `degrees`, clockwise on a page whose y grows downwards, about a point.
  static func rotation(degrees: Double, aboutX x: Double, y: Double) -> Transform {
    let (sine, cosine) = Angle.sineAndCosine(degrees: degrees)
    return Transform(
      xx: cosine, yx: sine, xy: -sine, yy: cosine,
      x0: x - cosine * x + sine * y, y0: y - sine * x - cosine * y)
  }

  var isIdentity: Bool { self == .identity }

  /// nil where the map has no inverse.
  var inverse: Transform? {
    let determinant = xx * yy - xy * yx
    guard determinant.isFinite, abs(determinant) > 1e-12 else { return nil }
    let a = yy / determinant
    let b = -yx / determinant
    let c = -xy / determinant
    let d = xx / determinant
    return Transform(xx: a, yx: b, xy: c, yy: d, x0: -(a * x0 + c * y0), y0: -(b * x0 + d * y0))
  }

  /// The map that does this first, then `other`.
  func followed(by other: Transform) -> Transform {
    guard !other.isIdentity else { return self }
    let origin = other.apply(x: x0, y: y0)
    return Transform(
      xx: other.xx * xx + other.xy * yx, yx: other.yx * xx + other.yy * yx,
      xy: other.xx * xy + other.xy * yy, yy: other.yx * xy + other.yy * yy,
      x0: origin.x, y0: origin.y)
  }

  func apply(x: Double, y: Double) -> (x: Double, y: Double) {
    (xx * x + xy * y + x0, yx * x + yy * y + y0)
  }

  /// The smallest upright rectangle around what `rect` becomes.
  func bounds(of rect: Rect) -> Rect {
    let right = rect.x + rect.width
    let bottom = rect.y + rect.height
    let a = apply(x: rect.x, y: rect.y)
    let b = apply(x: right, y: rect.y)
    let c = apply(x: rect.x, y: bottom)
    let d = apply(x: right, y: bottom)
    let left = min(min(a.x, b.x), min(c.x, d.x))
    let top = min(min(a.y, b.y), min(c.y, d.y))
    return Rect(
      x: left, y: top,
      width: max(max(a.x, b.x), max(c.x, d.x)) - left,
      height: max(max(a.y, b.y), max(c.y, d.y)) - top)
  }
}
