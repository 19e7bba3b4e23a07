package import PlacardCore

/// Pictures, and what they were drawn for.
extension StoreWriter {
  /// Stores a picture under its hash. One that is there already stays as it is, since somebody may
  /// be sending it; only one whose head is damaged, which nobody can, is replaced.
  ///
  /// - Returns: whether it was new.
  @discardableResult
  package func putObject(_ artifact: Artifact) throws(StoreError) -> Bool {
    try change(bytes: artifact.body.count) { (snapshot) throws(StoreError) in
      try requireRoom(for: artifact.body.count)
      let key = artifact.hash.digest.bytes
      // It is wanted again; a card is about to name it.
      try snapshot.delete(from: .condemned, key)
      if try reserve(artifact, key, snapshot) { return true }
      if let found = try snapshot.view.find(snapshot.tables[.objects], key),
        ObjectRecord.view(found, hash: artifact.hash) != nil
      {
        return false
      }
      try snapshot.delete(from: .objects, key)
      return try reserve(artifact, key, snapshot)
    }
  }

  /// Makes a picture and stores it; hashing it takes this thread's time.
  @discardableResult
  package func putObject(
    format: PictureFormat, width: Int, height: Int, body: [UInt8]
  ) throws(StoreError) -> ContentHash {
    let artifact = Artifact(
      format: format, size: PixelSize(width: width, height: height), body: body)
    try putObject(artifact)
    return artifact.hash
  }

  private func reserve(
    _ artifact: Artifact, _ key: [UInt8], _ snapshot: Snapshot
  ) throws(StoreError) -> Bool {
    let byteCount = ObjectRecord.byteCount(of: artifact, pageBytes: store.environment.pageBytes)
    guard
      let room = try snapshot.view.reserve(
        snapshot.tables[.objects], key, byteCount: byteCount)
    else { return false }
    ObjectRecord.write(artifact, to: room)
    return true
  }

  /// Takes a picture away whatever names it: one whose bytes `verify` found damaged. Its cards and
  /// requests go too, and the lines of pages that show it, so that the next request or build draws
  /// it anew.
  @discardableResult
  package func dropDamagedObject(_ hash: ContentHash) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      for key in try snapshot.cards(drawnAs: hash) { try snapshot.dropCard(key, now: 0) }
      var requests: [[UInt8]] = []
      try snapshot.walk(.requests, RequestEntry.self, from: []) { key, request in
        if request.contentHash == hash { requests.append(Array(key)) }
        return true
      }
      for key in requests { try snapshot.delete(from: .requests, key) }
      var pages: [[UInt8]] = []
      try snapshot.walk(.pages, PageRecord.self, from: []) { key, page in
        if page.variants.contains(where: { $0.contentHash == hash }) { pages.append(Array(key)) }
        return true
      }
      for key in pages { try snapshot.delete(from: .lines, key) }
      try snapshot.delete(from: .condemned, hash.digest.bytes)
      return try snapshot.delete(from: .objects, hash.digest.bytes)
    }
  }

  /// Notes what `key` was drawn as. An origin only ever rises, and a picture that is still there is
  /// not exchanged for another: the first answer to a key stays the answer.
  ///
  /// - Returns: the entry as it now stands; nil, with nothing stored, when there is no object of
  ///   the entry's hash.
  @discardableResult
  package func putCard(
    _ key: RenderKey, _ entry: CardEntry
  ) throws(StoreError) -> CardEntry? {
    try change { (snapshot) throws(StoreError) in
      guard let old = try snapshot.card(key) else {
        guard try snapshot.hasObject(entry.contentHash) else { return nil }
        try snapshot.replaceCard(key, nil, with: entry)
        return entry
      }
      var new = old
      new.origin = max(old.origin, entry.origin)
      new.lastUseHour = max(old.lastUseHour, entry.lastUseHour)
      if !entry.inputs.isEmpty { new.inputs = entry.inputs }
      if old.contentHash != entry.contentHash, try !snapshot.hasObject(old.contentHash) {
        guard try snapshot.hasObject(entry.contentHash) else { return nil }
        new.contentHash = entry.contentHash
        new.byteCount = entry.byteCount
      }
      if new != old { try snapshot.replaceCard(key, old, with: new) }
      return new
    }
  }

  /// Notes that a card was used; writes only when its hour is a later one.
  package func touchCard(_ key: RenderKey, hour: UInt32) throws(StoreError) {
    try change { (snapshot) throws(StoreError) in
      guard let old = try snapshot.card(key), old.lastUseHour < hour else { return }
      var new = old
      new.lastUseHour = hour
      try snapshot.replaceCard(key, old, with: new)
    }
  }

  /// Notes where a raw request target leads; `target` is the digest of its bytes. A printed address
  /// is a promise, so its card is `generated` at least.
  ///
  /// - Returns: false, with nothing stored, when the card is not there.
  @discardableResult
  package func putRequest(
    _ target: Digest, _ entry: RequestEntry
  ) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      guard try snapshot.raiseCard(entry.renderKey, to: .generated) else { return false }
      try snapshot.put(entry, in: .requests, target.bytes)
      return true
    }
  }

  /// Forgets where a raw request target leads; its card stays. False when it was not known.
  @discardableResult
  package func deleteRequest(_ target: Digest) throws(StoreError) -> Bool {
    try change { (snapshot) throws(StoreError) in
      try snapshot.delete(from: .requests, target.bytes)
    }
  }
}

