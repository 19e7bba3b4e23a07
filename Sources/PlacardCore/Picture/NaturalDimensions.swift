/// What a picture says about its own size (CSS Images 3 §4.1): a width, a height, a ratio of the two,
/// each of which an SVG may leave open. CSS px.
package struct NaturalDimensions: Sendable, Hashable {
  package var width: Double?
  package var height: Double?
  /// Width over height.
  package var ratio: Double?

  /// Sides that are not above 0 make no ratio.
  package init(width: Double?, height: Double?, ratio: Double? = nil) {
    self.width = width
    self.height = height
    if let width, let height, width > 0, height > 0 {
      self.ratio = width / height
    } else {
      self.ratio = ratio
    }
  }

  /// Those of pixels.
  package init(_ size: PixelSize) {
    self.init(width: Double(size.width), height: Double(size.height))
  }

  /// The default sizing algorithm without a specified size (CSS Images 3 §4.3).
  package func size(default room: (width: Double, height: Double)) -> (
    width: Double, height: Double
  ) {
    switch (width, height) {
    case (let width?, let height?): (width, height)
    case (let width?, nil): (width, ratio.map { width / $0 } ?? room.height)
    case (nil, let height?): (ratio.map { height * $0 } ?? room.width, height)
    case (nil, nil): contained(in: room)
    }
  }

  /// The largest size with the ratio that fits `room`; `room` itself without a ratio (the contain
  /// constraint, CSS Images 3 §4.3.1).
  package func contained(in room: (width: Double, height: Double)) -> (
    width: Double, height: Double
  ) {
    guard let ratio else { return room }
    return room.width <= room.height * ratio
      ? (room.width, room.width / ratio) : (room.height * ratio, room.height)
  }

  /// The smallest size with the ratio that covers `room`; `room` itself without a ratio.
  package func covering(_ room: (width: Double, height: Double)) -> (
    width: Double, height: Double
  ) {
    guard let ratio else { return room }
    return room.width >= room.height * ratio
      ? (room.width, room.width / ratio) : (room.height * ratio, room.height)
  }
}
