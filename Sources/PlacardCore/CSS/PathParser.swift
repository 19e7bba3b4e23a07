/// Reads SVG path data (SVG 2 §9.3) into absolute lines and cubic curves.
struct PathParser {
  static let forms = "SVG path data, as in \"M0 0 H40 V20 Z\""

  private var scanner: PathScanner
  private var path = PathData()
  private var current = Point(x: 0, y: 0)
  /// Where the subpath began, which `Z` goes back to.
  private var start = Point(x: 0, y: 0)
  /// The last curve's second control point, which `S` and `T` mirror; nil after other commands.
  private var cubicControl: Point?
  private var quadraticControl: Point?

  /// Throws at the first byte that is none of the grammar's, which SVG would stop to draw at.
  static func path(_ text: String) throws(InputError) -> PathData {
    var parser = PathParser(scanner: PathScanner(text))
    return try parser.read()
  }

  private init(scanner: PathScanner) { self.scanner = scanner }

  private mutating func read() throws(InputError) -> PathData {
    while let letter = scanner.takeCommand() {
      if path.segments.isEmpty, letter | 0x20 != UInt8(ascii: "m") {
        throw scanner.error("a path begins with M or m", at: scanner.position - 1)
      }
      try run(letter)
    }
    if !scanner.isAtEnd { throw scanner.error("expected a command", at: scanner.position) }
    return path
  }

  /// Reads the arguments of a command once, and again as long as numbers follow.
  private mutating func run(_ letter: UInt8) throws(InputError) {
    let isRelative = letter >= 0x61
    var command = letter | 0x20
    if command == UInt8(ascii: "z") {
      try add(.close)
      current = start
      cubicControl = nil
      quadraticControl = nil
      return
    }
    repeat {
      try runOnce(command, isRelative: isRelative)
      // Pairs after the first of a move are lines.
      if command == UInt8(ascii: "m") { command = UInt8(ascii: "l") }
    } while scanner.hasNumber
  }

  private mutating func runOnce(_ command: UInt8, isRelative: Bool) throws(InputError) {
    let origin = isRelative ? current : Point(x: 0, y: 0)
    var cubic: Point?
    var quadratic: Point?
    switch command {
    case UInt8(ascii: "m"):
      let point = try point(from: origin)
      try add(.move(point))
      start = point
      current = point
    case UInt8(ascii: "l"): try line(to: try point(from: origin))
    case UInt8(ascii: "h"):
      try line(to: Point(x: try number(from: origin.x), y: current.y))
    case UInt8(ascii: "v"):
      try line(to: Point(x: current.x, y: try number(from: origin.y)))
    case UInt8(ascii: "c"), UInt8(ascii: "s"):
      let isSmooth = command == UInt8(ascii: "s")
      let first = isSmooth ? mirrored(cubicControl) : try point(from: origin)
      let second = try point(from: origin)
      let end = try point(from: origin)
      try add(.curve(first, second, end))
      current = end
      cubic = second
    case UInt8(ascii: "q"), UInt8(ascii: "t"):
      let isSmooth = command == UInt8(ascii: "t")
      let control = isSmooth ? mirrored(quadraticControl) : try point(from: origin)
      try curve(through: control, to: try point(from: origin))
      quadratic = control
    default: try arc(from: origin)
    }
    cubicControl = cubic
    quadraticControl = quadratic
  }

  private mutating func number(from origin: Double) throws(InputError) -> Double {
    let position = scanner.position
    let number = origin + (try scanner.number())
    try check(number, at: position)
    return number + 0
  }

  private func check(_ number: Double, at position: Int) throws(InputError) {
    guard PropertyRanges.pathCoordinate.contains(number) else {
      throw scanner.error(
        "a coordinate out of range", at: position,
        hint: "from \(PropertyKind.words(PropertyRanges.pathCoordinate))", .outOfRange)
    }
  }

  private mutating func point(from origin: Point) throws(InputError) -> Point {
    let x = try number(from: origin.x)
    return Point(x: x, y: try number(from: origin.y))
  }

  private func mirrored(_ control: Point?) -> Point {
    guard let control else { return current }
    return Point(x: 2 * current.x - control.x, y: 2 * current.y - control.y)
  }

  private mutating func line(to end: Point) throws(InputError) {
    try add(.line(end))
    current = end
  }

  /// A quadratic curve as the cubic one that is the same.
  private mutating func curve(through control: Point, to end: Point) throws(InputError) {
    func toward(_ point: Point) -> Point {
      Point(
        x: point.x + (control.x - point.x) * 2 / 3, y: point.y + (control.y - point.y) * 2 / 3)
    }
    try add(.curve(toward(current), toward(end), end))
    current = end
  }

  private mutating func arc(from origin: Point) throws(InputError) {
    let radii = Point(x: abs(try number(from: 0)), y: abs(try number(from: 0)))
    let turn = try scanner.number()
    let isLarge = try scanner.flag()
    let isPositive = try scanner.flag()
    let end = try point(from: origin)
    let arc = EllipticArc(
      from: current, to: end, radii: radii, degrees: turn, isLarge: isLarge,
      isPositive: isPositive)
    for segment in arc.segments { try add(segment) }
    current = end
  }

  private mutating func add(_ segment: PathData.Segment) throws(InputError) {
    guard path.segments.count < PropertyRanges.pathSegmentsMax else {
      throw scanner.error(
        "more than \(PropertyRanges.pathSegmentsMax) segments", at: scanner.position,
        hint: "fewer of them", .limit)
    }
    if case .curve(let first, let second, _) = segment {
      for number in [first.x, first.y, second.x, second.y] {
        try check(number, at: scanner.position)
      }
    }
    path.segments.append(segment)
  }
}

extension PathParser {
  /// Appends the canonical spelling: absolute `M`, `L`, `C` and `Z`.
  static func append(_ path: PathData, to bytes: inout [UInt8]) {
    for segment in path.segments {
      switch segment {
      case .move(let point):
        CSSText.append("M", to: &bytes)
        append([point], to: &bytes)
      case .line(let point):
        CSSText.append("L", to: &bytes)
        append([point], to: &bytes)
      case .curve(let first, let second, let end):
        CSSText.append("C", to: &bytes)
        append([first, second, end], to: &bytes)
      case .close: CSSText.append("Z", to: &bytes)
      }
    }
  }

  private static func append(_ points: [Point], to bytes: inout [UInt8]) {
    for (index, point) in points.enumerated() {
      if index > 0 { CSSText.append(" ", to: &bytes) }
      CSSText.append(point.x, to: &bytes)
      CSSText.append(" ", to: &bytes)
      CSSText.append(point.y, to: &bytes)
    }
  }
}
