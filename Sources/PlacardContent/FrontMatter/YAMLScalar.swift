internal import PlacardCore

/// What a plain scalar is by the core schema of YAML 1.2 (section 10.3.2). Dates, times and the
/// `yes` and `no` of YAML 1.1 are texts.
enum YAMLScalar {
  /// The value of `text`; a number that no `Double` holds, infinity and NaN stay texts.
  static func resolved(_ text: String) -> JSON.Value {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .bool(true)
    case "false", "False", "FALSE": return .bool(false)
    default: return number(text).map { .number($0) } ?? .string(text)
    }
  }

  /// The number that `text` spells; nil for any other text.
  static func number(_ text: String) -> Double? {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, bytes.count <= 1_024 else { return nil }
    guard isDigit(first) || "+-.".utf8.contains(first) else { return nil }
    if bytes.starts(with: "0x".utf8) { return whole(text.dropFirst(2), radix: 16) }
    if bytes.starts(with: "0o".utf8) { return whole(text.dropFirst(2), radix: 8) }
    guard isDecimal(bytes), let number = Double(text), number.isFinite else { return nil }
    return number
  }

  private static func whole(_ digits: Substring, radix: Int) -> Double? {
    guard let first = digits.utf8.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-")
    else { return nil }
    return UInt64(digits, radix: radix).map { Double($0) }
  }

  /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
  private static func isDecimal(_ bytes: [UInt8]) -> Bool {
    var index = 0
    func skipDigits() -> Int {
      let start = index
      while index < bytes.count, isDigit(bytes[index]) { index += 1 }
      return index - start
    }
    func skip(_ characters: String) -> Bool {
      guard index < bytes.count, characters.utf8.contains(bytes[index]) else { return false }
      index += 1
      return true
    }
    _ = skip("+-")
    let whole = skipDigits()
    if skip(".") {
      if skipDigits() == 0, whole == 0 { return false }
    } else if whole == 0 {
      return false
    }
    if skip("eE") {
      _ = skip("+-")
      if skipDigits() == 0 { return false }
    }
    return index == bytes.count
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
