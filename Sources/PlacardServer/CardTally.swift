internal import PlacardCore
internal import PlacardStore
internal import Synchronization

/// The sums of a store's cards.
struct CardTally: Sendable {
  /// Some cards, and the bytes of their pictures; of equal pictures each card counts its own.
  struct Sum: Sendable, Hashable {
    var cardCount = 0
    var byteCount = 0

    mutating func add(_ entry: CardEntry) {
      cardCount += 1
      byteCount += Int(entry.byteCount)
    }
  }

  /// A picture that was drawn for a request without a key.
  struct Missed: Sendable {
    var entry: CardEntry
    /// nil for a card that is older than the notes on what cards are drawn from.
    var inputs: CardInputs?
  }

  private(set) var byTemplate: [String: Sum] = [:]
  /// Of cards that do not tell their template.
  private(set) var ofNoTemplate = Sum()
  private(set) var byOrigin: [CardOrigin: Sum] = [:]
  /// Those used last, the last first.
  private(set) var missed: [Missed] = []

  private static let missedMax = 20

  /// Goes through all cards of the snapshot.
  init(_ snapshot: Snapshot) throws(StoreError) {
    for origin in CardOrigin.allCases { byOrigin[origin] = Sum() }
    try addCards(snapshot)
    missed.sort(by: Self.isLater)
    missed.removeLast(max(0, missed.count - Self.missedMax))
  }

  private mutating func addCards(_ snapshot: Snapshot) throws(StoreError) {
    try snapshot.forEachCard { _, entry throws(StoreError) in
      add(entry)
      return true
    }
  }

  private mutating func add(_ entry: CardEntry) {
    let inputs = CardInputs(bytes: entry.inputs)
    byOrigin[entry.origin, default: Sum()].add(entry)
    if let inputs {
      byTemplate[inputs.templateID, default: Sum()].add(entry)
    } else {
      ofNoTemplate.add(entry)
    }
    guard entry.origin == .missed else { return }
    missed.append(Missed(entry: entry, inputs: inputs))
    // Now and then, so that a store of many keeps few in memory.
    guard missed.count >= 64 * Self.missedMax else { return }
    missed.sort(by: Self.isLater)
    missed.removeLast(missed.count - Self.missedMax)
  }

  private static func isLater(_ left: Missed, _ right: Missed) -> Bool {
    if left.entry.lastUseHour != right.entry.lastUseHour {
      return left.entry.lastUseHour > right.entry.lastUseHour
    }
    return left.entry.contentHash < right.entry.contentHash
  }
}

/// The sums of the cards as of the newest commit that was asked about. A commit is gone through once,
/// whoever asks meanwhile waits for the same sums.
final class CardTallies: Sendable {
  private struct Known {
    var transactionID: UInt64
    var tally: CardTally
  }

  private let known = Mutex<Known?>(nil)

  /// The sums of the snapshot's cards.
  func tally(_ snapshot: Snapshot) throws(StoreError) -> CardTally {
    try known.withLock { known throws(StoreError) in
      if let known, known.transactionID == snapshot.transactionID { return known.tally }
      let tally = try CardTally(snapshot)
      known = Known(transactionID: snapshot.transactionID, tally: tally)
      return tally
    }
  }
}
