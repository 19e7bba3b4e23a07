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

  package init(
    number: UInt64, startedAt: Int64, finishedAt: Int64, settings: [UInt8], counts: BuildCounts
  ) {
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
  }
}
