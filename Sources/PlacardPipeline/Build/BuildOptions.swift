package import PlacardCore
package import PlacardStore

/// What a build is asked to do.
package struct BuildOptions: Sendable {
  /// Paths of the manifests, in the order in which their cards are read.
  package var manifests: [String]
  /// Cards that stand in no manifest, as those of scanned pages; taken after the manifests'.
  package var madeCards: [ManifestEntry] = []
  /// The site's folder.
  package var site: String
  /// The store's directory; nil for `<site>/.placard`.
  package var store: String?
  /// Render threads.
  package var jobs: Int
  /// In place of each card's own formats.
  package var formats: [PictureFormat]?
  /// In place of the site's effort.
  package var effort: Effort?
  /// Keeps the cards that the manifests do not name.
  package var keepsAbsentCards = false
  /// Plans and makes nothing.
  package var isDryRun = false
  /// Reads fonts and assets again, whatever their status says.
  package var rehashes = false
  /// When remote pictures that were fetched before are asked for again.
  package var remoteTrust = RemoteTrust.untilStale
  /// The part of the cards that is made and published; nil for all.
  package var shard: Shard?

  package init(manifests: [String], site: String, store: String?) {
    self.manifests = manifests
    self.site = site
    self.store = store
    jobs = Processors.count
  }
}

/// A card that failed, and why: named with file, line and JSON path.
package struct CardFailure: Error, Sendable {
  /// The card's id as far as it can be made out.
  package var card: String?
  package var error: InputError

  package init(card: String?, error: InputError) {
    self.card = card
    self.error = error
  }
}

extension CardFailure: CustomStringConvertible {
  package var description: String {
    error.description + (card.map { " [card \($0)]" } ?? "")
  }
}

/// Something a card was drawn in spite of: a missing glyph or face, lines past its box.
package struct CardNote: Sendable, Hashable {
  package var card: String
  /// Names the layer; without a full stop.
  package var text: String

  package init(card: String, text: String) {
    self.card = card
    self.text = text
  }
}

/// What a build has done.
package struct BuildReport: Sendable {
  package var cards = 0
  /// Pictures wanted: rendered, reused and failed.
  package var pictures = 0
  package var rendered = 0
  package var reused = 0
  package var failed = 0
  package var bytesMade = 0
  package var seconds = 0.0
  package var failures: [CardFailure] = []
  /// Of the cards that were drawn in this build, at most a thousand.
  package var notes: [CardNote] = []
  package var noteCount = 0
  /// The published build's number; nil when nothing was published.
  package var build: Int?
  /// The store's root after the publication.
  package var root: Digest?

  package init() {}
}
