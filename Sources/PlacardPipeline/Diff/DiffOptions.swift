package import PlacardCore

/// A build that is named to be compared.
package enum BuildName: Sendable, Hashable {
  /// Of the store that the options name.
  case number(UInt64)
  case current
  /// The one before the current.
  case previous
  /// The current build of the store in another directory.
  case store(String)
}

/// What `diff` is asked to do.
package struct DiffOptions: Sendable {
  package var before: BuildName
  package var after: BuildName
  /// The store's directory; only `BuildName.store` needs none.
  package var store: String?
  /// Threads.
  package var jobs: Int
  /// Changes of at most this perceptual distance count as none.
  package var threshold = 0.0

  package init(_ before: BuildName, _ after: BuildName, store: String?) {
    self.before = before
    self.after = after
    self.store = store
    jobs = Processors.count
  }
}

/// A picture of a build.
package struct DiffPicture: Sendable, Hashable {
  package var hash: ContentHash
  package var format: PictureFormat
  /// Device pixels.
  package var size: PixelSize
  /// Nil when the picture is gone from the store, as after `gc`.
  package var byteCount: Int?
}

/// A picture that is not the same in both builds.
package struct PictureChange: Sendable {
  /// The card's id.
  package var card: String
  /// The picture's size, scale, locale and format: `og`, `og 2x de`; without the format.
  package var variant: String
  /// Nil where it was added.
  package var before: DiffPicture?
  /// Nil where it was removed.
  package var after: DiffPicture?
  /// Nil where there is one picture alone, where one is gone or cannot be read, and where their
  /// sizes differ.
  package var distance: PictureDistance?
  /// Why there is no distance; nil where there is one and for what was added or removed.
  package var trouble: String?

  /// What became of it.
  package var kind: Kind {
    before == nil ? .added : after == nil ? .removed : .changed
  }

  /// What may become of a picture.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case changed, added, removed
  }
}

/// What is other in a build.
package struct DiffReport: Sendable {
  /// How to name the builds to people: `build 12`.
  package var beforeName: String
  package var afterName: String
  /// The changed ones first, the largest change first; then the added, then the removed, by card.
  package var changes: [PictureChange] = []
  /// Changes within the threshold, which are not among `changes`.
  package var alikeCount = 0

  /// How many changes are of that kind.
  package func count(_ kind: PictureChange.Kind) -> Int { changes.count { $0.kind == kind } }
}
