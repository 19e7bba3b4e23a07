/// Files no encoder would write, built byte by byte and without the codecs under test.
enum Crafted {
  static func bigEndian(_ value: Int) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
  }

  static func littleEndian(_ value: Int, bytes: Int = 4) -> [UInt8] {
    (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }

  // MARK: PNG

  static let pngSignature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// A chunk; `claims` replaces its true length.
  static func chunk(_ type: String, _ data: [UInt8], claims: Int? = nil) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(claims ?? data.count) + body + bigEndian(Int(crc32(body)))
  }

  static func ihdr(_ width: Int, _ height: Int, depth: UInt8, type: UInt8, interlace: UInt8 = 0)
    -> [UInt8]
  {
    chunk("IHDR", bigEndian(width) + bigEndian(height) + [depth, type, 0, 0, interlace])
  }

  /// A PNG of rows with their filter bytes; `extra` chunks stand between IHDR and IDAT.
  static func png(
    _ width: Int, _ height: Int, depth: UInt8, type: UInt8, interlace: UInt8 = 0,
    extra: [UInt8] = [], rows: [UInt8]
  ) -> [UInt8] {
    pngSignature + ihdr(width, height, depth: depth, type: type, interlace: interlace) + extra
      + chunk("IDAT", storedZlib(rows)) + chunk("IEND", [])
  }

  /// A zlib stream of stored blocks (RFC 1950, RFC 1951 3.2.4).
  static func storedZlib(_ bytes: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var rest = bytes[...]
    repeat {
      let piece = rest.prefix(65_535)
      rest = rest.dropFirst(piece.count)
      out += [rest.isEmpty ? 1 : 0] + littleEndian(piece.count, bytes: 2)
      out += littleEndian(~piece.count, bytes: 2) + piece
    } while !rest.isEmpty
    var a = 1
    var b = 0
    for byte in bytes {
      a = (a + Int(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return out + bigEndian(b << 16 | a)
  }

  static func crc32(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      crc ^= UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
    }
    return ~crc
  }

  // MARK: EXIF

  /// A TIFF structure with an orientation.
  static func exif(_ orientation: Int, isLittleEndian: Bool) -> [UInt8] {
    func number(_ value: Int, _ bytes: Int) -> [UInt8] {
      let little = littleEndian(value, bytes: bytes)
      return isLittleEndian ? little : little.reversed()
    }
    return Array((isLittleEndian ? "II" : "MM").utf8) + number(42, 2) + number(8, 4)
      + number(2, 2)
      // The entry before it: XResolution, a RATIONAL elsewhere.
      + number(0x011A, 2) + number(5, 2) + number(1, 4) + number(38, 4)
      + number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + number(0, 2)
      + number(0, 4) + number(72, 4) + number(1, 4)
  }

  // MARK: JPEG

  /// `jpeg` with an APP1 segment of EXIF behind its SOI.
  static func jpeg(_ jpeg: [UInt8], exif: [UInt8]) -> [UInt8] {
    let data = Array("Exif\0\0".utf8) + exif
    let length = data.count + 2
    let marker: [UInt8] = [0xFF, 0xE1, UInt8(length >> 8), UInt8(length & 255)]
    return Array(jpeg[..<2]) + marker + data + jpeg[2...]
  }

  /// `jpeg` with its last scan repeated until there are `scans`.
  static func jpeg(_ jpeg: [UInt8], scans: Int) -> [UInt8] {
    let starts = jpeg.indices.dropLast().filter { jpeg[$0] == 0xFF && jpeg[$0 + 1] == 0xDA }
    guard let last = starts.last else { return jpeg }
    let scan = jpeg[last..<jpeg.count - 2]
    var out = Array(jpeg[..<last])
    for _ in starts.count - 1..<scans { out += scan }
    return out + [0xFF, 0xD9]
  }

  // MARK: WebP

  static func riff(_ chunks: [UInt8]) -> [UInt8] {
    Array("RIFF".utf8) + littleEndian(chunks.count + 4) + Array("WEBP".utf8) + chunks
  }

  static func riffChunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    Array(name.utf8) + littleEndian(data.count) + data + (data.count % 2 == 1 ? [0] : [])
  }

  /// A frame of an animation that holds the chunks of the simple WebP `still`.
  static func webpFrame(_ still: [UInt8], left: Int, top: Int, _ width: Int, _ height: Int)
    -> [UInt8]
  {
    let place = [left / 2, top / 2, width - 1, height - 1, 100].flatMap {
      littleEndian($0, bytes: 3)
    }
    return riffChunk("ANMF", place + [0] + still[12...])
  }

  static func vp8x(_ width: Int, _ height: Int, flags: UInt8) -> [UInt8] {
    riffChunk(
      "VP8X",
      [flags, 0, 0, 0] + littleEndian(width - 1, bytes: 3) + littleEndian(height - 1, bytes: 3))
  }

  /// A simple WebP wrapped in VP8X with EXIF behind its picture.
  static func webp(_ webp: [UInt8], _ width: Int, _ height: Int, exif: [UInt8]) -> [UInt8] {
    riff(vp8x(width, height, flags: 0x08) + webp[12...] + riffChunk("EXIF", exif))
  }
}
