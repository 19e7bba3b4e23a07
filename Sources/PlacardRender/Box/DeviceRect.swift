internal import PlacardCore

/// A rectangle of whole device pixels; empty where a side is not positive.
struct DeviceRect: Sendable, Hashable {
  var x: Int
  var y: Int
  var width: Int
  var height: Int

  var isEmpty: Bool { width <= 0 || height <= 0 }

  var rect: Rect {
    Rect(x: Double(x), y: Double(y), width: Double(width), height: Double(height))
  }

  func intersection(_ other: DeviceRect) -> DeviceRect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    let right = min(x + width, other.x + other.width)
    let bottom = min(y + height, other.y + other.height)
    return DeviceRect(x: left, y: top, width: max(0, right - left), height: max(0, bottom - top))
  }

  func union(_ other: DeviceRect) -> DeviceRect {
    guard !isEmpty else { return other }
    guard !other.isEmpty else { return self }
    let left = min(x, other.x)
    let top = min(y, other.y)
    let right = max(x + width, other.x + other.width)
    let bottom = max(y + height, other.y + other.height)
    return DeviceRect(x: left, y: top, width: right - left, height: bottom - top)
  }

  func outset(by distance: Int) -> DeviceRect {
    DeviceRect(
      x: x - distance, y: y - distance, width: width + 2 * distance, height: height + 2 * distance)
  }

  /// The pixels that `rect` touches, which lies anywhere.
  init(touchedBy rect: Rect) {
    let left = DeviceLength.bounded(rect.x.rounded(.down))
    let top = DeviceLength.bounded(rect.y.rounded(.down))
    let right = DeviceLength.bounded((rect.x + rect.width).rounded(.up))
    let bottom = DeviceLength.bounded((rect.y + rect.height).rounded(.up))
    self.init(x: Int(left), y: Int(top), width: Int(right - left), height: Int(bottom - top))
  }

  init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = width
    self.height = height
  }

  /// `rect` on whole pixels, as Chromium snaps what it paints: each edge to the nearest pixel, and a
  /// side of some width never to nothing.
  init(snapping rect: Rect) {
    let left = (rect.x + 0.5).rounded(.down)
    let top = (rect.y + 0.5).rounded(.down)
    self.init(
      x: Int(left), y: Int(top),
      width: Self.snappedLength(rect.width, from: rect.x, edge: left),
      height: Self.snappedLength(rect.height, from: rect.y, edge: top))
  }

  private static func snappedLength(_ length: Double, from start: Double, edge: Double) -> Int {
    let snapped = Int((start + length + 0.5).rounded(.down) - edge)
    return snapped == 0 && length > 4 / 64 ? 1 : snapped
  }
}

/// Lengths in device pixels.
enum DeviceLength {
  /// Far outside of any picture, far inside of what cairo's 24.8 fixed point can hold.
  static let max = 1_048_576.0

  /// `length` brought within ±`max`; what is no number is 0.
  static func bounded(_ length: Double) -> Double {
    guard length == length else { return 0 }
    return Swift.min(Swift.max(length, -max), max)
  }

  /// `length` in CSS px as device pixels in 64ths, the unit of Chromium's layout.
  static func layout(_ length: Double, scale: Double) -> Double {
    (bounded(length * scale) * 64).rounded(.towardZero) / 64
  }

  /// A border's used width: whole device pixels, never thinned to nothing (CSS Values 4, "snap as a
  /// border width").
  static func borderWidth(_ width: Double, scale: Double) -> Double {
    let length = bounded(width * scale)
    guard length > 0 else { return 0 }
    return length < 1 ? 1 : length.rounded(.down)
  }
}
