package import PlacardCore

/// Something a picture was drawn in spite of, for the build's report and `lint`.
package struct RenderNote: Sendable, Hashable {
  /// What is not as the template wanted it.
  package enum Kind: Sendable, Hashable {
    /// No font that the text reaches has the character; the primary font's `.notdef` was drawn.
    /// `position` counts code points from the text's start.
    case missingGlyph(scalar: Unicode.Scalar, position: Int)
    /// The family has no face near the wanted one; a browser would fake it, here the nearest face
    /// was drawn.
    case missingFace(family: String, weight: Int, slant: TextStyle.Slant)
    /// Not every line was drawn.
    case overflow(linesShown: Int, linesTotal: Int)
  }

  /// The layer's name in the template.
  package var layer: String
  package var kind: Kind

  package init(layer: String, kind: Kind) {
    self.layer = layer
    self.kind = kind
  }
}
