internal import PlacardCore

/// The canvas's own background, which replaces every pixel.
struct CanvasPainter {
  let scale: Double

  /// Paints the part of a canvas of `size` device pixels that `surface` holds.
  func paint(_ background: Paint, of size: PixelSize, on surface: borrowing Surface) {
    let area = surface.bounds
    let canvas = Rect(x: 0, y: 0, width: Double(size.width), height: Double(size.height))
    surface.flush()
    if let gradient = GradientRaster(background, box: canvas, scale: scale) {
      gradient.draw(
        into: surface.pixels, bytesPerRow: surface.bytesPerRow, area: area, toBox: .identity)
    } else if case .color(let color) = background {
      let alpha = min(max(color.alpha, 0), 1)
      func channel(_ value: UInt8) -> UInt32 { UInt32(Double(value) * alpha + 0.5) }
      let pixel =
        channel(color.blue) | channel(color.green) << 8 | channel(color.red) << 16
        | channel(255) << 24
      for row in 0..<area.height {
        (surface.pixels + row * surface.bytesPerRow).assumingMemoryBound(to: UInt32.self)
          .update(repeating: pixel, count: area.width)
      }
    }
    surface.markDirty()
  }
}
