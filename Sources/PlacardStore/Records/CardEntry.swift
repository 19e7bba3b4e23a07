package import PlacardCore

/// Why a picture is stored, the strongest reason last.
package enum CardOrigin: UInt8, Sendable, Hashable, CaseIterable, Comparable {
  /// Drawn for an unsigned GET; lives in the bounded part that forgets the least recently used.
  case missed = 1
  /// Answered to a keyed POST, or printed as an address by the generator.
  case generated = 2
  /// Of a build.
  case built = 3

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// What is known of a request that has been drawn.
package struct CardEntry: Sendable, Hashable {
  package var contentHash: ContentHash
  package var origin: CardOrigin
  /// Hours since 1970; sampled, so that a hit seldom writes.
  package var lastUseHour: UInt32
  /// Of the encoded picture.
  package var byteCount: UInt32
  /// What it was drawn from, the bytes of `CardInputs`; the store does not look inside. Empty for
  /// cards from before they were kept.
  package var inputs: [UInt8]

  package init(
    contentHash: ContentHash, origin: CardOrigin, lastUseHour: UInt32, byteCount: UInt32,
    inputs: [UInt8] = []
  ) {
    self.contentHash = contentHash
    self.origin = origin
    self.lastUseHour = lastUseHour
    self.byteCount = byteCount
    self.inputs = inputs
  }
}

extension CardEntry: Record {
  init(from reader: inout RecordReader) {
    contentHash = ContentHash(reader.digest())
    origin = reader.choice()
    lastUseHour = reader.number()
    byteCount = reader.number()
    inputs = reader.blob()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(contentHash.digest)
    writer.put(origin.rawValue)
    writer.put(lastUseHour)
    writer.put(byteCount)
    writer.put(inputs)
  }
}

/// A missed card's row in the list that eviction reads, so that it need not read every card.
struct MissedEntry: Record {
  var lastUseHour: UInt32
  var byteCount: UInt32

  init(_ entry: CardEntry) {
    lastUseHour = entry.lastUseHour
    byteCount = entry.byteCount
  }

  init(from reader: inout RecordReader) {
    lastUseHour = reader.number()
    byteCount = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(lastUseHour)
    writer.put(byteCount)
  }
}

/// A row whose key says all.
struct Mark: Record {
  init() {}
  init(from reader: inout RecordReader) {}
  func write(to writer: inout RecordWriter) {}
}

/// A number under a name: of `meta`, `usage` and `condemned`.
struct Count: Record {
  var value: UInt64

  init(_ value: UInt64) { self.value = value }

  init(from reader: inout RecordReader) { value = reader.number() }

  func write(to writer: inout RecordWriter) { writer.put(value) }
}
