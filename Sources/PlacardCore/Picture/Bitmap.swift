/// Pixels we own: rows from the top, four bytes a pixel, blue, green, red, alpha in memory
/// (cairo's ARGB32 on a little-endian machine), colour premultiplied by alpha, no padding between
/// rows, sRGB.
///
/// One owner; moved between threads, never shared. Not cleared when made.
package struct Bitmap: ~Copyable {
  package let width: Int
  package let height: Int
  private let base: UnsafeMutableRawPointer

  package var bytesPerRow: Int { 4 * width }
  package var byteCount: Int { bytesPerRow * height }
  package var size: PixelSize { PixelSize(width: width, height: height) }

  /// Uninitialised pixels; both sides at least 1.
  package init(width: Int, height: Int) {
    precondition(width > 0 && height > 0, "a bitmap has pixels")
    self.width = width
    self.height = height
    base = UnsafeMutableRawPointer.allocate(byteCount: 4 * width * height, alignment: 64)
  }

  deinit { base.deallocate() }

  /// Lends the pixels for reading. The pointer must not leave `body`.
  package func withBytes<R: ~Copyable, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeRawBufferPointer(start: base, count: byteCount))
  }

  /// Lends the pixels for writing. The pointer must not leave `body`.
  package mutating func withMutableBytes<R: ~Copyable, E: Error>(
    _ body: (UnsafeMutableRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    try body(UnsafeMutableRawBufferPointer(start: base, count: byteCount))
  }
}

// SAFETY: the pixels have one owner, who is moved whole from thread to thread.
extension Bitmap: @unchecked Sendable {}
