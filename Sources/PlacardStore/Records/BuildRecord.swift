package import PlacardCore

/// How many cards of a build went which way.
package struct BuildCounts: Sendable, Hashable {
  package var cards: UInt64 = 0
  package var rendered: UInt64 = 0
  package var reused: UInt64 = 0
  package var failed: UInt64 = 0
  package var removed: UInt64 = 0

  package init() {}
}

/// A published build.
package struct BuildRecord: Sendable, Hashable {
  /// From 1, never given anew.
  package var number: UInt64
  /// Unix seconds.
  package var startedAt: Int64
  package var finishedAt: Int64
  /// The encode settings in force, by which the server resolves requests; the store does not look
  /// inside.
  package var settings: [UInt8]
  package var counts: BuildCounts
  /// The store's root when the build was published; nil for builds from before there was one.
  package var root: Digest?
  /// Which part of the site's cards it has; nil for all.
  package var shard: Shard?

  package init(
    number: UInt64, startedAt: Int64, finishedAt: Int64, settings: [UInt8], counts: BuildCounts,
    root: Digest? = nil, shard: Shard? = nil
  ) {
    self.root = root
    self.shard = shard
    self.number = number
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.settings = settings
    self.counts = counts
  }
}

extension BuildRecord: Record {
  init(from reader: inout RecordReader) {
    number = reader.number()
    startedAt = reader.number()
    finishedAt = reader.number()
    settings = reader.blob()
    counts = BuildCounts()
    counts.cards = reader.number()
    counts.rendered = reader.number()
    counts.reused = reader.number()
    counts.failed = reader.number()
    counts.removed = reader.number()
    // Builds of schema 1 end here.
    guard reader.hasMore else { return }
    root = reader.optionalDigest()
    let index: UInt32 = reader.number()
    let count: UInt32 = reader.number()
    shard = Shard(index: Int(index), count: Int(count))
  }

  func write(to writer: inout RecordWriter) {
    writer.put(number)
    writer.put(startedAt)
    writer.put(finishedAt)
    writer.put(settings)
    writer.put(counts.cards)
    writer.put(counts.rendered)
    writer.put(counts.reused)
    writer.put(counts.failed)
    writer.put(counts.removed)
    writer.put(root)
    writer.put(UInt32(clamping: shard?.index ?? 0))
    writer.put(UInt32(clamping: shard?.count ?? 0))
  }
}
