import Glibc
package import PlacardCore

/// The rows of a template that no card changes, filtered and deflated once: a card then deflates its
/// own rows only, and the three pieces make one valid PNG.
///
/// Made from the template's base and shared by the workers. The bytes of a card depend on base,
/// rows, effort, filter and card alone.
package final class PNGBands: Sendable {
  /// The rows a card may change.
  package let rows: Range<Int>
  package let effort: Effort
  package let filter: PNGFilter
  /// The fixed rows, above and below, to see that a card keeps them.
  private let base: Picture
  let samples: PNGSamples
  /// Whether the fixed rows have so few colours that a whole card may take a palette.
  let mayBeIndexed: Bool
  /// Signature, IHDR and a whole IDAT with the zlib header and the rows above.
  let head: [UInt8]
  /// The last IDAT from its length to the rows below; the card's Adler-32 and the CRC-32 follow.
  let tail: [UInt8]
  let tailCRC: UInt32
  let adlerAbove: UInt32
  let adlerBelow: UInt32
  let byteCountBelow: Int

  /// Prepares the rows of `base` outside `rows`, with more effort than a card's own get, since it is
  /// spent once.
  package init(
    base: borrowing Bitmap, rows: Range<Int>, effort: Effort, filter: PNGFilter
  ) throws(CodecError) {
    precondition(
      !rows.isEmpty && rows.lowerBound >= 0 && rows.upperBound <= base.height,
      "a band lies inside its picture")
    self.rows = rows
    self.effort = effort
    self.filter = filter
    self.base = Self.copy(base)
    var maker = try Maker(base, rows: rows, effort: effort, filter: filter)
    samples = maker.samples
    mayBeIndexed = maker.mayBeIndexed
    (head, adlerAbove) = try maker.head(base)
    (tail, adlerBelow) = try maker.tail(base)
    tailCRC = tail.withUnsafeBytes { bytes in
      bytes.baseAddress.map { crc32(0, $0 + 4, count: bytes.count - 4) } ?? 0
    }
    byteCountBelow = maker.below.byteCount
  }

  /// Whether `card` has the base's size and fixed rows.
  package func haveRows(of card: borrowing Bitmap) -> Bool {
    guard card.size == base.size else { return false }
    let start = rows.lowerBound * card.bytesPerRow
    let end = rows.upperBound * card.bytesPerRow
    return card.withBytes { own in
      base.withBytes { fixed in
        guard let own = own.baseAddress, let fixed = fixed.baseAddress else { return false }
        return bytesMatch(own, fixed, count: start)
          && bytesMatch(own + end, fixed + end, count: base.size.height * card.bytesPerRow - end)
      }
    }
  }

  /// Whether `card` has the base's size and fixed rows, and pixels that `samples` can hold.
  func accepts(_ card: borrowing Bitmap) -> Bool {
    guard haveRows(of: card) else { return false }
    let start = rows.lowerBound * card.bytesPerRow
    let count = rows.count * card.width
    return samples == .rgba
      || card.withBytes { own in
        own.baseAddress.map { isOpaque($0 + start, count: count) } ?? false
      }
  }

  private static func copy(_ base: borrowing Bitmap) -> Picture {
    var copy = Bitmap(width: base.width, height: base.height)
    copy.withMutableBytes { target in
      base.withBytes { target.copyMemory(from: $0) }
    }
    return Picture(copy, isOpaque: false, naturalSize: base.size)
  }
}

/// Whether two runs of bytes are equal.
private func bytesMatch(_ first: UnsafeRawPointer, _ second: UnsafeRawPointer, count: Int) -> Bool {
  memcmp(first, second, count) == 0
}
