internal import CLMDB

/// A walk over one table in the order of its keys. Ends before its transaction does.
struct Cursor: ~Copyable {
  /// A key and its value, in the map: good as long as `TransactionView` says.
  struct Row {
    let key: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer
  }

  private let raw: OpaquePointer
  private let table: Table

  private init(_ raw: OpaquePointer, _ table: Table) {
    self.raw = raw
    self.table = table
  }

  static func open(_ transaction: OpaquePointer, _ table: Table) throws(StoreError) -> Cursor {
    var raw: OpaquePointer?
    try Status.check(
      mdb_cursor_open(transaction, table.number, &raw), "walk \(table.name.name)")
    guard let raw else { preconditionFailure("LMDB gives a cursor or a status") }
    return Cursor(raw, table)
  }

  deinit { mdb_cursor_close(raw) }

  /// The first row; nil when the table is empty.
  mutating func first() throws(StoreError) -> Row? {
    try move(MDB_FIRST, from: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The last row; nil when the table is empty.
  mutating func last() throws(StoreError) -> Row? {
    try move(MDB_LAST, from: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The row after this one; nil at the end.
  mutating func next() throws(StoreError) -> Row? {
    try move(MDB_NEXT, from: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  /// The row with the smallest key that is not below `key`; nil when there is none.
  mutating func seek(_ key: UnsafeRawBufferPointer) throws(StoreError) -> Row? {
    // LMDB has no empty keys, and does not take one here either.
    if key.isEmpty { return try first() }
    return try move(MDB_SET_RANGE, from: key)
  }

  private func move(
    _ operation: MDB_cursor_op, from start: UnsafeRawBufferPointer
  ) throws(StoreError) -> Row? {
    var key = TransactionView.value(start)
    var value = MDB_val()
    let status = mdb_cursor_get(raw, &key, &value, operation)
    if status == MDB_NOTFOUND { return nil }
    try Status.check(status, "walk \(table.name.name)")
    return Row(key: TransactionView.buffer(key), value: TransactionView.buffer(value))
  }
}
