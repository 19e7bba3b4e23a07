internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// Which pictures and keys have been used lately: noted by the loops, at most once an hour each, and
/// written by the thread that tends the server, so that no hit ever writes.
final class RecentUse: Sendable {
  private struct Notes {
    var pictures: Set<ContentHash> = []
    var keys: Set<Digest> = []
  }

  private let notes = Mutex(Notes())
  /// A sample is enough for what only ranks pictures by age.
  private let notesMax = 65_536
  /// Equal pictures of many cards need not all be touched to be kept.
  private let cardsPerPictureMax = 64

  func note(_ picture: ContentHash) {
    notes.withLock { notes in
      guard notes.pictures.count < notesMax else { return }
      notes.pictures.insert(picture)
    }
  }

  /// Notes the use of a key unless its record tells of one in the last hour.
  func note(_ key: APIKeyRecord, secret: Digest, now: Int64) {
    if let last = key.lastUsedAt, now < last &+ 3_600 { return }
    notes.withLock { notes in
      guard notes.keys.count < notesMax else { return }
      notes.keys.insert(secret)
    }
  }

  /// Hands what was noted to the writer; waits for room there.
  func flush(_ store: Store, _ writer: StoreWriterThread) throws(StoreError) {
    let taken = notes.withLock { notes in
      defer { notes = Notes() }
      return notes
    }
    guard !taken.pictures.isEmpty || !taken.keys.isEmpty else { return }
    let now = WallClock.unixSeconds()
    var changes = taken.keys.map { StoreChange.keyUsed(secret: $0, now: now) }
    let reader = try store.reader()
    for picture in taken.pictures.sorted() {
      // A snapshot for each: a write may have to wait.
      try reader.withSnapshot { snapshot throws(StoreError) in
        try touch(picture, snapshot, hour: UInt32(clamping: now / 3_600), &changes)
      }
      if changes.count >= 256 {
        writer.put(changes)
        changes = []
      }
    }
    if !changes.isEmpty { writer.put(changes) }
  }

  private func touch(
    _ picture: ContentHash, _ snapshot: Snapshot, hour: UInt32, _ changes: inout [StoreChange]
  ) throws(StoreError) {
    for key in try snapshot.cards(drawnAs: picture).prefix(cardsPerPictureMax) {
      guard let card = try snapshot.card(key) else { continue }
      // Strangers' pictures are forgotten by the hour, all others by the day.
      let hours: UInt32 = card.origin == .missed ? 1 : 24
      guard hour >= card.lastUseHour, hour - card.lastUseHour >= hours else { continue }
      changes.append(.cardUsed(key, hour: hour))
    }
  }
}
