internal import PlacardCore

/// The cards of a build: those that were read by their ids, in 16 bytes each however long they are,
/// and those that were passed by their lines.
package struct SeenCards: Sendable {
  private var keys = DigestSet()
  /// Lines that were met; their cards are in no other way among these.
  package var lines: LineIndex?

  package init() {}

  /// Adds a card's id; adding one twice changes nothing.
  package mutating func insert(_ id: String) {
    keys.insert(StoreKey.withName(id) { Digest(of: $0) })
  }

  /// Makes `contains` and `count` possible.
  mutating func sort() { keys.sort() }

  /// How many there are.
  var count: Int { keys.count + (lines?.metCount ?? 0) }

  /// Whether the card whose page has the table key `key` is among those that were read.
  func contains(key: UnsafeRawBufferPointer) -> Bool { keys.contains(Digest(of: key)) }
}
