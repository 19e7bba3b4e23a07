internal import PlacardCore

/// A CSS generic family. It stands for the first fallback family, in the site's order, that fits:
///
/// - `emoji`: has colour glyphs;
/// - `monospace`: has a monospaced face and no colour;
/// - `serif`: is a serif by its Panose numbers or else its name, and neither of the above;
/// - `sans-serif`, `system-ui`: none of these.
///
/// When no fallback family fits it stands for nothing, and the fallback list itself follows.
enum GenericFamily {
  case sansSerif, serif, monospace, emoji

  /// nil when `name`, lower-cased, is not a generic family.
  init?(name: String) {
    switch name {
    case "sans-serif", "system-ui", "ui-sans-serif", "ui-rounded": self = .sansSerif
    case "serif", "ui-serif": self = .serif
    case "monospace", "ui-monospace": self = .monospace
    case "emoji": self = .emoji
    default: return nil
    }
  }

  /// The lower-cased name of the family it stands for in `library`.
  func family(in library: FontLibrary) -> String? {
    library.fallbackFamilies.first { name in
      guard let face = library.faces.first(where: { $0.family.lowercased() == name }) else {
        return false
      }
      switch self {
      case .emoji: return face.isColor
      case .monospace: return face.isMonospaced && !face.isColor
      case .serif: return face.isSerif && !face.isMonospaced && !face.isColor
      case .sansSerif: return !face.isSerif && !face.isMonospaced && !face.isColor
      }
    }
  }
}
