internal import PlacardCore

/// Whether what an intact record points at is there.
struct RowCheck {
  private let snapshot: Snapshot
  private let row: Cursor.Row

  init(_ snapshot: Snapshot, _ row: Cursor.Row) {
    self.snapshot = snapshot
    self.row = row
  }

  /// The first thing wrong with the row; nil when nothing is.
  func problem(in table: TableName) throws(StoreError) -> String? {
    switch table {
    case .cards: try cardProblem()
    case .owners: try ownerProblem()
    case .missed: try missedProblem()
    case .pages:
      try decoded(PageRecord.self, table) { (page) throws(StoreError) in try problem(of: page) }
    case .history:
      try decoded(FormerPage.self, table) { former throws(StoreError) in
        if let page = former.page { try problem(of: page) } else { nil }
      }
    case .lines: try lineProblem()
    case .dependencies: decodes(DependencyRecord.self, table)
    case .requests:
      try decoded(RequestEntry.self, table) { (request) throws(StoreError) in
        try problem(of: request)
      }
    case .assets:
      try decoded(AssetLock.self, table) { (lock) throws(StoreError) in try problem(of: lock) }
    case .meta: try metaProblem()
    case .staged: decodes(StagedPage.self, table)
    case .condemned: decodes(Count.self, table)
    case .builds: decodes(BuildRecord.self, table)
    case .templates, .versions: decodes(TemplateRecord.self, table)
    case .files: decodes(FileEntry.self, table)
    case .keys: decodes(APIKeyRecord.self, table)
    case .usage: decodes(UsageEntry.self, table)
    case .sessions: decodes(SessionRecord.self, table)
    case .objects, .assetBytes: nil
    }
  }

  private func cardProblem() throws(StoreError) -> String? {
    guard let digest = Digest(bytes: row.key) else { return "the key is not 32 bytes" }
    return try decoded(CardEntry.self, .cards) { card throws(StoreError) in
      if try !has(.objects, card.contentHash.digest.bytes) {
        return "its picture \(card.contentHash.hex) is not there"
      }
      if try !has(.owners, StoreKey.owner(of: card.contentHash, RenderKey(digest))) {
        return "its picture does not know of it"
      }
      let isListed = try has(.missed, Array(row.key))
      if isListed != (card.origin == .missed) { return "the list of missed cards differs" }
      return nil
    }
  }

  private func ownerProblem() throws(StoreError) -> String? {
    guard row.key.count == 2 * Digest.byteCount,
      let key = Digest(
        bytes: UnsafeRawBufferPointer(rebasing: row.key[Digest.byteCount...]))
    else { return "the key is not 64 bytes" }
    let card = try snapshot.card(RenderKey(key))
    guard let card, row.key.starts(with: card.contentHash.digest.bytes) else {
      return "its card has another picture"
    }
    return nil
  }

  private func missedProblem() throws(StoreError) -> String? {
    guard let digest = Digest(bytes: row.key) else { return "the key is not 32 bytes" }
    return try decoded(MissedEntry.self, .missed) { entry throws(StoreError) in
      guard let card = try snapshot.card(RenderKey(digest)), card.origin == .missed,
        card.byteCount == entry.byteCount
      else { return "its card says otherwise" }
      return nil
    }
  }

  private func lineProblem() throws(StoreError) -> String? {
    if try !has(.pages, Array(row.key)) { return "its page is not there" }
    return try decoded(LineRecord.self, .lines) { line throws(StoreError) in
      try has(.dependencies, StoreKey.number(line.dependencies))
        ? nil : "what it depends on, number \(line.dependencies), is not there"
    }
  }

  private func metaProblem() throws(StoreError) -> String? {
    try decoded(Count.self, .meta) { count throws(StoreError) in
      guard row.key.elementsEqual(MetaName.currentBuild.key) else { return nil }
      return try has(.builds, StoreKey.number(count.value))
        ? nil : "build \(count.value) is not there"
    }
  }

  private func problem(of page: PageRecord) throws(StoreError) -> String? {
    for variant in page.variants {
      if try !has(.objects, variant.contentHash.digest.bytes) {
        return "its picture \(variant.contentHash.hex) is not there"
      }
      if try !has(.cards, variant.renderKey.digest.bytes) {
        return "its card \(variant.renderKey.hex) is not there"
      }
    }
    return nil
  }

  private func problem(of request: RequestEntry) throws(StoreError) -> String? {
    if try !has(.cards, request.renderKey.digest.bytes) {
      return "its card \(request.renderKey.hex) is not there"
    }
    return try has(.objects, request.contentHash.digest.bytes)
      ? nil : "its picture \(request.contentHash.hex) is not there"
  }

  private func problem(of lock: AssetLock) throws(StoreError) -> String? {
    try has(.assetBytes, lock.digest.bytes) ? nil : "its bytes \(lock.digest.hex) are not there"
  }

  private func has(_ table: TableName, _ key: [UInt8]) throws(StoreError) -> Bool {
    try snapshot.view.find(snapshot.tables[table], key) != nil
  }

  private func decodes<R: Record>(_ type: R.Type, _ table: TableName) -> String? {
    Envelope.open(R.self, table, key: row.key, value: row.value) == nil
      ? "the record cannot be read" : nil
  }

  private func decoded<R: Record>(
    _ type: R.Type, _ table: TableName, _ body: (R) throws(StoreError) -> String?
  ) throws(StoreError) -> String? {
    guard let record = Envelope.open(R.self, table, key: row.key, value: row.value) else {
      return "the record cannot be read"
    }
    return try body(record)
  }
}
