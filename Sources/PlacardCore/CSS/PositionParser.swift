/// Reads CSS `<position>` (CSS Values 5 §7; `object-position`, `at` in radial gradients).
enum PositionParser {
  static let forms =
    "one or two of left, center, right, top, bottom, a px length, a percentage; "
    + "or offsets from edges as in \"right 10px bottom 20%\""

  private enum Part {
    /// −1 left or top, 0 center, 1 right or bottom.
    case horizontal(Double)
    case vertical(Double)
    case center
    case offset(LengthPercentage)
  }

  /// Takes one to four parts; nil (and nothing taken) where no position begins.
  static func take(from scanner: inout CSSScanner) throws(InputError) -> Position? {
    var parts: [Part] = []
    while parts.count < 5, let part = try takePart(from: &scanner) { parts.append(part) }
    if parts.isEmpty { return nil }
    guard let position = position(of: parts) else {
      throw InputError(.wrongType, message: "not a position", hint: forms)
    }
    return position
  }

  private static func takePart(from scanner: inout CSSScanner) throws(InputError) -> Part? {
    if let length = try takeLength(from: &scanner) { return .offset(length) }
    if scanner.take(word: "left") { return .horizontal(-1) }
    if scanner.take(word: "right") { return .horizontal(1) }
    if scanner.take(word: "top") { return .vertical(-1) }
    if scanner.take(word: "bottom") { return .vertical(1) }
    if scanner.take(word: "center") { return .center }
    return nil
  }

  /// A px length, a percentage, or the one `calc()` that the canonical spelling needs: a percentage
  /// plus or minus a px length.
  private static func takeLength(
    from scanner: inout CSSScanner
  ) throws(InputError) -> LengthPercentage? {
    let start = scanner.position
    if scanner.takeFunction() == "calc" {
      guard let percent = scanner.takeNumeric(), percent.unit == .percent,
        let isMinus = takeSign(from: &scanner), let length = scanner.takeNumeric()?.px,
        scanner.takeClose()
      else {
        throw InputError(
          .wrongType, message: "a calc() that Placard does not know",
          hint: "a percentage plus or minus a px length, as in calc(100% - 10px)")
      }
      return LengthPercentage(px: isMinus ? -length : length, percent: percent.value)
    }
    scanner.rewind(to: start)
    guard let numeric = scanner.takeNumeric() else { return nil }
    guard let length = numeric.lengthPercentage else {
      throw InputError(
        .wrongType, message: "a length that is neither px nor a percentage",
        hint: "as in 10px or 25%")
    }
    return length
  }

  private static func takeSign(from scanner: inout CSSScanner) -> Bool? {
    if scanner.take(UInt8(ascii: "-")) { return true }
    return scanner.take(UInt8(ascii: "+")) ? false : nil
  }

  private static func position(of parts: [Part]) -> Position? {
    switch parts.count {
    case 1:
      if case .vertical = parts[0] { return pair(.center, parts[0]) }
      return pair(parts[0], .center)
    case 2:
      if let straight = pair(parts[0], parts[1]) { return straight }
      // Keywords may stand the other way round; lengths may not.
      if isLength(parts[0]) || isLength(parts[1]) { return nil }
      return pair(parts[1], parts[0])
    case 3, 4: return edges(parts)
    default: return nil
    }
  }

  private static func isLength(_ part: Part) -> Bool {
    if case .offset = part { return true }
    return false
  }

  private static func pair(_ first: Part, _ second: Part) -> Position? {
    let x: LengthPercentage
    switch first {
    case .horizontal(let side): x = LengthPercentage(percent: side < 0 ? 0 : 100)
    case .center: x = LengthPercentage(percent: 50)
    case .offset(let length): x = length
    case .vertical: return nil
    }
    switch second {
    case .vertical(let side):
      return Position(x: x, y: LengthPercentage(percent: side < 0 ? 0 : 100))
    case .center: return Position(x: x, y: LengthPercentage(percent: 50))
    case .offset(let length): return Position(x: x, y: length)
    case .horizontal: return nil
    }
  }

  /// Edges with offsets; three parts are CSS Backgrounds' older form, where one offset is missing.
  private static func edges(_ parts: [Part]) -> Position? {
    var x: LengthPercentage?
    var y: LengthPercentage?
    var centers = 0
    var index = 0
    while index < parts.count {
      let part = parts[index]
      index += 1
      var offset = LengthPercentage()
      if index < parts.count, case .offset(let length) = parts[index] {
        if case .center = part { return nil }
        offset = length
        index += 1
      }
      switch part {
      case .horizontal(let side):
        if x != nil { return nil }
        x = from(side, offset)
      case .vertical(let side):
        if y != nil { return nil }
        y = from(side, offset)
      case .center: centers += 1
      case .offset: return nil
      }
    }
    if parts.count == 4, centers > 0 { return nil }
    if centers == 1 {
      if x == nil {
        x = LengthPercentage(percent: 50)
      } else if y == nil {
        y = LengthPercentage(percent: 50)
      } else {
        return nil
      }
    }
    guard let x, let y, centers < 2 else { return nil }
    return Position(x: x, y: y)
  }

  private static func from(_ side: Double, _ offset: LengthPercentage) -> LengthPercentage {
    side < 0 ? offset : LengthPercentage(px: -offset.px, percent: 100 - offset.percent)
  }
}

extension Position {
  /// The position that `text` spells as CSS `object-position` does. Throws with the allowed forms.
  package init(css text: String) throws(InputError) {
    var scanner = CSSScanner(text)
    guard let position = try PositionParser.take(from: &scanner), scanner.isAtEnd() else {
      throw InputError(
        .wrongType, message: "\(JSON(.string(text)).excerpt) is not a position",
        hint: PositionParser.forms)
    }
    self = position
  }
}
