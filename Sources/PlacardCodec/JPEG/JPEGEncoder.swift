internal import CJPEG
import Glibc
import PlacardCore

/// Bitmaps to JPEG with 4:2:0 chroma.
struct JPEGEncoder: ~Copyable {
  private var output = ReusableBytes()
  private var flattened = ReusableBytes()

  /// Optimised Huffman tables for `balanced`, progressive scans as well for `small`.
  mutating func encode(_ bitmap: borrowing Bitmap, effort: Effort, quality: Int)
    throws(CodecError) -> [UInt8]
  {
    let width = bitmap.width
    let height = bitmap.height
    return try bitmap.withBytes { (pixels) throws(CodecError) -> [UInt8] in
      guard var rows = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
      if !isOpaque(rows, count: width * height) {
        let opaque = flattened.reserve(pixels.count)
        flattenOnWhite(rows, count: width * height, to: opaque)
        rows = UnsafeRawPointer(opaque)
      }
      return try compress(rows, width, height, effort: effort, quality: quality)
    }
  }

  private mutating func compress(
    _ rows: UnsafeRawPointer, _ width: Int, _ height: Int, effort: Effort, quality: Int
  ) throws(CodecError) -> [UInt8] {
    // Enough for all but noise at quality 100; jpeglib moves to a larger block where it is not.
    let room = 3 * width * height + 4_096
    let own = output.reserve(room).assumingMemoryBound(to: UInt8.self)
    var start: UnsafeMutablePointer<UInt8>? = own
    var count = UInt(room)
    var words = [CChar](repeating: 0, count: Int(PLACARD_JPEG_WORDS))
    let status = placard_jpeg_encode(
      rows.assumingMemoryBound(to: UInt8.self), UInt32(width), UInt32(height),
      Int32(min(max(quality, 1), 100)), effort == .fast ? 0 : 1, effort == .small ? 1 : 0,
      &start, &count, &words)
    defer { if start != own { free(start) } }
    guard status == 0, let start else {
      throw CodecError(
        .encoder, "writing a JPEG of \(width)×\(height) px", text(of: words))
    }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }
}

/// A C string in a fixed buffer as text.
func text(of words: [CChar]) -> String {
  String(decoding: words.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Lays `count` premultiplied pixels on white.
private func flattenOnWhite(
  _ pixels: UnsafeRawPointer, count: Int, to out: UnsafeMutableRawPointer
) {
  for offset in stride(from: 0, to: 4 * count, by: 4) {
    let pixel = pixels.load(fromByteOffset: offset, as: UInt32.self)
    let white = 255 &- pixel &>> 24
    // A colour above its alpha, which no drawing library should leave, must not carry over.
    let blue = min(pixel & 0xFF &+ white, 255)
    let green = min(pixel &>> 8 & 0xFF &+ white, 255)
    let red = min(pixel &>> 16 & 0xFF &+ white, 255)
    out.storeBytes(
      of: blue | green &<< 8 | red &<< 16 | 0xFF00_0000, toByteOffset: offset, as: UInt32.self)
  }
}
