package import PlacardCore

/// Foreign files to pixels.
package enum Decoder {
  /// The picture in a PNG, JPEG, WebP, AVIF or GIF file, its first frame where there are several:
  /// premultiplied, upright, in sRGB as browsers make it of the file's profile or gamma. A profile
  /// that is damaged, past the limit or for other samples is ignored, as browsers do.
  ///
  /// `fitting` is the smallest size, as shown, that is enough: JPEG and WebP may then be decoded at
  /// 1/2, 1/4 or 1/8 where that still covers it in both directions. nil decodes at full size.
  ///
  /// The walk of `PictureProbe` comes first and throws as described there; a file that its decoder
  /// finds damaged or cut short throws as well, nothing is half drawn.
  package static func decode(_ bytes: [UInt8], limits: Limits, fitting: PixelSize?)
    throws(CodecError) -> Picture
  {
    try bytes.lent { (buffer) throws(CodecError) in
      let walk = try PictureProbe.walk(buffer, limits: limits)
      let header = walk.header
      let divisor = divisor(header, fitting: fitting)
      var pixels: Pixels
      switch walk {
      case .png(let walk):
        pixels = try PNGDecoder.decode(buffer, walk, limits: limits)
      case .jpeg(let walk):
        pixels = try JPEGDecoder.decode(buffer, walk, divisor: divisor, limits: limits)
      case .webp(let walk):
        pixels = try WebPDecoder.decode(buffer, walk, divisor: divisor, limits: limits)
      case .avif(let walk):
        pixels = try AVIFDecoder.decode(buffer, walk, limits: limits)
      case .gif(let walk):
        pixels = try GIFDecoder.decode(buffer, walk)
      }
      let isOpaque = pixels.isOpaque
      return Picture(
        upright(pixels.take(), orientation: header.orientation), isOpaque: isOpaque,
        naturalSize: header.uprightSize)
    }
  }

  /// The largest of 8, 4, 2 and 1 that leaves both sides at least as long as `fitting`'s.
  static func divisor(_ header: PictureHeader, fitting: PixelSize?) -> Int {
    guard let fitting else { return 1 }
    let size = header.uprightSize
    return [8, 4, 2].first { divisor in
      reduced(size.width, by: divisor) >= fitting.width
        && reduced(size.height, by: divisor) >= fitting.height
    } ?? 1
  }

  /// A side after division, rounded up as JPEG decoders do.
  static func reduced(_ side: Int, by divisor: Int) -> Int { (side + divisor - 1) / divisor }
}

/// A decoder's product: pixels as in `Bitmap`, not yet upright.
struct Pixels: ~Copyable {
  private var bitmap: Bitmap
  let isOpaque: Bool

  init(_ bitmap: consuming Bitmap, isOpaque: Bool) {
    self.bitmap = bitmap
    self.isOpaque = isOpaque
  }

  consuming func take() -> Bitmap { bitmap }
}
