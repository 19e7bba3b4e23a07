/// Bounds-checked reads from foreign bytes: nil past the end, never a trap.
struct ByteReader {
  let bytes: UnsafeRawBufferPointer

  var count: Int { bytes.count }

  /// The byte at `offset`, nil outside.
  func byte(_ offset: Int) -> UInt8? {
    offset >= 0 && offset < bytes.count ? bytes[offset] : nil
  }

  func bigEndian16(_ offset: Int) -> Int? {
    fits(offset, 2)
      ? Int(UInt16(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt16.self))) : nil
  }

  func bigEndian32(_ offset: Int) -> Int? {
    fits(offset, 4)
      ? Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self))) : nil
  }

  func littleEndian16(_ offset: Int) -> Int? {
    bigEndian16(offset).map { Int(UInt16(truncatingIfNeeded: $0).byteSwapped) }
  }

  func littleEndian24(_ offset: Int) -> Int? {
    guard fits(offset, 3) else { return nil }
    return Int(bytes[offset]) | Int(bytes[offset + 1]) << 8 | Int(bytes[offset + 2]) << 16
  }

  func littleEndian32(_ offset: Int) -> Int? {
    bigEndian32(offset).map { Int(UInt32(truncatingIfNeeded: $0).byteSwapped) }
  }

  /// Whether the bytes at `offset` are those of `text`.
  func matches(_ text: StaticString, at offset: Int) -> Bool {
    guard fits(offset, text.utf8CodeUnitCount) else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[offset + $0] == text.utf8Start[$0] }
  }

  func matches(_ magic: [UInt8], at offset: Int) -> Bool {
    guard fits(offset, magic.count) else { return false }
    return magic.indices.allSatisfy { bytes[offset + $0] == magic[$0] }
  }

  /// The four bytes at `offset` as text for a message: what is not printable ASCII becomes `?`.
  func name(_ offset: Int) -> String {
    String(
      decoding: (0..<4).map { index in
        let byte = byte(offset + index) ?? 0x3F
        return (0x20...0x7E).contains(byte) ? byte : 0x3F
      }, as: UTF8.self)
  }

  /// The bytes of `range`; nil when it does not lie inside.
  func slice(_ range: Range<Int>) -> ByteReader? {
    guard range.lowerBound >= 0, range.upperBound <= bytes.count else { return nil }
    return ByteReader(bytes: UnsafeRawBufferPointer(rebasing: bytes[range]))
  }

  private func fits(_ offset: Int, _ length: Int) -> Bool {
    offset >= 0 && length <= bytes.count && offset <= bytes.count - length
  }
}
