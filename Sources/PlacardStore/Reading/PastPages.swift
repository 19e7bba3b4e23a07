internal import PlacardCore

/// The pages of one published build, the current or an earlier one, as `history` lets them be told.
///
/// Good as long as the snapshot is. Holds in memory those pages that later builds have changed.
package struct PastPages {
  /// Of the build.
  package let number: UInt64
  private let snapshot: Snapshot
  /// What later builds changed, as it was before them; no page where there was none.
  private var former: [String: PageRecord?] = [:]

  /// - Returns: nil when there is no such build, or its pages are forgotten.
  package init?(of number: UInt64, in snapshot: Snapshot) throws(StoreError) {
    guard let current = try snapshot.meta(.currentBuild), number <= current,
      try snapshot.reachableBuilds().contains(where: { $0.number == number })
    else { return nil }
    self.number = number
    self.snapshot = snapshot
    // The first build after it that changed a page knows how the page was.
    for build in try snapshot.builds().map(\.number) where build > number {
      try forEachFormer(of: build) { row in
        if former[row.id] == nil { former[row.id] = .some(row.page) }
      }
    }
  }

  private func forEachFormer(
    of build: UInt64, _ body: (FormerPage) -> Void
  ) throws(StoreError) {
    try snapshot.walk(.history, FormerPage.self, from: StoreKey.number(build)) { _, row in
      body(row)
      return true
    }
  }

  /// The page of card `id`; nil when the build had none.
  package func page(_ id: String) throws(StoreError) -> PageRecord? {
    if let known = former[id] { return known }
    return try snapshot.page(id)
  }

  /// Lends every page, in no order.
  package func forEach(_ body: (PageRecord) throws(StoreError) -> Void) throws(StoreError) {
    try snapshot.forEachPage { page throws(StoreError) in
      if former[page.id] == nil { try body(page) }
      return true
    }
    for case let page? in former.values { try body(page) }
  }

  /// The ids of cards that may be other in `later`, a later build of the same snapshot: all others
  /// have the same page in both.
  package func changedIDs(until later: PastPages) throws(StoreError) -> Set<String> {
    var ids: Set<String> = []
    for build in try snapshot.builds().map(\.number)
    where build > number && build <= later.number {
      try forEachFormer(of: build) { ids.insert($0.id) }
    }
    return ids
  }
}
