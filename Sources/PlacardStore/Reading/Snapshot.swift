package import PlacardCore

/// One consistent state of the store: everything up to one commit and nothing after it.
///
/// Good until its reader is renewed or reset; so are the bytes it lends. Every look-up is nil for
/// what is not there and throws `damaged` for bytes that are not what was written.
package struct Snapshot {
  let view: TransactionView
  let tables: Tables

  init(_ view: TransactionView, _ tables: Tables) {
    self.view = view
    self.tables = tables
  }

  /// The number of the newest commit in it; every commit moves it.
  package var transactionID: UInt64 { view.id }

  /// The stored picture of that name. Its head is checked, its body only by `verify`.
  package func object(_ hash: ContentHash) throws(StoreError) -> ObjectView? {
    let value = try hash.digest.withUnsafeBytes { view.find(tables[.objects], $0) }.get()
    guard let value else { return nil }
    guard let object = ObjectRecord.view(value, hash: hash) else {
      throw .damaged(.objects, "the head of \(hash.hex) is not what was written")
    }
    return object
  }

  /// What was drawn for the key, for whom, and when it was last used.
  package func card(_ key: RenderKey) throws(StoreError) -> CardEntry? {
    try record(in: .cards, key.digest)
  }

  /// The pictures of card `id` in the published build.
  package func page(_ id: String) throws(StoreError) -> PageRecord? {
    try record(in: .pages, name: id)
  }

  /// By what a build may pass card `id`, whose page is published.
  package func line(_ id: String) throws(StoreError) -> LineRecord? {
    try record(in: .lines, name: id)
  }

  /// What the lines of published pages depend on, the lowest number first.
  package func dependencies() throws(StoreError) -> [DependencyRecord] {
    try records(in: .dependencies)
  }

  /// What a raw request target leads to; `target` is the digest of its bytes. Allocates nothing.
  package func request(_ target: Digest) throws(StoreError) -> RequestEntry? {
    try record(in: .requests, target)
  }

  /// The current template of that id.
  package func template(_ id: String) throws(StoreError) -> TemplateRecord? {
    guard let found: TemplateRecord = try record(in: .templates, name: id) else { return nil }
    return found.isTombstone ? nil : found
  }

  /// Every template, in the order of the ids' bytes.
  package func templates() throws(StoreError) -> [TemplateRecord] {
    try records(in: .templates).filter { (record: TemplateRecord) in !record.isTombstone }
  }

  /// What stands for the template of that id, which came from a file and was deleted through the
  /// API.
  package func deletedTemplate(_ id: String) throws(StoreError) -> TemplateRecord? {
    guard let found: TemplateRecord = try record(in: .templates, name: id) else { return nil }
    return found.isTombstone ? found : nil
  }

  /// Every such template, in the order of the ids' bytes.
  package func deletedTemplates() throws(StoreError) -> [TemplateRecord] {
    try records(in: .templates).filter { (record: TemplateRecord) in record.isTombstone }
  }

  /// What template `id` was before, the oldest first.
  package func templateVersions(_ id: String) throws(StoreError) -> [TemplateRecord] {
    try records(in: .versions, from: StoreKey.series(id))
  }

  /// Template `id` as it was at `version`; nil for the current one, which has not been replaced.
  package func templateVersion(
    _ id: String, _ version: UInt64
  ) throws(StoreError) -> TemplateRecord? {
    try record(in: .versions, StoreKey.numbered(id, version))
  }

  /// Moves with every change of any template, so that what was made from them can be kept.
  package func templatesStamp() throws(StoreError) -> UInt64 {
    try meta(.templatesStamp) ?? 0
  }

  /// The lock of a remote address, spelled exactly as it was locked.
  package func asset(_ url: String) throws(StoreError) -> AssetLock? {
    try record(in: .assets, name: url)
  }

  /// Every asset lock, in the order of the addresses' bytes.
  package func assets() throws(StoreError) -> [AssetLock] {
    try records(in: .assets)
  }

  /// The bytes an asset lock names, hashed again before they are given.
  package func assetBytes(_ digest: Digest) throws(StoreError) -> [UInt8]? {
    let found = try digest.withUnsafeBytes { view.find(tables[.assetBytes], $0) }.get()
    guard let found else { return nil }
    guard Digest(of: found) == digest else {
      throw .damaged(.assetBytes, "the bytes of \(digest.hex) are not what was written")
    }
    return Array(found)
  }

  /// The digest of the local file at `path`, and by what to tell that the file is the same still.
  package func file(_ path: String) throws(StoreError) -> FileEntry? {
    try record(in: .files, name: path)
  }

  /// Every file whose digest is known, in the order of the paths' bytes.
  package func files() throws(StoreError) -> [FileEntry] {
    try records(in: .files)
  }

  /// The API key whose secret has that digest, revoked or not.
  package func key(_ secret: Digest) throws(StoreError) -> APIKeyRecord? {
    try record(in: .keys, secret)
  }

  /// Every API key, the oldest first.
  package func keys() throws(StoreError) -> [APIKeyRecord] {
    let keys: [APIKeyRecord] = try records(in: .keys)
    return keys.sorted { ($0.createdAt, $0.id) < ($1.createdAt, $1.id) }
  }

  /// The studio session whose token has that digest, expired or not.
  package func session(_ token: Digest) throws(StoreError) -> SessionRecord? {
    try record(in: .sessions, token)
  }

  /// Fresh renders a key was charged for in a month.
  package func usage(_ keyID: String, _ month: UsageMonth) throws(StoreError) -> UInt64 {
    let entry: UsageEntry? = try record(in: .usage, StoreKey.numbered(keyID, month.number))
    return entry?.count ?? 0
  }

  /// Every month of every key.
  package func usages() throws(StoreError) -> [UsageRecord] { try usages(from: []) }

  /// Every month of one key, the earliest first.
  package func usages(of keyID: String) throws(StoreError) -> [UsageRecord] {
    try usages(from: StoreKey.series(keyID))
  }

  private func usages(from prefix: [UInt8]) throws(StoreError) -> [UsageRecord] {
    var usages: [UsageRecord] = []
    try walk(.usage, UsageEntry.self, from: prefix) { key, entry throws(StoreError) in
      let number = Self.number(atEndOf: key)
      if let month = UsageMonth(number: number) {
        usages.append(UsageRecord(keyID: entry.keyID, month: month, count: entry.count))
      } else if UsageDay(number: number) == nil {
        throw .damaged(.usage, "a key names no month and no day")
      }
      return true
    }
    return usages
  }

  /// The days of a month on which a key was charged, the earliest first.
  package func usageDays(
    of keyID: String, in month: UsageMonth
  ) throws(StoreError) -> [DailyUsage] {
    var days: [DailyUsage] = []
    try walk(.usage, UsageEntry.self, from: StoreKey.series(keyID)) { key, entry in
      if let day = UsageDay(number: Self.number(atEndOf: key)), day.month == month {
        days.append(DailyUsage(day: day, count: entry.count))
      }
      return true
    }
    return days
  }

  /// The published build of that number, current or not.
  package func build(_ number: UInt64) throws(StoreError) -> BuildRecord? {
    try record(in: .builds, StoreKey.number(number))
  }

  /// Every build, the oldest first.
  package func builds() throws(StoreError) -> [BuildRecord] {
    try records(in: .builds)
  }

  /// The published build and the ones before it whose pages can still be told, the oldest first.
  package func reachableBuilds() throws(StoreError) -> [BuildRecord] {
    let start = try meta(.historyStart) ?? 0
    return try builds().filter { $0.number >= start }
  }

  /// The published build; nil before the first.
  package func currentBuild() throws(StoreError) -> BuildRecord? {
    guard let number = try meta(.currentBuild) else { return nil }
    guard let build = try build(number) else {
      throw .damaged(.builds, "build \(number) is published and has no record")
    }
    return build
  }

  /// Lends every page in the order of the ids' bytes, until `body` says false.
  package func forEachPage(
    _ body: (PageRecord) throws(StoreError) -> Bool
  ) throws(StoreError) {
    try walk(.pages, PageRecord.self, from: []) { _, page throws(StoreError) in try body(page) }
  }

  /// Lends the pages after that of card `id`, or all, in the order of the ids' bytes, until `body`
  /// says false.
  package func forEachPage(
    after id: String?, _ body: (PageRecord) throws(StoreError) -> Bool
  ) throws(StoreError) {
    guard let id else { return try forEachPage(body) }
    var cursor = try view.cursor(tables[.pages])
    let start = StoreKey.name(id)
    var row = try start.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    if let found = row, found.key.elementsEqual(start) { row = try cursor.next() }
    while let found = row {
      guard
        let page = Envelope.open(PageRecord.self, .pages, key: found.key, value: found.value)
      else { throw Self.damaged(.pages, key: found.key) }
      guard try body(page) else { return }
      row = try cursor.next()
    }
  }

  /// Lends every card in the order of the keys, until `body` says false.
  package func forEachCard(
    _ body: (RenderKey, CardEntry) throws(StoreError) -> Bool
  ) throws(StoreError) {
    try walk(.cards, CardEntry.self, from: []) { key, entry throws(StoreError) in
      guard let digest = Digest(bytes: key) else {
        throw .damaged(.cards, "a key is not 32 bytes")
      }
      return try body(RenderKey(digest), entry)
    }
  }

  /// Lends every stored picture in the order of the hashes, until `body` says false.
  package func forEachObject(
    _ body: (ContentHash, ObjectView) throws(StoreError) -> Bool
  ) throws(StoreError) {
    var cursor = try view.cursor(tables[.objects])
    var row = try cursor.first()
    while let found = row {
      guard let digest = Digest(bytes: found.key),
        let object = ObjectRecord.view(found.value, hash: ContentHash(digest))
      else { throw .damaged(.objects, "the head of an object is not what was written") }
      guard try body(ContentHash(digest), object) else { return }
      row = try cursor.next()
    }
  }

  /// The cards whose picture is `hash`.
  package func cards(drawnAs hash: ContentHash) throws(StoreError) -> [RenderKey] {
    let prefix = hash.digest.bytes
    var keys: [RenderKey] = []
    var cursor = try view.cursor(tables[.owners])
    var row = try prefix.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    while let found = row, found.key.starts(with: prefix) {
      let rest = UnsafeRawBufferPointer(rebasing: found.key[Digest.byteCount...])
      guard let key = Digest(bytes: rest) else { throw .damaged(.owners, "a key is not 64 bytes") }
      keys.append(RenderKey(key))
      row = try cursor.next()
    }
    return keys
  }
}
