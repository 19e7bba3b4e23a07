internal import PlacardCore

/// Where a replaced element's picture lies (CSS Images 3 §5.5).
enum ObjectFit {
  /// The picture's rectangle in device pixels, which may reach out of `box`.
  ///
  /// - Parameter natural: what the picture says about its own size, in CSS px.
  static func rect(
    _ fit: ImageContent.Fit, position: Position, natural: NaturalDimensions, in box: Rect,
    scale: Double
  ) -> Rect {
    let room = (width: box.width, height: box.height)
    /// `object-fit: none`: the box is what open sides are taken from.
    func own() -> (width: Double, height: Double) {
      let size = natural.size(default: (room.width / scale, room.height / scale))
      let least = natural.width == nil && natural.height == nil ? 0.0 : 1
      return (max(least, size.width) * scale, max(least, size.height) * scale)
    }
    let size: (width: Double, height: Double)
    switch fit {
    case .fill: size = room
    case .none: size = own()
    case .contain: size = natural.contained(in: room)
    case .cover: size = natural.covering(room)
    case .scaleDown:
      let (none, contained) = (own(), natural.contained(in: room))
      size = none.width < contained.width || none.height < contained.height ? none : contained
    }
    func offset(_ length: LengthPercentage, _ room: Double) -> Double {
      length.px * scale + length.percent / 100 * room
    }
    let x = box.x + offset(position.x, box.width - size.width)
    let y = box.y + offset(position.y, box.height - size.height)
    return Rect(
      x: DeviceLength.layout(x, scale: 1), y: DeviceLength.layout(y, scale: 1),
      width: DeviceLength.layout(size.width, scale: 1),
      height: DeviceLength.layout(size.height, scale: 1))
  }
}
