package import PlacardCore

/// What a build would make of manifests, and what that would take.
package struct BuildPlan: Sendable {
  /// Pictures of one template, format and size, which take about the same.
  package struct Group: Sendable, Hashable {
    package var templateID: String
    package var format: PictureFormat
    /// Device pixels.
    package var size: PixelSize
    package var count = 0
    /// Of all of them, judged by a few that were drawn.
    package var bytes = 0.0
    /// Of one thread for all of them.
    package var seconds = 0.0
  }

  /// A card that would be drawn, and why.
  package struct Card: Sendable, Hashable {
    package var id: String
    /// The pictures, as `og~1x.png`.
    package var pictures: [String]
    package var reason: String
  }

  /// The dry run itself.
  package var report = BuildReport()
  /// The largest first.
  package var groups: [Group] = []
  /// The first thousand.
  package var cards: [Card] = []
  package var cardCount = 0
  /// How many pictures would be drawn for which reason, the commonest first.
  package var reasons: [(reason: String, count: Int)] = []
  /// Pictures that wait for a remote picture: nobody knows yet whether they are there.
  package var unknownCount = 0
  /// Published cards that would leave `/c`, and the ids of the first hundred.
  package var removedCount = 0
  package var removedIDs: [String] = []
  /// Render threads that `seconds` reckons with.
  package var jobs = 1

  /// Of all pictures that would be drawn.
  package var bytes: Int { Int(groups.reduce(0) { $0 + $1.bytes }) }
  package var seconds: Double { groups.reduce(0) { $0 + $1.seconds } / Double(jobs) }
}
