internal import CWebP
import PlacardCore

/// WebP by libwebp, lossy and lossless: still pictures, and the first frame of animations.
enum WebPDecoder {
  private static let operation = "reading a WebP"

  static func decode(
    _ file: UnsafeRawBufferPointer, _ walk: WebPWalk, divisor: Int, limits: Limits
  ) throws(CodecError) -> Pixels {
    let colors = walk.colors(in: file, limits: limits)
    if let frame = walk.shownFrame {
      let still = frame.file(from: file)
      let size = PixelSize(width: frame.width, height: frame.height)
      return try still.lent { (bytes) throws(CodecError) in
        let pixels = try decode(bytes, size, divisor: 1, colors)
        return place(pixels, frame, on: walk.header)
      }
    }
    let size = PixelSize(width: walk.header.width, height: walk.header.height)
    let container = UnsafeRawBufferPointer(rebasing: file[..<walk.byteCount])
    return try decode(container, size, divisor: divisor, colors)
  }

  private static func decode(
    _ file: UnsafeRawBufferPointer, _ size: PixelSize, divisor: Int, _ colors: SourceColor
  ) throws(CodecError) -> Pixels {
    let width = Decoder.reduced(size.width, by: divisor)
    let height = Decoder.reduced(size.height, by: divisor)
    var config = WebPDecoderConfig()
    let start = file.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard WebPInitDecoderConfig(&config) != 0 else {
      throw CodecError(.damaged, operation, "libwebp is not of the version of its headers")
    }
    try check(WebPGetFeatures(start, file.count, &config.input))
    guard config.input.width == size.width, config.input.height == size.height,
      config.input.has_animation == 0
    else {
      throw CodecError(.damaged, operation, "the file contradicts itself about its size")
    }
    if divisor > 1 {
      config.options.use_scaling = 1
      config.options.scaled_width = Int32(width)
      config.options.scaled_height = Int32(height)
    }
    // Straight, not libwebp's own premultiplied order, whose rounding is another.
    config.output.colorspace = MODE_BGRA
    config.output.is_external_memory = 1
    config.output.u.RGBA.stride = Int32(4 * width)
    config.output.u.RGBA.size = 4 * width * height
    var bitmap = Bitmap(width: width, height: height)
    let status = bitmap.withMutableBytes { target in
      config.output.u.RGBA.rgba = target.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return WebPDecode(start, file.count, &config)
    }
    WebPFreeDecBuffer(&config.output)
    try check(status)
    let isOpaque = bitmap.withMutableBytes { target in
      guard let base = target.baseAddress else { preconditionFailure("a bitmap has pixels") }
      ColorTransform.make(from: colors)?.apply(base, count: width * height)
      return premultiply(base, count: width * height, order: .bgra)
    }
    return Pixels(bitmap, isOpaque: isOpaque)
  }

  /// A frame on its animation's canvas, transparent elsewhere.
  private static func place(
    _ pixels: consuming Pixels, _ frame: WebPFrame, on header: PictureHeader
  ) -> Pixels {
    let isWhole = frame.width == header.width && frame.height == header.height
    if isWhole { return pixels }
    var canvas = Bitmap(width: header.width, height: header.height)
    let bitmap = pixels.take()
    canvas.withMutableBytes { target in
      target.initializeMemory(as: UInt8.self, repeating: 0)
      bitmap.withBytes { source in
        for row in 0..<frame.height {
          let from = UnsafeRawBufferPointer(
            rebasing: source[4 * row * frame.width..<4 * (row + 1) * frame.width])
          let offset = 4 * ((frame.top + row) * header.width + frame.left)
          UnsafeMutableRawBufferPointer(rebasing: target[offset...]).copyMemory(from: from)
        }
      }
    }
    return Pixels(canvas, isOpaque: false)
  }

  private static func check(_ status: VP8StatusCode) throws(CodecError) {
    switch status {
    case VP8_STATUS_OK: return
    case VP8_STATUS_OUT_OF_MEMORY:
      throw CodecError(.memory, operation, "libwebp found no memory")
    case VP8_STATUS_SUSPENDED, VP8_STATUS_NOT_ENOUGH_DATA:
      throw CodecError(.truncated, operation, "the file ends before its picture does")
    case VP8_STATUS_UNSUPPORTED_FEATURE:
      throw CodecError(.unsupportedFeature, operation, "libwebp does not know a feature of it")
    default:
      throw CodecError(.damaged, operation, "libwebp found the data damaged")
    }
  }
}
