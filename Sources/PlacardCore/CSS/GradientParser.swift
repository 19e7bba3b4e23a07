/// Reads the arguments of CSS gradients (CSS Images 3 §3) up to the closing parenthesis.
struct GradientParser {
  let function: String
  let isRepeating: Bool

  init(function: String) {
    self.function = function
    isRepeating = function.hasPrefix("repeating-")
  }

  func malformed(_ message: String, hint: String) -> InputError {
    InputError(.wrongType, message: "\(message) in \(function)()", hint: hint)
  }

  // MARK: linear

  func linear(from scanner: inout CSSScanner) throws(InputError) -> LinearGradient {
    let direction = try direction(from: &scanner)
    if direction != nil, !scanner.takeComma() {
      throw malformed(
        "expected a comma after the direction, found \(scanner.excerpt())",
        hint: "as in \(function)(135deg, #0f172a, #1e3a8a)")
    }
    return LinearGradient(
      direction: direction ?? .angle(180), stops: try stops(from: &scanner),
      isRepeating: isRepeating)
  }

  private func direction(
    from scanner: inout CSSScanner
  ) throws(InputError) -> LinearGradient.Direction? {
    if scanner.take(word: "to") {
      guard let side = side(from: &scanner) else {
        throw malformed(
          "expected a side or corner after \"to\"",
          hint: "left, right, top, bottom or two of them, as in \"to top right\"")
      }
      return side
    }
    let start = scanner.position
    guard let numeric = scanner.takeNumeric() else { return nil }
    guard let degrees = numeric.degrees else {
      scanner.rewind(to: start)
      throw malformed(
        "expected an angle or a colour, found \(scanner.excerpt())",
        hint: "angles in deg, grad, rad or turn, or \"to\" and a side")
    }
    let turn = degrees.truncatingRemainder(dividingBy: 360)
    return .angle(turn < 0 ? turn + 360 : turn)
  }

  /// A side is the angle that it means; a corner's angle depends on the box.
  private func side(from scanner: inout CSSScanner) -> LinearGradient.Direction? {
    var x = 0
    var y = 0
    for _ in 0..<2 {
      if x == 0, scanner.take(word: "left") {
        x = -1
      } else if x == 0, scanner.take(word: "right") {
        x = 1
      } else if y == 0, scanner.take(word: "top") {
        y = -1
      } else if y == 0, scanner.take(word: "bottom") {
        y = 1
      }
    }
    switch (x, y) {
    case (0, 0): return nil
    case (0, -1): return .angle(0)
    case (1, 0): return .angle(90)
    case (0, 1): return .angle(180)
    case (-1, 0): return .angle(270)
    default: return .toward(x: x, y: y)
    }
  }

  // MARK: radial

  func radial(from scanner: inout CSSScanner) throws(InputError) -> RadialGradient {
    let start = scanner.position
    let shape = try shape(from: &scanner)
    var center: Position?
    if scanner.take(word: "at") {
      center = try PositionParser.take(from: &scanner)
      guard center != nil else {
        throw malformed("expected a position after \"at\"", hint: PositionParser.forms)
      }
    }
    scanner.skipSpace()
    let hasPrelude = shape != nil || center != nil
    if hasPrelude, !scanner.takeComma() {
      scanner.rewind(to: start)
      throw malformed(
        "expected a shape and a comma, found \(scanner.excerpt())",
        hint: "as in \(function)(circle at 30% 20%, #fff, #000)")
    }
    return RadialGradient(
      shape: shape ?? .ellipse(.farthestCorner), center: center ?? .center,
      stops: try stops(from: &scanner), isRepeating: isRepeating)
  }

  /// `circle`, `ellipse`, an extent and radii in any order; nil where none of them stands.
  private func shape(from scanner: inout CSSScanner) throws(InputError) -> RadialGradient.Shape? {
    var isCircle: Bool?
    var extent: RadialGradient.Extent?
    var radii: [LengthPercentage] = []
    while true {
      if isCircle == nil, scanner.take(word: "circle") {
        isCircle = true
      } else if isCircle == nil, scanner.take(word: "ellipse") {
        isCircle = false
      } else if extent == nil, radii.isEmpty, let taken = takeExtent(from: &scanner) {
        extent = taken
      } else if extent == nil, radii.isEmpty, let taken = takeRadii(from: &scanner) {
        radii = taken
      } else {
        break
      }
    }
    let reach = 0...PropertyRanges.stop.upperBound
    if radii.contains(where: { !reach.contains($0.px) || !reach.contains($0.percent) }) {
      throw malformed("a radius out of range", hint: "radii of 0 to 100000, px or %")
    }
    switch radii.count {
    case 1:
      guard radii[0].percent == 0, isCircle != false else {
        throw malformed(
          "a single radius that is no circle's",
          hint: "one px length for a circle, two for an ellipse")
      }
      return .circleRadius(radii[0].px)
    case 2:
      if isCircle == true { throw malformed("a circle with two radii", hint: "one px length") }
      return .ellipseRadii(radii[0], radii[1])
    default:
      if isCircle == nil, extent == nil { return nil }
      let end = extent ?? .farthestCorner
      return isCircle == true ? .circle(end) : .ellipse(end)
    }
  }

