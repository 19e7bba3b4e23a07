internal import PlacardCore

/// A picture's visible part at the size that it is drawn.
final class ScaledPicture {
  let buffer: PixelBuffer

  init(buffer: PixelBuffer) { self.buffer = buffer }
}

/// Scaled pictures, kept from card to card.
final class ScaledPictures {
  private struct Key: Hashable {
    var digest: Digest
    var source: PixelSize
    /// Device pixels for a CSS px: an SVG without a size of its own may look otherwise at another.
    var scale: Double
    var width: Int
    var height: Int
    var crop: DeviceRect
  }

  private var kept: ByteBoundedCache<Key, ScaledPicture>
  private let scaler: PictureScaler

  init(pool: BufferPool, byteCountMax: Int) {
    scaler = PictureScaler(pool: pool)
    kept = ByteBoundedCache(byteCountMax: byteCountMax, countMax: 256)
  }

  /// The part `crop` of `picture` scaled as a whole to `width` × `height`; what has no digest is
  /// not kept. An SVG is drawn anew, as sharp as its size allows.
  ///
  /// - Throws: what comes of drawing an SVG.
  func scaled(
    _ picture: Picture, digest: Digest?, width: Int, height: Int, scale: Double, crop: DeviceRect
  ) throws(RenderError) -> ScaledPicture {
    let key = digest.map {
      Key(
        digest: $0, source: picture.size, scale: picture.svg == nil ? 1 : scale, width: width,
        height: height, crop: crop)
    }
    if let key, let found = kept.value(for: key) { return found }
    let result = ScaledPicture(buffer: PixelBuffer(byteCount: 4 * crop.width * crop.height))
    if let svg = picture.svg {
      let drawing = try SVGDrawing(svg)
      try drawing.draw(
        width: width, height: height, scale: scale, crop: crop, into: result.buffer.base)
    }
    picture.withBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let source = SourcePixels(
        base: base, width: picture.size.width, height: picture.size.height,
        isOpaque: picture.isOpaque)
      if width == source.width, height == source.height {
        copy(source, crop: crop, into: result.buffer.base)
      } else {
        scaler.scale(source, width: width, height: height, crop: crop, into: result.buffer.base)
      }
    }
    if let key { kept.insert(result, byteCount: result.buffer.byteCount, for: key) }
    return result
  }

  private func copy(_ source: SourcePixels, crop: DeviceRect, into out: UnsafeMutableRawPointer) {
    for row in 0..<crop.height {
      (out + row * 4 * crop.width).copyMemory(
        from: source.base + 4 * ((crop.y + row) * source.width + crop.x),
        byteCount: 4 * crop.width)
    }
  }
}
