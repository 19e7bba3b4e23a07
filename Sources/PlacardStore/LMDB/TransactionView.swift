internal import CLMDB

/// What can be done in a transaction, lent by its owner; never used after the owner ends.
///
/// Bytes it gives lie in the map: good until the transaction ends, and in a write transaction
/// until its next change.
struct TransactionView {
  private let raw: OpaquePointer

  init(_ raw: OpaquePointer) { self.raw = raw }

  /// The number of the commit this transaction sees, or, if it writes, will be.
  var id: UInt64 { UInt64(mdb_txn_id(raw)) }

  /// The value under `key`; nil when absent. A result, so that callers can lend key bytes from
  /// closures that do not throw.
  @inline(__always)
  func find(
    _ table: Table, _ key: UnsafeRawBufferPointer
  ) -> Result<UnsafeRawBufferPointer?, StoreError> {
    var keyValue = Self.value(key)
    var found = MDB_val()
    let status = mdb_get(raw, table.number, &keyValue, &found)
    if status == MDB_SUCCESS { return .success(Self.buffer(found)) }
    if status == MDB_NOTFOUND { return .success(nil) }
    return .failure(Status.error(status, "read \(table.name.name)"))
  }

  func find(_ table: Table, _ key: [UInt8]) throws(StoreError) -> UnsafeRawBufferPointer? {
    try key.withUnsafeBytes { find(table, $0) }.get()
  }

  /// Puts `bytes` under `key`, in place of what is there.
  func put(_ table: Table, _ key: [UInt8], _ bytes: [UInt8]) throws(StoreError) {
    let status = key.withUnsafeBytes { key in
      bytes.withUnsafeBytes { bytes in
        var keyValue = Self.value(key)
        var value = Self.value(bytes)
        return mdb_put(raw, table.number, &keyValue, &value, 0)
      }
    }
    try Status.check(status, "put into \(table.name.name)")
  }

  /// Room for a new value under `key`, to be filled before the next call; nil when there is a
  /// value already, which stays.
  func reserve(
    _ table: Table, _ key: [UInt8], byteCount: Int
  ) throws(StoreError) -> UnsafeMutableRawBufferPointer? {
    var value = MDB_val(mv_size: byteCount, mv_data: nil)
    let status = key.withUnsafeBytes { key in
      var keyValue = Self.value(key)
      return mdb_put(
        raw, table.number, &keyValue, &value, UInt32(MDB_RESERVE | MDB_NOOVERWRITE))
    }
    if status == MDB_KEYEXIST { return nil }
    try Status.check(status, "put into \(table.name.name)")
    return UnsafeMutableRawBufferPointer(start: value.mv_data, count: value.mv_size)
  }

  /// Takes `key` and its value away; false when there was none.
  @discardableResult
  func delete(_ table: Table, _ key: [UInt8]) throws(StoreError) -> Bool {
    let status = key.withUnsafeBytes { key in
      var keyValue = Self.value(key)
      return mdb_del(raw, table.number, &keyValue, nil)
    }
    if status == MDB_NOTFOUND { return false }
    try Status.check(status, "delete from \(table.name.name)")
    return true
  }

  /// Takes every row of `table` away.
  func empty(_ table: Table) throws(StoreError) {
    try Status.check(mdb_drop(raw, table.number, 0), "empty \(table.name.name)")
  }

  /// Rows and pages of `table`.
  func size(of table: Table) throws(StoreError) -> TableSize {
    var stat = MDB_stat()
    try Status.check(mdb_stat(raw, table.number, &stat), "measure \(table.name.name)")
    let pages = stat.ms_branch_pages + stat.ms_leaf_pages + stat.ms_overflow_pages
    return TableSize(rowCount: Int(stat.ms_entries), bytes: Int(pages) * Int(stat.ms_psize))
  }

  /// A walk over `table` in the order of its keys.
  func cursor(_ table: Table) throws(StoreError) -> Cursor {
    try Cursor.open(raw, table)
  }

  /// The number of the table called `name`; nil when there is none and it is not to be made.
  func open(_ name: TableName, create: Bool) throws(StoreError) -> UInt32? {
    var number: UInt32 = 0
    let status = mdb_dbi_open(raw, name.name, create ? UInt32(MDB_CREATE) : 0, &number)
    if status == MDB_NOTFOUND { return nil }
    try Status.check(status, "open table \(name.name)")
    return number
  }

  /// Whether not one table has been made in the environment yet.
  func isBlank() throws(StoreError) -> Bool {
    var main: UInt32 = 0
    try Status.check(mdb_dbi_open(raw, nil, 0, &main), "open the table of tables")
    var stat = MDB_stat()
    try Status.check(mdb_stat(raw, main, &stat), "measure the table of tables")
    return stat.ms_entries == 0
  }

  @inline(__always)
  static func value(_ bytes: UnsafeRawBufferPointer) -> MDB_val {
    MDB_val(mv_size: bytes.count, mv_data: UnsafeMutableRawPointer(mutating: bytes.baseAddress))
  }

  @inline(__always)
  static func buffer(_ value: MDB_val) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: value.mv_data, count: value.mv_size)
  }
}

/// How much a table holds.
struct TableSize {
  let rowCount: Int
  /// Whole pages, the half-empty ones too.
  let bytes: Int
}
