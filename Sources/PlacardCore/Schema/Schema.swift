/// A JSON Schema (draft 2020-12), made from the tables that check what it describes.
package struct Schema: Sendable {
  private var members: [JSON.Member]

  /// The schema itself.
  package var json: JSON { JSON(.object(members)) }

  private init(_ members: [(String, JSON)]) {
    self.members = members.map { JSON.Member(key: $0.0, keyOffset: 0, value: $0.1) }
  }

  // MARK: Kinds.

  /// Anything at all.
  package static let anything = Schema([])

  /// A string whose whole is of `pattern`, a regular expression (ECMA-262), of so many code points.
  package static func string(
    pattern: String? = nil, lengths: ClosedRange<Int>? = nil
  ) -> Schema {
    var members = [("type", JSON(.string("string")))]
    if let pattern { members.append(("pattern", JSON(.string("^(\(pattern))$")))) }
    if let lengths {
      members.append(("minLength", JSON(.number(Double(lengths.lowerBound)))))
      members.append(("maxLength", JSON(.number(Double(lengths.upperBound)))))
    }
    return Schema(members)
  }

  /// A number within `range`.
  package static func number(_ range: ClosedRange<Double>? = nil) -> Schema {
    bounded("number", range)
  }

  /// A whole number within `range`.
  package static func integer(_ range: ClosedRange<Int>? = nil) -> Schema {
    bounded("integer", range.map { Double($0.lowerBound)...Double($0.upperBound) })
  }

  private static func bounded(_ type: String, _ range: ClosedRange<Double>?) -> Schema {
    var members = [("type", JSON(.string(type)))]
    if let range {
      members.append(("minimum", JSON(.number(range.lowerBound))))
      members.append(("maximum", JSON(.number(range.upperBound))))
    }
    return Schema(members)
  }

  package static let boolean = Schema([("type", JSON(.string("boolean")))])

  /// One of these strings.
  package static func words(_ words: [String]) -> Schema {
    Schema([
      ("type", JSON(.string("string"))), ("enum", JSON(.array(words.map { JSON(.string($0)) }))),
    ])
  }

  /// An array of so many elements.
  package static func array(
    of element: Schema, counts: ClosedRange<Int>? = nil, isSet: Bool = false
  ) -> Schema {
    var members = [("type", JSON(.string("array"))), ("items", element.json)]
    if let counts {
      members.append(("minItems", JSON(.number(Double(counts.lowerBound)))))
      members.append(("maxItems", JSON(.number(Double(counts.upperBound)))))
    }
    if isSet { members.append(("uniqueItems", JSON(.bool(true)))) }
    return Schema(members)
  }

  /// An object of these members and no others.
  package static func object(_ fields: [Field]) -> Schema {
    let properties = fields.map {
      JSON.Member(key: $0.name, keyOffset: 0, value: $0.schema.json)
    }
    var members = [("type", JSON(.string("object"))), ("properties", JSON(.object(properties)))]
    let required = fields.filter(\.isRequired).map { JSON(.string($0.name)) }
    if !required.isEmpty { members.append(("required", JSON(.array(required)))) }
    members.append(("additionalProperties", JSON(.bool(false))))
    return Schema(members)
  }

  /// An object whose members, by any names of `pattern`, are all of `value`.
  package static func map(
    of value: Schema, names pattern: String? = nil, countMax: Int? = nil
  ) -> Schema {
    var members = [
      ("type", JSON(.string("object"))), ("additionalProperties", value.json),
    ]
    if let pattern {
      members.append(("propertyNames", Schema.string(pattern: pattern).json))
    }
    if let countMax { members.append(("maxProperties", JSON(.number(Double(countMax))))) }
    return Schema(members)
  }

  /// One of these, or more than one at a time.
  package static func any(of schemas: [Schema]) -> Schema {
    if schemas.count == 1 { return schemas[0] }
    return Schema([("anyOf", JSON(.array(schemas.map(\.json))))])
  }

  /// The component of that name, of an OpenAPI document.
  package static func reference(_ name: String) -> Schema {
    Schema([("$ref", JSON(.string("#/components/schemas/\(name)")))])
  }

  // MARK: More of one.

  /// The same, or `null`.
  package var orNull: Schema {
    var schema = self
    guard case .string(let type)? = json["type"]?.value, json["enum"] == nil else {
      return .any(of: [self, Schema([("type", JSON(.string("null")))])])
    }
    for index in schema.members.indices where schema.members[index].key == "type" {
      schema.members[index].value = JSON(.array([JSON(.string(type)), JSON(.string("null"))]))
    }
    return schema
  }

  /// The same with a sentence about it.
  package func described(_ text: String) -> Schema {
    with("description", JSON(.string(text)))
  }

  /// The same with `value` for the keyword `name`.
  package func with(_ name: String, _ value: JSON) -> Schema {
    var schema = self
    schema.members.removeAll { $0.key == name }
    schema.members.append(JSON.Member(key: name, keyOffset: 0, value: value))
    return schema
  }

  /// A member of an object.
  package struct Field: Sendable {
    var name: String
    var schema: Schema
    var isRequired: Bool

    package init(_ name: String, _ schema: Schema, isRequired: Bool = true) {
      self.name = name
      self.schema = schema
      self.isRequired = isRequired
    }

    /// A member that may be left out, or be `null`.
    package static func optional(_ name: String, _ schema: Schema) -> Field {
      Field(name, schema.orNull, isRequired: false)
    }
  }
}
