internal import PlacardCore

extension TOMLParser {
  /// The byte at the position; nil at the end.
  var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  mutating func skipBlanks() {
    while next == 0x20 || next == 0x09 { position += 1 }
  }

  /// Passes LF or CR LF.
  mutating func skipLineBreak() -> Bool {
    if next == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { position += 1 }
    guard next == 0x0A else { return false }
    position += 1
    return true
  }

  /// Passes a comment up to the line's end.
  mutating func skipComment() throws(InputError) {
    while let byte = next, byte != 0x0A {
      if byte == 0x0D, position + 1 < bytes.count, bytes[position + 1] == 0x0A { return }
      if Self.isControl(byte) { throw controlCharacter() }
      position += 1
    }
  }

  /// Passes blanks, line breaks and comments, as an array may have between its values.
  mutating func skipSpace() throws(InputError) {
    while true {
      skipBlanks()
      if next == UInt8(ascii: "#") {
        try skipComment()
      } else if !skipLineBreak() {
        return
      }
    }
  }

  static func isControl(_ byte: UInt8) -> Bool { byte < 0x20 && byte != 0x09 || byte == 0x7F }

  // MARK: Errors.

  func refuseBadUTF8() throws(InputError) {
    if String(validating: bytes, as: UTF8.self) != nil { return }
    // The longest good beginning ends where the trouble is.
    var good = 0
    var index = 0
    while index < bytes.count {
      let count = bytes[index] < 0x80 ? 1 : bytes[index] < 0xE0 ? 2 : bytes[index] < 0xF0 ? 3 : 4
      let end = index + count
      guard end <= bytes.count, String(validating: bytes[index..<end], as: UTF8.self) != nil else {
        break
      }
      index = end
      good = end
    }
    throw InputError(
      .syntax, message: "not UTF-8", hint: "save the file as UTF-8", offset: good)
  }

  func unexpected(_ expected: String, hint: String? = nil) -> InputError {
    InputError(
      .syntax, message: "not TOML: expected \(expected), found \(found)", hint: hint,
      offset: position)
  }

  private var found: String {
    guard let byte = next else { return "the end" }
    if byte == 0x0A || byte == 0x0D { return "the end of the line" }
    var end = position + 1
    if Self.isBare(byte) {
      while end < bytes.count, end - position < 24, Self.isBare(bytes[end]) { end += 1 }
    } else {
      while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    }
    return Excerpt.quoted(String(decoding: bytes[position..<end], as: UTF8.self))
  }

  func controlCharacter() -> InputError {
    unexpected("a character that can be seen", hint: "control characters are written as \\u0000")
  }

  func tooDeep(_ offset: Int) -> InputError {
    InputError(
      .limit, message: "more than \(limits.jsonDepthMax) levels of arrays and tables",
      hint: "limits.jsonDepthMax", offset: offset)
  }

  func twice(_ key: Key, in table: TOMLTable) -> InputError {
    var error = InputError(
      .duplicate, message: "\(Excerpt.quoted(key.name)) stands twice", offset: key.offset)
    error.firstOffset = table[key.name]?.keyOffset
    return error
  }

  func closed(_ key: Key, in table: TOMLTable) -> InputError {
    var error = InputError(
      .duplicate, message: "\(Excerpt.quoted(key.name)) is whole and cannot be added to",
      offset: key.offset)
    error.firstOffset = table[key.name]?.keyOffset
    return error
  }
}
