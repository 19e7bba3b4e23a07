/// Where a layer's frame starts and what becomes of its coordinates: the card's own, or a group's.
struct PaintSpace {
  /// Where frames start, in device pixels as layout has them: in 64ths and not yet snapped.
  var x: Double
  var y: Double
  /// The turns of all groups around, which take these coordinates to the card's pixels.
  var transform: Transform

  static let card = PaintSpace(x: 0, y: 0, transform: .identity)
}
