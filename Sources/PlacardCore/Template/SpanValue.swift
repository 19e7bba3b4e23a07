/// A span of a text as written: its text, and the properties that it says itself.
struct SpanValue: Sendable {
  var text: String
  /// By rows of `SpanTable`, ascending; without the text's.
  var values: [(row: Int, value: PropertyValue)]
}

/// The properties that a span may have: those of a text layer that CSS has for inline boxes.
enum SpanTable {
  static let rows: [PropertyDescriptor] = {
    let names: Set<String> = [
      "text", "fontFamily", "fontSize", "fontWeight", "fontStyle", "color", "lineHeight",
      "letterSpacing", "textTransform", "textDecoration", "textShadow", "textStrokeWidth",
      "textStrokeColor", "fontFeatures", "fontVariations",
    ]
    return PropertyTable.textRows.filter { names.contains($0.name) }.sorted { $0.name < $1.name }
  }()

  static let names = rows.map(\.name)

  static let textRow = names.firstIndex(of: "text") ?? 0

  /// The row of the property called `name`; nil when spans have none.
  static func row(_ name: String) -> Int? { names.firstIndex(of: name) }
}

/// Reads and writes `spans`.
enum SpanParser {
  static let forms = "an array of objects, each with a text and how it is set"

  /// Errors have paths from the array.
  static func spans(_ json: JSON, limits: Limits) throws(InputError) -> [SpanValue] {
    guard case .array(let elements) = json.value else { throw json.wrongType(expected: forms) }
    guard elements.count <= PropertyRanges.spansMax else {
      throw InputError(
        .limit, message: "\(elements.count) spans", hint: "at most \(PropertyRanges.spansMax)",
        offset: json.offset)
    }
    var spans: [SpanValue] = []
    for (index, element) in elements.enumerated() {
      do throws(InputError) {
        let span = try span(element, limits: limits)
        // An empty inline box draws nothing.
        if !span.text.isEmpty { spans.append(span) }
      } catch {
        throw error.within(JSONPath.element(index))
      }
    }
    try limits.check(text: spans.map(\.text).joined(), offset: json.offset)
    return spans
  }

  private static func span(_ json: JSON, limits: Limits) throws(InputError) -> SpanValue {
    guard case .object(let members) = json.value else {
      throw json.wrongType(expected: "an object")
    }
    var span = SpanValue(text: "", values: [])
    var hasText = false
    for member in members {
      guard let row = SpanTable.row(member.key) else { throw unknown(member) }
      if row == SpanTable.textRow { hasText = true }
      if case .null = member.value.value { continue }
      do throws(InputError) {
        let value = try SpanTable.rows[row].kind.parse(member.value, limits: limits)
        if row == SpanTable.textRow, case .text(let text) = value {
          span.text = text
        } else {
          span.values.append((row, value))
        }
      } catch {
        throw error.within(JSONPath.member(member.key))
      }
    }
    guard hasText else {
      throw InputError(
        .missing, path: "text", message: "the span has no text", hint: "a string",
        offset: json.offset)
    }
    span.values.sort { $0.row < $1.row }
    return span
  }

  private static func unknown(_ member: JSON.Member) -> InputError {
    InputError(
      .unknownProperty, path: JSONPath.member(member.key),
      message: "spans have no property \(JSON(.string(member.key)).excerpt)",
      hint: NearestName.of(member.key, among: SpanTable.names).map { "did you mean \"\($0)\"?" }
        ?? "spans have " + SpanTable.names.joined(separator: ", "), offset: member.keyOffset)
  }

  /// Appends the canonical JSON: members in the order of their names.
  static func append(_ spans: [SpanValue], to bytes: inout [UInt8]) {
    CSSText.append("[", to: &bytes)
    for (index, span) in spans.enumerated() {
      CSSText.append(index == 0 ? "{" : ",{", to: &bytes)
      var values = span.values
      values.append((SpanTable.textRow, .text(span.text)))
      values.sort { $0.row < $1.row }
      for (place, (row, value)) in values.enumerated() {
        if place > 0 { CSSText.append(",", to: &bytes) }
        let property = SpanTable.rows[row]
        bytes.append(contentsOf: "\"\(property.name)\":".utf8)
        property.kind.append(value, to: &bytes)
      }
      CSSText.append("}", to: &bytes)
    }
    CSSText.append("]", to: &bytes)
  }
}
