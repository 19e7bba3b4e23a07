internal import PlacardCore

/// A small value of a table, stored behind eight bytes of checksum.
protocol Record {
  /// Reads the fields in the order in which `write` writes them.
  init(from reader: inout RecordReader)
  func write(to writer: inout RecordWriter)
}

/// The form of a small record in its table: the checksum, then the fields.
///
/// The checksum covers the table, the key and the fields, so that a record that sits whole under
/// a wrong key is found as well.
enum Envelope {
  static let headBytes = 8

  static func seal(_ record: some Record, _ table: TableName, key: [UInt8]) -> [UInt8] {
    var writer = RecordWriter(headBytes: headBytes)
    record.write(to: &writer)
    let sum = key.withUnsafeBytes { key in
      writer.bytes.withUnsafeBytes { bytes in
        checksum(table, key: key, fields: UnsafeRawBufferPointer(rebasing: bytes[headBytes...]))
      }
    }
    writer.fillHead(sum)
    return writer.bytes
  }

  /// The record in `value`; nil when any bit differs from what was sealed.
  static func open<R: Record>(
    _ type: R.Type, _ table: TableName, key: UnsafeRawBufferPointer,
    value: UnsafeRawBufferPointer
  ) -> R? {
    guard isIntact(table, key: key, value: value) else { return nil }
    var reader = RecordReader(UnsafeRawBufferPointer(rebasing: value[headBytes...]))
    let record = R(from: &reader)
    return reader.isComplete ? record : nil
  }

  /// Whether the checksum of `value` is right.
  static func isIntact(
    _ table: TableName, key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
  ) -> Bool {
    guard value.count >= headBytes else { return false }
    let stored = UInt64(littleEndian: value.loadUnaligned(as: UInt64.self))
    let fields = UnsafeRawBufferPointer(rebasing: value[headBytes...])
    return stored == checksum(table, key: key, fields: fields)
  }

  private static func checksum(
    _ table: TableName, key: UnsafeRawBufferPointer, fields: UnsafeRawBufferPointer
  ) -> UInt64 {
    // In one piece, because hashing one piece needs no allocation; small ones lie on the stack.
    withUnsafeTemporaryAllocation(byteCount: 3 + key.count + fields.count, alignment: 8) { all in
      all[0] = table.rawValue
      all[1] = UInt8(truncatingIfNeeded: key.count)
      all[2] = UInt8(truncatingIfNeeded: key.count >> 8)
      UnsafeMutableRawBufferPointer(rebasing: all[3..<3 + key.count]).copyMemory(from: key)
      UnsafeMutableRawBufferPointer(rebasing: all[(3 + key.count)...]).copyMemory(from: fields)
      return Digest(of: UnsafeRawBufferPointer(all)).words.0
    }
  }
}
