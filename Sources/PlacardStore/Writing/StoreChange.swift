package import PlacardCore

/// A change as a value, for a queue that leads to the writer's thread.
package enum StoreChange: Sendable {
  case object(Artifact)
  case card(RenderKey, CardEntry)
  case cardUsed(RenderKey, hour: UInt32)
  case request(Digest, RequestEntry)
  case deleteRequest(Digest)
  case stage(StagedPage)
  case dependencies(DependencyRecord)
  case line(cardID: String, LineRecord?)
  case template(TemplateRecord)
  case deleteTemplate(id: String)
  case asset(AssetLock, bytes: [UInt8]?)
  case deleteAsset(url: String)
  case file(FileEntry)
  case key(secret: Digest, APIKeyRecord)
  case revokeKey(id: String, now: Int64)
  case keyUsed(secret: Digest, now: Int64)
  case usage(keyID: String, UsageDay, count: UInt64)
  case session(token: Digest, SessionRecord)
  case deleteSession(token: Digest)
}

extension StoreWriter {
  /// Makes one change. Answers that the single calls give, as a month's sum, are not given here.
  package func apply(_ change: StoreChange) throws(StoreError) {
    switch change {
    case .object(let artifact): try putObject(artifact)
    case .card(let key, let entry): try putCard(key, entry)
    case .cardUsed(let key, let hour): try touchCard(key, hour: hour)
    case .request(let target, let entry): try putRequest(target, entry)
    case .deleteRequest(let target): try deleteRequest(target)
    case .stage(let page): try stage(page)
    case .dependencies(let record): try putDependencies(record)
    case .line(let id, let line): try putLine(id, line)
    case .template(let template): try putTemplate(template)
    case .deleteTemplate(let id): try deleteTemplate(id)
    case .asset(let lock, let bytes): try putAsset(lock, bytes: bytes)
    case .deleteAsset(let url): try deleteAsset(url)
    case .file(let file): try putFile(file)
    case .key(let secret, let key): try putKey(secret, key)
    case .revokeKey(let id, let now): try revokeKey(id, now: now)
    case .keyUsed(let secret, let now): try touchKey(secret, now: now)
    case .usage(let keyID, let day, let count): try addUsage(keyID, day, count)
    case .session(let token, let session): try putSession(token, session)
    case .deleteSession(let token): try deleteSession(token)
    }
  }

  /// Makes many changes: pictures, cards and pages in the order of their keys, which is the order
  /// LMDB takes fastest, then all others in the order given.
  package func apply(_ changes: [StoreChange]) throws(StoreError) {
    var artifacts: [Artifact] = []
    var cards: [(key: RenderKey, entry: CardEntry)] = []
    var pages: [StagedPage] = []
    var others: [StoreChange] = []
    for change in changes {
      switch change {
      case .object(let artifact): artifacts.append(artifact)
      case .card(let key, let entry): cards.append((key, entry))
      case .stage(let page): pages.append(page)
      default: others.append(change)
      }
    }
    for artifact in artifacts.sorted(by: { $0.hash < $1.hash }) { try putObject(artifact) }
    // Sorting is stable, so that of two changes to one card the later is made later.
    for card in cards.sorted(by: { $0.key < $1.key }) { try putCard(card.key, card.entry) }
    for page in pages.sorted(by: { $0.page.id < $1.page.id }) { try stage(page) }
    for change in others { try apply(change) }
  }
}
