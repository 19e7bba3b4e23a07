internal import CSpng
import PlacardCore

/// PNG by libspng: 1 to 16 bits, grey, palette, transparency, interlaced.
enum PNGDecoder {
  private static let operation = "reading a PNG"

  static func decode(_ file: UnsafeRawBufferPointer, _ walk: PNGWalk, limits: Limits)
    throws(CodecError) -> Pixels
  {
    let color = walk.color.source(in: file, limits: limits)
    if walk.kept.count == 1 {
      return try pixels(UnsafeRawBufferPointer(rebasing: file[walk.kept[0]]), walk, color)
    }
    var kept: [UInt8] = []
    kept.reserveCapacity(walk.kept.reduce(0) { $0 + $1.count })
    for range in walk.kept { kept.append(contentsOf: file[range]) }
    return try kept.lent { (bytes) throws(CodecError) in
      try pixels(bytes, walk, color)
    }
  }

  private static func pixels(
    _ bytes: UnsafeRawBufferPointer, _ walk: PNGWalk, _ color: SourceColor
  ) throws(CodecError) -> Pixels {
    let header = walk.header
    guard let context = spng_ctx_new(0) else {
      throw CodecError(.memory, operation, "libspng found no memory")
    }
    defer { spng_ctx_free(context) }
    var bitmap = Bitmap(width: header.width, height: header.height)
    var status = spng_set_png_buffer(context, bytes.baseAddress, bytes.count)
    if status == 0 {
      status = spng_set_image_limits(context, UInt32(header.width), UInt32(header.height))
    }
    if status == 0 {
      status = bitmap.withMutableBytes { target in
        spng_decode_image(
          context, target.baseAddress, target.count, Int32(SPNG_FMT_RGBA8.rawValue),
          Int32(SPNG_DECODE_TRNS.rawValue))
      }
    }
    // To the end of the file, so that damage behind the last row counts as well.
    if status == 0 { status = spng_decode_chunks(context) }
    guard status == 0 else {
      let words = spng_strerror(status).map { String(cString: $0) } ?? "error \(status)"
      let isMemory = status == Int32(SPNG_EMEM.rawValue)
      throw CodecError(isMemory ? .memory : .damaged, operation, "libspng: " + words)
    }
    let isOpaque = bitmap.withMutableBytes { target in
      guard let base = target.baseAddress else { preconditionFailure("a bitmap has pixels") }
      let count = header.width * header.height
      ColorTransform.make(from: color, kind: walk.isGrey ? .grey : .color, order: .rgba)?
        .apply(base, count: count)
      return premultiply(base, count: count, order: .rgba)
    }
    return Pixels(bitmap, isOpaque: isOpaque)
  }
}
