internal import PlacardCore

extension TOMLParser {
  /// Reads the value at the position.
  mutating func value() throws(InputError) -> TOMLTable.Value {
    let start = position
    try count(at: start)
    switch next {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      return .value(JSON(.string(try string()), offset: start))
    case UInt8(ascii: "["):
      return .value(
        JSON(
          .array(try descend { parser throws(InputError) in try parser.array() }), offset: start))
    case UInt8(ascii: "{"):
      return .table(try descend { parser throws(InputError) in try parser.inlineTable() })
    default: return .value(JSON(try scalar(), offset: start))
    }
  }

  private mutating func array() throws(InputError) -> [JSON] {
    position += 1
    var elements: [JSON] = []
    while true {
      try skipSpace()
      if skip("]") { return elements }
      switch try value() {
      case .value(let json): elements.append(json)
      case .table(let table): elements.append(table.json)
      case .tables: preconditionFailure("headers alone make arrays of tables")
      }
      try skipSpace()
      if skip("]") { return elements }
      guard skip(",") else { throw unexpected("a comma or ] after a value") }
    }
  }

  private mutating func inlineTable() throws(InputError) -> TOMLTable {
    let table = TOMLTable(.inline, offset: position)
    position += 1
    skipBlanks()
    if skip("}") { return table }
    while true {
      try keyValue(into: table)
      skipBlanks()
      if skip("}") {
        Self.close(table)
        return table
      }
      guard skip(",") else {
        throw unexpected(
          "a comma or } after a value", hint: "what stands in braces stands on one line")
      }
      skipBlanks()
      if next == UInt8(ascii: "}") {
        throw unexpected("a name after the comma", hint: "TOML has no comma before }")
      }
    }
  }

  /// Dotted keys within braces make tables that are whole with them.
  private static func close(_ table: TOMLTable) {
    table.origin = .inline
    for entry in table.entries {
      if case .table(let inner) = entry.value, case .dotted = inner.origin { close(inner) }
    }
  }

  // MARK: Words.

  /// A boolean, a number, a date or a time.
  private mutating func scalar() throws(InputError) -> JSON.Value {
    let start = position
    while let byte = next, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
    // A blank may part a date from its time.
    if position - start == 10, next == 0x20, position + 1 < bytes.count,
      bytes[position + 1] &- UInt8(ascii: "0") < 10,
      TOMLTime.isValid(Array(bytes[start..<position]))
    {
      position += 1
      while let byte = next, Self.isBare(byte) || "+.:".utf8.contains(byte) { position += 1 }
    }
    let word = Array(bytes[start..<position])
    let text = String(decoding: word, as: UTF8.self)
    switch text {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "inf", "+inf", "-inf", "nan", "+nan", "-nan": return .string(text)
    default: break
    }
    if let number = TOMLNumber.parse(word) {
      switch number {
      case .number(let value): return .number(value)
      case .tooLarge:
        throw InputError(
          .outOfRange, message: "the number \(Excerpt.quoted(text)) is too large",
          hint: "a text of digits stands in quotes", offset: start)
      }
    }
    if TOMLTime.isValid(word) { return .string(text) }
    position = start
    throw unexpected("a value", hint: Self.hint(for: text))
  }

  private static func hint(for text: String) -> String {
    switch text.lowercased() {
    case "true", "false": "true and false in small letters"
    case "null", "nil", "none": "TOML has no null: leave the name out"
    default: "texts stand in quotes"
    }
  }
}

/// Numbers of TOML.
enum TOMLNumber {
  case number(Double)
  /// A whole number past 64 bits, or any that no `Double` holds.
  case tooLarge

