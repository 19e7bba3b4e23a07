/// BCP 47 language tags, by their form alone (RFC 5646 §2.1).
enum LanguageTag {
  /// The tag in the RFC's recommended case: `zh-Hant-TW`. Throws when `text` has not the form of one.
  package static func canonical(_ text: String) throws(InputError) -> String {
    var parts = text.split(separator: "-", omittingEmptySubsequences: false).map {
      $0.lowercased()
    }
    let isWellFormed =
      text.utf8.count <= PropertyRanges.langBytesMax
      && parts.indices.allSatisfy { index in
        let part = parts[index].utf8
        let isLetters = part.allSatisfy { CSSScanner.isLetter($0) && $0 != UInt8(ascii: "_") }
        if index == 0 { return isLetters && (2...8).contains(part.count) }
        return (1...8).contains(part.count)
          && part.allSatisfy {
            CSSScanner.isDigit($0) || (CSSScanner.isLetter($0) && $0 != UInt8(ascii: "_"))
          }
      }
    guard isWellFormed else {
      throw InputError(
        .wrongType, message: "\(JSON(.string(text)).excerpt) is not a language tag",
        hint: PropertyKind.lang.expectation)
    }
    // RFC 5646 §2.1.1: regions in capitals, scripts with one, neither after a singleton.
    for index in parts.indices.dropFirst() {
      if parts[index].utf8.count == 1 { break }
      if parts[index].utf8.count == 2 { parts[index] = parts[index].uppercased() }
      if parts[index].utf8.count == 4, CSSScanner.isLetter(parts[index].utf8.first ?? 0) {
        parts[index] = parts[index].prefix(1).uppercased() + parts[index].dropFirst()
      }
    }
    return parts.joined(separator: "-")
  }

  /// The language without script and region: `tr` of `tr-TR`.
  static func primary(_ tag: String) -> Substring { tag.prefix { $0 != "-" } }
}
