extension Paint {
  static let cssForms =
    "a colour, linear-gradient(), radial-gradient(), conic-gradient(), repeating-linear-gradient(), "
    + "repeating-radial-gradient() or repeating-conic-gradient()"

  /// The paint that `text` spells in CSS; `none` is the transparent colour. Throws with the allowed
  /// forms.
  package init(css text: String) throws(InputError) {
    var scanner = CSSScanner(text)
    if scanner.take(word: "none"), scanner.isAtEnd() {
      self = .color(.transparent)
      return
    }
    let start = scanner.position
    let function = scanner.takeFunction() ?? ""
    let gradient = GradientParser(function: function)
    switch function {
    case "linear-gradient", "repeating-linear-gradient":
      self = .linear(try gradient.linear(from: &scanner))
    case "radial-gradient", "repeating-radial-gradient":
      self = .radial(try gradient.radial(from: &scanner))
    case "conic-gradient", "repeating-conic-gradient":
      self = .conic(try gradient.conic(from: &scanner))
    default:
      scanner.rewind(to: start)
      guard let color = try ColorParser.take(from: &scanner, mustBeColor: false) else {
        throw Self.notAPaint(text)
      }
      self = .color(color)
    }
    if !scanner.isAtEnd() { throw Self.notAPaint(text) }
  }

  private static func notAPaint(_ text: String) -> InputError {
    var hint = cssForms
    if !text.utf8.contains(UInt8(ascii: "(")),
      let near = NearestName.of(text, among: NamedColors.names)
    {
      hint = "did you mean \(near)? Allowed: \(cssForms)"
    }
    return InputError(
      .wrongType, message: "\(JSON(.string(text)).excerpt) is not a paint", hint: hint)
  }

  /// Whether it leaves every pixel as it is.
  var drawsNothing: Bool {
    if case .color(let color) = self { return color.alpha <= 0 }
    return false
  }

  /// The one canonical spelling in CSS.
  package var css: String {
    var bytes: [UInt8] = []
    appendCSS(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  func appendCSS(to bytes: inout [UInt8]) {
    switch self {
    case .color(let color): color.appendCSS(to: &bytes)
    case .linear(let gradient):
      CSSText.append(
        gradient.isRepeating ? "repeating-linear-gradient(" : "linear-gradient(", to: &bytes)
      switch gradient.direction {
      case .angle(let degrees):
        CSSText.append(degrees, to: &bytes)
        CSSText.append("deg", to: &bytes)
      case .toward(let x, let y):
        CSSText.append("to", to: &bytes)
        if y != 0 { CSSText.append(y < 0 ? " top" : " bottom", to: &bytes) }
        if x != 0 { CSSText.append(x < 0 ? " left" : " right", to: &bytes) }
      }
      Self.append(gradient.stops, to: &bytes)
    case .conic(let gradient):
      CSSText.append(
        gradient.isRepeating ? "repeating-conic-gradient(from " : "conic-gradient(from ",
        to: &bytes)
      CSSText.append(gradient.from, to: &bytes)
      CSSText.append("deg at ", to: &bytes)
      CSSText.append(gradient.center, to: &bytes)
      Self.append(gradient.stops, to: &bytes)
    case .radial(let gradient):
      CSSText.append(
        gradient.isRepeating ? "repeating-radial-gradient(" : "radial-gradient(", to: &bytes)
      Self.append(gradient.shape, to: &bytes)
      CSSText.append(" at ", to: &bytes)
      CSSText.append(gradient.center, to: &bytes)
      Self.append(gradient.stops, to: &bytes)
    }
  }

  private static func append(_ stops: [GradientStop], to bytes: inout [UInt8]) {
    for stop in stops {
      CSSText.append(",", to: &bytes)
      stop.color.appendCSS(to: &bytes)
      if let position = stop.position {
        CSSText.append(" ", to: &bytes)
        CSSText.append(position, to: &bytes)
      }
    }
    CSSText.append(")", to: &bytes)
  }

  private static func append(_ shape: RadialGradient.Shape, to bytes: inout [UInt8]) {
    switch shape {
    case .circle(let extent):
      CSSText.append("circle ", to: &bytes)
      append(extent, to: &bytes)
    case .circleRadius(let radius):
      CSSText.append("circle ", to: &bytes)
      CSSText.append(px: radius, to: &bytes)
    case .ellipse(let extent):
      CSSText.append("ellipse ", to: &bytes)
      append(extent, to: &bytes)
    case .ellipseRadii(let x, let y):
      CSSText.append("ellipse ", to: &bytes)
      CSSText.append(x, to: &bytes)
      CSSText.append(" ", to: &bytes)
      CSSText.append(y, to: &bytes)
    }
  }

  private static func append(_ extent: RadialGradient.Extent, to bytes: inout [UInt8]) {
    switch extent {
    case .closestSide: CSSText.append("closest-side", to: &bytes)
    case .closestCorner: CSSText.append("closest-corner", to: &bytes)
    case .farthestSide: CSSText.append("farthest-side", to: &bytes)
    case .farthestCorner: CSSText.append("farthest-corner", to: &bytes)
    }
  }
}
