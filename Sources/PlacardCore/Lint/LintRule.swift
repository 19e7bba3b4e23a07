/// What `lint` looks for. The raw value is the name that users write and read.
package enum LintRule: String, Sendable, Hashable, CaseIterable {
  /// A card that cannot be read, planned or drawn.
  case card
  /// Text that is not all there, and layers past the canvas.
  case overflow
  case textSize = "text-size"
  case missingGlyph = "missing-glyph"
  case missingFace = "missing-face"
  case contrast
  case safeArea = "safe-area"
  case bytes
  case dimensions

  /// What it finds, in a line.
  package var summary: String {
    switch self {
    case .card: "the card cannot be drawn"
    case .overflow: "text is cut off, or a layer lies past the canvas"
    case .textSize: "text is too small to be read where cards are shown"
    case .missingGlyph: "no font has a character"
    case .missingFace: "a font family has no face of that weight or slant"
    case .contrast: "text is too much like what is under it"
    case .safeArea: "text lies where a network crops the picture"
    case .bytes: "the file is larger than a network takes"
    case .dimensions: "the picture is smaller or larger than a network takes"
    }
  }

  /// How bad it is where nobody says otherwise; single findings may be milder.
  package var level: LintLevel {
    switch self {
    case .card, .overflow, .textSize, .missingGlyph, .contrast, .bytes: .error
    case .missingFace, .safeArea, .dimensions: .warning
    }
  }
}

/// How bad a finding is.
package enum LintLevel: String, Sendable, Hashable, CaseIterable {
  /// Somebody should look; the exit status is 0.
  case warning
  /// The exit status is 1.
  case error
}
