internal import PlacardCore

/// Taking away what nothing needs: names first, an object two minutes after its last name.
extension StoreWriter {
  private static let rowsAtOnce = 1_024

  /// Goes through the whole store in small commits, so that others can write in between. Hold the
  /// `BuildLock` around it: a build relies on pictures that no page shows yet.
  package func collect(_ policy: CollectionPolicy) throws(StoreError) -> CollectionReport {
    try commit()
    var report = CollectionReport()
    report.historyRows = try forgetHistory(policy)
    if policy.olderThanSeconds != nil || policy.keepBuilds != nil {
      report.cards = try dropUnusedCards(policy)
    }
    report.evictedMisses = try evictMissed(
      bytesMax: policy.missedBytesMax, now: policy.now)
    report.requests = try dropDanglingRequests()
    report.condemnedObjects = try condemnNameless(now: policy.now)
    (report.deletedObjects, report.deletedObjectBytes) = try sweepCondemned(
      now: policy.now, quarantineSeconds: policy.quarantineSeconds)
    report.deletedAssets = try deleteUnlockedAssets()
    return report
  }

  /// Keeps the pictures of unsigned requests within `bytesMax`, forgetting the least recently used
  /// down to nine tenths of it; commits. Cheap when nothing is to do.
  ///
  /// - Parameter now: Unix seconds.
  /// - Returns: how many cards went. Their objects go with a later `sweepCondemned`.
  @discardableResult
  package func evictMissed(bytesMax: Int, now: Int64) throws(StoreError) -> Int {
    let count = try change { (snapshot) throws(StoreError) in
      var bytes = Int(clamping: try snapshot.meta(.missedBytes) ?? 0)
      if bytes <= bytesMax { return 0 }
      let rows: [(key: [UInt8], record: MissedEntry)] = try snapshot.chunk(
        of: .missed, after: nil, countMax: .max)
      let target = bytesMax / 10 * 9
      var count = 0
      for row in rows.sorted(by: { $0.record.lastUseHour < $1.record.lastUseHour }) {
        if bytes <= target { break }
        guard let key = row.key.withUnsafeBytes({ Digest(bytes: $0) }) else { continue }
        try snapshot.dropCard(RenderKey(key), now: now)
        bytes -= Int(row.record.byteCount)
        count += 1
      }
      return count
    }
    try commit()
    return count
  }

  /// Deletes the objects that have had no card for `quarantineSeconds`; commits.
  @discardableResult
  package func sweepCondemned(
    now: Int64, quarantineSeconds: Int64 = 120
  ) throws(StoreError) -> (objects: Int, bytes: Int) {
    var swept = (objects: 0, bytes: 0)
    try inChunks(of: .condemned) { (snapshot, key) throws(StoreError) in
      guard let since: Count = try snapshot.record(in: .condemned, key),
        Int64(clamping: since.value) <= now &- quarantineSeconds
      else { return }
      try snapshot.delete(from: .condemned, key)
      if try snapshot.hasKey(in: .owners, beginningWith: key) { return }
      let object = try snapshot.view.find(snapshot.tables[.objects], key)
      guard let bytes = object?.count else { return }
      try snapshot.delete(from: .objects, key)
      swept.objects += 1
      swept.bytes += bytes
    }
    return swept
  }

  private func forgetHistory(_ policy: CollectionPolicy) throws(StoreError) -> Int {
    let rows = try change { (snapshot) throws(StoreError) in
      let builds = try snapshot.builds()
      var bounds: [UInt64] = []
      if let keep = policy.keepBuilds {
        bounds.append(builds.dropLast(keep - 1).last?.number ?? 0)
      }
      if let age = policy.olderThanSeconds {
        let old = builds.last { $0.finishedAt < policy.now &- age }
        bounds.append(old?.number ?? 0)
      }
      // What either rule keeps is kept.
      guard let bound = bounds.min(), bound > 0 else { return 0 }
      return try History(snapshot).forget(upTo: bound)
    }
    try commit()
    return rows
  }

  private func dropUnusedCards(_ policy: CollectionPolicy) throws(StoreError) -> Int {
    let shown = try cardsShown()
    let hour = policy.unusedBeforeHour
    var count = 0
    try inChunks(of: .cards) { (snapshot, key) throws(StoreError) in
      guard let digest = key.withUnsafeBytes({ Digest(bytes: $0) }),
        let card = try snapshot.card(RenderKey(digest)), !shown.contains(digest)
      else { return }
      let isUnused = hour.map { card.lastUseHour < $0 }
      let goes =
        switch card.origin {
        case .missed: false
        case .generated: isUnused ?? false
        case .built: isUnused ?? true
        }
      guard goes else { return }
      try snapshot.dropCard(RenderKey(digest), now: policy.now)
      count += 1
    }
    return count
  }

  /// The keys of all pictures of the published pages and of the history that is kept.
  private func cardsShown() throws(StoreError) -> DigestSet {
    var shown = DigestSet()
    let snapshot = try pendingSnapshot()
    try snapshot.walk(.pages, PageRecord.self, from: []) { _, page in
      for variant in page.variants { shown.insert(variant.renderKey.digest) }
      return true
    }
    try snapshot.walk(.history, FormerPage.self, from: []) { _, former in
      for variant in former.page?.variants ?? [] { shown.insert(variant.renderKey.digest) }
      return true
    }
    shown.sort()
    return shown
  }

  private func dropDanglingRequests() throws(StoreError) -> Int {
    var count = 0
    try inChunks(of: .requests) { (snapshot, key) throws(StoreError) in
      guard let entry: RequestEntry = try snapshot.record(in: .requests, key),
        try snapshot.card(entry.renderKey) == nil
      else { return }
      try snapshot.delete(from: .requests, key)
      count += 1
    }
    return count
  }

  /// Finds objects that no card names, as after a build that was killed.
  private func condemnNameless(now: Int64) throws(StoreError) -> Int {
    var count = 0
    try inChunks(of: .objects) { (snapshot, key) throws(StoreError) in
      guard let digest = key.withUnsafeBytes({ Digest(bytes: $0) }),
        try !snapshot.hasKey(in: .owners, beginningWith: key)
      else { return }
      try snapshot.condemnIfNameless(ContentHash(digest), now: now)
      count += 1
    }
    return count
  }

  /// In one transaction, so that no lock comes between the look and the deletion; there are few.
  private func deleteUnlockedAssets() throws(StoreError) -> Int {
    let count = try change { (snapshot) throws(StoreError) in
      var locked = DigestSet()
      try snapshot.walk(.assets, AssetLock.self, from: []) { _, lock in
        locked.insert(lock.digest)
        return true
      }
      locked.sort()
      var count = 0
      for key in try snapshot.keys(of: .assetBytes, after: nil, countMax: .max) {
        guard let digest = key.withUnsafeBytes({ Digest(bytes: $0) }), !locked.contains(digest)
        else { continue }
        try snapshot.delete(from: .assetBytes, key)
        count += 1
      }
      return count
    }
    try commit()
    return count
  }

  /// Lends every key of `table`, committing now and then.
  private func inChunks(
    of table: TableName, _ body: (Snapshot, [UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    var last: [UInt8]?
    while true {
      let keys = try change { (snapshot) throws(StoreError) in
        let keys = try snapshot.keys(of: table, after: last, countMax: Self.rowsAtOnce)
        for key in keys { try body(snapshot, key) }
        return keys
      }
      try commit()
      guard let end = keys.last else { return }
      if let last, !last.lexicographicallyPrecedes(end) {
        throw .damaged(table, "the keys are not in order")
      }
      last = end
    }
  }
}
