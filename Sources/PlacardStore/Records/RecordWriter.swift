internal import PlacardCore

/// Writes a record's fields one after the other: little-endian numbers, text and bytes with their
/// length in front.
struct RecordWriter {
  private(set) var bytes: [UInt8]

  /// - Parameter headBytes: room left free in front, for the checksum.
  init(headBytes: Int) {
    bytes = [UInt8](repeating: 0, count: headBytes)
  }

  mutating func put(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ flag: Bool) { put(flag ? 1 : 0 as UInt8) }

  mutating func put(_ number: Double) { put(number.bitPattern) }

  mutating func put(_ digest: Digest) {
    digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func put(_ blob: [UInt8]) {
    put(UInt32(clamping: blob.count))
    bytes.append(contentsOf: blob)
  }

  mutating func put(_ text: String) {
    put(UInt32(clamping: text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  mutating func put(_ text: String?) {
    put(text != nil)
    if let text { put(text) }
  }

  mutating func put(_ digest: Digest?) {
    put(digest != nil)
    if let digest { put(digest) }
  }

  mutating func put(_ number: Int64?) {
    put(number != nil)
    if let number { put(number) }
  }

  /// Fills the room in front.
  mutating func fillHead(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { head in
      for index in head.indices { bytes[index] = head[index] }
    }
  }
}
