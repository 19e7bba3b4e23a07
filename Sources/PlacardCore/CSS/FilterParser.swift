/// Reads CSS `filter` (Filter Effects 1 §5): the functions that Placard draws, in their order.
enum FilterParser {
  static let forms =
    "none, or blur(), brightness(), contrast(), grayscale() and saturate() one after another, "
    + "as in \"blur(4px) brightness(80%)\""

  private static let names = ["blur", "brightness", "contrast", "grayscale", "saturate"]

  /// The functions without those that leave everything as it is. Throws with the allowed forms.
  static func list(_ text: String) throws(InputError) -> [FilterFunction] {
    var scanner = CSSScanner(text)
    if scanner.take(word: "none"), scanner.isAtEnd() { return [] }
    var functions: [FilterFunction] = []
    var count = 0
    repeat {
      guard let name = scanner.takeFunction() else {
        throw InputError(
          .wrongType, message: "\(JSON(.string(text)).excerpt) is not a list of filters",
          hint: forms)
      }
      let function = try arguments(of: name, from: &scanner)
      count += 1
      if count > PropertyRanges.filtersMax {
        throw InputError(
          .limit, message: "more than \(PropertyRanges.filtersMax) filters", hint: "fewer of them")
      }
      if !function.changesNothing { functions.append(function) }
    } while !scanner.isAtEnd()
    return functions
  }

  /// What stands up to the closing parenthesis; nothing at all is the function's own default.
  private static func arguments(
    of name: String, from scanner: inout CSSScanner
  ) throws(InputError) -> FilterFunction {
    guard names.contains(name) else {
      throw InputError(
        .wrongType, message: "\(name)() is not a filter that Placard knows",
        hint: NearestName.of(name, among: names).map { "did you mean \($0)()?" } ?? forms)
    }
    if scanner.takeClose() { return FilterFunction(name, name == "blur" ? 0 : 1) }
    let value: Double
    if name == "blur" {
      guard let px = scanner.takeNumeric()?.px, scanner.takeClose() || scanner.isAtEnd() else {
        throw InputError(
          .wrongType, message: "blur() takes one length in px", hint: "as in blur(4px)")
      }
      value = try checked(px, in: PropertyRanges.blur, unit: "px", of: name)
    } else {
      guard let numeric = scanner.takeNumeric(), [.none, .percent].contains(numeric.unit),
        scanner.takeClose() || scanner.isAtEnd()
      else {
        throw InputError(
          .wrongType, message: "\(name)() takes one number or percentage",
          hint: "as in \(name)(50%)")
      }
      let amount = numeric.unit == .percent ? numeric.value / 100 : numeric.value
      value = try checked(amount, in: PropertyRanges.filterAmount, unit: "", of: name)
    }
    return FilterFunction(name, value)
  }

  private static func checked(
    _ value: Double, in range: ClosedRange<Double>, unit: String, of name: String
  ) throws(InputError) -> Double {
    guard range.contains(value) else {
      throw InputError(
        .outOfRange, message: "\(name)(\(JSONWriter.text(of: value))\(unit)) is out of range",
        hint: "\(PropertyKind.words(range))\(unit)")
    }
    return value + 0
  }

  static func append(_ functions: [FilterFunction], to bytes: inout [UInt8]) {
    if functions.isEmpty { CSSText.append("none", to: &bytes) }
    for (index, function) in functions.enumerated() {
      if index > 0 { CSSText.append(" ", to: &bytes) }
      let (name, value) = function.parts
      CSSText.append(name, to: &bytes)
      CSSText.append("(", to: &bytes)
      CSSText.append(value, to: &bytes)
      if case .blur = function { CSSText.append("px", to: &bytes) }
      CSSText.append(")", to: &bytes)
    }
  }
}

extension FilterFunction {
  /// The function of CSS called `name`, one of five; past 1 `grayscale()` is as at 1.
  fileprivate init(_ name: String, _ value: Double) {
    switch name {
    case "blur": self = .blur(value)
    case "brightness": self = .brightness(value)
    case "contrast": self = .contrast(value)
    case "saturate": self = .saturate(value)
    default: self = .grayscale(min(value, 1))
    }
  }

  fileprivate var parts: (name: StaticString, value: Double) {
    switch self {
    case .blur(let value): ("blur", value)
    case .brightness(let value): ("brightness", value)
    case .contrast(let value): ("contrast", value)
    case .grayscale(let value): ("grayscale", value)
    case .saturate(let value): ("saturate", value)
    }
  }

  fileprivate var changesNothing: Bool {
    switch self {
    case .blur(let value), .grayscale(let value): value == 0
    case .brightness(let value), .contrast(let value), .saturate(let value): value == 1
    }
  }
}
