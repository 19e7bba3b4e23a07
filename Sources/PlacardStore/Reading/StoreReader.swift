package import PlacardCore

/// Looks things up, for one thread at a time; make one per thread and keep it.
///
/// A snapshot is held from `renew` to `reset`. While it is held, pages that writers free cannot be
/// used again and the file grows: never hold one over a wait.
package final class StoreReader {
  private let store: Store
  private var transaction: ReadTransaction

  init(_ store: Store, _ transaction: consuming ReadTransaction) {
    self.store = store
    self.transaction = transaction
  }

  /// Whether a snapshot is held.
  package var isActive: Bool { transaction.isActive }

  /// Takes the newest snapshot, in place of the one held; about 10 ns.
  package func renew() throws(StoreError) { try transaction.renew() }

  /// Gives the snapshot up, and with it every pointer from it.
  package func reset() { transaction.reset() }

  /// The snapshot held; there must be one.
  package var snapshot: Snapshot { Snapshot(transaction.view, store.tables) }

  /// Lends the newest snapshot, or the one held already, for the time of `body`.
  package func withSnapshot<R>(
    _ body: (Snapshot) throws(StoreError) -> R
  ) throws(StoreError) -> R {
    if isActive { return try body(snapshot) }
    try renew()
    defer { reset() }
    return try body(snapshot)
  }
}

/// The snapshot's look-ups, for those who hold one by hand.
extension StoreReader {
  /// The newest commit in the snapshot.
  package var transactionID: UInt64 { snapshot.transactionID }

  /// The picture of that hash, its bytes lent until `renew` or `reset`.
  package func object(_ hash: ContentHash) throws(StoreError) -> ObjectView? {
    try snapshot.object(hash)
  }

  /// What was drawn for the key.
  package func card(_ key: RenderKey) throws(StoreError) -> CardEntry? { try snapshot.card(key) }

  /// The pictures of card `id` in the published build.
  package func page(_ id: String) throws(StoreError) -> PageRecord? { try snapshot.page(id) }

  /// By what a build may pass card `id`, whose page is published.
  package func line(_ id: String) throws(StoreError) -> LineRecord? { try snapshot.line(id) }

  /// What the raw request target with that digest leads to. Allocates nothing.
  package func request(_ target: Digest) throws(StoreError) -> RequestEntry? {
    try snapshot.request(target)
  }

  /// The current template of that id.
  package func template(_ id: String) throws(StoreError) -> TemplateRecord? {
    try snapshot.template(id)
  }

  /// Every current template, in the order of the ids' bytes.
  package func templates() throws(StoreError) -> [TemplateRecord] { try snapshot.templates() }

  /// The lock of a remote address, spelled exactly as it was locked.
  package func asset(_ url: String) throws(StoreError) -> AssetLock? { try snapshot.asset(url) }

  /// A copy of the bytes an asset lock names, hashed again before they are given.
  package func assetBytes(_ digest: Digest) throws(StoreError) -> [UInt8]? {
    try snapshot.assetBytes(digest)
  }

  /// The digest of the local file at `path`, as it was when it was last read.
  package func file(_ path: String) throws(StoreError) -> FileEntry? { try snapshot.file(path) }

  /// The API key whose secret has that digest, revoked or not.
  package func key(_ secret: Digest) throws(StoreError) -> APIKeyRecord? {
    try snapshot.key(secret)
  }

  /// Every API key, the oldest first.
  package func keys() throws(StoreError) -> [APIKeyRecord] { try snapshot.keys() }

  /// The studio session whose token has that digest, expired or not.
  package func session(_ token: Digest) throws(StoreError) -> SessionRecord? {
    try snapshot.session(token)
  }

  /// Fresh renders the key was charged for in a UTC month; 0 when it has no entry.
  package func usage(_ keyID: String, _ month: UsageMonth) throws(StoreError) -> UInt64 {
    try snapshot.usage(keyID, month)
  }

  /// The published build of that number, current or not.
  package func build(_ number: UInt64) throws(StoreError) -> BuildRecord? {
    try snapshot.build(number)
  }

  /// The published build; nil before the first.
  package func currentBuild() throws(StoreError) -> BuildRecord? { try snapshot.currentBuild() }

  /// Counts and sizes of the snapshot's tables, and of the file.
  package func statistics() throws(StoreError) -> StoreStatistics {
    try StoreStatistics.measure(snapshot, of: store)
  }
}

/// Readers stay on the thread that made them, unless they are handed over whole.
@available(*, unavailable)
extension StoreReader: Sendable {}
