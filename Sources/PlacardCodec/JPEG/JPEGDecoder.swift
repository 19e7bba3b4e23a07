internal import CJPEG
import PlacardCore

/// JPEG by libjpeg-turbo: grey, YCbCr, RGB, CMYK and YCCK, with the accurate integer DCT.
enum JPEGDecoder {
  static func decode(
    _ file: UnsafeRawBufferPointer, _ walk: JPEGWalk, divisor: Int, limits: Limits
  ) throws(CodecError) -> Pixels {
    let header = walk.header
    var bitmap = Bitmap(
      width: Decoder.reduced(header.width, by: divisor),
      height: Decoder.reduced(header.height, by: divisor))
    var plan = placard_jpeg_plan(
      width: UInt32(header.width), height: UInt32(header.height), denominator: UInt32(divisor),
      scans_max: Int32(clamping: limits.jpegScansMax))
    var inks: Int32 = 0
    var words = [CChar](repeating: 0, count: Int(PLACARD_JPEG_WORDS))
    let status = bitmap.withMutableBytes { target in
      let status = placard_jpeg_decode(
        file.baseAddress?.assumingMemoryBound(to: UInt8.self), file.count, &plan,
        target.baseAddress?.assumingMemoryBound(to: UInt8.self), &inks, &words)
      if status == 0 && inks != 0 { mixInks(target, isInverted: inks == 2) }
      return status
    }
    guard status == 0 else {
      let isMemory = status == Int32(JERR_OUT_OF_MEMORY.rawValue)
      throw CodecError(
        isMemory ? .memory : .damaged, "reading a JPEG", "libjpeg-turbo: " + text(of: words))
    }
    return Pixels(bitmap, isOpaque: true)
  }

  /// Cyan, magenta, yellow, black to BGRA in place, by the plain product that browsers use for
  /// files without a profile.
  private static func mixInks(_ pixels: UnsafeMutableRawBufferPointer, isInverted: Bool) {
    let flip: UInt8 = isInverted ? 0 : 255
    for offset in stride(from: 0, to: pixels.count, by: 4) {
      let light = UInt32(pixels[offset + 3] ^ flip)
      func mixed(_ ink: Int) -> UInt8 {
        let product = UInt32(pixels[offset + ink] ^ flip) &* light &+ 128
        return UInt8(truncatingIfNeeded: (product &+ product &>> 8) &>> 8)
      }
      let (red, green, blue) = (mixed(0), mixed(1), mixed(2))
      pixels[offset] = blue
      pixels[offset + 1] = green
      pixels[offset + 2] = red
      pixels[offset + 3] = 255
    }
  }
}
