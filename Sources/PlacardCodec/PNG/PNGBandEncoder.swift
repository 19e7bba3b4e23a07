import PlacardCore

extension PNGEncoder {
  /// The card as bands and its own rows; whole where it does not keep the fixed rows, has alpha
  /// where they have none, or few enough colours for a palette.
  mutating func encode(_ card: borrowing Bitmap, with bands: PNGBands) throws(CodecError)
    -> [UInt8]
  {
    guard bands.accepts(card), !(bands.mayBeIndexed && hasFewColours(card)) else {
      return try encode(card, effort: bands.effort, filter: bands.filter)
    }
    let piece = PNGRows.Piece(bands.samples, bands.filter, rows: bands.rows, width: card.width)
    var writer = PNGWriter(
      to: output.reserve(
        bands.head.count + PNGWriter.bytesPerChunk + Compressor.bound(piece.byteCount)
          + DeflateStream.openingMax + bands.tail.count + PNGWriter.bytesAroundMax))
    writer.put(bands.head)
    writer.begin("IDAT")
    let own = try deflate(card, piece, level: Self.level(bands.effort), to: writer.cursor)
    let isLast = bands.rows.upperBound == card.height
    writer.advance(
      isLast ? own.count : DeflateStream.open(writer.cursor, count: own.count))
    writer.end()

    var adler = adler32(joining: bands.adlerAbove, own.adler, secondCount: piece.byteCount)
    adler = adler32(joining: adler, bands.adlerBelow, secondCount: bands.byteCountBelow)
    writer.put(bands.tail)
    let sum = writer.cursor
    writer.put(adler)
    writer.put(crc32(bands.tailCRC, sum, count: 4))
    writer.trailer()
    return output.prefix(writer.count)
  }

  private mutating func hasFewColours(_ bitmap: borrowing Bitmap) -> Bool {
    bitmap.withBytes { pixels in
      guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
      return palette.collect(base, count: pixels.count / 4)
    }
  }
}
