/// Reads CSS Color 4 colours in sRGB and rounds them as Chromium does: whole channels, and alpha to
/// one of 255 steps.
struct ColorParser {
  static let forms =
    "a colour name, #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), rgba(), hsl(), hsla(), hwb()"

  /// Takes the colour that comes next in `scanner`; nil (and nothing taken) where none begins.
  /// Throws for a function of colours whose arguments are wrong, and for an unknown name when it
  /// `mustBeColor`.
  static func take(
    from scanner: inout CSSScanner, mustBeColor: Bool = true
  ) throws(InputError) -> Color? {
    scanner.skipSpace()
    if scanner.next == UInt8(ascii: "#") { return try takeHex(from: &scanner) }
    let start = scanner.position
    guard let word = scanner.takeWord() else { return nil }
    if scanner.next == UInt8(ascii: "(") {
      scanner.advance(1)
      switch word {
      case "rgb", "rgba", "hsl", "hsla", "hwb":
        var arguments = ColorArguments(function: word)
        return try arguments.read(from: &scanner)
      default:
        scanner.rewind(to: start)
        if !mustBeColor { return nil }
        throw InputError(
          .wrongType, message: "\(word)() is not a colour that Placard knows", hint: forms)
      }
    }
    if word == "transparent" { return .transparent }
    if let color = NamedColors.color(named: word) { return color }
    scanner.rewind(to: start)
    return nil
  }

  private static func takeHex(from scanner: inout CSSScanner) throws(InputError) -> Color {
    var digits: [UInt8] = []
    while digits.count < 9, let digit = hexDigit(scanner.byte(after: 1 + digits.count)) {
      digits.append(digit)
    }
    let isEnded = !CSSScanner.isWordByte(scanner.byte(after: 1 + digits.count))
    guard isEnded, [3, 4, 6, 8].contains(digits.count) else {
      throw InputError(
        .wrongType, message: "\(scanner.excerpt()) is not a colour",
        hint: "a # and 3, 4, 6 or 8 hexadecimal digits")
    }
    scanner.advance(1 + digits.count)
    let isShort = digits.count < 6
    func channel(_ index: Int) -> UInt8 {
      isShort ? digits[index] * 17 : digits[2 * index] << 4 | digits[2 * index + 1]
    }
    let hasAlpha = digits.count == 4 || digits.count == 8
    return Color(
      red: channel(0), green: channel(1), blue: channel(2),
      alpha: hasAlpha ? Double(channel(3)) / 255 : 1)
  }

  static func hexDigit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - 0x30
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - 0x61 + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - 0x41 + 10
    default: nil
    }
  }

  /// `value` clamped to 0–255 and rounded, halves up.
  static func channel(_ value: Double) -> UInt8 {
    // A colour computed in floats lands a hair below the half that it is in exact numbers.
    UInt8(min(max(value + 1e-9, 0), 255).rounded())
  }

  /// `value` clamped to 0–1 and rounded to a step of 1/255.
  static func alpha(_ value: Double) -> Double {
    (min(max(value, 0), 1) * 255).rounded() / 255
  }
}

extension Color {
  /// The colour that `text` spells in CSS (`currentcolor` is none). Throws with the allowed forms.
  package init(css text: String) throws(InputError) {
    var scanner = CSSScanner(text)
    guard let color = try ColorParser.take(from: &scanner), scanner.isAtEnd() else {
      throw InputError(
        .wrongType, message: "\(JSON(.string(text)).excerpt) is not a colour",
        hint: ColorParser.hint(for: text))
    }
    self = color
  }

  /// The one canonical spelling: `#rrggbb`, with alpha `#rrggbbaa`.
  package var css: String {
    var bytes: [UInt8] = []
    appendCSS(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func appendCSS(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "#"))
    for channel in [red, green, blue] { Self.appendHex(channel, to: &bytes) }
    if !isOpaque { Self.appendHex(ColorParser.channel(alpha * 255), to: &bytes) }
  }

  private static func appendHex(_ byte: UInt8, to bytes: inout [UInt8]) {
    for digit in [byte >> 4, byte & 15] {
      bytes.append(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
    }
  }
}

extension ColorParser {
  /// The allowed forms, led by the nearest name where one is near.
  static func hint(for text: String) -> String {
    guard let near = NearestName.of(text, among: NamedColors.names) else { return forms }
    return "did you mean \(near)? Allowed: \(forms)"
  }
}
