internal import PlacardStore
internal import Synchronization

/// How many fresh renders each key has had this month: those that the store knows of, and those
/// under way, which are reserved before they begin. So a plan's limit is kept exactly, however many
/// ask at once, and what fails is given back.
///
/// While nothing of a key is under way the store's own count is taken, so what other processes
/// charge is seen; while something is, the ledger counts for itself, or a charge that has just been
/// committed would count twice.
package final class UsageLedger: Sendable {
  private struct Slot: Hashable {
    var keyID: String
    var month: UsageMonth

    init(_ charge: Order.Charge) {
      keyID = charge.keyID
      month = charge.day.month
    }
  }

  private struct Account {
    /// Committed, when the first of those under way was reserved, and since.
    var committed: UInt64
    var underWay: UInt64

    var total: UInt64 { committed &+ underWay }
  }

  private let accounts = Mutex<[Slot: Account]>([:])

  package init() {}

  /// Reserves a render, unless the key's month has had all that its plan has; false then. Whoever
  /// reserves owes `commit` or `release`.
  ///
  /// - Parameter storedCount: the newest count of the store, asked for when none is under way.
  func reserve(
    _ charge: Order.Charge, storedCount: () throws(StoreError) -> UInt64
  ) throws(StoreError) -> Bool {
    let slot = Slot(charge)
    return try accounts.withLock { accounts in
      Result { () throws(StoreError) -> Bool in
        var account =
          if let known = accounts[slot] { known } else {
            Account(committed: try storedCount(), underWay: 0)
          }
        if let max = charge.monthMax, account.total >= max { return false }
        account.underWay += 1
        accounts[slot] = account
        return true
      }
    }.get()
  }

  /// Notes that a reserved render has been committed; returns the month's sum with it and with those
  /// under way.
  func commit(_ charge: Order.Charge) -> UInt64 {
    settle(charge) { $0.committed += 1 }
  }

  /// Gives a reservation back.
  func release(_ charge: Order.Charge) { _ = settle(charge) { _ in } }

  /// What the month of `charge` has had, those under way included.
  ///
  /// - Parameter storedCount: the store's count, for a key that has nothing under way.
  package func usedCount(_ charge: Order.Charge, storedCount: UInt64) -> UInt64 {
    accounts.withLock { $0[Slot(charge)]?.total } ?? storedCount
  }

  private func settle(_ charge: Order.Charge, _ change: (inout Account) -> Void) -> UInt64 {
    let slot = Slot(charge)
    return accounts.withLock { accounts in
      guard var account = accounts[slot], account.underWay > 0 else {
        preconditionFailure("only what is reserved is settled")
      }
      account.underWay -= 1
      change(&account)
      accounts[slot] = account.underWay > 0 ? account : nil
      return account.total
    }
  }
}
