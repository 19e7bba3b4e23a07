internal import CCairo
internal import PlacardCore

/// A font packed for the web (WOFF 1.0, WOFF 2.0): its tables, unpacked by FreeType, put together as
/// the OpenType file that everything else reads.
enum PackedFont {
  /// A file that unpacks to more is none that a site needs, but may be one that is meant to fill memory.
  static let unpackedBytesMax = 64 << 20

  /// Whether `bytes` begin as a packed font does.
  static func isPacked(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 44 else { return false }
    let signature = word(at: 0, of: bytes)
    return signature == 0x774F_4646 || signature == 0x774F_4632
  }

  /// The OpenType file in `bytes`, which are packed; the caller deallocates it.
  ///
  /// Throws `badFont` for a collection, for more than `unpackedBytesMax` and for what FreeType
  /// cannot unpack.
  static func unpacked(
    _ bytes: UnsafeRawBufferPointer, path: String
  ) throws(RenderError) -> UnsafeMutableRawBufferPointer {
    guard word(at: 4, of: bytes) != 0x7474_6366 else {
      throw bad(path, "is a packed collection; use the single fonts in it")
    }
    guard word(at: 16, of: bytes) <= unpackedBytesMax,
      WOFF2Directory.unpackedBytes(bytes) ?? 0 <= unpackedBytesMax
    else {
      throw bad(path, "says that it unpacks to more than \(unpackedBytesMax) bytes; use a subset")
    }
    var opened: FT_Library?
    guard FT_Init_FreeType(&opened) == 0, let library = opened else {
      preconditionFailure("FreeType does not start: no memory")
    }
    defer { FT_Done_FreeType(library) }
    var face: FT_Face?
    guard
      FT_New_Memory_Face(
        library, bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), FT_Long(bytes.count), 0,
        &face) == 0, let face
    else { throw bad(path, "cannot be unpacked; it is damaged or cut short") }
    defer { FT_Done_Face(face) }
    guard let tables = tables(of: face), let file = assembled(tables, of: face) else {
      throw bad(path, "cannot be unpacked; a table of it is damaged")
    }
    return file
  }

  private struct Table {
    var tag: UInt32
    var byteCount: Int
  }

  /// In the order of their tags; nil where they are none or too large.
  private static func tables(of face: FT_Face) -> [Table]? {
    var count: FT_ULong = 0
    guard FT_Sfnt_Table_Info(face, 0, nil, &count) == 0, count > 0, count <= 4_096 else {
      return nil
    }
    var tables: [Table] = []
    var total = 0
    for index in 0..<FT_UInt(count) {
      var tag: FT_ULong = 0
      var length: FT_ULong = 0
      guard FT_Sfnt_Table_Info(face, index, &tag, &length) == 0 else { return nil }
      guard length > 0 else { continue }
      total += Int(clamping: length)
      guard total <= unpackedBytesMax else { return nil }
      tables.append(Table(tag: UInt32(truncatingIfNeeded: tag), byteCount: Int(length)))
    }
    tables.sort { $0.tag < $1.tag }
    return tables.isEmpty ? nil : tables
  }

  /// An OpenType file of the tables (OpenType 1.9, "Organization of an OpenType font"); without
  /// checksums, which nobody here reads.
  private static func assembled(
    _ tables: [Table], of face: FT_Face
  ) -> UnsafeMutableRawBufferPointer? {
    let headBytes = 12 + 16 * tables.count
    let size = tables.reduce(headBytes) { $0 + ($1.byteCount + 3) & ~3 }
    let file = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    file.initializeMemory(as: UInt8.self, repeating: 0)
    let hasCFF = tables.contains { $0.tag == 0x4346_4620 || $0.tag == 0x4346_4632 }
    put(hasCFF ? 0x4F54_544F : 0x0001_0000, at: 0, in: file)
    put(UInt32(tables.count) << 16, at: 4, in: file)
    var offset = headBytes
    var starts: [UInt32: Int] = [:]
    for (index, table) in tables.enumerated() {
      let record = 12 + 16 * index
      put(table.tag, at: record, in: file)
      put(UInt32(offset), at: record + 8, in: file)
      put(UInt32(table.byteCount), at: record + 12, in: file)
      var length = FT_ULong(table.byteCount)
      let start = file.baseAddress! + offset
      guard
        FT_Load_Sfnt_Table(
          face, FT_ULong(table.tag), 0, start.assumingMemoryBound(to: FT_Byte.self), &length) == 0
      else {
        file.deallocate()
        return nil
      }
      starts[table.tag] = offset
      offset += (table.byteCount + 3) & ~3
    }
    closeGlyphs(tables, starts, in: file)
    return file
  }

  /// Ends the last glyph where the table of glyphs ends: FreeType 2.12 unpacks WOFF 2 with an end of
  /// its own there, and HarfBuzz takes such a glyph for damaged.
  private static func closeGlyphs(
    _ tables: [Table], _ starts: [UInt32: Int], in file: UnsafeMutableRawBufferPointer
  ) {
    let byteCounts = Dictionary(
      tables.map { ($0.tag, $0.byteCount) }, uniquingKeysWith: { _, last in last })
    guard let head = starts[0x6865_6164], byteCounts[0x6865_6164] ?? 0 >= 52,
      let places = starts[0x6C6F_6361], let placesCount = byteCounts[0x6C6F_6361],
      let glyphsCount = byteCounts[0x676C_7966], placesCount >= 4
    else { return }
    let bytes = UnsafeRawBufferPointer(file)
    let last = places + placesCount
    if word(at: head + 48, of: bytes) & 0xFFFF == 0 {
      let end = UInt16(
        bigEndian: bytes.loadUnaligned(fromByteOffset: last - 2, as: UInt16.self))
      guard 2 * Int(end) > glyphsCount else { return }
      file.storeBytes(
        of: UInt16(clamping: glyphsCount / 2).bigEndian, toByteOffset: last - 2, as: UInt16.self)
    } else if Int(word(at: last - 4, of: bytes)) > glyphsCount {
      put(UInt32(clamping: glyphsCount), at: last - 4, in: file)
    }
  }

  private static func bad(_ path: String, _ words: String) -> RenderError {
    RenderError(.badFont, "font file \(path) \(words)")
  }

  private static func word(at offset: Int, of bytes: UnsafeRawBufferPointer) -> UInt32 {
    UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }

  private static func put(
    _ word: UInt32, at offset: Int, in bytes: UnsafeMutableRawBufferPointer
  ) {
    bytes.storeBytes(of: word.bigEndian, toByteOffset: offset, as: UInt32.self)
  }
}
