internal import PlacardCore

// TOML 1.0, "String".
extension TOMLParser {
  /// A string of any of the four kinds at the position.
  mutating func string() throws(InputError) -> String {
    let quote = next == UInt8(ascii: "'") ? "'" : "\""
    if bytes[position...].starts(with: String(repeating: quote, count: 3).utf8) {
      return try multilineString()
    }
    return quote == "'" ? try literalString() : try basicString()
  }

  mutating func basicString() throws(InputError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return try checked(text, start)
      case UInt8(ascii: "\\"): try escape(into: &text)
      case 0x0A, 0x0D: throw unclosed(start)
      default: try take(byte, into: &text)
      }
    }
    throw unclosed(start)
  }

  mutating func literalString() throws(InputError) -> String {
    let start = position
    position += 1
    var text: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "'"):
        position += 1
        return try checked(text, start)
      case 0x0A, 0x0D: throw unclosed(start)
      default: try take(byte, into: &text)
      }
    }
    throw unclosed(start)
  }

  private mutating func multilineString() throws(InputError) -> String {
    let start = position
    let quote = bytes[position]
    position += 3
    _ = skipLineBreak()
    var text: [UInt8] = []
    while let byte = next {
      if byte == quote {
        let count = bytes[position...].prefix(6).prefix { $0 == quote }.count
        // Up to two quotes may stand before the three that end it.
        guard count < 3 else {
          guard count < 6 else { throw unexpectedQuotes() }
          text += [UInt8](repeating: quote, count: count - 3)
          position += count
          return try checked(text, start)
        }
        text += [UInt8](repeating: quote, count: count)
        position += count
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\"") {
        if !skipLineContinuation() { try escape(into: &text) }
      } else if skipLineBreak() {
        text.append(0x0A)
      } else {
        try take(byte, into: &text)
      }
    }
    throw unclosed(start)
  }

  /// Passes a backslash at a line's end with all white space behind it.
  private mutating func skipLineContinuation() -> Bool {
    let start = position
    position += 1
    skipBlanks()
    guard skipLineBreak() else {
      position = start
      return false
    }
    repeat { skipBlanks() } while skipLineBreak()
    return true
  }

  private mutating func take(_ byte: UInt8, into text: inout [UInt8]) throws(InputError) {
    if Self.isControl(byte) { throw controlCharacter() }
    text.append(byte)
    position += 1
  }

  private mutating func escape(into text: inout [UInt8]) throws(InputError) {
    let start = position
    position += 1
    let letter = next ?? 0
    position += 1
    switch letter {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): text.append(letter)
    case UInt8(ascii: "u"): try unicode(digits: 4, start, into: &text)
    case UInt8(ascii: "U"): try unicode(digits: 8, start, into: &text)
    default: throw badEscape(start)
    }
  }

  private mutating func unicode(
    digits: Int, _ start: Int, into text: inout [UInt8]
  ) throws(InputError) {
    let digitBytes = bytes[min(position, bytes.count)...].prefix(digits)
    let isHex = digitBytes.allSatisfy {
      switch $0 {
      case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
      default: false
      }
    }
    guard isHex, digitBytes.count == digits,
      let value = UInt32(String(decoding: digitBytes, as: UTF8.self), radix: 16),
      let scalar = Unicode.Scalar(value), value != 0
    else { throw badEscape(start) }
    text += Array(String(scalar).utf8)
    position += digits
  }

  private func checked(_ text: [UInt8], _ start: Int) throws(InputError) -> String {
    guard text.count <= limits.jsonStringBytesMax else {
      throw InputError(
        .limit, message: "a text of more than \(limits.jsonStringBytesMax) bytes",
        hint: "limits.jsonStringBytesMax", offset: start)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private func badEscape(_ start: Int) -> InputError {
    InputError(
      .syntax, message: "not TOML: a backslash that begins no escape",
      hint: #"\b \t \n \f \r \" \\ \u00e9 or \U0001f600; 'single quotes' know no escapes"#,
      offset: start)
  }

  private func unclosed(_ start: Int) -> InputError {
    InputError(
      .syntax, message: "not TOML: the text that begins here is not closed",
      hint: "a text of several lines stands in three quotes", offset: start)
  }

  private func unexpectedQuotes() -> InputError {
    InputError(
      .syntax, message: "not TOML: more than five quotes in a row", offset: position)
  }
}
