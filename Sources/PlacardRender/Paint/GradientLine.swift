internal import PlacardCore

/// Where each point of a box stands on a gradient's line: 0 at its start, 1 at its end.
enum GradientLine {
  /// `x·xRate + y·yRate + offset`.
  case linear(xRate: Double, yRate: Double, offset: Double)
  /// The distance from a centre, in parts of the two radii.
  case radial(centerX: Double, centerY: Double, radiusX: Double, radiusY: Double)
  /// The angle about a centre in turns, clockwise from `start`, which is from the top on.
  case conic(centerX: Double, centerY: Double, start: Double)
  /// Every point lies past the end.
  case pastEnd
}

extension LinearGradient {
  /// The line in `box` (device pixels) and its length (CSS Images 3 §3.1.1).
  func line(in box: Rect) -> (line: GradientLine, length: Double) {
    let (dx, dy) = directionVector(in: box)
    // Half the line: from the centre to where the perpendicular meets the corner.
    let length = abs(box.width * dx) + abs(box.height * dy)
    guard length > 0 else { return (.pastEnd, 0) }
    let xRate = dx / length
    let yRate = dy / length
    let centerX = box.x + box.width / 2
    let centerY = box.y + box.height / 2
    return (
      .linear(xRate: xRate, yRate: yRate, offset: 0.5 - centerX * xRate - centerY * yRate), length
    )
  }

  private func directionVector(in box: Rect) -> (x: Double, y: Double) {
    switch direction {
    case .angle(let degrees):
      let (sine, cosine) = Angle.sineAndCosine(degrees: degrees)
      return (sine, -cosine)
    case .toward(let x, let y):
      guard x != 0, y != 0 else { return (Double(x.signum()), Double(y.signum())) }
      // Perpendicular to the line through the two neighbouring corners.
      let hypotenuse = (box.width * box.width + box.height * box.height).squareRoot()
      guard hypotenuse > 0 else { return (0, 0) }
      return (
        Double(x.signum()) * box.height / hypotenuse, Double(y.signum()) * box.width / hypotenuse
      )
    }
  }
}

extension RadialGradient {
  /// The line in `box` (device pixels) and its length: the horizontal radius (CSS Images 3 §3.2).
  func line(in box: Rect, scale: Double) -> (line: GradientLine, length: Double) {
    func resolved(_ length: LengthPercentage, _ room: Double) -> Double {
      length.px * scale + length.percent / 100 * room
    }
    let x = resolved(center.x, box.width)
    let y = resolved(center.y, box.height)
    let radii =
      switch shape {
      case .circleRadius(let radius): (radius * scale, radius * scale)
      case .ellipseRadii(let horizontal, let vertical):
        (resolved(horizontal, box.width), resolved(vertical, box.height))
      case .circle(let extent): Self.circle(extent, x, y, box)
      case .ellipse(let extent): Self.ellipse(extent, x, y, box)
      }
    guard radii.0 > 0, radii.1 > 0 else { return (.pastEnd, 0) }
    return (
      .radial(centerX: box.x + x, centerY: box.y + y, radiusX: radii.0, radiusY: radii.1), radii.0
    )
  }

  private static func circle(_ extent: Extent, _ x: Double, _ y: Double, _ box: Rect) -> (
    Double, Double
  ) {
    let left = abs(x)
    let right = abs(box.width - x)
    let top = abs(y)
    let bottom = abs(box.height - y)
    func corner(_ horizontal: Double, _ vertical: Double) -> Double {
      (horizontal * horizontal + vertical * vertical).squareRoot()
    }
    let radius =
      switch extent {
      case .closestSide: min(min(left, right), min(top, bottom))
      case .farthestSide: max(max(left, right), max(top, bottom))
      case .closestCorner: corner(min(left, right), min(top, bottom))
      case .farthestCorner: corner(max(left, right), max(top, bottom))
      }
    return (radius, radius)
  }

  private static func ellipse(_ extent: Extent, _ x: Double, _ y: Double, _ box: Rect) -> (
    Double, Double
  ) {
    let isClosest = extent == .closestSide || extent == .closestCorner
    let sides =
      isClosest
      ? (min(abs(x), abs(box.width - x)), min(abs(y), abs(box.height - y)))
      : (max(abs(x), abs(box.width - x)), max(abs(y), abs(box.height - y)))
    if extent == .closestSide || extent == .farthestSide { return sides }
    // Through the corner, with the proportions of the ellipse that meets the sides: √2 times it.
    let corner = 2.0.squareRoot()
    return (sides.0 * corner, sides.1 * corner)
  }
}

extension ConicGradient {
  /// The line in `box` (device pixels): a whole turn (CSS Images 4 §3.3).
  func line(in box: Rect, scale: Double) -> GradientLine {
    let turns = from.isFinite ? from.truncatingRemainder(dividingBy: 360) / 360 : 0
    return .conic(
      centerX: box.x + center.x.px * scale + center.x.percent / 100 * box.width,
      centerY: box.y + center.y.px * scale + center.y.percent / 100 * box.height,
      start: turns < 0 ? turns + 1 : turns)
  }
}
