/// Appends the canonical spelling of CSS values to bytes: one spelling a value.
enum CSSText {
  static func append(_ text: StaticString, to bytes: inout [UInt8]) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// The shortest digits that read back as `number`, minus zero as 0.
  static func append(_ number: Double, to bytes: inout [UInt8]) {
    if number == number.rounded(.towardZero), abs(number) < 1_000_000_000 {
      append(Int(number), to: &bytes)
    } else {
      bytes.append(contentsOf: JSONWriter.text(of: number).utf8)
    }
  }

  /// Decimal digits without a string on the way.
  static func append(_ number: Int, to bytes: inout [UInt8]) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var divisor: UInt = 1
    while magnitude / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(magnitude / divisor % 10))
      divisor /= 10
    }
  }

  static func append(px number: Double, to bytes: inout [UInt8]) {
    append(number, to: &bytes)
    append("px", to: &bytes)
  }

  static func append(_ length: LengthPercentage, to bytes: inout [UInt8]) {
    if length.px == 0 {
      append(length.percent, to: &bytes)
      append("%", to: &bytes)
    } else if length.percent == 0 {
      append(px: length.px, to: &bytes)
    } else {
      append("calc(", to: &bytes)
      append(length.percent, to: &bytes)
      append(length.px < 0 ? "% - " : "% + ", to: &bytes)
      append(px: abs(length.px), to: &bytes)
      append(")", to: &bytes)
    }
  }

  static func append(_ position: Position, to bytes: inout [UInt8]) {
    append(position.x, to: &bytes)
    append(" ", to: &bytes)
    append(position.y, to: &bytes)
  }

  /// A name in single quotes, which JSON need not escape.
  static func append(quoted name: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "'"))
    for byte in name.utf8 {
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\\") {
        bytes.append(UInt8(ascii: "\\"))
      }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "'"))
  }
}
