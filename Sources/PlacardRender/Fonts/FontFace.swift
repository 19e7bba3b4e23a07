internal import PlacardCore

/// A variation axis of a font, in the axis's own units.
package struct FontAxis: Sendable, Hashable {
  package var tag: String
  package var minimum: Double
  package var standard: Double
  package var maximum: Double
}

/// What one face of a font file says of itself.
struct FontFace: Sendable {
  /// Into `FontLibrary.files`.
  var file: Int
  /// The face's place in its collection; 0 for a plain font.
  var index: Int
  /// Whether the file is a collection, of however many faces.
  var isInCollection: Bool
  /// The typographic family name (name ID 16, else 1), in English where there is one.
  var family: String
  /// Every name the face answers to, lower-cased: both family names in all their languages.
  var names: [String]
  /// From 1 to 1000; a range where the face has a `wght` axis.
  var weights: ClosedRange<Double>
  var slant: TextStyle.Slant
  /// Whether an axis slants the face, so that it is upright and italic in one.
  var slants: Bool
  /// CSS `font-stretch` percent.
  var width: Double
  var axes: [FontAxis]
  var coverage: Coverage
  /// Whether its glyphs are coloured: bitmaps (CBDT, sbix) or layers (COLR version 0).
  var isColor: Bool
  var isMonospaced: Bool
  var isSerif: Bool

  func axis(_ tag: String) -> FontAxis? { axes.first { $0.tag == tag } }
}
