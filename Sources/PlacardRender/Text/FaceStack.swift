internal import PlacardCore

/// The faces a text may take its glyphs from, in the order in which they are tried.
///
/// CSS Fonts 4 §5.3 for each grapheme cluster: the best face of each listed family, then of each
/// fallback family, then whatever other face of those has the character. Colour fallback faces come
/// first for clusters in emoji presentation and last for all others (UTS #51 §4).
struct FaceStack {
  /// The primary font, whose metrics the line boxes take: the first that has a space (CSS Fonts 4
  /// §2.1, "first available font"). Into `FontLibrary.faces`, as all places here.
  let primary: Int
  /// For every ASCII character the face that has it; the primary font where none has.
  let asciiFaces: [Int]
  private let plainOrder: [Int]
  private let textOrder: [Int]
  private let emojiOrder: [Int]

  /// nil when the library has no face that the style may use.
  init?(style: TextStyle, language: Language, library: FontLibrary) {
    var listed: [Int] = []
    var fallback: [Int] = []
    var others: [Int] = []
    for family in style.families {
      let members = library.faces(ofFamily: family)
      listed += Self.best(of: members, for: style, in: library)
      others += members
    }
    for family in language.preferred(library.fallbackFamilies) {
      let members = library.fallbackFaces(ofFamily: family)
      fallback += Self.best(of: members, for: style, in: library)
      others += members
    }
    let isColor = { (face: Int) in library.faces[face].isColor }
    let plain = listed + fallback.filter { !isColor($0) } + fallback.filter(isColor)
    var seen = Set<Int>()
    let order = (plain + others).filter { seen.insert($0).inserted }
    let primary = order.first { library.faces[$0].coverage.contains(0x20) } ?? order.first
    guard let primary else { return nil }
    self.primary = primary
    plainOrder = order
    textOrder = order.filter { !isColor($0) } + order.filter(isColor)
    emojiOrder = order.filter(isColor) + order.filter { !isColor($0) }
    asciiFaces = (0..<128).map { scalar in
      order.first { library.faces[$0].coverage.contains(UInt32(scalar)) } ?? primary
    }
  }

  private static func best(
    of members: [Int], for style: TextStyle, in library: FontLibrary
  ) -> [Int] {
    let best = FontMatch.best(
      of: members, in: library.faces, weight: Double(style.weight), slant: style.slant)
    return best.map { [$0] } ?? []
  }

  /// The order for a cluster of the given presentation.
  func faces(for presentation: Presentation) -> [Int] {
    switch presentation {
    case .plain: plainOrder
    case .text: textOrder
    case .emoji: emojiOrder
    }
  }
}

/// How a cluster asks to be shown (UTS #51 §1.4.3).
enum Presentation {
  /// Ordinary text.
  case plain
  /// By U+FE0E.
  case text
  /// By its default, U+FE0F, a skin tone or a flag.
  case emoji

  /// The presentation of one grapheme cluster.
  init(of cluster: ArraySlice<UInt32>) {
    guard let first = cluster.first else {
      self = .plain
      return
    }
    if cluster.contains(0xFE0E) {
      self = .text
    } else if cluster.contains(0xFE0F) {
      self = .emoji
    } else if first >= 0x231A, let scalar = Unicode.Scalar(first),
      scalar.properties.isEmojiPresentation
        || (scalar.properties.isEmoji && cluster.contains { (0x1F3FB...0x1F3FF).contains($0) })
    {
      self = .emoji
    } else {
      self = .plain
    }
  }
}
