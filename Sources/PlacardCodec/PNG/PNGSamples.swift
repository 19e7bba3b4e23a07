import PlacardCore

/// How PNG stores a sample: 8 bits a channel without alpha, with alpha, or an index.
enum PNGSamples: Equatable {
  case rgb
  case rgba
  /// Indices of 1, 2, 4 or 8 bits.
  case index(bits: Int)

  /// The distance in bytes to the pixel on the left, at least 1 (PNG 3rd ed., 9.2).
  var bytesPerPixel: Int {
    switch self {
    case .rgb: 3
    case .rgba: 4
    case .index: 1
    }
  }

  func bytesPerRow(width: Int) -> Int {
    switch self {
    case .rgb: 3 * width
    case .rgba: 4 * width
    case .index(let bits): (width * bits + 7) / 8
    }
  }

  /// IHDR's bit depth and colour type.
  var depthAndType: (UInt8, UInt8) {
    switch self {
    case .rgb: (8, 2)
    case .rgba: (8, 6)
    case .index(let bits): (UInt8(bits), 3)
    }
  }
}

/// Whether all of `count` pixels have alpha 255.
func isOpaque(_ pixels: UnsafeRawPointer, count: Int) -> Bool {
  var offset = 0
  let bytes = 4 * count
  let alpha = SIMD16<UInt32>(repeating: 0xFF00_0000)
  while offset &+ 4_096 <= bytes {
    var all = alpha
    let end = offset &+ 4_096
    while offset < end {
      all = all & pixels.loadUnaligned(fromByteOffset: offset, as: SIMD16<UInt32>.self)
      offset &+= 64
    }
    if all & alpha != alpha { return false }
  }
  while offset < bytes {
    if pixels.load(fromByteOffset: offset, as: UInt32.self) < 0xFF00_0000 { return false }
    offset &+= 4
  }
  return true
}

/// Packs `count` pixels BGRX as RGB. Writes up to 8 bytes past the end of `out`.
func packRGB(_ pixels: UnsafeRawPointer, count: Int, to out: UnsafeMutableRawPointer) {
  var source = 0
  var target = 0
  let whole = 4 * (count & ~7)
  while source < whole {
    let eight = pixels.loadUnaligned(fromByteOffset: source, as: SIMD8<UInt32>.self)
    // Each lane becomes red, green, blue in its lowest three bytes.
    let red = (eight &>> 16) & 0xFF
    let blue = (eight & 0xFF) &<< 16
    let swapped = red | (eight & 0xFF00) | blue
    // Two lanes make six bytes: even lanes low, odd lanes 24 bits up.
    let pairs = unsafeBitCast(swapped, to: SIMD4<UInt64>.self)
    let six = (pairs & 0xFF_FFFF) | ((pairs &>> 8) & 0xFFFF_FF00_0000)
    out.storeBytes(of: six[0] | six[1] &<< 48, toByteOffset: target, as: UInt64.self)
    out.storeBytes(
      of: six[1] &>> 16 | six[2] &<< 32, toByteOffset: target &+ 8, as: UInt64.self)
    out.storeBytes(
      of: six[2] &>> 32 | six[3] &<< 16, toByteOffset: target &+ 16, as: UInt64.self)
    source &+= 32
    target &+= 24
  }
  while source < 4 * count {
    let pixel = pixels.loadUnaligned(fromByteOffset: source, as: UInt32.self)
    out.storeBytes(of: pixel.byteSwapped &>> 8, toByteOffset: target, as: UInt32.self)
    source &+= 4
    target &+= 3
  }
}

/// Packs `count` premultiplied pixels BGRA as RGBA, colour divided by alpha and rounded; a colour
/// that a drawing library left above its alpha is white at most.
func packRGBA(_ pixels: UnsafeRawPointer, count: Int, to out: UnsafeMutableRawPointer) {
  reciprocals.withUnsafeBufferPointer { table in
    for offset in stride(from: 0, to: 4 * count, by: 4) {
      let pixel = pixels.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
      let alpha = pixel &>> 24
      let straight: UInt32
      if alpha == 255 {
        straight = pixel.byteSwapped &>> 8 | 0xFF00_0000
      } else if alpha == 0 {
        straight = 0
      } else {
        straight = unpremultiplied(pixel, alpha: alpha, reciprocal: table[Int(alpha)])
      }
      out.storeBytes(of: straight, toByteOffset: offset, as: UInt32.self)
    }
  }
}

/// 2^24 / alpha, rounded up: with numerators below 2^16 the product's integer part is exact.
private let reciprocals: [UInt64] = (0..<256).map { alpha in
  alpha == 0 ? 0 : ((1 << 24) + UInt64(alpha) - 1) / UInt64(alpha)
}

/// One pixel BGRA with alpha 1 to 254 as RGBA: `(255 × colour + alpha / 2) / alpha`.
private func unpremultiplied(_ pixel: UInt32, alpha: UInt32, reciprocal: UInt64) -> UInt32 {
  func divided(_ colour: UInt32) -> UInt32 {
    let product = UInt64(255 &* colour &+ alpha &>> 1) &* reciprocal
    return UInt32(truncatingIfNeeded: min(product &>> 24, 255))
  }
  let blue = divided(pixel & 0xFF)
  let green = divided(pixel &>> 8 & 0xFF)
  let red = divided(pixel &>> 16 & 0xFF)
  return red | green &<< 8 | blue &<< 16 | alpha &<< 24
}
