internal import CLMDB

/// The one write transaction of all processes; begun and ended on one thread.
struct WriteTransaction: ~Copyable {
  private let environment: Environment
  private var raw: OpaquePointer?

  /// Waits until no other process and no other thread writes.
  static func begin(in environment: Environment) throws(StoreError) -> WriteTransaction {
    WriteTransaction(
      environment: environment, raw: try environment.begin(0, "begin to write"))
  }

  private init(environment: Environment, raw: OpaquePointer) {
    self.environment = environment
    self.raw = raw
  }

  deinit {
    if let raw { mdb_txn_abort(raw) }
  }

  var view: TransactionView {
    guard let raw else { preconditionFailure("a transaction is not used after its end") }
    return TransactionView(raw)
  }

  /// Puts everything on the disk, all or nothing; returns the number of the commit.
  consuming func commit() throws(StoreError) -> UInt64 {
    guard let raw else { preconditionFailure("a transaction is not used after its end") }
    let id = UInt64(mdb_txn_id(raw))
    // LMDB frees the transaction whatever it answers.
    self.raw = nil
    let status = mdb_txn_commit(raw)
    if status != MDB_SUCCESS { throw environment.commitError(status) }
    return id
  }
}
