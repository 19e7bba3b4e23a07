internal import PlacardCore

/// What pages were before each build changed them: enough to tell any earlier generation, and no
/// more than the changes.
struct History {
  private let snapshot: Snapshot
  private static let rowsAtOnce = 1_024

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  /// Undoes the builds after `number`, the newest first.
  ///
  /// - Returns: false, with nothing changed, when that cannot be done.
  func rollBack(to number: UInt64) throws(StoreError) -> Bool {
    guard let current = try snapshot.meta(.currentBuild), number < current,
      try snapshot.stagingBuild() == nil, try snapshot.build(number) != nil,
      number >= (try snapshot.meta(.historyStart) ?? 0)
    else { return false }
    let later = try snapshot.builds().map(\.number).filter { $0 > number }
    for build in later.reversed() {
      try undo(build)
      try snapshot.delete(from: .builds, StoreKey.number(build))
    }
    try snapshot.setMeta(.currentBuild, number)
    return true
  }

  /// Forgets how the pages were before build `number` was published; the newest build's own change
  /// may be forgotten too. Returns how many rows went.
  func forget(upTo number: UInt64) throws(StoreError) -> Int {
    var count = 0
    while true {
      let keys = try snapshot.keys(of: .history, after: nil, countMax: Self.rowsAtOnce)
        .filter { Self.build(of: $0) <= number }
      if keys.isEmpty { break }
      for key in keys { try snapshot.delete(from: .history, key) }
      count += keys.count
    }
    if number > (try snapshot.meta(.historyStart) ?? 0) {
      try snapshot.setMeta(.historyStart, number)
    }
    return count
  }

  private func undo(_ build: UInt64) throws(StoreError) {
    let prefix = StoreKey.number(build)
    while true {
      let keys = try snapshot.keys(of: .history, after: prefix, countMax: Self.rowsAtOnce)
        .filter { $0.starts(with: prefix) }
      if keys.isEmpty { return }
      for key in keys {
        guard let former: FormerPage = try snapshot.record(in: .history, key) else { continue }
        let name = StoreKey.name(former.id)
        if let page = former.page {
          try snapshot.put(page, in: .pages, name)
        } else {
          try snapshot.delete(from: .pages, name)
        }
        // The line was of the page that is gone.
        try snapshot.delete(from: .lines, name)
        try snapshot.delete(from: .history, key)
      }
    }
  }

  private static func build(of key: [UInt8]) -> UInt64 {
    key.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }
}
