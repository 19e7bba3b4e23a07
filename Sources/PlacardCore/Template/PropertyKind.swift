/// The type of a property: which JSON values it takes and how the canonical one is spelled.
package enum PropertyKind: Sendable, Hashable {
  case number(ClosedRange<Double>)
  /// A whole number.
  case integer(ClosedRange<Double>)
  /// A number, or `auto` in a stack.
  case extent(ClosedRange<Double>)
  case bool
  case text
  /// A string that is not set as text.
  case data
  /// Words, and other spellings of some of them.
  case keyword([String], aliases: [String: String] = [:])
  case color
  case paint
  case shadows(isBox: Bool)
  /// A number or four, clockwise from the top left.
  case corners(ClosedRange<Double>)
  /// A number or four, clockwise from the top.
  case insets(ClosedRange<Double>)
  case families
  case weight
  case position
  case features
  case variations
  case decoration
  /// A whole number or `none`.
  case count(ClosedRange<Int>)
  case lang
  case address
  /// Pieces of a text.
  case spans
  case constraints
  /// CSS `filter`.
  case filters
  /// SVG path data.
  case path
  /// SVG `stroke-dasharray`.
  case dashes

  /// Whether a string is how its values are spelled, so that a number filled in for a variable
  /// becomes its digits.
  var isSpelledAsString: Bool {
    switch self {
    case .text, .data, .keyword, .color, .paint, .shadows, .families, .position, .decoration, .lang,
      .address, .filters, .path:
      true
    case .number, .integer, .extent, .bool, .corners, .insets, .weight, .features, .variations,
      .count,
      .dashes, .spans, .constraints:
      false
    }
  }

  /// How a string with variables in it is filled in for the property.
  var filling: TemplateNode.Filling {
    if case .spans = self { return .spans }
    return isSpelledAsString ? .asString : .asTyped
  }

  /// What the property takes, in words, for messages and documentation.
  package var expectation: String {
    switch self {
    case .number(let range): "a number from \(Self.words(range))"
    case .integer(let range): "a whole number from \(Self.words(range))"
    case .extent(let range): "a number from \(Self.words(range)), or in a stack \"auto\""
    case .bool: "true or false"
    case .text, .data: "a string"
    case .keyword(let words, _): words.count == 1 ? "\"\(words[0])\"" : "one of " + list(words)
    case .color: "a colour: currentcolor, " + ColorParser.forms
    case .paint: "a paint: none, " + Paint.cssForms
    case .shadows(let isBox): ShadowParser(isBox: isBox).forms
    case .corners(let range), .insets(let range):
      "a number from \(Self.words(range)) or an array of four"
    case .families: FamilyParser.forms
    case .weight: "a number from 1 to 1000, \"normal\" or \"bold\""
    case .position: PositionParser.forms
    case .features: "an object of four-letter tags and whole numbers or booleans, as {\"tnum\": 1}"
    case .variations: "an object of four-letter tags and numbers, as {\"opsz\": 32}"
    case .decoration: "none, or some of underline, overline, line-through"
    case .count(let range):
      "a whole number from \(range.lowerBound) to \(range.upperBound), or \"none\""
    case .lang: "a BCP 47 language tag, as \"en\" or \"zh-Hant\""
    case .address: "an http or https address, a data: address or a path in the site's folder"
    case .spans: SpanParser.forms
    case .constraints: Constraints.forms
    case .filters: FilterParser.forms
    case .path: PathParser.forms
    case .dashes: DashParser.forms
    }
  }

  static func words(_ range: ClosedRange<Double>) -> String {
    JSONWriter.text(of: range.lowerBound) + " to " + JSONWriter.text(of: range.upperBound)
  }

  private func list(_ words: [String]) -> String { words.joined(separator: ", ") }
}
