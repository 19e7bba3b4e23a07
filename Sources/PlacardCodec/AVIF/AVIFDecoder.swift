internal import CAVIF
import PlacardCore

/// Still AVIF by libavif and dav1d, and the first picture of a sequence: 8 to 12 bits a sample, any
/// sampling, alpha, grids of tiles.
enum AVIFDecoder {
  private static let operation = "reading an AVIF"

  static func decode(_ file: UnsafeRawBufferPointer, _ walk: AVIFWalk, limits: Limits)
    throws(CodecError) -> Pixels
  {
    guard let decoder = avifDecoderCreate() else {
      throw CodecError(.memory, operation, "libavif found no memory")
    }
    defer { avifDecoderDestroy(decoder) }
    configure(decoder, walk, limits)
    try check(
      avifDecoderSetIOMemory(
        decoder, file.baseAddress?.assumingMemoryBound(to: UInt8.self), file.count), decoder)
    try check(avifDecoderParse(decoder), decoder)
    try check(avifDecoderNextImage(decoder), decoder)
    guard let image = decoder.pointee.image else {
      throw CodecError(.damaged, operation, "the file holds no picture")
    }
    let header = walk.header
    guard Int(image.pointee.width) == header.width, Int(image.pointee.height) == header.height
    else {
      throw CodecError(.damaged, operation, "the file contradicts itself about its size")
    }
    var bitmap = Bitmap(width: header.width, height: header.height)
    try convert(image, to: &bitmap)
    let source = AVIFColor.source(image.pointee, limits: limits)
    let isOpaque = bitmap.withMutableBytes { target in
      guard let base = target.baseAddress else { preconditionFailure("a bitmap has pixels") }
      let count = header.width * header.height
      ColorTransform.make(from: source)?.apply(base, count: count)
      return premultiply(base, count: count, order: .bgra)
    }
    return Pixels(bitmap, isOpaque: isOpaque)
  }

  private static func configure(
    _ decoder: UnsafeMutablePointer<avifDecoder>, _ walk: AVIFWalk, _ limits: Limits
  ) {
    decoder.pointee.codecChoice = AVIF_CODEC_CHOICE_DAV1D
    decoder.pointee.maxThreads = 1
    decoder.pointee.requestedSource =
      walk.hasPrimaryItem ? AVIF_DECODER_SOURCE_PRIMARY_ITEM : AVIF_DECODER_SOURCE_TRACKS
    decoder.pointee.ignoreExif = 1
    decoder.pointee.ignoreXMP = 1
    decoder.pointee.imageSizeLimit = UInt32(min(limits.sourcePixelsMax, 16_384 * 16_384))
    decoder.pointee.imageDimensionLimit = UInt32(limits.sourceSidePixelsMax)
    // What browsers are lenient about as well: `pixi` is missing from many files.
    decoder.pointee.strictFlags = avifStrictFlags(AVIF_STRICT_DISABLED.rawValue)
  }

  /// Straight BGRA by libavif's own arithmetic: libyuv's gives other last bits on processors with
  /// other instructions.
  private static func convert(_ image: UnsafeMutablePointer<avifImage>, to bitmap: inout Bitmap)
    throws(CodecError)
  {
    var target = avifRGBImage()
    avifRGBImageSetDefaults(&target, image)
    target.depth = 8
    target.format = AVIF_RGB_FORMAT_BGRA
    target.chromaUpsampling = AVIF_CHROMA_UPSAMPLING_BILINEAR
    target.avoidLibYUV = 1
    target.rowBytes = UInt32(bitmap.bytesPerRow)
    let result = bitmap.withMutableBytes { bytes in
      target.pixels = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return avifImageYUVToRGB(image, &target)
    }
    guard result == AVIF_RESULT_OK else {
      throw CodecError(
        .unsupportedFeature, operation, "libavif: " + String(cString: avifResultToString(result)))
    }
  }

  private static func check(_ result: avifResult, _ decoder: UnsafeMutablePointer<avifDecoder>)
    throws(CodecError)
  {
    guard result != AVIF_RESULT_OK else { return }
    let detail = withUnsafeBytes(of: &decoder.pointee.diag.error) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    let words = "libavif: " + String(cString: avifResultToString(result))
    let code: CodecError.Code =
      switch result {
      case AVIF_RESULT_OUT_OF_MEMORY: .memory
      case AVIF_RESULT_TRUNCATED_DATA: .truncated
      case AVIF_RESULT_NOT_IMPLEMENTED, AVIF_RESULT_UNSUPPORTED_DEPTH: .unsupportedFeature
      default: .damaged
      }
    throw CodecError(code, operation, detail.isEmpty ? words : words + ", " + detail)
  }
}
