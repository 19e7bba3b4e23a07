internal import PlacardCore

/// The ids of a build's cards, in 16 bytes each however long they are.
package struct SeenCards: Sendable {
  private var keys = DigestSet()

  package init() {}

  /// Adds a card's id; adding one twice changes nothing.
  package mutating func insert(_ id: String) {
    keys.insert(StoreKey.withName(id) { Digest(of: $0) })
  }

  /// Makes `contains` possible.
  mutating func sort() { keys.sort() }

  /// Whether the card whose page has the table key `key` is among them.
  func contains(key: UnsafeRawBufferPointer) -> Bool { keys.contains(Digest(of: key)) }
}
