/// CSS `text-transform` (CSS Text 3 §2.1) as Chromium applies it: Unicode's full mappings with the
/// tailorings of the text's language.
enum TextTransform: Sendable, Hashable {
  case none, uppercase, lowercase, capitalize

  /// `isInWord` tells whether the text goes on with a word that began before it.
  func applied(to text: String, lang: String, isInWord: Bool = false) -> String {
    switch self {
    case .none: text
    case .uppercase: CaseMapping.uppercase(text, language: LanguageTag.primary(lang))
    case .lowercase: CaseMapping.lowercase(text, language: LanguageTag.primary(lang))
    case .capitalize: CaseMapping.capitalize(text, isInWord: isInWord)
    }
  }

  /// Whether `lang` can make a difference.
  static func isTailored(for lang: String) -> Bool {
    ["tr", "az", "lt", "el"].contains(LanguageTag.primary(lang))
  }
}

/// The mappings of Unicode's SpecialCasing.txt.
enum CaseMapping {
  static func uppercase(_ text: String, language: Substring) -> String {
    switch language {
    case "tr", "az": return mapped(text) { $0 == "i" ? "İ" : $0.properties.uppercaseMapping }
    case "el": return greekUppercase(text)
    case "lt":
      // The dot that Lithuanian keeps above i and j under an accent goes with the small letter.
      var isSoftDotted = false
      return mapped(text) { scalar in
        if scalar == "\u{307}", isSoftDotted { return "" }
        if scalar.properties.canonicalCombiningClass == .notReordered {
          isSoftDotted = ["i", "j", "į"].contains(scalar)
        }
        return scalar.properties.uppercaseMapping
      }
    default: return text.uppercased()
    }
  }

  private static func mapped(_ text: String, _ map: (Unicode.Scalar) -> String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { result += map(scalar) }
    return result
  }

  static func lowercase(_ text: String, language: Substring) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : nil
      switch scalar {
      case "Σ": result += isFinalSigma(at: index, in: scalars) ? "ς" : "σ"
      case "I" where (language == "tr" || language == "az") && next != "\u{307}": result += "ı"
      case "İ" where language == "tr" || language == "az": result += "i"
      case "\u{307}"
      where (language == "tr" || language == "az") && index > 0 && scalars[index - 1] == "I":
        continue
      case _ where language == "lt": result += lithuanian(scalar, next: next)
      default: result += scalar.properties.lowercaseMapping
      }
    }
    return result
  }

  private static func lithuanian(_ scalar: Unicode.Scalar, next: Unicode.Scalar?) -> String {
    switch scalar {
    case "Ì": return "i\u{307}\u{300}"
    case "Í": return "i\u{307}\u{301}"
    case "Ĩ": return "i\u{307}\u{303}"
    case "I", "J", "Į":
      let isAccented = next?.properties.canonicalCombiningClass == .above
      return scalar.properties.lowercaseMapping + (isAccented ? "\u{307}" : "")
    default: return scalar.properties.lowercaseMapping
    }
  }

  /// Unicode §3.13, Final_Sigma: a cased letter before it and none after.
  private static func isFinalSigma(at index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    func isCased(_ rest: some Sequence<Unicode.Scalar>) -> Bool {
      for scalar in rest where !scalar.properties.isCaseIgnorable {
        return scalar.properties.isCased
      }
      return false
    }
    return isCased(scalars[..<index].reversed()) && !isCased(scalars[(index + 1)...])
  }

  /// Greek capitals lose the tonos, not the dialytika; ή alone is the word "or" and keeps it. A tonos
  /// that kept two vowels apart becomes a dialytika on the second: μάιος is ΜΑΪΟΣ.
  private static func greekUppercase(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    func isLetter(_ index: Int) -> Bool {
      scalars.indices.contains(index) && scalars[index].properties.isAlphabetic
    }
    var result = ""
    for (index, scalar) in scalars.enumerated() {
      let isApart = index > 0 && "άέήίόύώΆΈΉΊΌΎΏ".unicodeScalars.contains(scalars[index - 1])
      switch scalar {
      case _ where isApart && "ιίΙΊ".unicodeScalars.contains(scalar): result += "Ϊ"
      case _ where isApart && "υύΥΎ".unicodeScalars.contains(scalar): result += "Ϋ"
      case "ή", "Ή":
        let isAlone = !isLetter(index - 1) && !isLetter(index + 1)
        result += isAlone ? "Ή" : "Η"
      case "ά", "Ά": result += "Α"
      case "έ", "Έ": result += "Ε"
      case "ί", "Ί": result += "Ι"
      case "ό", "Ό": result += "Ο"
      case "ύ", "Ύ": result += "Υ"
      case "ώ", "Ώ": result += "Ω"
      case "ΐ": result += "Ϊ"
      case "ΰ": result += "Ϋ"
      case "\u{301}"
      where index > 0 && (0x370...0x3FF).contains(scalars[index - 1].value): continue
      default: result += scalar.properties.uppercaseMapping
      }
    }
    return result
  }
}

extension CaseMapping {
  /// Titlecases the first character of every word, a word being what Chromium's word breaker keeps
  /// together: letters, digits, marks and underscores, with apostrophes between letters.
  static func capitalize(_ text: String, isInWord: Bool = false) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    forEachScalar(of: text, isInWord: isInWord) { scalar, startsWord in
      let title = scalar.properties.titlecaseMapping
      // One character stays one: ﬂ and ß do not grow, as in Chromium.
      if startsWord, title.unicodeScalars.count == 1 {
        result += title
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// Whether what follows `text` goes on with its last word.
  static func endsInWord(_ text: String, after isInWord: Bool) -> Bool {
    forEachScalar(of: text, isInWord: isInWord) { _, _ in }
  }

  /// Calls `body` for each scalar with whether a word starts there; whether the last one is in a
  /// word.
  @discardableResult
  private static func forEachScalar(
    of text: String, isInWord: Bool, _ body: (Unicode.Scalar, Bool) -> Void
  ) -> Bool {
    let scalars = Array(text.unicodeScalars)
    var isInWord = isInWord
    for (index, scalar) in scalars.enumerated() {
      let isWord = isWordScalar(scalar)
      body(scalar, isWord && !isInWord)
      let joins =
        (scalar == "'" || scalar == "’") && isInWord && index + 1 < scalars.count
        && scalars[index + 1].properties.isAlphabetic
      isInWord =
        (isWord && !isIdeograph(scalar)) || joins
        || (isInWord && isMark(scalar))
    }
    return isInWord
  }

  private static func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber:
      return true
    default: return false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format: true
    default: false
    }
  }

  /// Every ideograph and kana is a word of its own.
  private static func isIdeograph(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isIdeographic || (0x3040...0x30FF).contains(scalar.value)
  }
}
