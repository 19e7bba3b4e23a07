/// What a scan is asked to do.
package struct ScanOptions: Sendable {
  /// The folder of built pages.
  package var folder: String
  /// A rule for pages without a picture; nil for none.
  package var rule: String?
  /// What addresses begin with, normalized, in place of the site's own.
  package var baseURL: String?
  package var rewrites = false
  /// Says what a rewriting would change, and changes nothing.
  package var checks = false
  package var build: BuildOptions

  package init(folder: String, build: BuildOptions) {
    self.folder = folder
    self.build = build
  }
}

/// What a scan has done.
package struct ScanReport: Sendable {
  /// A card that pages ask for.
  package struct Card: Sendable {
    package var id: String
    /// The first page that asks for it, a path from the scanned folder.
    package var page: String
    /// How many pages do.
    package var pageCount: Int
    /// Where it stands there, as in `og:image`; nil for a rule's.
    package var place: String?
    /// What addresses begin with follows it; nil where the card has no picture.
    package var picture: String?
  }

  /// Something a user should know of a page.
  package struct Note: Sendable, Hashable {
    package var page: String
    /// Without a full stop.
    package var text: String
  }

  package var pages = 0
  /// Pages that a rule's card is for.
  package var rulePages = 0
  /// How many addresses of `/api/render` stand where: in `og:image`, `twitter:image` and `img`.
  package var addresses: [(place: String, count: Int)] = []
  package var cards: [Card] = []
  package var notes: [Note] = []
  /// Pages that were rewritten, or would be.
  package var rewritten: [String] = []
  package var build = BuildReport()
}