/// Cards and the rows that must agree with them.
extension Snapshot {
  /// Whether there is an object of that hash whose head is sound.
  func hasObject(_ hash: ContentHash) throws(StoreError) -> Bool {
    guard let value = try view.find(tables[.objects], hash.digest.bytes) else { return false }
    return ObjectRecord.view(value, hash: hash) != nil
  }

  /// Writes `new` in place of `old`, and keeps owners, the list of missed cards and their sum.
  func replaceCard(
    _ key: RenderKey, _ old: CardEntry?, with new: CardEntry
  ) throws(StoreError) {
    let keyBytes = key.digest.bytes
    if let old, old.contentHash != new.contentHash {
      try delete(from: .owners, StoreKey.owner(of: old.contentHash, key))
    }
    if old?.contentHash != new.contentHash {
      try put(Mark(), in: .owners, StoreKey.owner(of: new.contentHash, key))
    }
    try put(new, in: .cards, keyBytes)
    if new.origin == .missed {
      try put(MissedEntry(new), in: .missed, keyBytes)
    } else if old?.origin == .missed {
      try delete(from: .missed, keyBytes)
    }
    try addMissedBytes(
      (new.origin == .missed ? Int64(new.byteCount) : 0)
        - (old?.origin == .missed ? Int64(old?.byteCount ?? 0) : 0))
  }

  /// Raises the origin of a card to `origin` at least; false when there is no such card.
  func raiseCard(_ key: RenderKey, to origin: CardOrigin) throws(StoreError) -> Bool {
    guard let old = try card(key) else { return false }
    if old.origin >= origin { return true }
    var new = old
    new.origin = origin
    try replaceCard(key, old, with: new)
    return true
  }

  /// Takes a card away, and condemns its object when no other card has it.
  ///
  /// - Parameter now: Unix seconds, from which the object's two minutes count.
  func dropCard(_ key: RenderKey, now: Int64) throws(StoreError) {
    let keyBytes = key.digest.bytes
    guard let old = try card(key) else { return }
    try delete(from: .cards, keyBytes)
    try delete(from: .owners, StoreKey.owner(of: old.contentHash, key))
    if old.origin == .missed {
      try delete(from: .missed, keyBytes)
      try addMissedBytes(-Int64(old.byteCount))
    }
    try condemnIfNameless(old.contentHash, now: now)
  }

  /// Notes since when an object has had no card; the first note stands.
  func condemnIfNameless(_ hash: ContentHash, now: Int64) throws(StoreError) {
    let key = hash.digest.bytes
    guard try !hasKey(in: .owners, beginningWith: key),
      try view.find(tables[.condemned], key) == nil
    else { return }
    try put(Count(UInt64(clamping: now)), in: .condemned, key)
  }

  private func addMissedBytes(_ difference: Int64) throws(StoreError) {
    if difference == 0 { return }
    let sum = Int64(clamping: try meta(.missedBytes) ?? 0)
    try setMeta(.missedBytes, UInt64(clamping: sum &+ difference))
  }
}
