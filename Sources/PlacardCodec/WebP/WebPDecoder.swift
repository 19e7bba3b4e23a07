internal import CWebP
import PlacardCore

/// Still WebP by libwebp, lossy and lossless.
enum WebPDecoder {
  private static let operation = "reading a WebP"

  static func decode(_ file: UnsafeRawBufferPointer, _ walk: WebPWalk, divisor: Int)
    throws(CodecError) -> Pixels
  {
    let header = walk.header
    guard !header.isAnimated else {
      throw CodecError(
        .unsupportedFeature, operation, "the file is an animation", hint: "save one frame of it")
    }
    let width = Decoder.reduced(header.width, by: divisor)
    let height = Decoder.reduced(header.height, by: divisor)
    var config = WebPDecoderConfig()
    let start = file.baseAddress?.assumingMemoryBound(to: UInt8.self)
    guard WebPInitDecoderConfig(&config) != 0 else {
      throw CodecError(.damaged, operation, "libwebp is not of the version of its headers")
    }
    try check(WebPGetFeatures(start, walk.byteCount, &config.input))
    guard config.input.width == header.width, config.input.height == header.height else {
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
      return WebPDecode(start, walk.byteCount, &config)
    }
    WebPFreeDecBuffer(&config.output)
    try check(status)
    let isOpaque = bitmap.withMutableBytes { target in
      guard let base = target.baseAddress else { preconditionFailure("a bitmap has pixels") }
      return premultiply(base, count: width * height, order: .bgra)
    }
    return Pixels(bitmap, isOpaque: isOpaque)
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
