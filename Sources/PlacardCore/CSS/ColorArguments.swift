/// The arguments of `rgb()`, `hsl()` and `hwb()`, legacy (commas) and modern (spaces), CSS Color 4
/// §5.1, §7 and §8.
struct ColorArguments {
  let function: String
  private var channels: [CSSNumeric?] = []
  private var alpha: CSSNumeric??
  private var isLegacy = false

  init(function: String) { self.function = function }

  /// Reads up to the closing parenthesis, which may be missing at the end of the value.
  mutating func read(from scanner: inout CSSScanner) throws(InputError) -> Color {
    for index in 0..<3 {
      if index == 1 { isLegacy = scanner.takeComma() }
      if index == 2, scanner.takeComma() != isLegacy { throw malformed(scanner) }
      channels.append(try takeChannel(from: &scanner))
    }
    let hasAlpha = isLegacy ? scanner.takeComma() : scanner.take(UInt8(ascii: "/"))
    if hasAlpha { alpha = .some(try takeChannel(from: &scanner)) }
    if !scanner.takeClose(), !scanner.isAtEnd() { throw malformed(scanner) }
    let opacity = try opacity(scanner)
    if function.hasPrefix("rgb") { return try rgb(alpha: opacity, scanner) }
    return try hueColor(alpha: opacity, scanner)
  }

  /// nil is `none`, which is 0 in every channel.
  private func takeChannel(from scanner: inout CSSScanner) throws(InputError) -> CSSNumeric? {
    if scanner.take(word: "none") { return nil }
    guard let numeric = scanner.takeNumeric() else { throw malformed(scanner) }
    return numeric
  }

  private func malformed(_ scanner: CSSScanner) -> InputError {
    let forms =
      switch function {
      case "rgb", "rgba": "rgb(255 0 0 / 50%) or rgba(255, 0, 0, 0.5)"
      case "hwb": "hwb(120 20% 30% / 50%)"
      default: "hsl(120 50% 50% / 50%) or hsla(120, 50%, 50%, 0.5)"
      }
    return InputError(
      .wrongType,
      message: "the arguments of \(function)() are not those of a colour", hint: "as in " + forms)
  }

  private func opacity(_ scanner: CSSScanner) throws(InputError) -> Double {
    guard let given = alpha else { return 1 }
    guard let numeric = given else {
      if isLegacy { throw malformed(scanner) }
      return 0
    }
    switch numeric.unit {
    case .none: return ColorParser.alpha(numeric.value)
    case .percent: return ColorParser.alpha(numeric.value / 100)
    default: throw malformed(scanner)
    }
  }

  private func rgb(alpha: Double, _ scanner: CSSScanner) throws(InputError) -> Color {
    var values: [UInt8] = []
    for channel in channels {
      guard let channel else {
        if isLegacy { throw malformed(scanner) }
        values.append(0)
        continue
      }
      // Legacy syntax wants all numbers or all percentages.
      if isLegacy, channel.unit != channels[0]?.unit { throw malformed(scanner) }
      switch channel.unit {
      case .none: values.append(ColorParser.channel(channel.value))
      case .percent: values.append(ColorParser.channel(channel.value * 255 / 100))
      default: throw malformed(scanner)
      }
    }
    return Color(red: values[0], green: values[1], blue: values[2], alpha: alpha)
  }

  private func hueColor(alpha: Double, _ scanner: CSSScanner) throws(InputError) -> Color {
    let isWhiteness = function == "hwb"
    if isLegacy, isWhiteness || channels.contains(where: { $0 == nil }) {
      throw malformed(scanner)
    }
    var degrees = 0.0
    if let hue = channels[0] {
      guard let angle = hue.unit == .none ? hue.value : hue.degrees else {
        throw malformed(scanner)
      }
      degrees = angle
    }
    let second = try share(channels[1], scanner)
    let third = try share(channels[2], scanner)
    let (red, green, blue) =
      isWhiteness
      ? Self.hwb(degrees, white: second, black: third)
      : Self.hsl(degrees, saturation: second, lightness: third)
    return Color(
      red: ColorParser.channel(red * 255), green: ColorParser.channel(green * 255),
      blue: ColorParser.channel(blue * 255), alpha: alpha)
  }

  /// A percentage (or, in modern syntax, the bare number that stands for one) as 0 to 1.
  private func share(_ numeric: CSSNumeric?, _ scanner: CSSScanner) throws(InputError) -> Double {
    guard let numeric else { return 0 }
    guard numeric.unit == .percent || (numeric.unit == .none && !isLegacy) else {
      throw malformed(scanner)
    }
    return min(max(numeric.value / 100, 0), 1)
  }

  /// CSS Color 4 §7.1.
  private static func hsl(
    _ degrees: Double, saturation: Double, lightness: Double
  ) -> (Double, Double, Double) {
    let turn = degrees.truncatingRemainder(dividingBy: 360)
    let hue = turn < 0 ? turn + 360 : turn
    let reach = saturation * min(lightness, 1 - lightness)
    func channel(_ offset: Double) -> Double {
      let k = (offset + hue / 30).truncatingRemainder(dividingBy: 12)
      return lightness - reach * max(-1, min(k - 3, 9 - k, 1))
    }
    return (channel(0), channel(8), channel(4))
  }

  /// CSS Color 4 §8.1.
  private static func hwb(
    _ degrees: Double, white: Double, black: Double
  ) -> (Double, Double, Double) {
    if white + black >= 1 {
      let gray = white / (white + black)
      return (gray, gray, gray)
    }
    let (red, green, blue) = hsl(degrees, saturation: 1, lightness: 0.5)
    let room = 1 - white - black
    return (red * room + white, green * room + white, blue * room + white)
  }
}
