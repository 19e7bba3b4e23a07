internal import PlacardCore
internal import PlacardHTTP
internal import PlacardStore

/// What a store holds, and for whom: the answer to `GET /api/store`.
struct StoreReport: Sendable {
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
  let statistics: StoreStatistics
  let build: BuildRecord?

  private static let missedMax = 20

  /// Goes through all cards of the reader's snapshot.
  init(_ reader: StoreReader) throws(StoreError) {
    statistics = try reader.statistics()
    build = try reader.currentBuild()
    for origin in CardOrigin.allCases { byOrigin[origin] = Sum() }
    try addCards(reader.snapshot)
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
