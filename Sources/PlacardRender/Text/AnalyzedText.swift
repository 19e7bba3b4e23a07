internal import CCairo
internal import PlacardCore

/// A text as code points, with what Unicode says of each: where lines may break, which way it runs.
struct AnalyzedText {
  let scalars: [UInt32]
  let flags: [BreakRules.Flags]
  /// Resolved bidi embedding levels (UAX #9), odd from right to left; empty when all are 0.
  private let levels: [UInt8]
  /// Without the line ends between them; a line end after the last paragraph makes no new one.
  let paragraphs: [Range<Int>]
  let isRightToLeft: Bool
  let isASCII: Bool
  let language: Language

  init(_ content: TextContent) {
    let text = Self.withoutNUL(content.text)
    let scalars = text.unicodeScalars.map(\.value)
    let isASCII = text.utf8.count == scalars.count
    let language = Language(content.lang)
    self.scalars = scalars
    self.isASCII = isASCII
    self.language = language
    flags = BreakRules.flags(of: scalars, text: text, isASCII: isASCII, language: language)
    paragraphs = Self.paragraphs(of: scalars)
    let hasRightToLeft = !isASCII && scalars.contains(where: Self.mayRunRightToLeft)
    switch content.direction {
    case .leftToRight: isRightToLeft = false
    case .rightToLeft: isRightToLeft = true
    case .auto:
      isRightToLeft = hasRightToLeft && Self.firstStrongIsRightToLeft(text)
    }
    levels =
      hasRightToLeft || isRightToLeft
      ? Self.levels(of: scalars, paragraphs, isRightToLeft: isRightToLeft) : []
  }

  /// NUL ends a text for GLib; U+0001 is of the same bidi and line-breaking class, and as invisible.
  private static func withoutNUL(_ text: String) -> String {
    guard text.utf8.contains(0) else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value == 0 ? "\u{1}" : $0 }))
  }

  func level(at place: Int) -> UInt8 { levels.isEmpty ? 0 : levels[place] }

  var baseLevel: UInt8 { isRightToLeft ? 1 : 0 }

  /// The right-to-left blocks of the Unicode Standard and the explicit directional characters.
  private static func mayRunRightToLeft(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0..<0x590: false
    case 0x590...0x8FF, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFB1D...0xFDFF,
      0xFE70...0xFEFF, 0x10800...0x10FFF, 0x1E800...0x1EFFF:
      true
    default: false
    }
  }

  /// Line ends: LF, CR, CR LF, NEL, VT, FF, U+2028, U+2029 (UAX #14 classes BK, CR, LF, NL).
  private static func isLineEnd(_ scalar: UInt32) -> Bool {
    (0x0A...0x0D).contains(scalar) || scalar == 0x85 || scalar == 0x2028 || scalar == 0x2029
  }

  private static func paragraphs(of scalars: [UInt32]) -> [Range<Int>] {
    var paragraphs: [Range<Int>] = []
    var start = 0
    for place in scalars.indices where isLineEnd(scalars[place]) {
      if scalars[place] == 0x0A && place > 0 && scalars[place - 1] == 0x0D {
        start = place + 1
        continue
      }
      paragraphs.append(start..<place)
      start = place + 1
    }
    if start < scalars.count { paragraphs.append(start..<scalars.count) }
    return paragraphs
  }

  /// UAX #9 rules P2 and P3 over the whole text.
  private static func firstStrongIsRightToLeft(_ text: String) -> Bool {
    var text = text
    var base = PANGO_DIRECTION_WEAK_LTR
    text.withUTF8 { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        g_free(
          pango_log2vis_get_embedding_levels(
            characters.baseAddress, Int32(characters.count), &base))
      }
    }
    return base == PANGO_DIRECTION_RTL
  }

  private static func levels(
    of scalars: [UInt32], _ paragraphs: [Range<Int>], isRightToLeft: Bool
  ) -> [UInt8] {
    var levels = [UInt8](repeating: isRightToLeft ? 1 : 0, count: scalars.count)
    for paragraph in paragraphs where !paragraph.isEmpty {
      var text = String(
        String.UnicodeScalarView(scalars[paragraph].compactMap(Unicode.Scalar.init)))
      var base = isRightToLeft ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          let resolved = pango_log2vis_get_embedding_levels(
            characters.baseAddress, Int32(characters.count), &base)
          guard let resolved else { return }
          for offset in 0..<paragraph.count {
            levels[paragraph.lowerBound + offset] = resolved[offset]
          }
          g_free(resolved)
        }
      }
    }
    return levels
  }
}
