internal import CCairo
internal import PlacardCore

/// A rectangle with elliptic corners (CSS Backgrounds 3 §4).
struct RoundedRect: Sendable, Hashable {
  struct Radius: Sendable, Hashable {
    var x: Double
    var y: Double

    static let zero = Radius(x: 0, y: 0)
    var isZero: Bool { x <= 0 || y <= 0 }
  }

  var rect: Rect
  var topLeft = Radius.zero
  var topRight = Radius.zero
  var bottomRight = Radius.zero
  var bottomLeft = Radius.zero

  var isRounded: Bool {
    !(topLeft.isZero && topRight.isZero && bottomRight.isZero && bottomLeft.isZero)
  }

  var isEmpty: Bool { rect.width <= 0 || rect.height <= 0 }

  init(_ rect: Rect) { self.rect = rect }

  /// The ellipse that fills `rect`.
  init(ellipseIn rect: Rect) {
    self.rect = rect
    let radius = Radius(x: rect.width / 2, y: rect.height / 2)
    topLeft = radius
    topRight = radius
    bottomRight = radius
    bottomLeft = radius
  }

  /// `rect` with circular corners, scaled down together where they overlap (§4.5).
  init(_ rect: Rect, radii: Corners) {
    self.rect = rect
    func radius(_ length: Double) -> Radius { Radius(x: max(0, length), y: max(0, length)) }
    topLeft = radius(radii.topLeft)
    topRight = radius(radii.topRight)
    bottomRight = radius(radii.bottomRight)
    bottomLeft = radius(radii.bottomLeft)
    constrain()
  }

  /// Scales all radii by one factor so that no two of a side are longer than it (§4.5).
  private mutating func constrain() {
    var factor = 1.0
    func fit(_ side: Double, _ sum: Double) {
      if sum > side, sum > 0 { factor = min(factor, max(0, side) / sum) }
    }
    fit(rect.width, topLeft.x + topRight.x)
    fit(rect.width, bottomLeft.x + bottomRight.x)
    fit(rect.height, topLeft.y + bottomLeft.y)
    fit(rect.height, topRight.y + bottomRight.y)
    guard factor < 1 else { return }
    mapRadii { Radius(x: $0.x * factor, y: $0.y * factor) }
  }

  private mutating func mapRadii(_ change: (Radius) -> Radius) {
    topLeft = change(topLeft)
    topRight = change(topRight)
    bottomRight = change(bottomRight)
    bottomLeft = change(bottomLeft)
  }

  /// The edge inside of this one: each radius less the inset beside it, a negative one sharp (§4.2).
  func inset(by insets: Insets) -> RoundedRect {
    var inner = self
    inner.rect = Rect(
      x: rect.x + insets.left, y: rect.y + insets.top,
      width: max(0, rect.width - insets.left - insets.right),
      height: max(0, rect.height - insets.top - insets.bottom))
    func less(_ radius: Radius, _ x: Double, _ y: Double) -> Radius {
      let shrunk = Radius(x: max(0, radius.x - x), y: max(0, radius.y - y))
      return shrunk.isZero ? .zero : shrunk
    }
    inner.topLeft = less(topLeft, insets.left, insets.top)
    inner.topRight = less(topRight, insets.right, insets.top)
    inner.bottomRight = less(bottomRight, insets.right, insets.bottom)
    inner.bottomLeft = less(bottomLeft, insets.left, insets.bottom)
    return inner
  }

  /// The shape of a box shadow with this spread. Small radii grow by less than the spread, so that a
  /// sharp corner stays sharp (CSS Backgrounds 3 §6.1.1).
  func spread(by distance: Double) -> RoundedRect {
    guard distance > 0 else { return inset(by: Insets(-distance)) }
    var outer = self
    outer.rect = Rect(
      x: rect.x - distance, y: rect.y - distance,
      width: rect.width + 2 * distance, height: rect.height + 2 * distance)
    func grown(_ radius: Double) -> Double {
      guard radius < distance else { return radius + distance }
      let missing = radius / distance - 1
      return radius + distance * (1 + missing * missing * missing)
    }
    outer.mapRadii { $0.isZero ? .zero : Radius(x: grown($0.x), y: grown($0.y)) }
    outer.constrain()
    return outer
  }

  func offset(x: Double, y: Double) -> RoundedRect {
    var moved = self
    moved.rect.x += x
    moved.rect.y += y
    return moved
  }
}

extension RoundedRect {
  /// Adds the outline to `cr`'s path as a closed subpath. Corners are Bézier curves: `cairo_arc`
  /// would ask the C library for sines.
  func addPath(to cr: OpaquePointer) {
    guard !isEmpty else { return }
    guard isRounded else {
      cairo_rectangle(cr, rect.x, rect.y, rect.width, rect.height)
      return
    }
    let left = rect.x
    let top = rect.y
    let right = rect.x + rect.width
    let bottom = rect.y + rect.height
    // 1 − 4/3·(√2 − 1): how far a quarter circle's control points stay from the corner.
    let k = 0.447_715_250_169_206_3
    cairo_new_sub_path(cr)
    cairo_move_to(cr, left + topLeft.x, top)
    cairo_line_to(cr, right - topRight.x, top)
    if !topRight.isZero {
      cairo_curve_to(
        cr, right - k * topRight.x, top, right, top + k * topRight.y, right, top + topRight.y)
    }
    cairo_line_to(cr, right, bottom - bottomRight.y)
    if !bottomRight.isZero {
      cairo_curve_to(
        cr, right, bottom - k * bottomRight.y, right - k * bottomRight.x, bottom,
        right - bottomRight.x, bottom)
    }
    cairo_line_to(cr, left + bottomLeft.x, bottom)
    if !bottomLeft.isZero {
      cairo_curve_to(
        cr, left + k * bottomLeft.x, bottom, left, bottom - k * bottomLeft.y, left,
        bottom - bottomLeft.y)
    }
    cairo_line_to(cr, left, top + topLeft.y)
    if !topLeft.isZero {
      cairo_curve_to(
        cr, left, top + k * topLeft.y, left + k * topLeft.x, top, left + topLeft.x, top)
    }
    cairo_close_path(cr)
  }
}
