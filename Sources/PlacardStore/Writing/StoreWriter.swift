internal import Synchronization

/// Changes the store, on the one thread that owns it.
///
/// The first change after a commit begins a write transaction, and until the next commit no other
/// process can write: gather changes first, then put them and commit at once. A change that throws
/// takes every change since the last commit back; what was committed stays.
package final class StoreWriter {
  let store: Store
  private var transaction: WriteTransaction?
  private var open: Snapshot?
  /// Changes since the last commit.
  package private(set) var pendingOperations = 0
  /// Bytes of pictures and assets among them.
  package private(set) var pendingBytes = 0
  /// Of free pages, when this transaction had to look.
  var freeBytes: Int?

  init(_ store: Store) { self.store = store }

  deinit {
    // The transaction must be gone before another writer may begin one.
    abort()
    store.hasWriter.store(false, ordering: .releasing)
  }

  /// Puts all changes on the disk, all or nothing. Returns the number of the commit, by which
  /// readers see whether they have it; nil when nothing was pending.
  ///
  /// - Throws: `diskFull`, `mapFull` or `io`; then none of the changes is in the store.
  @discardableResult
  package func commit() throws(StoreError) -> UInt64? {
    guard let ending = transaction.take() else { return nil }
    forget()
    return try ending.commit()
  }

  /// Takes every change since the last commit back.
  package func abort() {
    _ = transaction.take()
    forget()
  }

  /// The store with the changes since the last commit; good until the next change. Counts as
  /// having begun to write.
  package func pendingSnapshot() throws(StoreError) -> Snapshot {
    if let open { return open }
    let beginning = try WriteTransaction.begin(in: store.environment)
    let snapshot = Snapshot(beginning.view, store.tables)
    transaction = consume beginning
    open = snapshot
    return snapshot
  }

  /// Runs one change; all pending ones are lost with it when it throws.
  func change<R>(
    bytes: Int = 0, _ body: (Snapshot) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    do throws(StoreError) {
      let result = try body(try pendingSnapshot())
      pendingOperations += 1
      pendingBytes += bytes
      return result
    } catch {
      abort()
      throw error
    }
  }

  private func forget() {
    open = nil
    pendingOperations = 0
    pendingBytes = 0
    freeBytes = nil
  }
}

/// LMDB ties a write transaction to the thread that began it.
@available(*, unavailable)
extension StoreWriter: Sendable {}

/// How records are written, within a write transaction.
extension Snapshot {
  func put(_ record: some Record, in table: TableName, _ key: [UInt8]) throws(StoreError) {
    try view.put(tables[table], key, Envelope.seal(record, table, key: key))
  }

  @discardableResult
  func delete(from table: TableName, _ key: [UInt8]) throws(StoreError) -> Bool {
    try view.delete(tables[table], key)
  }

  func setMeta(_ name: MetaName, _ value: UInt64) throws(StoreError) {
    try put(Count(value), in: .meta, name.key)
  }

  /// Up to `countMax` records of `table` after `key`, copied, so that rows may be changed while
  /// they are gone through.
  func chunk<R: Record>(
    of table: TableName, after key: [UInt8]?, countMax: Int
  ) throws(StoreError) -> [(key: [UInt8], record: R)] {
    var rows: [(key: [UInt8], record: R)] = []
    for key in try keys(of: table, after: key, countMax: countMax) {
      guard let found: R = try record(in: table, key) else { continue }
      rows.append((key, found))
    }
    return rows
  }
}
