/// A variable of a template: what fills `{{name}}`.
package struct TemplateVariable: Sendable {
  /// What values it takes: a string, a number, a boolean, a CSS colour, an image's address.
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case text, number, boolean, color, image
  }

  package let name: String
  package let kind: Kind
  /// What stands for it in a card that does not give it, in its one canonical form; nil: a property
  /// that is it alone is as if left out, and within a longer string it is empty.
  package let fallback: JSON?
  /// Whether a card must give it.
  package let isRequired: Bool

  /// A value for it with its type checked, in canonical form. Errors have no path.
  func checked(_ json: JSON, limits: Limits) throws(InputError) -> JSON {
    switch (kind, json.value) {
    case (.text, .string(let text)):
      try limits.check(text: text, offset: json.offset)
      return json
    case (.number, .number), (.boolean, .bool): return json
    case (.image, .string(let text)):
      do throws(InputError) {
        _ = try ImageAddress.parse(text, limits: limits)
      } catch {
        var placed = error
        placed.offset = json.offset
        throw placed
      }
      return json
    case (.color, .string(let text)):
      do throws(InputError) {
        return JSON(.string(try Color(css: text).css), offset: json.offset)
      } catch {
        var placed = error
        placed.offset = json.offset
        throw placed
      }
    default: throw json.wrongType(expected: expectation)
    }
  }

  private var expectation: String {
    switch kind {
    case .text: "a string, as variable \"\(name)\" is a text"
    case .number: "a number, as variable \"\(name)\" is one"
    case .boolean: "true or false, as variable \"\(name)\" is a boolean"
    case .color: "a colour, as variable \"\(name)\" is one"
    case .image: "an image's address, as variable \"\(name)\" is an image"
    }
  }
}

extension TemplateVariable {
  /// The variable that `json`, an element of `variables`, declares.
  static func parse(
    _ json: JSON, at path: String, limits: Limits
  ) throws(InputError) -> TemplateVariable {
    let reader = try JSONReader(json, path: path)
    try reader.refuseUnknownMembers(allowed: ["name", "type", "default", "required"])
    let name = try reader.string("name")
    let isName =
      !name.isEmpty && name.unicodeScalars.count <= 128
      && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != 0x7B && $0 != 0x7D }
    guard isName else {
      throw InputError(
        .wrongType, path: reader.path(of: "name"),
        message: "\(JSON(.string(name)).excerpt) cannot be a variable's name",
        hint: "1 to 128 characters without spaces and braces", offset: json.offset)
    }
    let word = try reader.optionalString("type") ?? Kind.text.rawValue
    let words = Kind.allCases.map(\.rawValue)
    guard let kind = Kind(rawValue: word) else {
      throw InputError(
        .wrongType, path: reader.path(of: "type"),
        message: "variable \"\(name)\" has the unknown type \(JSON(.string(word)).excerpt)",
        hint: NearestName.hint(for: word, among: words) ?? words.joined(separator: ", "),
        offset: reader["type"]?.offset)
    }
    let isRequired = try reader.optionalBool("required") ?? false
    let untyped = TemplateVariable(
      name: name, kind: kind, fallback: nil, isRequired: isRequired)
    guard let given = reader["default"] else { return untyped }
    do throws(InputError) {
      let fallback = try untyped.checked(given, limits: limits)
      return TemplateVariable(
        name: name, kind: kind, fallback: fallback, isRequired: isRequired)
    } catch {
      throw error.within(reader.path(of: "default"))
    }
  }

  /// As a template's canonical form declares it.
  var canonical: JSON {
    func member(_ key: String, _ value: JSON) -> JSON.Member {
      JSON.Member(key: key, keyOffset: 0, value: value)
    }
    var members = [member("name", JSON(.string(name)))]
    if let fallback { members.append(member("default", fallback)) }
    if isRequired { members.append(member("required", JSON(.bool(true)))) }
    if kind != .text { members.append(member("type", JSON(.string(kind.rawValue)))) }
    return JSON(.object(members))
  }
}
