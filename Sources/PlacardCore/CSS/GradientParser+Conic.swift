extension GradientParser {
  static let angularStopForms =
    "two or more stops, each a colour and no, one or two positions in deg, grad, rad, turn or %, "
    + "commas between them"

  /// The arguments of `conic-gradient()` (CSS Images 4 §3.3.1).
  func conic(from scanner: inout CSSScanner) throws(InputError) -> ConicGradient {
    var gradient = ConicGradient(stops: [], isRepeating: isRepeating)
    var hasPrelude = false
    if scanner.take(word: "from") {
      guard let degrees = scanner.takeNumeric()?.degrees else {
        throw malformed(
          "expected an angle after \"from\", found \(scanner.excerpt())",
          hint: "angles in deg, grad, rad or turn")
      }
      let turn = degrees.truncatingRemainder(dividingBy: 360)
      gradient.from = turn < 0 ? turn + 360 : turn
      hasPrelude = true
    }
    if scanner.take(word: "at") {
      guard let center = try PositionParser.take(from: &scanner) else {
        throw malformed("expected a position after \"at\"", hint: PositionParser.forms)
      }
      gradient.center = center
      hasPrelude = true
    }
    if hasPrelude, !scanner.takeComma() {
      throw malformed(
        "expected a comma before the stops, found \(scanner.excerpt())",
        hint: "as in \(function)(from 45deg at 30% 20%, #fff, #000)")
    }
    gradient.stops = try stops(from: &scanner, areAngular: true)
    return gradient
  }
}

extension CSSNumeric {
  /// The angle or percentage as a percentage of a whole turn; nil for anything else.
  var turnPercentage: LengthPercentage? {
    if unit == .percent { return LengthPercentage(percent: value) }
    return degrees.map { LengthPercentage(percent: $0 / 360 * 100) }
  }
}