  private func takeExtent(from scanner: inout CSSScanner) -> RadialGradient.Extent? {
    if scanner.take(word: "closest-side") { return .closestSide }
    if scanner.take(word: "closest-corner") { return .closestCorner }
    if scanner.take(word: "farthest-side") { return .farthestSide }
    return scanner.take(word: "farthest-corner") ? .farthestCorner : nil
  }

  private func takeRadii(from scanner: inout CSSScanner) -> [LengthPercentage]? {
    var radii: [LengthPercentage] = []
    var end = scanner.position
    while radii.count < 2, let length = scanner.takeNumeric()?.lengthPercentage {
      radii.append(length)
      end = scanner.position
    }
    scanner.rewind(to: end)
    return radii.isEmpty ? nil : radii
  }

  // MARK: stops

  /// Stops up to the closing parenthesis, their positions lengths; where they are `angular` angles,
  /// which become percents of a turn.
  func stops(
    from scanner: inout CSSScanner, areAngular: Bool = false
  ) throws(InputError) -> [GradientStop] {
    var stops: [StopOrHint] = []
    repeat {
      try takeStop(from: &scanner, areAngular: areAngular, into: &stops)
      if stops.count > PropertyRanges.stopsMax {
        throw InputError(
          .limit, message: "more than \(PropertyRanges.stopsMax) colour stops in \(function)()",
          hint: "fewer stops")
      }
    } while scanner.takeComma()
    guard scanner.takeClose() || scanner.isAtEnd() else {
      throw malformed("unexpected \(scanner.excerpt())", hint: Self.stopForms)
    }
    guard stops.count >= 2, stops[0].color != nil, stops[stops.count - 1].color != nil else {
      throw malformed("fewer than two colour stops", hint: Self.stopForms)
    }
    // CSS Images 3 §3.4.3: without a position the first stands at 0% and the last at 100%.
    if stops[0].position == nil { stops[0].position = LengthPercentage(percent: 0) }
    if stops[stops.count - 1].position == nil {
      stops[stops.count - 1].position = LengthPercentage(percent: 100)
    }
    guard let replaced = ColorHints.replaced(in: stops) else {
      throw malformed(
        "a position without a colour (a colour hint) among positions in px",
        hint: "colour hints stand among percentages")
    }
    return replaced
  }

  private static let stopForms =
    "two or more stops, each a colour and no, one or two positions in px or %, commas between them"

  private func takeStop(
    from scanner: inout CSSScanner, areAngular: Bool, into stops: inout [StopOrHint]
  ) throws(InputError) {
    let color = try ColorParser.take(from: &scanner)
    let countMax = color == nil ? 1 : 2
    var positions: [LengthPercentage] = []
    while positions.count < countMax, let numeric = scanner.takeNumeric() {
      guard let position = areAngular ? numeric.turnPercentage : numeric.lengthPercentage else {
        throw malformed(
          "a stop's position that is neither \(areAngular ? "an angle" : "px") nor %",
          hint: areAngular ? Self.angularStopForms : Self.stopForms)
      }
      guard PropertyRanges.stop.contains(position.px),
        PropertyRanges.stop.contains(position.percent)
      else {
        throw InputError(
          .outOfRange, message: "a stop's position far off the box in \(function)()",
          hint: "px and % from \(PropertyKind.words(PropertyRanges.stop))")
      }
      positions.append(position)
    }
    if color == nil {
      guard positions.count == 1, stops.last?.color != nil else {
        throw malformed(
          "expected a colour stop, found \(scanner.excerpt())", hint: Self.stopForms)
      }
    }
    if positions.isEmpty { stops.append(StopOrHint(color: color, position: nil)) }
    for position in positions { stops.append(StopOrHint(color: color, position: position)) }
  }
}
