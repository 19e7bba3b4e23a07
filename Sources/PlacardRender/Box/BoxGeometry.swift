internal import PlacardCore

/// A layer's boxes in device pixels, each edge where Chromium paints it.
///
/// All lie in the layer's own upright coordinates; `transform` takes them to the card.
struct BoxGeometry {
  /// The border box on whole pixels, with its corners.
  let border: RoundedRect
  /// The padding box on whole pixels: the border's inner edge.
  let padding: RoundedRect
  /// The content box on whole pixels: what clips a picture.
  let content: RoundedRect
  /// The content box in 64ths of a pixel: where text and pictures are laid out.
  let contentBox: Rect
  /// The content box's width in CSS px, which loses nothing to a scale: text breaks at it.
  let textWidth: Double
  /// The layer's radii in device pixels, not yet scaled to fit a box.
  let radii: Corners
  /// In device pixels, whole.
  let borderWidth: Double
  let transform: Transform
  /// Where the frames of the layers in it start: at the padding box, before it is snapped.
  let inside: PaintSpace

  /// `space` is the one that the layer's frame starts in.
  init(_ layer: SceneLayer, scale: Double, in space: PaintSpace = .card) {
    func length(_ value: Double) -> Double { DeviceLength.layout(value, scale: scale) }
    var frame = Rect(
      x: DeviceLength.bounded(space.x + length(layer.frame.x)),
      y: DeviceLength.bounded(space.y + length(layer.frame.y)),
      width: max(0, length(layer.frame.width)), height: max(0, length(layer.frame.height)))
    let isTurned = layer.rotation.truncatingRemainder(dividingBy: 360) != 0
    if isTurned {
      // Chromium paints what has a transform of its own from a whole pixel.
      frame.x = (frame.x + 0.5).rounded(.down)
      frame.y = (frame.y + 0.5).rounded(.down)
    }
    borderWidth = DeviceLength.borderWidth(layer.borderWidth, scale: scale)
    let insets = Insets(
      top: borderWidth + max(0, length(layer.padding.top)),
      right: borderWidth + max(0, length(layer.padding.right)),
      bottom: borderWidth + max(0, length(layer.padding.bottom)),
      left: borderWidth + max(0, length(layer.padding.left)))
    // A border box is never smaller than its border and padding (CSS Basic UI 4 §4.1).
    frame.width = max(frame.width, insets.left + insets.right)
    frame.height = max(frame.height, insets.top + insets.bottom)
    transform =
      isTurned
      ? Transform.rotation(
        degrees: layer.rotation, aboutX: frame.x + frame.width / 2, y: frame.y + frame.height / 2
      ).followed(by: space.transform)
      : space.transform
    inside = PaintSpace(
      x: frame.x + borderWidth, y: frame.y + borderWidth, transform: transform)
    contentBox = Rect(
      x: frame.x + insets.left, y: frame.y + insets.top,
      width: frame.width - insets.left - insets.right,
      height: frame.height - insets.top - insets.bottom)
    let paddings =
      max(0, LayoutUnit.floor(layer.padding.left)) + max(0, LayoutUnit.floor(layer.padding.right))
    textWidth = max(
      0, LayoutUnit.floor(layer.frame.width) - paddings - 2 * borderWidth / max(scale, 1e-3))

    func radius(_ value: Double) -> Double { max(0, DeviceLength.bounded(value * scale)) }
    radii = Corners(
      topLeft: radius(layer.cornerRadii.topLeft), topRight: radius(layer.cornerRadii.topRight),
      bottomRight: radius(layer.cornerRadii.bottomRight),
      bottomLeft: radius(layer.cornerRadii.bottomLeft))
    border = RoundedRect(DeviceRect(snapping: frame).rect, radii: radii)
    padding = border.inset(by: Insets(borderWidth))
    var clipped = border.inset(by: insets)
    clipped.rect = DeviceRect(snapping: contentBox).rect
    content = clipped
  }
}
