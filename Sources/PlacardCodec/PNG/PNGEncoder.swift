import PlacardCore

/// Bitmaps to PNG: rows filtered by our own code, deflated by libdeflate.
struct PNGEncoder: ~Copyable {
  var rows = PNGRows()
  var palette = PNGPalette()
  var compressor = Compressor()
  var filtered = ReusableBytes()
  var output = ReusableBytes()

  /// The first two bytes of a zlib stream (RFC 1950): DEFLATE with a 32 kB window, no dictionary.
  static let zlibHeader: UInt32 = 0x7801

  static func level(_ effort: Effort) -> Int32 {
    switch effort {
    case .fast: 4
    case .balanced: 6
    case .small: 9
    }
  }

  /// A palette where the picture has at most 256 colours, else RGB where it is opaque, else RGBA;
  /// a palette takes no filter, for its indices have no slope.
  mutating func encode(_ bitmap: borrowing Bitmap, effort: Effort, filter: PNGFilter)
    throws(CodecError) -> [UInt8]
  {
    let width = bitmap.width
    let height = bitmap.height
    return try bitmap.withBytes { (pixels) throws(CodecError) -> [UInt8] in
      guard let base = pixels.baseAddress else { preconditionFailure("a bitmap has pixels") }
      let samples = samples(of: base, count: width * height)
      let isIndexed = samples != .rgb && samples != .rgba
      let task = PNGRows.Task(
        samples, isIndexed ? .none : filter, rows: 0..<height, width: width)
      let raw = filtered.reserve(task.roomNeeded)
      rows.filter(base, palette: palette, task: task, to: raw)

      let room = PNGWriter.bytesAroundMax + PNGWriter.bytesPerChunk + 6
      var writer = PNGWriter(to: output.reserve(room + Compressor.bound(task.byteCount)))
      writer.signature()
      writer.header(width: width, height: height, samples: samples)
      if isIndexed { writer.palette(palette) }
      writer.begin("IDAT")
      writer.put(UInt8(Self.zlibHeader >> 8))
      writer.put(UInt8(Self.zlibHeader & 0xFF))
      writer.advance(
        try compressor.deflate(
          raw, count: task.byteCount, level: Self.level(effort), to: writer.cursor))
      writer.put(adler32(raw, count: task.byteCount))
      writer.end()
      writer.trailer()
      return output.prefix(writer.count)
    }
  }

  /// How `count` pixels are stored; the palette is theirs when the answer is indices.
  private mutating func samples(of pixels: UnsafeRawPointer, count: Int) -> PNGSamples {
    if palette.collect(pixels, count: count) { return .index(bits: palette.bits) }
    return isOpaque(pixels, count: count) ? .rgb : .rgba
  }
}
