internal import PlacardCore

/// What a filter function makes of a colour: a matrix over red, green and blue that are not
/// premultiplied, and a constant (Filter Effects 1 §9.6). Alpha stays.
struct ColorMatrix {
  /// What a whole channel of the old colour adds to the new one, and what is added always; each is
  /// blue, green, red and nothing, the order in memory.
  let blue: SIMD4<Float>
  let green: SIMD4<Float>
  let red: SIMD4<Float>
  let constant: SIMD4<Float>

  /// nil for a blur, and where nothing changes.
  init?(_ function: FilterFunction) {
    func amount(_ value: Double) -> Float {
      value.isFinite ? Float(min(max(value, 0), 1e6)) : (value > 0 ? 1e6 : 0)
    }
    switch function {
    case .blur:
      return nil
    case .brightness(let value):
      let factor = amount(value)
      guard factor != 1 else { return nil }
      self.init(scale: factor, constant: 0)
    case .contrast(let value):
      let factor = amount(value)
      guard factor != 1 else { return nil }
      self.init(scale: factor, constant: 0.5 - 0.5 * factor)
    case .saturate(let value):
      let factor = amount(value)
      guard factor != 1 else { return nil }
      self.init(saturation: factor, luminance: SIMD4(0.072, 0.715, 0.213, 0))
    case .grayscale(let value):
      let factor = 1 - min(amount(value), 1)
      guard factor != 1 else { return nil }
      self.init(saturation: factor, luminance: SIMD4(0.0722, 0.7152, 0.2126, 0))
    }
  }

  private init(scale: Float, constant: Float) {
    blue = SIMD4(scale, 0, 0, 0)
    green = SIMD4(0, scale, 0, 0)
    red = SIMD4(0, 0, scale, 0)
    self.constant = SIMD4(constant, constant, constant, 0)
  }

  /// Moves every colour towards the grey of its luminance: 0 all the way, 1 not at all, more away.
  private init(saturation: Float, luminance: SIMD4<Float>) {
    let rest = 1 - saturation
    func column(_ share: Float, _ own: SIMD4<Float>) -> SIMD4<Float> {
      SIMD4(share, share, share, 0) * rest + own * saturation
    }
    blue = column(luminance.x, SIMD4(1, 0, 0, 0))
    green = column(luminance.y, SIMD4(0, 1, 0, 0))
    red = column(luminance.z, SIMD4(0, 0, 1, 0))
    constant = .zero
  }

  /// The new colour, brought within 0 to 1.
  @inline(__always)
  func apply(_ color: SIMD4<Float>) -> SIMD4<Float> {
    var new = blue * color.x + green * color.y + red * color.z + constant
    new.replace(with: 0, where: new .< 0)
    new.replace(with: 1, where: new .> 1)
    return new
  }
}

extension Surface {
  /// Changes the colours in `area`, which lies in the surface, by `matrices`, the first first. cairo
  /// must not be drawing.
  func recolor(_ area: DeviceRect, by matrices: [ColorMatrix]) {
    // Neighbours are mostly alike: what the last pixel became is kept.
    var last: UInt32 = 0
    var became: UInt32 = 0
    let first = pixels + (area.y - bounds.y) * bytesPerRow + 4 * (area.x - bounds.x)
    for row in 0..<area.height {
      let line = (first + row * bytesPerRow).assumingMemoryBound(to: UInt32.self)
      for x in 0..<area.width {
        let pixel = line[x]
        if pixel != last {
          last = pixel
          became = Self.recolored(pixel, by: matrices)
        }
        line[x] = became
      }
    }
  }

  private static func recolored(_ pixel: UInt32, by matrices: [ColorMatrix]) -> UInt32 {
    let alpha = Float(pixel >> 24)
    guard alpha > 0 else { return 0 }
    var color =
      SIMD4(
        Float(pixel & 255), Float(pixel >> 8 & 255), Float(pixel >> 16 & 255), Float(0)) / alpha
    for matrix in matrices { color = matrix.apply(color) }
    let rounded = color * alpha + 0.5
    return UInt32(rounded.x) | UInt32(rounded.y) << 8 | UInt32(rounded.z) << 16
      | pixel & 0xFF00_0000
  }
}
