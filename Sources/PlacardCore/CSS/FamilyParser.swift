/// Reads CSS `font-family` lists (CSS Fonts 4 §2.1).
enum FamilyParser {
  static let forms = "family names with commas between them, as in \"Inter, 'Noto Sans', serif\""

  /// At least one family; inner space of unquoted names is one space, as in CSS. Throws with the
  /// allowed forms.
  static func families(_ text: String) throws(InputError) -> [String] {
    var scanner = CSSScanner(text)
    var families: [String] = []
    repeat {
      scanner.skipSpace()
      let quote = scanner.next
      let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
      let name = isQuoted ? takeQuoted(quote, from: &scanner) : takeUnquoted(from: &scanner)
      guard let name, !name.isEmpty else { throw malformed(text) }
      families.append(name)
      if families.count > PropertyRanges.familiesMax {
        throw InputError(
          .limit, message: "more than \(PropertyRanges.familiesMax) font families", hint: forms)
      }
    } while scanner.takeComma()
    if !scanner.isAtEnd() { throw malformed(text) }
    return families
  }

  private static func malformed(_ text: String) -> InputError {
    InputError(
      .wrongType, message: "\(JSON(.string(text)).excerpt) is not a list of font families",
      hint: forms)
  }

  private static func takeQuoted(_ quote: UInt8, from scanner: inout CSSScanner) -> String? {
    scanner.advance(1)
    var name: [UInt8] = []
    while scanner.position < scanner.bytes.count {
      let byte = scanner.next
      if byte == quote {
        scanner.advance(1)
        return String(decoding: name, as: UTF8.self)
      }
      if byte == UInt8(ascii: "\\") {
        guard takeEscape(from: &scanner, into: &name) else { return nil }
      } else {
        name.append(byte)
        scanner.advance(1)
      }
    }
    return nil
  }

  private static func takeUnquoted(from scanner: inout CSSScanner) -> String? {
    var name: [UInt8] = []
    while let word = takeIdentifier(from: &scanner) {
      if !name.isEmpty { name.append(0x20) }
      name.append(contentsOf: word)
      scanner.skipSpace()
    }
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  private static func takeIdentifier(from scanner: inout CSSScanner) -> [UInt8]? {
    var word: [UInt8] = []
    var isFirst = true
    while scanner.position < scanner.bytes.count {
      let byte = scanner.next
      if byte == UInt8(ascii: "\\") {
        guard takeEscape(from: &scanner, into: &word) else { return nil }
      } else if byte >= 0x80 || CSSScanner.isLetter(byte)
        || (!isFirst && (CSSScanner.isDigit(byte) || byte == UInt8(ascii: "-")))
        || (isFirst && byte == UInt8(ascii: "-") && !CSSScanner.isDigit(scanner.byte(after: 1)))
      {
        word.append(byte)
        scanner.advance(1)
      } else {
        break
      }
      isFirst = false
    }
    return word.isEmpty ? nil : word
  }

  /// CSS Syntax 3 §4.3.7: a backslash and up to six hexadecimal digits, or any other character.
  private static func takeEscape(from scanner: inout CSSScanner, into name: inout [UInt8]) -> Bool {
    scanner.advance(1)
    var value: UInt32 = 0
    var digits = 0
    while digits < 6, let digit = Character(Unicode.Scalar(scanner.next)).hexDigitValue {
      value = value << 4 | UInt32(digit)
      digits += 1
      scanner.advance(1)
    }
    if digits == 0 {
      guard scanner.position < scanner.bytes.count, scanner.next != 0x0A else { return false }
      name.append(scanner.next)
      scanner.advance(1)
      return true
    }
    if scanner.next == 0x20 { scanner.advance(1) }
    let scalar = Unicode.Scalar(value).flatMap { $0.value == 0 ? nil : $0 } ?? "\u{FFFD}"
    name.append(contentsOf: String(Character(scalar)).utf8)
    return true
  }

  static func append(_ families: [String], to bytes: inout [UInt8]) {
    for (index, family) in families.enumerated() {
      if index > 0 { CSSText.append(",", to: &bytes) }
      CSSText.append(quoted: family, to: &bytes)
    }
  }
}
