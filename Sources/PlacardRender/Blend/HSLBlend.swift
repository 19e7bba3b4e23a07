internal import PlacardCore

/// The blend modes that take a colour apart into hue, saturation and luminosity (Compositing and
/// Blending 1 §10.2). pixman's own go wrong where the upper colour is not opaque.
struct HSLBlend {
  private let mode: BlendMode

  /// nil for the modes that take each channel by itself.
  init?(_ mode: BlendMode) {
    switch mode {
    case .hue, .saturation, .color, .luminosity: self.mode = mode
    default: return nil
    }
  }

  /// Makes of every pixel of `surface` in `area` the one that, laid over `backdrop`'s, is their
  /// blend. Both hold `area`, and cairo draws on neither.
  func apply(
    to surface: borrowing Surface, over backdrop: borrowing Surface, area: DeviceRect
  ) {
    // Neighbours are mostly alike: what the last pair became is kept.
    var last: (upper: UInt32, lower: UInt32) = (0, 0)
    var became: UInt32 = 0
    for y in area.y..<(area.y + area.height) {
      let upper = surface.row(y) + (area.x - surface.bounds.x)
      let lower = backdrop.row(y) + (area.x - backdrop.bounds.x)
      for x in 0..<area.width {
        let pair = (upper: upper[x], lower: lower[x])
        if pair != last {
          last = pair
          became = blended(pair.upper, over: pair.lower)
        }
        upper[x] = became
      }
    }
  }

  private func blended(_ upper: UInt32, over lower: UInt32) -> UInt32 {
    let (alpha, below) = (Float(upper >> 24), Float(lower >> 24))
    guard alpha > 0, below > 0 else { return upper }
    let color = Self.channels(upper)
    let mixed = mix(Self.channels(lower) / below, color / alpha)
    // Where there is no backdrop the colour is its own (§5.1).
    let share = below / 255
    var new = color * (1 - share) + mixed * (alpha * share) + 0.5
    new.replace(with: alpha, where: new .> alpha)
    return UInt32(new.x) | UInt32(new.y) << 8 | UInt32(new.z) << 16 | upper & 0xFF00_0000
  }

  /// Blue, green, red and nothing.
  @inline(__always)
  private static func channels(_ pixel: UInt32) -> SIMD4<Float> {
    SIMD4(Float(pixel & 255), Float(pixel >> 8 & 255), Float(pixel >> 16 & 255), 0)
  }

  private func mix(_ lower: SIMD4<Float>, _ upper: SIMD4<Float>) -> SIMD4<Float> {
    switch mode {
    case .hue:
      Self.color(
        Self.color(upper, saturation: Self.saturation(lower)), luminosity: Self.luminosity(lower))
    case .saturation:
      Self.color(
        Self.color(lower, saturation: Self.saturation(upper)), luminosity: Self.luminosity(lower))
    case .color: Self.color(upper, luminosity: Self.luminosity(lower))
    default: Self.color(lower, luminosity: Self.luminosity(upper))
    }
  }

  private static func luminosity(_ color: SIMD4<Float>) -> Float {
    0.11 * color.x + 0.59 * color.y + 0.3 * color.z
  }

  private static func extremes(_ color: SIMD4<Float>) -> (low: Float, high: Float) {
    (min(min(color.x, color.y), color.z), max(max(color.x, color.y), color.z))
  }

  private static func saturation(_ color: SIMD4<Float>) -> Float {
    let (low, high) = extremes(color)
    return high - low
  }

  private static func color(_ color: SIMD4<Float>, saturation: Float) -> SIMD4<Float> {
    let (low, high) = extremes(color)
    guard high > low else { return .zero }
    return (color - low) * (saturation / (high - low))
  }

  /// With this luminosity, drawn towards its grey where a channel would leave 0 to 1.
  private static func color(_ color: SIMD4<Float>, luminosity: Float) -> SIMD4<Float> {
    var moved = color + (luminosity - self.luminosity(color))
    let (low, high) = extremes(moved)
    if low < 0 { moved = (moved - luminosity) * (luminosity / (luminosity - low)) + luminosity }
    if high > 1 {
      moved = (moved - luminosity) * ((1 - luminosity) / (high - luminosity)) + luminosity
    }
    moved.replace(with: 0, where: moved .< 0)
    moved.replace(with: 1, where: moved .> 1)
    return moved
  }
}

extension Surface {
  /// The pixels of row `y` of the card, from the surface's first on.
  fileprivate func row(_ y: Int) -> UnsafeMutablePointer<UInt32> {
    (pixels + (y - bounds.y) * bytesPerRow).assumingMemoryBound(to: UInt32.self)
  }
}
