internal import CCairo

/// Where a line may break, as Chromium decides it: after spaces always, between two ASCII
/// characters by a table of its own, everywhere else by UAX #14 with the tailoring of the language
/// and, for Thai, a dictionary.
enum BreakRules {
  /// A code point may start a line (bit 0), starts a grapheme cluster (bit 1).
  struct Flags: OptionSet {
    let rawValue: UInt8
    static let breakBefore = Flags(rawValue: 1)
    static let graphemeStart = Flags(rawValue: 2)
  }

  /// The flags of every code point of `scalars`, whose UTF-8 is `text`.
  static func flags(
    of scalars: [UInt32], text: String, isASCII: Bool, language: Language
  ) -> [Flags] {
    var flags = isASCII ? graphemesOfASCII(scalars) : unicode(scalars, text: text, language)
    for place in scalars.indices.dropFirst() {
      let before = scalars[place - 1]
      let after = scalars[place]
      if isSpace(before) || isSpace(after) {
        // Spaces hang at the end of the line they follow.
        if isSpace(after) {
          flags[place].remove(.breakBefore)
        } else {
          flags[place].insert(.breakBefore)
        }
      } else if before < 0x7F && after < 0x7F {
        let beforePair = place > 1 ? scalars[place - 2] : 0
        if breaks(between: before, and: after, following: beforePair) {
          flags[place].insert(.breakBefore)
        } else {
          flags[place].remove(.breakBefore)
        }
      }
    }
    return flags
  }

  static func isSpace(_ scalar: UInt32) -> Bool { scalar == 0x20 || scalar == 0x09 }

  private static func graphemesOfASCII(_ scalars: [UInt32]) -> [Flags] {
    [Flags](repeating: .graphemeStart, count: scalars.count)
  }

  private static func unicode(
    _ scalars: [UInt32], text: String, _ language: Language
  ) -> [Flags] {
    var text = text
    let count = scalars.count
    return withUnsafeTemporaryAllocation(of: PangoLogAttr.self, capacity: count + 1) { attributes in
      attributes.initialize(repeating: PangoLogAttr())
      text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) { characters in
          pango_get_log_attrs(
            characters.baseAddress, Int32(characters.count), -1, language.breaking,
            attributes.baseAddress, Int32(count + 1))
        }
      }
      return [Flags](unsafeUninitializedCapacity: count) { flags, filled in
        for place in 0..<count {
          var flag: Flags = []
          let attribute = attributes.baseAddress! + place
          if placard_may_break_before(attribute) != 0 { flag.insert(.breakBefore) }
          if placard_is_grapheme_start(attribute) != 0 { flag.insert(.graphemeStart) }
          flags.initializeElement(at: place, to: flag)
        }
        filled = count
      }
    }
  }

  /// Chromium's rule for two ASCII characters neither of which is a space, found by trying all
  /// 8,836 pairs.
  private static func breaks(
    between before: UInt32, and after: UInt32, following earlier: UInt32
  ) -> Bool {
    guard before > 0x20, after > 0x20 else { return false }
    switch before {
    case 0x2D:  // Hyphen-minus: not before a number's sign.
      if isDigit(after) { return isDigit(earlier) || isLetter(earlier) }
      return isOperandOrOpening(after) || after == 0x22 || after == 0x27
    case 0x3F:  // Question mark.
      return isOperandOrOpening(after) || after == 0x24
    case 0x21...0x23, 0x25, 0x26, 0x29...0x2C, 0x2E, 0x3A, 0x3B, 0x3D, 0x3E, 0x5C, 0x5D,
      0x7C...0x7E:
      return after == 0x28 || after == 0x3C || after == 0x5B || after == 0x7B
    default:
      return false
    }
  }

  private static func isDigit(_ scalar: UInt32) -> Bool { (0x30...0x39).contains(scalar) }

  private static func isLetter(_ scalar: UInt32) -> Bool {
    (0x41...0x5A).contains(scalar) || (0x61...0x7A).contains(scalar)
  }

  /// Letters, digits, `# % & ( * + - < = > @ [ \ ^ _ backquote { | ~`.
  private static func isOperandOrOpening(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x23, 0x25, 0x26, 0x28, 0x2A, 0x2B, 0x2D, 0x30...0x39, 0x3C...0x3E, 0x40...0x5C,
      0x5E...0x7C, 0x7E:
      true
    default: false
    }
  }
}
