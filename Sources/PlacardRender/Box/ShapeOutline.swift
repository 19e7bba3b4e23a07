internal import CCairo
internal import PlacardCore

/// A shape's outline in device pixels, in its layer's upright coordinates.
struct ShapeOutline {
  /// SVG's `stroke-miterlimit`: how many strokes' widths a corner may be long.
  static let miterLimit = 4.0

  let content: ShapeContent
  /// The content box on whole pixels.
  let box: Rect
  private let rounded: RoundedRect
  private let scale: Double

  init(_ content: ShapeContent, in geometry: BoxGeometry, scale: Double) {
    self.content = content
    self.scale = scale
    box = geometry.content.rect
    rounded =
      content.outline == .ellipse
      ? RoundedRect(ellipseIn: box) : RoundedRect(box, radii: geometry.radii)
  }

  /// Whether there is nothing to fill or stroke, as SVG has it.
  var isEmpty: Bool {
    switch content.outline {
    case .rect, .ellipse: rounded.isEmpty
    case .line: false
    case .path: content.path.segments.isEmpty
    }
  }

  /// Adds the outline to `cr`'s path, from where SVG's dashes start (SVG 2 §9.2 to §9.5, §10).
  func addPath(to cr: OpaquePointer, isDashed: Bool = false) {
    switch content.outline {
    case .ellipse where isDashed: addEllipse(to: cr)
    case .rect, .ellipse: rounded.addPath(to: cr)
    case .line:
      cairo_move_to(cr, box.x, box.y)
      cairo_line_to(cr, box.x + box.width, box.y + box.height)
    case .path: addSegments(to: cr)
    }
  }

  /// From three o'clock on, clockwise.
  private func addEllipse(to cr: OpaquePointer) {
    let (rx, ry) = (box.width / 2, box.height / 2)
    let (x, y) = (box.x + rx, box.y + ry)
    let k = 0.552_284_749_830_793_7
    cairo_move_to(cr, x + rx, y)
    cairo_curve_to(cr, x + rx, y + k * ry, x + k * rx, y + ry, x, y + ry)
    cairo_curve_to(cr, x - k * rx, y + ry, x - rx, y + k * ry, x - rx, y)
    cairo_curve_to(cr, x - rx, y - k * ry, x - k * rx, y - ry, x, y - ry)
    cairo_curve_to(cr, x + k * rx, y - ry, x + rx, y - k * ry, x + rx, y)
    cairo_close_path(cr)
  }

  private func addSegments(to cr: OpaquePointer) {
    for segment in content.path.segments {
      switch segment {
      case .move(let point):
        let to = device(point)
        cairo_move_to(cr, to.x, to.y)
      case .line(let point):
        let to = device(point)
        cairo_line_to(cr, to.x, to.y)
      case .curve(let first, let second, let end):
        let (a, b, to) = (device(first), device(second), device(end))
        cairo_curve_to(cr, a.x, a.y, b.x, b.y, to.x, to.y)
      case .close:
        cairo_close_path(cr)
      }
    }
  }

  private func device(_ point: Point) -> Point {
    Point(
      x: DeviceLength.bounded(box.x + point.x * scale),
      y: DeviceLength.bounded(box.y + point.y * scale))
  }

  /// What the outline, stroked `strokeWidth` wide, stays within.
  func reach(strokeWidth: Double) -> Rect {
    // A mitred corner reaches out further than half the stroke's width.
    let around = max(0, strokeWidth) / 2 * Self.miterLimit
    guard content.outline == .path else { return box.outset(by: around) }
    var low = Point(x: .infinity, y: .infinity)
    var high = Point(x: -.infinity, y: -.infinity)
    forEachPoint { point, _ in
      low = Point(x: min(low.x, point.x), y: min(low.y, point.y))
      high = Point(x: max(high.x, point.x), y: max(high.y, point.y))
    }
    guard low.x <= high.x else { return Rect(x: box.x, y: box.y, width: 0, height: 0) }
    return Rect(x: low.x, y: low.y, width: high.x - low.x, height: high.y - low.y)
      .outset(by: around)
  }

  /// At least the outline's length.
  var lengthMax: Double {
    switch content.outline {
    case .rect, .ellipse: return 2 * (box.width + box.height)
    case .line: return box.width + box.height
    case .path:
      var sum = 0.0
      var last = Point(x: 0, y: 0)
      var start = last
      forEachPoint { point, kind in
        if kind == .start {
          sum += abs(start.x - last.x) + abs(start.y - last.y)
          start = point
        } else {
          sum += abs(point.x - last.x) + abs(point.y - last.y)
        }
        last = point
      }
      return sum + abs(start.x - last.x) + abs(start.y - last.y)
    }
  }

  private enum PointKind {
    case start, further
  }

  private func forEachPoint(_ visit: (Point, PointKind) -> Void) {
    for segment in content.path.segments {
      switch segment {
      case .move(let point): visit(device(point), .start)
      case .line(let point): visit(device(point), .further)
      case .curve(let first, let second, let end):
        visit(device(first), .further)
        visit(device(second), .further)
        visit(device(end), .further)
      case .close: break
      }
    }
  }
}

extension Rect {
  func outset(by distance: Double) -> Rect {
    Rect(
      x: x - distance, y: y - distance, width: width + 2 * distance, height: height + 2 * distance)
  }
}
