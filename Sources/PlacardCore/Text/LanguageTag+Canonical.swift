extension LanguageTag {
  /// The tag in the case that RFC 5646 §2.1.1 recommends: `zh-Hant-TW`. Throws when `text` has not
  /// the form of a tag.
  package static func canonical(_ text: String) throws(InputError) -> String {
    guard isWellFormed(text) else {
      throw InputError(
        .wrongType, message: "\(JSON(.string(text)).excerpt) is not a language tag",
        hint: PropertyKind.lang.expectation)
    }
    var parts = text.split(separator: "-").map { $0.lowercased() }
    // Regions in capitals, scripts with one, neither after a singleton.
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
