/// Language tags (BCP 47), as far as their form goes.
package enum LanguageTag {
  /// Whether `text` is parts of one to eight letters and digits joined by `-`, the first two to
  /// eight letters: `en`, `pt-BR`, `zh-Hant-TW`.
  package static func isWellFormed(_ text: some StringProtocol) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 35, let language = parts.first, language.count >= 2,
      language.allSatisfy(isLetter)
    else { return false }
    return parts.allSatisfy { part in
      (1...8).contains(part.count)
        && part.allSatisfy {
          isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}
