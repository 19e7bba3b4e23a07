package import PlacardCore

/// A font file of a site, as its `fonts` list names it.
package struct FontFile: Sendable, Hashable {
  package var path: String
  /// The digest of the file's bytes. A file found changed when it is first drawn with is refused,
  /// so a picture's key and its pixels never speak of different fonts.
  package var digest: Digest
  /// Whether the file belongs to the fallback list that every text may reach.
  package var isFallback: Bool

  package init(path: String, digest: Digest, isFallback: Bool) {
    self.path = path
    self.digest = digest
    self.isFallback = isFallback
  }
}
