import PlacardCore

extension PNGBands {
  /// Makes the fixed pieces.
  struct Maker: ~Copyable {
    let samples: PNGSamples
    let mayBeIndexed: Bool
    let above: PNGRows.Piece
    let below: PNGRows.Piece
    private let level: Int32
    private var png = PNGEncoder()

    init(
      _ base: borrowing Bitmap, rows: Range<Int>, effort: Effort, filter: PNGFilter
    ) throws(CodecError) {
      let width = base.width
      let height = base.height
      (samples, mayBeIndexed) = base.withBytes { pixels in
        guard let start = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
        let end = start + 4 * width * rows.upperBound
        let countAbove = width * rows.lowerBound
        let countBelow = width * (height - rows.upperBound)
        let isOpaque =
          isOpaque(start, count: countAbove) && isOpaque(end, count: countBelow)
        var palette = PNGPalette()
        let isFew =
          palette.collect(start, count: countAbove)
          && palette.collect(end, count: countBelow)
        return (isOpaque ? PNGSamples.rgb : .rgba, isFew)
      }
      above = PNGRows.Piece(samples, filter, rows: 0..<rows.lowerBound, width: width)
      var below = PNGRows.Piece(samples, filter, rows: rows.upperBound..<height, width: width)
      // The row above it is a card's own.
      below.firstFilter = filter.withoutRowAbove
      self.below = below
      switch effort {
      case .fast: level = 6
      case .balanced: level = 9
      case .small: level = 12
      }
    }

    /// Everything before a card's own rows, and the Adler-32 of the rows above.
    mutating func head(_ base: borrowing Bitmap) throws(CodecError) -> ([UInt8], UInt32) {
      let room = PNGWriter.bytesAroundMax + PNGWriter.bytesPerChunk
      var writer = PNGWriter(to: png.output.reserve(room + Self.room(above)))
      writer.signature()
      writer.header(width: base.width, height: base.height, samples: samples)
      writer.begin("IDAT")
      writer.putZlibHeader()
      var adler: UInt32 = 1
      if !above.rows.isEmpty {
        let piece = try png.deflate(base, above, level: level, to: writer.cursor)
        writer.advance(DeflateStream.open(writer.cursor, count: piece.count))
        adler = piece.adler
      }
      writer.end()
      return (png.output.prefix(writer.count), adler)
    }

    /// The last IDAT up to a card's Adler-32, and the Adler-32 of the rows below.
    mutating func tail(_ base: borrowing Bitmap) throws(CodecError) -> ([UInt8], UInt32) {
      let start = png.output.reserve(8 + Self.room(below))
      var count = 0
      var adler: UInt32 = 1
      if !below.rows.isEmpty {
        (count, adler) = try png.deflate(base, below, level: level, to: start + 8)
      }
      // Four more bytes, the Adler-32, belong to the chunk.
      start.storeBytes(of: UInt32(count + 4).bigEndian, as: UInt32.self)
      (start + 4).storeBytes(of: UInt32(0x4944_4154).bigEndian, as: UInt32.self)
      return (png.output.prefix(8 + count), adler)
    }

    private static func room(_ piece: PNGRows.Piece) -> Int {
      Compressor.bound(piece.byteCount) + DeflateStream.openingMax + 8
    }
  }
}
