import PlacardCore

/// Bitmaps to PNG: rows filtered by our own code, deflated by libdeflate.
struct PNGEncoder: ~Copyable {
  var rows = PNGRows()
  var palette = PNGPalette()
  var compressor = Compressor()
  var filtered = ReusableBytes()
  var output = ReusableBytes()

  static func level(_ effort: Effort) -> Int32 {
    switch effort {
    case .fast: 1
    case .balanced: 6
    case .small: 9
    }
  }

  /// A palette where the picture has at most 256 colours, else RGB where it is opaque, else RGBA;
  /// a palette takes no filter, for its indices have no slope.
  mutating func encode(_ bitmap: borrowing Bitmap, effort: Effort, filter: PNGFilter)
    throws(CodecError) -> [UInt8]
  {
    let samples = samples(of: bitmap)
    let isIndexed = samples != .rgb && samples != .rgba
    let piece = PNGRows.Piece(
      samples, isIndexed ? .none : filter, rows: 0..<bitmap.height, width: bitmap.width)
    var writer = PNGWriter(
      to: output.reserve(
        PNGWriter.bytesAroundMax + PNGWriter.bytesPerChunk + 6 + Compressor.bound(piece.byteCount)))
    writer.signature()
    writer.header(width: bitmap.width, height: bitmap.height, samples: samples)
    if isIndexed { writer.palette(palette) }
    writer.begin("IDAT")
    writer.putZlibHeader()
    let stream = try deflate(bitmap, piece, level: Self.level(effort), to: writer.cursor)
    writer.advance(stream.count)
    writer.put(stream.adler)
    writer.end()
    writer.trailer()
    return output.prefix(writer.count)
  }

  /// Filters and deflates the rows of `piece`, whose samples may be indices of `palette`, as one
  /// whole stream.
  mutating func deflate(
    _ bitmap: borrowing Bitmap, _ piece: PNGRows.Piece, level: Int32,
    to out: UnsafeMutableRawPointer
  ) throws(CodecError) -> (count: Int, adler: UInt32) {
    try bitmap.withBytes { (pixels) throws(CodecError) -> (count: Int, adler: UInt32) in
      guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
      let raw = filtered.reserve(piece.roomNeeded)
      rows.filter(base, palette: palette, piece: piece, to: raw)
      let count = try compressor.deflate(raw, count: piece.byteCount, level: level, to: out)
      return (count, adler32(raw, count: piece.byteCount))
    }
  }

  /// How a picture is stored; the palette is its own when the answer is indices.
  private mutating func samples(of bitmap: borrowing Bitmap) -> PNGSamples {
    bitmap.withBytes { pixels in
      guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
      let count = pixels.count / 4
      if palette.collect(base, count: count) { return .index(bits: palette.bits) }
      return isOpaque(base, count: count) ? .rgb : .rgba
    }
  }
}
