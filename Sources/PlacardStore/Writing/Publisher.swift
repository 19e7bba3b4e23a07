internal import PlacardCore

/// Makes a build's staged pages the published ones, within one write transaction.
struct Publisher {
  private let snapshot: Snapshot
  private static let rowsAtOnce = 1_024

  init(_ snapshot: Snapshot) { self.snapshot = snapshot }

  func publish(_ publication: BuildPublication) throws(StoreError) -> PublishedBuild {
    guard let number = try snapshot.stagingBuild() else {
      preconditionFailure("a build is begun before it is published")
    }
    var published = PublishedBuild(number: number, transactionID: 0, root: Digest.zero)
    let former = try snapshot.currentBuild()
    var seen = publication.seen
    try publishStaged(&published, seen: &seen, keepingHistory: former != nil)
    for id in publication.failedIDs { try snapshot.delete(from: .lines, StoreKey.name(id)) }
    if var seen {
      seen.sort()
      if try hasUnseen(seen, publication, published) {
        try removeUnseen(&published, seen, keepingHistory: former != nil)
      }
      try removeDependencies(otherThan: publication.dependencies)
    }
    var counts = publication.counts
    counts.removed = UInt64(published.removedPages)
    let formerRoot = published.changesNothing ? former?.root : nil
    let root = if let formerRoot { formerRoot } else { try StoreRoot.of(snapshot) }
    let record = BuildRecord(
      number: number, startedAt: publication.startedAt, finishedAt: publication.finishedAt,
      settings: publication.settings, counts: counts, root: root, shard: publication.shard)
    published.root = root
    try snapshot.put(record, in: .builds, StoreKey.number(number))
    try snapshot.setMeta(.currentBuild, number)
    try snapshot.setMeta(.stagingBuild, 0)
    try snapshot.view.empty(snapshot.tables[.staged])
    return published
  }

  private func publishStaged(
    _ published: inout PublishedBuild, seen: inout SeenCards?, keepingHistory: Bool
  ) throws(StoreError) {
    var last: [UInt8]?
    while true {
      let rows: [(key: [UInt8], record: StagedPage)] = try snapshot.chunk(
        of: .staged, after: last, countMax: Self.rowsAtOnce)
      guard let end = rows.last else { return }
      for (key, staged) in rows {
        seen?.insert(staged.page.id)
        guard let page = try completed(staged.page) else {
          published.incompleteCards.append(staged.page.id)
          try snapshot.delete(from: .lines, key)
          continue
        }
        try publish(page, key, &published, keepingHistory: keepingHistory)
        if let line = staged.line {
          try snapshot.put(line, in: .lines, key)
        } else {
          try snapshot.delete(from: .lines, key)
        }
      }
      last = end.key
    }
  }

  private func publish(
    _ page: PageRecord, _ key: [UInt8], _ published: inout PublishedBuild, keepingHistory: Bool
  ) throws(StoreError) {
    let former: PageRecord? = try snapshot.record(in: .pages, key)
    if former == page { return }
    if former == nil { published.addedPages += 1 } else { published.changedPages += 1 }
    if keepingHistory {
      let row = FormerPage(id: page.id, page: former)
      try snapshot.put(
        row, in: .history, StoreKey.number(published.number, name: page.id))
    }
    try snapshot.put(page, in: .pages, key)
  }

  /// The page with each picture as its card has it, which settles what two draws of one key made;
  /// nil when a card is gone.
  private func completed(_ page: PageRecord) throws(StoreError) -> PageRecord? {
    var page = page
    for index in page.variants.indices {
      guard let card = try snapshot.card(page.variants[index].renderKey) else { return nil }
      page.variants[index].contentHash = card.contentHash
    }
    return page
  }

  /// Whether there is a page of a card that the build did not see, by numbers alone: every page is
  /// of a card that was seen, and every card that was seen has one or failed without.
  private func hasUnseen(
    _ seen: SeenCards, _ publication: BuildPublication, _ published: PublishedBuild
  ) throws(StoreError) -> Bool {
    let pages = try snapshot.view.size(of: snapshot.tables[.pages]).rowCount
    var pageless: Set<String> = []
    for id in publication.failedIDs + published.incompleteCards where !pageless.contains(id) {
      if try snapshot.view.find(snapshot.tables[.pages], StoreKey.name(id)) == nil {
        pageless.insert(id)
      }
    }
    return pages != seen.count - pageless.count
  }

  private func removeDependencies(otherThan kept: Set<UInt64>) throws(StoreError) {
    for record in try snapshot.dependencies() where !kept.contains(record.number) {
      try snapshot.delete(from: .dependencies, StoreKey.number(record.number))
    }
  }

  private func removeUnseen(
    _ published: inout PublishedBuild, _ seen: SeenCards, keepingHistory: Bool
  ) throws(StoreError) {
    var last: [UInt8]?
    while true {
      let unseen = try snapshot.unseenKeys(after: last, seen, countMax: Self.rowsAtOnce)
      guard let end = unseen.last else { return }
      for key in unseen {
        guard let page: PageRecord = try snapshot.record(in: .pages, key) else { continue }
        if keepingHistory {
          let row = FormerPage(id: page.id, page: page)
          try snapshot.put(
            row, in: .history, StoreKey.number(published.number, name: page.id))
        }
        try snapshot.delete(from: .pages, key)
        try snapshot.delete(from: .lines, key)
        published.removedPages += 1
      }
      last = end
    }
  }
}
