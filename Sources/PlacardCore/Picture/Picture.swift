/// A template's or a card's source picture, only read from now on and shared by the workers: decoded
/// pixels, upright (its EXIF orientation has been applied), or an SVG that is drawn at the size it
/// is shown at.
package final class Picture: Sendable {
  private let bitmap: Bitmap?
  /// The text of an SVG that may be drawn; nil for pixels.
  package let svg: [UInt8]?
  /// Whether every pixel is opaque.
  package let isOpaque: Bool
  /// What the source says about its own size, upright. The bitmap is smaller where the decoder
  /// shrank it on load.
  package let natural: NaturalDimensions

  /// Pixels, with the source's own size.
  package init(_ bitmap: consuming Bitmap, isOpaque: Bool, naturalSize: PixelSize) {
    self.bitmap = .some(bitmap)
    svg = nil
    self.isOpaque = isOpaque
    natural = NaturalDimensions(naturalSize)
  }

  /// An SVG.
  package init(svg: [UInt8], natural: NaturalDimensions) {
    bitmap = nil
    self.svg = svg
    isOpaque = false
    self.natural = natural
  }

  /// The size that the picture has where nobody gives it one, in whole CSS px, at least 1 a side.
  package var naturalSize: PixelSize {
    let size = natural.size(default: (300, 150))
    func whole(_ side: Double) -> Int { Int(min(max(1, side.rounded()), 1e6)) }
    return PixelSize(width: whole(size.width), height: whole(size.height))
  }

  /// The size of the pixels; of an SVG its natural size.
  package var size: PixelSize {
    switch bitmap {
    case .some(let bitmap): bitmap.size
    case .none: naturalSize
    }
  }

  /// Lends the pixels, laid out as in `Bitmap`; none for an SVG. The pointer must not leave `body`.
  package func withBytes<R: ~Copyable, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    switch bitmap {
    case .some(let bitmap): try bitmap.withBytes(body)
    case .none: try body(UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }
}
