/// The table directory of a WOFF 2.0 file (WOFF File Format 2.0 §4.1): what the file says that its
/// tables unpack to, before anything is unpacked.
enum WOFF2Directory {
  /// The sum over all tables of both lengths that each may have; nil for another sort of file and for
  /// a directory that is cut short.
  static func unpackedBytes(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= headBytes, bytes.starts(with: "wOF2".utf8) else { return nil }
    let tableCount = Int(bytes[12]) << 8 | Int(bytes[13])
    var place = headBytes
    var sum = 0
    for _ in 0..<tableCount {
      guard place < bytes.count else { return nil }
      let flags = bytes[place]
      place += flags & 0x3F == 0x3F ? 5 : 1
      guard let length = number(in: bytes, at: &place) else { return nil }
      sum += length
      // `glyf` and `loca` are transformed but in version 3, all others but in version 0.
      let isOutline = flags & 0x3F == 10 || flags & 0x3F == 11
      if isOutline ? flags >> 6 != 3 : flags >> 6 != 0 {
        guard let transformed = number(in: bytes, at: &place) else { return nil }
        sum += transformed
      }
    }
    return sum
  }

  private static let headBytes = 48

  /// A UIntBase128: seven bits a byte, the highest first, at most five bytes.
  private static func number(in bytes: UnsafeRawBufferPointer, at place: inout Int) -> Int? {
    var number = 0
    for _ in 0..<5 {
      guard place < bytes.count else { return nil }
      let byte = bytes[place]
      place += 1
      number = number << 7 | Int(byte & 0x7F)
      if byte & 0x80 == 0 { return number }
    }
    return nil
  }
}
