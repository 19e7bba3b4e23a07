/// How a decoder left four bytes a pixel in memory.
enum StraightOrder {
  case rgba
  case bgra
}

/// Makes `count` straight pixels premultiplied BGRA in place, each colour `round(c × a / 255)`, and
/// says whether all were opaque.
func premultiply(_ pixels: UnsafeMutableRawPointer, count: Int, order: StraightOrder) -> Bool {
  var least: UInt32 = 0xFF00_0000
  let rotation: UInt32 = order == .rgba ? 16 : 0
  for offset in stride(from: 0, to: 4 * count, by: 4) {
    let pixel = pixels.load(fromByteOffset: offset, as: UInt32.self)
    let alpha = pixel &>> 24
    least = min(least, pixel & 0xFF00_0000)
    // Red and blue in one word, 16 bits each. t = c × a + 128, (t + t / 256) / 256 is exact.
    var redBlue = (pixel & 0x00FF_00FF) &* alpha &+ 0x0080_0080
    redBlue = (redBlue &+ (redBlue &>> 8 & 0x00FF_00FF)) &>> 8 & 0x00FF_00FF
    redBlue = redBlue &<< rotation | redBlue &>> (rotation == 0 ? 0 : 16)
    var green = (pixel &>> 8 & 0xFF) &* alpha &+ 0x80
    green = (green &+ green &>> 8) & 0xFF00
    pixels.storeBytes(
      of: redBlue | green | pixel & 0xFF00_0000, toByteOffset: offset, as: UInt32.self)
  }
  return least == 0xFF00_0000
}
