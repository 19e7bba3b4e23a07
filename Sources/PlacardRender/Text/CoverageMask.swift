internal import CCairo
internal import PlacardCore

/// A rectangle of coverage, one byte a pixel, at a whole-pixel place.
struct CoverageMask: ~Copyable {
  let left: Int
  let top: Int
  let width: Int
  let height: Int
  /// Bytes from row to row, as cairo wants them for A8.
  let bytesPerRow: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let buffer: PixelBuffer
  private let pool: BufferPool

  /// Nothing covered; nil when there would be no pixel or too many.
  init?(left: Int, top: Int, right: Int, bottom: Int, pool: BufferPool) {
    let width = right - left
    let height = bottom - top
    guard width > 0, height > 0, width <= Self.sideMax, height <= Self.sideMax,
      width * height <= Self.byteCountMax
    else { return nil }
    self.left = left
    self.top = top
    self.width = width
    self.height = height
    bytesPerRow = (width + 3) & ~3
    self.pool = pool
    buffer = pool.take(byteCount: bytesPerRow * height)
    bytes = buffer.base.assumingMemoryBound(to: UInt8.self)
    bytes.update(repeating: 0, count: bytesPerRow * height)
  }

  deinit { pool.give(buffer) }

  private static let sideMax = 32_000
  private static let byteCountMax = 256 << 20

  mutating func apply(_ blur: BoxBlur) {
    blur.apply(to: bytes, width: width, height: height, bytesPerRow: bytesPerRow, pool: pool)
  }

  /// Adds a glyph's picture; a colour picture counts by its alpha.
  mutating func add(_ image: GlyphImage, _ pixels: UnsafeRawPointer, x: Int, y: Int) {
    let first = max(x, left)
    let end = min(x + image.width, left + width)
    let step = image.isColor ? 4 : 1
    let alpha = image.isColor ? 3 : 0
    guard first < end else { return }
    for row in max(y, top)..<max(max(y, top), min(y + image.height, top + height)) {
      let source = pixels + (row - y) * image.width * step + alpha
      let target = bytes + (row - top) * bytesPerRow - left
      for column in first..<end {
        let added = UInt32(source.load(fromByteOffset: (column - x) * step, as: UInt8.self))
        if added == 0 { continue }
        let rest = (255 &- added) &* UInt32(target[column]) &+ 128
        target[column] = UInt8(truncatingIfNeeded: added &+ (rest &+ rest >> 8) >> 8)
      }
    }
  }

  /// Lends a cairo context that draws into the mask, in the coordinates of `left` and `top`.
  mutating func withContext(_ body: (OpaquePointer) -> Void) {
    withSurface { surface in
      cairo_surface_set_device_offset(surface, Double(-left), Double(-top))
      guard let context = cairo_create(surface) else { return }
      body(context)
      cairo_destroy(context)
      cairo_surface_flush(surface)
    }
  }

  /// Draws with `context`'s source through the mask, `x` and `y` px off its place.
  func fill(_ context: OpaquePointer) {
    withSurface { surface in
      cairo_mask_surface(context, surface, Double(left), Double(top))
    }
  }

  private func withSurface(_ body: (OpaquePointer) -> Void) {
    let surface = cairo_image_surface_create_for_data(
      bytes, CAIRO_FORMAT_A8, Int32(width), Int32(height), Int32(bytesPerRow))
    guard let surface else { return }
    body(surface)
    cairo_surface_finish(surface)
    cairo_surface_destroy(surface)
  }
}
