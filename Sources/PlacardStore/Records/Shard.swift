package import PlacardCore

/// One of several equal parts of a site's cards, each made by a build of its own; a card's part is
/// a hash of its id, so that it depends on nothing else.
package struct Shard: Sendable, Hashable {
  /// The most parts a site may be cut into.
  package static let countMax = 10_000

  /// From 1 to `count`.
  package let index: Int
  package let count: Int

  /// Nil unless 1 ≤ `index` ≤ `count` ≤ `countMax`.
  package init?(index: Int, count: Int) {
    guard (1...Self.countMax).contains(count), (1...count).contains(index) else { return nil }
    self.index = index
    self.count = count
  }

  /// Whether the card called `id` is of this part.
  package func holds(_ id: String) -> Bool { holds(Digest(of: id)) }

  /// Whether what has that digest is of this part.
  package func holds(_ digest: Digest) -> Bool {
    digest.words.0 % UInt64(count) == UInt64(index - 1)
  }
}

extension Shard: CustomStringConvertible {
  /// `2/4`.
  package var description: String { "\(index)/\(count)" }
}