  /// The number that `word` spells; nil for any other word.
  static func parse(_ word: [UInt8]) -> TOMLNumber? {
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)]
    where word.starts(with: prefix.utf8) {
      guard let digits = digits(word.dropFirst(2), radix: radix) else { return nil }
      return Int64(digits, radix: radix).map { .number(Double($0)) } ?? .tooLarge
    }
    var rest = word[...]
    var text = ""
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      rest.removeFirst()
      if sign == UInt8(ascii: "-") { text = "-" }
    }
    let isExponent: (UInt8) -> Bool = { $0 | 0x20 == UInt8(ascii: "e") }
    let mantissa = rest.prefix { !isExponent($0) }
    let parts = mantissa.split(
      separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = digits(parts[0], radix: 10), whole.utf8.count == 1 || !whole.hasPrefix("0")
    else { return nil }
    text += whole
    if parts.count == 1, mantissa.count == rest.count {
      return Int64(text).map { .number(Double($0)) } ?? .tooLarge
    }
    if parts.count == 2 {
      guard let fraction = digits(parts[1], radix: 10) else { return nil }
      text += "." + fraction
    }
    if mantissa.count < rest.count {
      var exponent = rest.dropFirst(mantissa.count + 1)
      text += "e"
      if let sign = exponent.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
        exponent.removeFirst()
        if sign == UInt8(ascii: "-") { text += "-" }
      }
      guard let power = digits(exponent, radix: 10) else { return nil }
      text += power
    }
    guard let number = Double(text), number.isFinite else { return .tooLarge }
    return .number(number)
  }

  /// The digits without the underscores, which stand between digits only; nil for anything else.
  private static func digits(_ bytes: ArraySlice<UInt8>, radix: Int) -> String? {
    var text = ""
    var wasDigit = false
    for byte in bytes {
      let character = Character(Unicode.Scalar(byte))
      if byte == UInt8(ascii: "_"), wasDigit {
        wasDigit = false
      } else if let value = character.hexDigitValue, value < radix {
        text.append(character)
        wasDigit = true
      } else {
        return nil
      }
    }
    return wasDigit ? text : nil
  }
}

/// Dates and times of TOML (RFC 3339, sections 5.6 and 5.7).
enum TOMLTime {
  /// Whether `word` is a date, a time, or both with or without an offset from UTC.
  static func isValid(_ word: [UInt8]) -> Bool {
    var rest = word[...]
    guard isDate(rest) else { return isTime(&rest) && rest.isEmpty }
    rest = rest.dropFirst(10)
    guard let mark = rest.popFirst() else { return true }
    guard mark | 0x20 == UInt8(ascii: "t") || mark == 0x20, isTime(&rest) else { return false }
    return isOffset(rest)
  }

  private static func isDate(_ word: ArraySlice<UInt8>) -> Bool {
    let text = Array(word.prefix(10))
    guard text.count == 10, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
      let year = number(text[0..<4]), let month = number(text[5..<7]),
      let day = number(text[8..<10]), (1...12).contains(month)
    else { return false }
    let isLeap = year % 4 == 0 && year % 100 != 0 || year % 400 == 0
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[month - 1]).contains(day)
  }

  /// Takes `hh:mm:ss` and a fraction off `rest`.
  private static func isTime(_ rest: inout ArraySlice<UInt8>) -> Bool {
    let text = Array(rest.prefix(8))
    guard text.count == 8, text[2] == UInt8(ascii: ":"), text[5] == UInt8(ascii: ":"),
      let hour = number(text[0..<2]), let minute = number(text[3..<5]),
      let second = number(text[6..<8]), hour < 24, minute < 60, second <= 60
    else { return false }
    rest = rest.dropFirst(8)
    guard rest.first == UInt8(ascii: ".") else { return true }
    let fraction = rest.dropFirst().prefix { $0 &- UInt8(ascii: "0") < 10 }
    rest = rest.dropFirst(fraction.count + 1)
    return !fraction.isEmpty
  }

  private static func isOffset(_ rest: ArraySlice<UInt8>) -> Bool {
    if rest.isEmpty || rest.elementsEqual("Z".utf8) || rest.elementsEqual("z".utf8) { return true }
    let text = Array(rest)
    guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
      text[3] == UInt8(ascii: ":"), let hour = number(text[1..<3]),
      let minute = number(text[4..<6])
    else { return false }
    return hour < 24 && minute < 60
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    for digit in digits {
      guard digit &- UInt8(ascii: "0") < 10 else { return nil }
      number = number * 10 + Int(digit &- UInt8(ascii: "0"))
    }
    return number
  }
}
