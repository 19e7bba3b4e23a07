internal import PlacardCore

/// What JSON of the calls looks like, from the schemas of the API's description.
extension DocsPage {
  /// The components that are not an answer's shape and are worth a table of their own; layers have
  /// their properties' tables.
  private static let parts = ["TemplateData", "Canvas", "Variable"]

  var shapes: Section {
    let names = Self.parts + ShapeName.allCases.map(\.rawValue)
    let all = OpenAPIDocument(api, site, baseURL: book.baseURL).schemas
    let parts = names.compactMap { name -> HTML? in
      guard let schema = all.first(where: { $0.name == name })?.schema.json else { return nil }
      return """
        <h3 id="shape-\(name)">\(name)</h3>
        \(Self.shape(schema))
        """
    }
    return Section(
      id: "shapes", title: "Shapes of JSON", body: HTML(parts),
      entries: names.map { ("shape-" + $0, HTML(text: $0)) })
  }

  /// The component of that name, as it stands in a table.
  static func link(shape name: String) -> HTML {
    if parts.contains(name) || ShapeName(rawValue: name) != nil {
      return "<a href=\"#shape-\(name)\">\(name)</a>"
    }
    switch name {
    case "Overrides": return "by a layer's name, its <a href=\"#properties\">properties</a>"
    case "VariableValues": return "values by the variables' names"
    default: return "<a href=\"#properties\">\(name)</a>"
    }
  }

  private static func shape(_ schema: JSON) -> HTML {
    let headings = ["Member", "Value", "Meaning"]
    guard case .array(let choices)? = schema["anyOf"]?.value else {
      return .table(headings, rows([schema], prefix: ""))
    }
    // Objects of the same members are told apart by what these hold: one table has them all.
    let names = choices.map { members(of: $0).map(\.key) }
    if Set(names).count == 1 { return .table(headings, rows(choices, prefix: "")) }
    return HTML(
      choices.map { .table(headings, rows([$0], prefix: "")) }, separator: "<p>Or:</p>\n")
  }

  private static func members(of schema: JSON) -> [JSON.Member] {
    guard case .object(let members)? = schema["properties"]?.value else { return [] }
    return members
  }

  private static func requires(_ schema: JSON, _ name: String) -> Bool {
    guard case .array(let names)? = schema["required"]?.value else { return false }
    return names.contains { text($0) == name }
  }

  /// The members of objects that have the same ones, those of objects in it after each.
  private static func rows(_ schemas: [JSON], prefix: String) -> [[HTML]] {
    members(of: schemas[0]).flatMap { member -> [[HTML]] in
      let name = prefix + member.key
      let isRequired = schemas.allSatisfy { requires($0, member.key) }
      // One that may be left out may always be null.
      let values = schemas.compactMap { members(of: $0).first { $0.key == member.key }?.value }
        .map { isRequired ? $0 : withoutNull($0) }
      var words: [HTML] = []
      for next in values.map(Self.words) where !words.contains(where: { $0.text == next.text }) {
        words.append(next)
      }
      let optional: HTML = isRequired ? "" : " <span class=\"soft\">optional</span>"
      let row =
        [
          "\(.code(name))\(optional)", HTML(words, separator: ", or "),
          .prose(values[0]["description"].flatMap(text) ?? ""),
        ] as [HTML]
      let isArray = values[0]["items"] != nil
      let inner = withoutNull(values[0]["items"] ?? values[0])
      guard values.count == 1, !members(of: inner).isEmpty else { return [row] }
      return [row] + rows([inner], prefix: name + (isArray ? "[]." : "."))
    }
  }

  /// What else than `null` a value may be.
  private static func withoutNull(_ schema: JSON) -> JSON {
    func isNull(_ json: JSON) -> Bool { json["type"].flatMap(text) == "null" }
    if case .array(let choices)? = schema["anyOf"]?.value, choices.contains(where: isNull) {
      let rest = choices.filter { !isNull($0) }
      return rest.count == 1 ? rest[0] : .object([("anyOf", .list(rest))])
    }
    guard case .object(var members) = schema.value,
      let index = members.firstIndex(where: { $0.key == "type" }),
      case .array(let types) = members[index].value.value
    else { return schema }
    members[index].value = .list(types.filter { text($0) != "null" })
    return JSON(.object(members))
  }

  private static func text(_ json: JSON) -> String? {
    guard case .string(let text) = json.value else { return nil }
    return text
  }

  // MARK: Values in words.

  private static func words(_ schema: JSON) -> HTML {
    if let name = schema["$ref"].flatMap(text) {
      return link(shape: String(name.split(separator: "/").last ?? ""))
    }
    if case .array(let choices)? = schema["anyOf"]?.value {
      // What it takes is said in words beside it.
      let isExplained = schema["description"] != nil && choices.allSatisfy(isText)
      return isExplained ? "text" : HTML(choices.map(words), separator: ", or ")
    }
    if let constant = schema["const"] { return .code(JSONWriter.text(of: constant)) }
    if case .array(let values)? = schema["enum"]?.value { return words(values) }
    let types: [String] =
      switch schema["type"]?.value {
      case .string(let type): [type]
      case .array(let types): types.compactMap(text)
      default: []
      }
    if types.isEmpty { return "any JSON" }
    return HTML(types.map { words($0, schema) }, separator: ", or ")
  }

  private static func isText(_ schema: JSON) -> Bool { schema["type"].flatMap(text) == "string" }

  private static func words(_ values: [JSON]) -> HTML {
    // The codes of errors, which have a table of their own.
    if values.count > 24 { return "one of the <a href=\"#errors\">codes</a>" }
    return HTML(values.map { .code(text($0) ?? JSONWriter.text(of: $0)) }, separator: ", ")
  }

  private static func words(_ type: String, _ schema: JSON) -> HTML {
    switch type {
    case "string":
      if schema["format"].flatMap(text) == "date-time" {
        return "time (RFC 3339), as in <code>2026-07-01T00:00:00Z</code>"
      }
      // Longer ones are said in words beside it; those with escapes are of use to programs only.
      if let pattern = schema["pattern"].flatMap(text), pattern.count <= 48,
        !pattern.contains("\\x")
      {
        return "text that matches <code>\(pattern)</code>"
      }
      return "text"
    case "integer": return "whole number" + range(schema)
    case "number": return "number" + range(schema)
    case "boolean": return "true or false"
    case "null": return "<code>null</code>"
    case "array":
      guard let items = schema["items"] else { return "array" }
      return items["properties"] == nil ? "array of \(words(items))" : "array of objects"
    default: return "object"
    }
  }

  private static func range(_ schema: JSON) -> HTML {
    guard case .number(let low)? = schema["minimum"]?.value,
      case .number(let high)? = schema["maximum"]?.value, high < 9_007_199_254_740_991
    else { return "" }
    return ", \(JSONWriter.text(of: low)) to \(JSONWriter.text(of: high))"
  }
}
