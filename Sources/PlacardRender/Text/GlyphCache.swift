internal import CCairo

/// Where a glyph's picture lies in a cache's memory, and where it goes about the glyph's origin.
struct GlyphImage {
  /// Bytes from the cache's start; rows without padding.
  var offset: Int
  var width: Int
  var height: Int
  /// From the origin's pixel to the picture's left, to the right.
  var left: Int
  /// From the baseline to the picture's top, upwards.
  var top: Int
  /// Whether it holds colours (premultiplied, as in `Bitmap`) and not coverage.
  var isColor: Bool

  var byteCount: Int { width * height * (isColor ? 4 : 1) }
  static let empty = GlyphImage(
    offset: 0, width: 0, height: 0, left: 0, top: 0, isColor: false)
}

/// One painter's glyph pictures: coverage masks (one byte a pixel) at quarter-pixel places, and
/// colour glyphs (four bytes, as in `Bitmap`) scaled to their size.
///
/// Bounded in bytes: when it is full it is emptied. A picture depends on its key alone, so neither
/// that nor what was drawn before changes a pixel.
final class GlyphCache {
  struct Key: Hashable {
    var glyph: UInt32
    /// Into `FontStore.instances`.
    var font: Int32
    /// Device px in 64ths.
    var size64: Int32
    /// Quarters of a pixel to the right, 0 to 3.
    var quarter: Int32
  }

  /// Glyphs taller than this are filled as paths: they are rare, and their masks large.
  static let sizePixelsMax = 256.0

  private let byteCountMax: Int
  private var images: [Key: GlyphImage] = [:]
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private(set) var byteCount = 0

  init(byteCountMax: Int) {
    self.byteCountMax = byteCountMax
    capacity = 64 << 10
    memory = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit { memory.deallocate() }

  var imageCount: Int { images.count }

  func removeAll() {
    images.removeAll(keepingCapacity: true)
    byteCount = 0
  }

  /// The picture of `key`, which `font` draws when it is not there; nil when the glyph has none.
  ///
  /// Pictures got earlier may be gone after this: use one before asking for the next.
  func image(_ key: Key, font: FontInstance) -> GlyphImage? {
    if let image = images[key] { return image.width == 0 ? nil : image }
    var image = GlyphImage.empty
    let raster = GlyphRaster(font: font, size64: Int(key.size64))
    raster.draw(key.glyph, quarter: Int(key.quarter)) { drawn, rows, bytesPerRow in
      image = drawn
      if byteCount + image.byteCount > byteCountMax { removeAll() }
      reserve(byteCount + image.byteCount)
      image.offset = byteCount
      let rowBytes = image.byteCount / image.height
      for row in 0..<image.height {
        (memory + byteCount + row * rowBytes).copyMemory(
          from: rows + row * bytesPerRow, byteCount: rowBytes)
      }
      // Colours are read as whole words.
      byteCount = (byteCount + image.byteCount + 3) & ~3
    }
    images[key] = image
    return image.width == 0 ? nil : image
  }

  /// The first byte of `image`'s pixels.
  func pixels(of image: GlyphImage) -> UnsafeRawPointer {
    UnsafeRawPointer(memory + image.offset)
  }

  private func reserve(_ count: Int) {
    guard count > capacity else { return }
    let larger = max(count + 3, 2 * capacity)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 64)
    moved.copyMemory(from: memory, byteCount: byteCount)
    memory.deallocate()
    memory = moved
    capacity = larger
  }
}
