internal import CWebP
import PlacardCore

/// Bitmaps to lossy WebP.
///
/// libwebp allocates its planes for every picture and offers no way to keep them; only our own
/// buffers are used again.
struct WebPEncoder: ~Copyable {
  private var straight = ReusableBytes()
  private var output = WebPOutput()

  mutating func encode(_ bitmap: borrowing Bitmap, effort: Effort, quality: Int)
    throws(CodecError) -> [UInt8]
  {
    let width = bitmap.width
    let height = bitmap.height
    guard width <= WEBP_MAX_DIMENSION, height <= WEBP_MAX_DIMENSION else {
      throw CodecError(
        .encoder, Self.operation(width, height),
        "a WebP has at most \(WEBP_MAX_DIMENSION) px a side", hint: "choose png or jpeg")
    }
    var config = WebPConfig()
    var picture = WebPPicture()
    guard WebPConfigInit(&config) != 0, WebPPictureInit(&picture) != 0 else {
      throw CodecError(
        .encoder, Self.operation(width, height), "libwebp is not of the version of its headers")
    }
    defer { WebPPictureFree(&picture) }
    config.quality = Float(min(max(quality, 1), 100))
    config.method = Self.method(effort)
    // On cards two segments are an eleventh quicker than libwebp's four and a fortieth smaller, for
    // a tenth of a decibel.
    if effort != .small { config.segments = 2 }
    picture.width = Int32(width)
    picture.height = Int32(height)
    return try bitmap.withBytes { (pixels) throws(CodecError) -> [UInt8] in
      try self.compress(pixels, config: &config, picture: &picture)
    }
  }

  private static func method(_ effort: Effort) -> Int32 {
    switch effort {
    case .fast: 0
    case .balanced: 2
    case .small: 4
    }
  }

  private static func operation(_ width: Int, _ height: Int) -> String {
    "writing a WebP of \(width)×\(height) px"
  }

  private mutating func compress(
    _ pixels: UnsafeRawBufferPointer, config: inout WebPConfig, picture: inout WebPPicture
  ) throws(CodecError) -> [UInt8] {
    guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
    let rowBytes = 4 * picture.width
    let imported: Int32
    if isOpaque(base, count: pixels.count / 4) {
      imported = WebPPictureImportBGRX(
        &picture, base.assumingMemoryBound(to: UInt8.self), rowBytes)
    } else {
      let rgba = straight.reserve(pixels.count)
      packRGBA(base, count: pixels.count / 4, to: rgba)
      imported = WebPPictureImportRGBA(
        &picture, rgba.assumingMemoryBound(to: UInt8.self), rowBytes)
    }
    output.clear()
    picture.writer = WebPOutput.append
    picture.custom_ptr = output.address
    guard imported != 0, WebPEncode(&config, &picture) != 0 else {
      let isMemory =
        picture.error_code == VP8_ENC_ERROR_OUT_OF_MEMORY
        || picture.error_code == VP8_ENC_ERROR_BITSTREAM_OUT_OF_MEMORY
      throw CodecError(
        isMemory ? .memory : .encoder,
        Self.operation(Int(picture.width), Int(picture.height)),
        isMemory ? "libwebp found no memory" : "libwebp error \(picture.error_code.rawValue)")
    }
    return output.bytes
  }
}

/// Where libwebp's writer callback puts a file: at a fixed address, for C keeps a pointer to it.
private struct WebPOutput: ~Copyable {
  private let storage: UnsafeMutablePointer<[UInt8]>

  init() {
    storage = .allocate(capacity: 1)
    storage.initialize(to: [])
  }

  deinit {
    storage.deinitialize(count: 1)
    storage.deallocate()
  }

  var address: UnsafeMutableRawPointer { UnsafeMutableRawPointer(storage) }

  /// A copy of exactly the file's length; the buffer keeps its room.
  var bytes: [UInt8] { storage.pointee.withUnsafeBytes { Array($0) } }

  mutating func clear() { storage.pointee.removeAll(keepingCapacity: true) }

  static let append: WebPWriterFunction = { data, count, picture in
    guard let storage = picture?.pointee.custom_ptr else { return 0 }
    storage.assumingMemoryBound(to: [UInt8].self).pointee
      .append(contentsOf: UnsafeBufferPointer(start: data, count: count))
    return 1
  }
}
