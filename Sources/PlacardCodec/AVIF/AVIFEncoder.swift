internal import CAVIF
import PlacardCore

/// Bitmaps to lossy AVIF by libaom, on the calling thread alone: without tiles or threads of its own
/// the same pixels are the same bytes.
///
/// libaom allocates its frames for every picture; only our own planes are used again.
struct AVIFEncoder: ~Copyable {
  private var straight = ReusableBytes()
  private var planes = ReusableBytes()

  /// libavif's own readers refuse more by default.
  static let sideMax = 32_768

  mutating func encode(_ bitmap: borrowing Bitmap, effort: Effort, quality: Int)
    throws(CodecError) -> [UInt8]
  {
    let size = bitmap.size
    guard size.width <= Self.sideMax, size.height <= Self.sideMax else {
      throw CodecError(
        .encoder, Self.operation(size), "an AVIF has at most \(Self.sideMax) px a side",
        hint: "choose png or jpeg")
    }
    let sampling = Self.sampling(effort)
    let layout = YUVLayout(size, sampling: sampling)
    let isOpaque = bitmap.withBytes { pixels in
      fill(layout, from: pixels)
    }
    let format = sampling == .full ? AVIF_PIXEL_FORMAT_YUV444 : AVIF_PIXEL_FORMAT_YUV420
    guard
      let image = avifImageCreate(UInt32(size.width), UInt32(size.height), 8, format)
    else { throw CodecError(.memory, Self.operation(size), "libavif found no memory") }
    defer { avifImageDestroy(image) }
    describe(image, layout, isOpaque: isOpaque)
    return try compress(image, size, effort: effort, quality: quality)
  }

  /// Colour in full where there is time: on a text card it costs a tenth more bytes, and looks
  /// better than subsampled colour of twice the size does.
  private static func sampling(_ effort: Effort) -> YUVLayout.Sampling {
    effort == .fast ? .quarter : .full
  }

  /// libaom's `cpu-used`. What is slower than 7 gains no bytes on cards.
  private static func speed(_ effort: Effort) -> Int32 {
    switch effort {
    case .fast: 9
    case .balanced: 8
    case .small: 7
    }
  }

  /// AV1's quantizer, 0 to 63, of a quality, as libavif's tools reckon it.
  private static func quantizer(_ quality: Int) -> Int32 {
    Int32(((100 - min(max(quality, 1), 100)) * 63 + 50) / 100)
  }

  private static func operation(_ size: PixelSize) -> String {
    "writing an AVIF of \(size.width)×\(size.height) px"
  }

  /// Converts into our planes; whether every pixel is opaque.
  private mutating func fill(_ layout: YUVLayout, from pixels: UnsafeRawBufferPointer) -> Bool {
    guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
    let target = planes.reserve(layout.byteCount)
    let count = pixels.count / 4
    if isOpaque(base, count: count) {
      layout.fill(target, from: base, order: .bgra)
      return true
    }
    let rgba = straight.reserve(pixels.count)
    packRGBA(base, count: count, to: rgba)
    layout.fill(target, from: rgba, order: .rgba)
    layout.fillAlpha(target, from: rgba)
    return false
  }

  /// sRGB in full range: what browsers need no profile for.
  private func describe(
    _ image: UnsafeMutablePointer<avifImage>, _ layout: YUVLayout, isOpaque: Bool
  ) {
    let start = planes.base.assumingMemoryBound(to: UInt8.self)
    image.pointee.yuvRange = AVIF_RANGE_FULL
    image.pointee.colorPrimaries = avifColorPrimaries(AVIF_COLOR_PRIMARIES_BT709)
    image.pointee.transferCharacteristics = avifTransferCharacteristics(
      AVIF_TRANSFER_CHARACTERISTICS_SRGB)
    image.pointee.matrixCoefficients = avifMatrixCoefficients(
      AVIF_MATRIX_COEFFICIENTS_BT601)
    image.pointee.yuvPlanes = (
      start, start + layout.planeOffset(1), start + layout.planeOffset(2)
    )
    let chromaRow = UInt32(layout.chromaWidth)
    image.pointee.yuvRowBytes = (UInt32(layout.width), chromaRow, chromaRow)
    image.pointee.imageOwnsYUVPlanes = 0
    if !isOpaque {
      image.pointee.alphaPlane = start + layout.planeOffset(3)
      image.pointee.alphaRowBytes = UInt32(layout.width)
      image.pointee.imageOwnsAlphaPlane = 0
    }
  }

  private func compress(
    _ image: UnsafeMutablePointer<avifImage>, _ size: PixelSize, effort: Effort, quality: Int
  ) throws(CodecError) -> [UInt8] {
    guard let encoder = avifEncoderCreate() else {
      throw CodecError(.memory, Self.operation(size), "libavif found no memory")
    }
    defer { avifEncoderDestroy(encoder) }
    encoder.pointee.codecChoice = AVIF_CODEC_CHOICE_AOM
    encoder.pointee.maxThreads = 1
    encoder.pointee.autoTiling = 0
    encoder.pointee.speed = Self.speed(effort)
    encoder.pointee.minQuantizer = Self.quantizer(quality)
    encoder.pointee.maxQuantizer = Self.quantizer(quality)
    // Alpha is exact, as WebP's is.
    encoder.pointee.minQuantizerAlpha = 0
    encoder.pointee.maxQuantizerAlpha = 0
    var file = avifRWData(data: nil, size: 0)
    defer { avifRWDataFree(&file) }
    let result = avifEncoderWrite(encoder, image, &file)
    guard result == AVIF_RESULT_OK, let start = file.data else {
      let isMemory = result == AVIF_RESULT_OUT_OF_MEMORY
      throw CodecError(
        isMemory ? .memory : .encoder, Self.operation(size),
        "libavif: " + String(cString: avifResultToString(result)))
    }
    return Array(UnsafeBufferPointer(start: start, count: file.size))
  }
}
