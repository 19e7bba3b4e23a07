/// A format of picture files that are read.
package enum SourceFormat: String, Sendable, Hashable, CaseIterable {
  case png, jpeg, webp, avif, gif

  /// The formats as a hint names them.
  static let allowed = "PNG, JPEG, WebP, GIF, AVIF and, from the site's folder, SVG are allowed"
}
