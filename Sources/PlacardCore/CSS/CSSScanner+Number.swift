/// A number with what follows it at once: nothing, a percent sign or a unit.
struct CSSNumeric {
  enum Unit: Hashable {
    case none
    case percent
    case px
    case degrees, gradians, radians, turns
    case other(String)
  }

  var value: Double
  var unit: Unit
}

extension CSSScanner {
  /// Takes the number, percentage or dimension that comes next (CSS Syntax 3 §4.3.3); nil (and
  /// nothing taken) where another token stands.
  mutating func takeNumeric() -> CSSNumeric? {
    skipSpace()
    guard let value = takeNumber() else { return nil }
    if next == UInt8(ascii: "%") {
      advance(1)
      return CSSNumeric(value: value, unit: .percent)
    }
    guard Self.isLetter(next), let unit = takeWord() else {
      return CSSNumeric(value: value, unit: .none)
    }
    switch unit {
    case "px": return CSSNumeric(value: value, unit: .px)
    case "deg": return CSSNumeric(value: value, unit: .degrees)
    case "grad": return CSSNumeric(value: value, unit: .gradians)
    case "rad": return CSSNumeric(value: value, unit: .radians)
    case "turn": return CSSNumeric(value: value, unit: .turns)
    default: return CSSNumeric(value: value, unit: .other(unit))
    }
  }

  /// Takes sign, digits, fraction and exponent.
  private mutating func takeNumber() -> Double? {
    var offset = 0
    var isNegative = false
    if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") {
      isNegative = next == UInt8(ascii: "-")
      offset = 1
    }
    var digits = 0
    var mantissa: UInt64 = 0
    var scale = 0
    while Self.isDigit(byte(after: offset)) {
      mantissa = mantissa &* 10 &+ UInt64(byte(after: offset) &- 0x30)
      digits += 1
      offset += 1
    }
    if byte(after: offset) == UInt8(ascii: "."), Self.isDigit(byte(after: offset + 1)) {
      offset += 1
      while Self.isDigit(byte(after: offset)) {
        mantissa = mantissa &* 10 &+ UInt64(byte(after: offset) &- 0x30)
        digits += 1
        scale += 1
        offset += 1
      }
    }
    guard digits > 0 else { return nil }
    let exponentBytes = exponentLength(at: offset)
    let value: Double
    if exponentBytes == 0, digits <= 15 {
      // A quotient of two exact numbers is rounded once: the same as a full conversion.
      value = Double(mantissa) / Self.powersOfTen[scale]
      advance(offset)
      return isNegative ? -value : value
    }
    let end = position + offset + exponentBytes
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    guard let parsed = Double(text), parsed.isFinite else { return nil }
    rewind(to: end)
    return parsed
  }

  private func exponentLength(at offset: Int) -> Int {
    guard byte(after: offset) | 0x20 == UInt8(ascii: "e") else { return 0 }
    var length = 1
    let sign = byte(after: offset + 1)
    if sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { length = 2 }
    guard Self.isDigit(byte(after: offset + length)) else { return 0 }
    while Self.isDigit(byte(after: offset + length)) { length += 1 }
    return length
  }

  private static let powersOfTen: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
  ]
}

extension CSSNumeric {
  /// The angle in degrees; a plain 0 is an angle too. nil for anything else.
  var degrees: Double? {
    switch unit {
    case .degrees: value
    case .gradians: value * 0.9
    case .radians: value * 180 / .pi
    case .turns: value * 360
    case .none: value == 0 ? 0 : nil
    case .percent, .px, .other: nil
    }
  }

  /// The length in CSS px; a plain 0 is a length too. nil for anything else.
  var px: Double? {
    switch unit {
    case .px: value
    case .none: value == 0 ? 0 : nil
    default: nil
    }
  }

  /// The length or percentage; nil for anything else.
  var lengthPercentage: LengthPercentage? {
    if unit == .percent { return LengthPercentage(percent: value) }
    return px.map { LengthPercentage(px: $0) }
  }
}
