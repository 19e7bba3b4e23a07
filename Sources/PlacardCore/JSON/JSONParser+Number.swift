extension JSONParser {
  /// Longer numbers are no use to anyone, and slow to round correctly.
  static let numberBytesMax = 1_024

  /// Reads a number (RFC 8259, section 6), rounded to the nearest `Double`.
  mutating func number() throws(JSONFailure) -> Double {
    let start = position
    let isNegative = next == UInt8(ascii: "-")
    if isNegative { position &+= 1 }
    var digits = DecimalDigits()
    guard isDigit(next) else { throw unexpected(expected: "a digit after the minus sign") }
    if next == UInt8(ascii: "0") {
      position &+= 1
      if isDigit(next) { throw leadingZero(from: start) }
    } else {
      readDigits(into: &digits, scale: 0)
    }
    if next == UInt8(ascii: ".") {
      position &+= 1
      guard isDigit(next) else {
        throw unexpected(expected: "a digit after the decimal point")
      }
      readDigits(into: &digits, scale: -1)
    }
    if next | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      digits.exponent &+= try exponent()
    }
    if isWordByte(next) || next == UInt8(ascii: ".") {
      throw unexpected(expected: "the end of a number")
    }
    if let exact = digits.exactValue { return isNegative ? -exact : exact }
    return try roundedNumber(from: start)
  }

  @inline(__always)
  private mutating func readDigits(into digits: inout DecimalDigits, scale: Int) {
    while true {
      let digit = next &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      if digits.significand < DecimalDigits.significandMax {
        digits.significand = digits.significand &* 10 &+ UInt64(digit)
        digits.exponent &+= scale
      } else {
        digits.isTruncated = true
      }
      position &+= 1
    }
  }

  /// Reads an exponent's sign and digits, clamped far beyond what a `Double` holds.
  private mutating func exponent() throws(JSONFailure) -> Int {
    let isNegative = next == UInt8(ascii: "-")
    if isNegative || next == UInt8(ascii: "+") { position &+= 1 }
    guard isDigit(next) else {
      throw unexpected(expected: "a digit in the exponent")
    }
    var exponent = 0
    while isDigit(next) {
      exponent = min(exponent &* 10 &+ Int(next &- UInt8(ascii: "0")), 100_000)
      position &+= 1
    }
    return isNegative ? -exponent : exponent
  }

  /// The number's text, already checked, through the standard library's correct rounding.
  private mutating func roundedNumber(from start: Int) throws(JSONFailure) -> Double {
    let count = position - start
    if count > Self.numberBytesMax { throw tooManyDigits(at: start) }
    let text = String(
      decoding: UnsafeBufferPointer(start: bytes + start, count: count), as: UTF8.self)
    guard let number = Double(text), number.isFinite else { throw beyondDouble(text, at: start) }
    return number
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

/// A number's digits as a whole number and a power of ten, as long as both are exact.
private struct DecimalDigits {
  var significand: UInt64 = 0
  var exponent = 0
  /// Whether digits were left out.
  var isTruncated = false

  /// Below this one more digit still fits 2^53, the last whole number before `Double` has gaps.
  static let significandMax: UInt64 = 900_719_925_474_099

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
    1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The value by one exactly rounded operation on two exact operands (Clinger 1990); nil where
  /// that is not enough.
  var exactValue: Double? {
    if isTruncated { return nil }
    if significand == 0 { return 0 }
    if exponent == 0 { return Double(significand) }
    guard exponent >= -22, exponent <= 22 else { return nil }
    let power = Self.powersOfTen[abs(exponent)]
    return exponent < 0 ? Double(significand) / power : Double(significand) * power
  }
}
