/// Which misses of a server become cards of a manifest.
package struct AbsorbOptions: Sendable {
  package var site: String
  /// nil for the site's own.
  package var store: String?
  /// The manifest in JSON Lines that they are added to; nil for one that is empty.
  package var manifest: String?
  /// Only those asked for within so many hours; nil for all that the store still has.
  package var hours: Int?
  /// Only those of these templates; empty for all.
  package var templates: Set<String> = []

  package init(site: String) { self.site = site }
}

/// What absorbing came to.
package struct AbsorbReport: Sendable {
  /// Why a picture became no card.
  package enum Reason: String, Sendable, Hashable, CaseIterable {
    case templateGone
    case templateChanged
    case templatePrivate
    case ownEncoding
    case surroundingsChanged
    case defaultsDiffer
    case notSpelled
    case unknown

    /// The reason in words.
    package var sentence: String {
      switch self {
      case .templateGone: "their template is gone"
      case .templateChanged: "their template has changed since"
      case .templatePrivate: "their template is not public any more"
      case .ownEncoding: "another quality or effort than the site's, which no manifest can say"
      case .surroundingsChanged: "other fonts or pictures would be drawn now"
      case .defaultsDiffer: "the defaults of the manifest would change them"
      case .notSpelled: "no manifest can say what they ask for"
      case .unknown: "what they were drawn from was not kept yet"
      }
    }
  }

  /// Pictures that became no card.
  package struct Skipped: Sendable, Hashable {
    package var templateID: String
    package var reason: Reason
    package var count: Int
  }

  /// The new cards, a line of JSON each, without line feeds.
  package var lines: [String] = []
  /// The pictures that they stand for.
  package var pictures = 0
  /// Pictures that the manifest's cards ask for already.
  package var present = 0
  /// In the order of the templates' ids.
  package var skipped: [Skipped] = []
}
