internal import CLMDB

/// A read transaction with its slot in the reader table, kept across many snapshots.
///
/// lmdb.h: "reset and renew" keep the slot, which costs a tenth of beginning anew.
struct ReadTransaction: ~Copyable {
  private let environment: Environment
  private var raw: OpaquePointer?
  /// Whether a snapshot is held; an old one keeps pages from being used again.
  private(set) var isActive = true

  private init(_ raw: OpaquePointer, in environment: Environment) {
    self.raw = raw
    self.environment = environment
  }

  /// A transaction that holds no snapshot yet.
  static func make(in environment: Environment) throws(StoreError) -> ReadTransaction {
    var transaction = try begin(in: environment)
    transaction.reset()
    return transaction
  }

  /// A transaction that holds the newest snapshot.
  static func begin(in environment: Environment) throws(StoreError) -> ReadTransaction {
    let raw = try environment.begin(UInt32(MDB_RDONLY), "begin to read")
    return ReadTransaction(raw, in: environment)
  }

  deinit { mdb_txn_abort(raw) }

  /// Ends it so that the numbers of tables opened in it stay good; LMDB drops them otherwise.
  consuming func keepTables() throws(StoreError) {
    let ending = raw.take()
    try Status.check(mdb_txn_commit(ending), "open the tables")
  }

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
    guard let raw else { preconditionFailure("a transaction is not used after its end") }
    return TransactionView(raw)
  }
}
