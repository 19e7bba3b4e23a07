/// What a collection may take away. By default: nothing that anything names, but pictures of
/// unsigned requests beyond their share.
package struct CollectionPolicy: Sendable, Hashable {
  /// Unix seconds.
  package var now: Int64
  /// Takes built and generated pictures that no kept page shows and nobody used for so long.
  package var olderThanSeconds: Int64?
  /// Keeps the pages of so many builds, the newest ones; at least 1.
  package var keepBuilds: Int?
  /// The most that pictures of unsigned requests may take.
  package var missedBytesMax: Int
  /// How long an object outlives its last name, so that whoever sends it can end.
  package var quarantineSeconds: Int64 = 120

  package init(
    now: Int64, missedBytesMax: Int, olderThanSeconds: Int64? = nil, keepBuilds: Int? = nil
  ) {
    self.now = now
    self.missedBytesMax = missedBytesMax
    self.olderThanSeconds = olderThanSeconds
    self.keepBuilds = keepBuilds.map { max($0, 1) }
  }

  /// The hour before which a card counts as unused; nil without `olderThanSeconds`.
  var unusedBeforeHour: UInt32? {
    olderThanSeconds.map { UInt32(clamping: max(now &- $0, 0) / 3_600) }
  }
}

/// What a collection did.
package struct CollectionReport: Sendable, Hashable {
  /// Rows that told how pages were before; builds before them can no longer be rolled back to.
  package var historyRows = 0
  package var cards = 0
  package var evictedMisses = 0
  package var requests = 0
  /// Objects found without a name; they go once their two minutes are over.
  package var condemnedObjects = 0
  package var deletedObjects = 0
  package var deletedObjectBytes = 0
  package var deletedAssets = 0

  package init() {}
}
