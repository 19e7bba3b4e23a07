internal import CLMDB

/// A read transaction with its slot in the reader table, kept across many snapshots.
///
/// lmdb.h: "reset and renew" keep the slot, which costs a tenth of beginning anew.
struct ReadTransaction: ~Copyable {
  private let environment: Environment
  private let raw: OpaquePointer
  /// Whether a snapshot is held; an old one keeps pages from being used again.
  private(set) var isActive = false

  private init(_ raw: OpaquePointer, in environment: Environment) {
    self.raw = raw
    self.environment = environment
  }

  /// A transaction that holds no snapshot yet.
  static func make(in environment: Environment) throws(StoreError) -> ReadTransaction {
    let raw = try environment.begin(UInt32(MDB_RDONLY), "begin to read")
    mdb_txn_reset(raw)
    return ReadTransaction(raw, in: environment)
  }

  deinit { mdb_txn_abort(raw) }

  /// Takes the newest snapshot, giving up the one held.
  mutating func renew() throws(StoreError) {
    reset()
    try Status.check(mdb_txn_renew(raw), "begin to read")
    isActive = true
  }

  /// Gives the snapshot up; every pointer from it is dead.
  mutating func reset() {
    guard isActive else { return }
    mdb_txn_reset(raw)
    isActive = false
  }

  var view: TransactionView {
    precondition(isActive, "a look-up needs a snapshot: call renew() first")
    return TransactionView(raw)
  }
}
