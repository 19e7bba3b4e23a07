package import PlacardCore
package import PlacardStore
internal import Synchronization

/// One card of a build on its way to its page: it is whole when each of its pictures is in the
/// store or on the way there.
package final class PageAssembly: Sendable {
  package let card: ManifestCard
  private let line: LineRecord?
  private let remaining: Mutex<Remaining>

  private struct Remaining {
    var variants: [PageVariant]
    var count: Int
    var hasFailed = false
  }

  /// Stands where a picture's content is not known yet.
  package static let unknown = ContentHash(Digest(of: [UInt8]()))

  /// `variants` hold the content hash where it is known already; `missingCount` of them do not.
  package init(card: ManifestCard, variants: [PageVariant], missingCount: Int, line: LineRecord?) {
    self.card = card
    self.line = line
    remaining = Mutex(Remaining(variants: variants, count: missingCount))
  }

  /// Notes that the picture of `key` is there, under `hash`. The page, when it is the last.
  package func found(_ key: RenderKey, _ hash: ContentHash) -> StagedPage? {
    remaining.withLock { remaining in
      for index in remaining.variants.indices where remaining.variants[index].renderKey == key {
        remaining.variants[index].contentHash = hash
      }
      remaining.count -= 1
      guard remaining.count == 0, !remaining.hasFailed else { return nil }
      return StagedPage(page: PageRecord(id: card.id, variants: remaining.variants), line: line)
    }
  }

  /// Notes that a picture failed; true for the first of a card: it is reported once.
  package func failed() -> Bool {
    remaining.withLock { remaining in
      remaining.count -= 1
      defer { remaining.hasFailed = true }
      return !remaining.hasFailed
    }
  }
}
