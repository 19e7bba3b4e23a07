internal import PlacardCore

/// Where a replaced element's picture lies (CSS Images 3 §5.5).
enum ObjectFit {
  /// The picture's rectangle in device pixels, which may reach out of `box`.
  ///
  /// - Parameter naturalSize: the picture's own size in CSS px.
  static func rect(
    _ fit: ImageContent.Fit, position: Position, naturalSize: PixelSize, in box: Rect,
    scale: Double
  ) -> Rect {
    let natural = (
      width: max(1, Double(naturalSize.width)) * scale,
      height: max(1, Double(naturalSize.height)) * scale
    )
    let horizontal = box.width / natural.width
    let vertical = box.height / natural.height
    let size: (width: Double, height: Double)
    func scaled(_ factor: Double) -> (width: Double, height: Double) {
      (natural.width * factor, natural.height * factor)
    }
    switch fit {
    case .fill: size = (box.width, box.height)
    case .none: size = natural
    case .contain: size = scaled(min(horizontal, vertical))
    case .cover: size = scaled(max(horizontal, vertical))
    case .scaleDown: size = scaled(min(1, min(horizontal, vertical)))
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
