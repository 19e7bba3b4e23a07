internal import PlacardCore

/// How look-ups read records: fetched, checked, decoded.
extension Snapshot {
  func meta(_ name: MetaName) throws(StoreError) -> UInt64? {
    let count: Count? = try record(in: .meta, name.key)
    return count?.value
  }

  func record<R: Record>(in table: TableName, _ digest: Digest) throws(StoreError) -> R? {
    try digest.withUnsafeBytes { read(R.self, table, $0) }.get()
  }

  func record<R: Record>(in table: TableName, name: String) throws(StoreError) -> R? {
    try StoreKey.withName(name) { read(R.self, table, $0) }.get()
  }

  func record<R: Record>(in table: TableName, _ key: [UInt8]) throws(StoreError) -> R? {
    try key.withUnsafeBytes { read(R.self, table, $0) }.get()
  }

  /// Every record whose key begins with `prefix`, in the order of the keys.
  func records<R: Record>(
    in table: TableName, from prefix: [UInt8] = []
  ) throws(StoreError) -> [R] {
    var records: [R] = []
    try walk(table, R.self, from: prefix) { _, record in
      records.append(record)
      return true
    }
    return records
  }

  /// Lends each record whose key begins with `prefix`, in the order of the keys, until `body`
  /// says false.
  func walk<R: Record>(
    _ table: TableName, _ type: R.Type, from prefix: [UInt8],
    _ body: (UnsafeRawBufferPointer, R) throws(StoreError) -> Bool
  ) throws(StoreError) {
    var cursor = try view.cursor(tables[table])
    var row = try prefix.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    while let found = row, found.key.starts(with: prefix) {
      guard let record = Envelope.open(R.self, table, key: found.key, value: found.value) else {
        throw Self.damaged(table, key: found.key)
      }
      guard try body(found.key, record) else { return }
      row = try cursor.next()
    }
  }

  /// Up to `countMax` keys of `table` after `key`, or from the first; copied, so that rows may be
  /// changed while they are gone through.
  func keys(
    of table: TableName, after key: [UInt8]?, countMax: Int
  ) throws(StoreError) -> [[UInt8]] {
    var keys: [[UInt8]] = []
    var cursor = try view.cursor(tables[table])
    let start = key ?? []
    var row = try start.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    if let key, let found = row, found.key.elementsEqual(key) { row = try cursor.next() }
    while let found = row, keys.count < countMax {
      // A damaged tree may lead back to where it has been, for ever.
      if let last = keys.last, !last.lexicographicallyPrecedes(found.key) {
        throw .damaged(table, "the keys are not in order")
      }
      keys.append(Array(found.key))
      row = try cursor.next()
    }
    return keys
  }

  /// Whether any key of `table` begins with `prefix`.
  func hasKey(in table: TableName, beginningWith prefix: [UInt8]) throws(StoreError) -> Bool {
    var cursor = try view.cursor(tables[table])
    let row = try prefix.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    return row?.key.starts(with: prefix) ?? false
  }

  /// The big-endian number that the last eight bytes of a key are.
  static func number(atEndOf key: UnsafeRawBufferPointer) -> UInt64 {
    guard key.count >= 8 else { return 0 }
    return UInt64(bigEndian: key.loadUnaligned(fromByteOffset: key.count - 8, as: UInt64.self))
  }

  static func damaged(_ table: TableName, key: UnsafeRawBufferPointer) -> StoreError {
    .damaged(table, "the record of \(spelled(key)) is not what was written")
  }

  /// A key for messages: as text where it is text, else in hexadecimal.
  static func spelled(_ key: UnsafeRawBufferPointer) -> String {
    if key.allSatisfy({ (0x20..<0x7F).contains($0) }) {
      return "\"" + String(decoding: key.prefix(96), as: UTF8.self) + "\""
    }
    return key.prefix(64).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  @inline(__always)
  private func read<R: Record>(
    _ type: R.Type, _ table: TableName, _ key: UnsafeRawBufferPointer
  ) -> Result<R?, StoreError> {
    switch view.find(tables[table], key) {
    case .failure(let error): return .failure(error)
    case .success(nil): return .success(nil)
    case .success(let value?):
      guard let record = Envelope.open(R.self, table, key: key, value: value) else {
        return .failure(Self.damaged(table, key: key))
      }
      return .success(record)
    }
  }
}

extension [UInt8] {
  /// Lends the bytes to a body that throws a store's error; the standard library's own function
  /// forgets which error it is.
  func withUnsafeBytesOf<R>(
    _ body: (UnsafeRawBufferPointer) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    try withUnsafeBytes { bytes in
      Result { () throws(StoreError) -> R in try body(bytes) }
    }.get()
  }
}
