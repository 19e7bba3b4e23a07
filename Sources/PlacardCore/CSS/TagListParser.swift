/// Reads the lists of CSS `font-feature-settings` and `font-variation-settings` (CSS Fonts 4 §6.12,
/// §7.2): quoted four-letter tags, each with a value.
enum TagListParser {
  static func isTag(_ tag: String) -> Bool {
    tag.utf8.count == 4 && tag.utf8.allSatisfy { (0x20...0x7E).contains($0) }
  }

  /// Tags and values in the source's order, values missing where `on` and `off` may stand for 1
  /// and 0; nil when `text` is no such list.
  static func list(_ text: String, allowsWords: Bool) -> [(tag: String, value: Double)]? {
    var scanner = CSSScanner(text)
    if scanner.take(word: "normal"), scanner.isAtEnd() { return [] }
    var entries: [(tag: String, value: Double)] = []
    repeat {
      guard let tag = takeTag(from: &scanner) else { return nil }
      if let numeric = scanner.takeNumeric() {
        guard numeric.unit == .none else { return nil }
        entries.append((tag, numeric.value))
      } else if allowsWords {
        // A feature without a value is on.
        entries.append((tag, scanner.take(word: "off") ? 0 : 1))
        _ = scanner.take(word: "on")
      } else {
        return nil
      }
    } while scanner.takeComma()
    return scanner.isAtEnd() ? entries : nil
  }

  private static func takeTag(from scanner: inout CSSScanner) -> String? {
    scanner.skipSpace()
    let quote = scanner.next
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      scanner.byte(after: 5) == quote
    else { return nil }
    let tag = String(
      decoding: scanner.bytes[(scanner.position + 1)..<(scanner.position + 5)], as: UTF8.self)
    guard isTag(tag) else { return nil }
    scanner.advance(6)
    return tag
  }
}
