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
      if status == 0 { convert(target, walk, walk.colors(in: file, limits: limits), inks: inks) }
      return status
    }
    guard status == 0 else {
      let isMemory = status == Int32(JERR_OUT_OF_MEMORY.rawValue)
      throw CodecError(
        isMemory ? .memory : .damaged, "reading a JPEG", "libjpeg-turbo: " + text(of: words))
    }
    return Pixels(bitmap, isOpaque: true)
  }

  private static func convert(
    _ target: UnsafeMutableRawBufferPointer, _ walk: JPEGWalk, _ colors: SourceColor, inks: Int32
  ) {
    guard let base = target.baseAddress else { preconditionFailure("a bitmap has pixels") }
    let kind: SampleKind =
      inks != 0 ? .invertedInks : walk.componentCount == 1 ? .grey : .color
    if let transform = ColorTransform.make(from: colors, kind: kind) {
      transform.apply(base, count: target.count / 4)
    } else if inks != 0 {
      mixInks(target)
    }
  }

  /// Cyan, magenta, yellow, black to BGRA in place, by the plain product that browsers use for
  /// files without a profile.
  ///
  /// The inks are stored inverted, as Adobe does it: browsers take that for granted whether the file
  /// has Adobe's marker or not.
  private static func mixInks(_ pixels: UnsafeMutableRawBufferPointer) {
    for offset in stride(from: 0, to: pixels.count, by: 4) {
      let light = UInt32(pixels[offset + 3])
      func mixed(_ ink: Int) -> UInt8 {
        let product = UInt32(pixels[offset + ink]) &* light &+ 128
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
