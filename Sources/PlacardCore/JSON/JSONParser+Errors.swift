// Kept out of line: the way through a good text stays short.
extension JSONParser {
  @inline(never)
  static func emptyText() -> InputError {
    InputError(
      .syntax, message: "expected a value, found the end of the text", offset: 0)
  }

  @inline(never)
  mutating func unexpected(expected: String) -> JSONFailure {
    fail(
      .syntax, message: "expected \(expected), found \(found(at: position))",
      hint: likelyCause(at: position), offset: position)
  }

  @inline(never)
  mutating func trailingComma(expected: String) -> JSONFailure {
    fail(
      .syntax, message: "expected \(expected) after the comma, found \(found(at: position))",
      hint: "JSON has no trailing commas", offset: position)
  }

  /// Refuses the marks that editors put before a text: they are no part of JSON (RFC 8259, 8.1).
  mutating func refuseByteOrderMark() throws(JSONFailure) {
    let isUTF8 = end >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF
    let isUTF16 =
      end >= 2 && (bytes[0] == 0xFE && bytes[1] == 0xFF || bytes[0] == 0xFF && bytes[1] == 0xFE)
    if isUTF8 || isUTF16 {
      throw fail(
        .syntax, message: "the text begins with a byte order mark",
        hint: "save it as UTF-8 without BOM", offset: 0)
    }
  }

  @inline(never)
  mutating func tooDeep() -> JSONFailure {
    fail(
      .limit, message: "more than \(limits.depthMax) levels of arrays and objects",
      hint: "limits.jsonDepthMax", offset: position)
  }

  @inline(never)
  mutating func tooManyMembers(at offset: Int) -> JSONFailure {
    fail(
      .limit, message: "an object with more than \(limits.objectKeysMax) members",
      hint: "limits.jsonObjectKeysMax", offset: offset)
  }

  @inline(never)
  mutating func tooLong(at offset: Int) -> JSONFailure {
    fail(
      .limit, message: "a string of more than \(limits.stringBytesMax) bytes",
      hint: "limits.jsonStringBytesMax", offset: offset)
  }

  @inline(never)
  mutating func duplicate(_ key: String, at offset: Int, first: Int) -> JSONFailure {
    var error = InputError(
      .duplicate, message: "the object has two members \(Excerpt.quoted(key))",
      hint: "the first stands at byte \(first)", offset: offset)
    error.firstOffset = first
    return fail(error)
  }

  @inline(never)
  mutating func unterminated(from start: Int) -> JSONFailure {
    fail(
      .syntax, message: "expected a closing quote, found the end of the text",
      hint: "the string begins here", offset: start)
  }

  @inline(never)
  mutating func controlCharacter() -> JSONFailure {
    fail(
      .syntax, message: "found \(found(at: position)) within a string",
      hint: "control characters are written as escapes, a line feed as \\n", offset: position)
  }

  @inline(never)
  mutating func unknownEscape(at start: Int) -> JSONFailure {
    // The text may end in the middle of the escape.
    let last = min(start + (start + 1 < end && bytes[start + 1] == UInt8(ascii: "u") ? 6 : 2), end)
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: last - start), as: UTF8.self)
    let shown = text.unicodeScalars.map { " "..."~" ~= $0 ? String($0) : Excerpt.visible($0) }
    return fail(
      .syntax, message: "expected an escape, found " + shown.joined(),
      hint: #"one of \" \\ \/ \b \f \n \r \t and \u with four hexadecimal digits"#, offset: start)
  }

  @inline(never)
  mutating func nullCharacter(at start: Int) -> JSONFailure {
    fail(.syntax, message: "a string may not hold U+0000", offset: start)
  }

  @inline(never)
  mutating func loneSurrogate(_ unit: UInt32, at start: Int) -> JSONFailure {
    fail(
      .syntax, message: "found half of a surrogate pair, \\u" + String(unit, radix: 16),
      hint: #"characters past U+FFFF are written as two escapes, as in \ud83d\ude00"#,
      offset: start)
  }

  /// The error for the first byte from `first` on that is not UTF-8.
  @inline(never)
  mutating func invalidUTF8(from first: Int) -> JSONFailure {
    var index = first
    while index < end {
      let count = scalarBytes(at: index)
      if count == 0 { break }
      index += count
    }
    return fail(
      .syntax, message: "expected UTF-8, found \(found(at: index)) within a string",
      hint: "save the text as UTF-8", offset: index)
  }

  @inline(never)
  mutating func leadingZero(from start: Int) -> JSONFailure {
    fail(.syntax, message: "a number may not begin with a needless 0", offset: start)
  }

  @inline(never)
  mutating func tooManyDigits(at start: Int) -> JSONFailure {
    fail(
      .limit, message: "a number of more than \(Self.numberBytesMax) characters", offset: start)
  }

  @inline(never)
  mutating func beyondDouble(_ text: String, at start: Int) -> JSONFailure {
    fail(
      .outOfRange, message: "the number \(text.prefix(40)) is too large",
      hint: "numbers go up to 1.7976931348623157e308", offset: start)
  }
}

// What stands at a place, in words.
extension JSONParser {
  /// Whether `byte` can be a part of a name, word or number.
  @inline(__always)
  func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// The word, character or byte at `index`, as it stands in a message.
  func found(at index: Int) -> String {
    guard index < end else { return "the end of the text" }
    let byte = bytes[index]
    if byte == 0x0A || byte == 0x0D { return "the end of the line" }
    if byte < 0x20 || byte == 0x7F { return "U+00" + Self.hex(byte) }
    let count: Int
    if isWordByte(byte) {
      var last = index
      while last < end, last - index < 24, isWordByte(bytes[last]) { last += 1 }
      count = last - index
    } else {
      count = scalarBytes(at: index)
      if count == 0 { return "the byte 0x" + Self.hex(byte) }
    }
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + index, count: count), as: UTF8.self)
    return text == "\"" ? "a double quote" : Excerpt.quoted(text)
  }

  private func likelyCause(at index: Int) -> String? {
    guard index < end else { return nil }
    switch bytes[index] {
    case UInt8(ascii: "/"), UInt8(ascii: "#"): return "JSON has no comments"
    case UInt8(ascii: "'"): return "strings stand in double quotes"
    case UInt8(ascii: "N"), UInt8(ascii: "I"): return "JSON has no NaN and no Infinity"
    case UInt8(ascii: "T"), UInt8(ascii: "F"): return "true, false and null in small letters"
    case UInt8(ascii: "+"): return "numbers have no plus sign"
    default: return nil
    }
  }

  /// The length of the well-formed UTF-8 sequence at `index` (Unicode, table 3-7); 0 when there is
  /// none.
  private func scalarBytes(at index: Int) -> Int {
    let first = bytes[index]
    let count: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: count = 2
    case 0xE0: (count, second) = (3, 0xA0...0xBF)
    case 0xED: (count, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: count = 3
    case 0xF0: (count, second) = (4, 0x90...0xBF)
    case 0xF4: (count, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: count = 4
    default: return 0
    }
    guard end - index >= count, second.contains(bytes[index + 1]) else { return 0 }
    for offset in 2..<max(count, 2) where bytes[index + offset] & 0xC0 != 0x80 { return 0 }
    return count
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16, uppercase: true)
    return byte < 16 ? "0" + digits : digits
  }
}
