internal import Glibc

/// An arc of an ellipse as SVG path data gives it: by its ends (SVG 2 §9.3.8).
struct EllipticArc {
  let from: Point
  let to: Point
  /// Never negative.
  let radii: Point
  /// The turn of the ellipse's x axis.
  let degrees: Double
  let isLarge: Bool
  let isPositive: Bool

  /// Cubic curves of at most a quarter of the ellipse each; a line where a radius is 0 (SVG 2
  /// §9.5.1), nothing where the ends are one point.
  var segments: [PathData.Segment] {
    if from == to { return [] }
    if radii.x == 0 || radii.y == 0 { return [.line(to)] }
    let turn = degrees.truncatingRemainder(dividingBy: 360) * .pi / 180
    let (sine, cosine) = (sin(turn), cos(turn))
    // Implementation notes B.2.4: the middle between the ends is the origin.
    let halfX = (from.x - to.x) / 2
    let halfY = (from.y - to.y) / 2
    let x = cosine * halfX + sine * halfY
    let y = cosine * halfY - sine * halfX
    var (rx, ry) = (radii.x, radii.y)
    let reach = x * x / (rx * rx) + y * y / (ry * ry)
    if reach > 1 {
      rx *= reach.squareRoot()
      ry *= reach.squareRoot()
    }
    let rest = rx * rx * y * y + ry * ry * x * x
    let square = rest > 0 ? max(0, (rx * rx * ry * ry - rest) / rest) : 0
    let factor = isLarge == isPositive ? -square.squareRoot() : square.squareRoot()
    let middle = Point(x: factor * rx * y / ry, y: -factor * ry * x / rx)
    let center = Point(
      x: cosine * middle.x - sine * middle.y + (from.x + to.x) / 2,
      y: sine * middle.x + cosine * middle.y + (from.y + to.y) / 2)
    let first = atan2((y - middle.y) / ry, (x - middle.x) / rx)
    let last = atan2((-y - middle.y) / ry, (-x - middle.x) / rx)
    var sweep = last - first
    if isPositive, sweep < 0 { sweep += 2 * .pi }
    if !isPositive, sweep > 0 { sweep -= 2 * .pi }
    guard sweep.isFinite else { return [.line(to)] }
    return curves(center, Point(x: rx, y: ry), (sine, cosine), first, sweep)
  }

  private func curves(
    _ center: Point, _ radii: Point, _ turn: (sine: Double, cosine: Double), _ first: Double,
    _ sweep: Double
  ) -> [PathData.Segment] {
    func place(_ x: Double, _ y: Double) -> Point {
      Point(
        x: center.x + turn.cosine * radii.x * x - turn.sine * radii.y * y,
        y: center.y + turn.sine * radii.x * x + turn.cosine * radii.y * y)
    }
    let count = max(1, Int((abs(sweep) / (.pi / 2) - 1e-9).rounded(.up)))
    let step = sweep / Double(count)
    let handle = 4.0 / 3 * tan(step / 4)
    var segments: [PathData.Segment] = []
    for index in 0..<count {
      let begin = first + Double(index) * step
      let end = begin + step
      let (x0, y0, x1, y1) = (cos(begin), sin(begin), cos(end), sin(end))
      segments.append(
        .curve(
          place(x0 - handle * y0, y0 + handle * x0), place(x1 + handle * y1, y1 - handle * x1),
          index == count - 1 ? to : place(x1, y1)))
    }
    return segments
  }
}
