/// Fills a rule with what one page has.
struct PageFilling {
  let page: SourcePage
  /// nil while it is not known: then only names of the path can be filled in.
  let front: JSON?

  /// What becomes of a value.
  enum Shape {
    /// A string, whatever is filled in.
    case string
    /// Keeps the type of what is filled in, where that is all of it.
    case typed
    /// A property's or variable's: a cell, which the template's types make a value.
    case cell
    /// So many levels of objects above cells.
    case levels(Int)
    /// An object of locales.
    case locales
    case locale

    func inner(_ key: String) -> Shape {
      switch self {
      case .levels(let count): count > 1 ? .levels(count - 1) : .cell
      case .locales: .locale
      case .locale: Self.ofMember(key)
      // Of a list of spans, say: texts are texts.
      case .cell, .typed: key == "text" ? .string : .typed
      case .string: .string
      }
    }

    /// Of the member `key` of a card.
    static func ofMember(_ key: String) -> Shape {
      switch key {
      case "id", "templateId": .string
      case "layers": .levels(2)
      case "variables": .levels(1)
      case "locales": .locales
      default: .typed
      }
    }
  }

  /// The value that `node` becomes. Errors have the path from `path` and an offset in the page.
  func fill(_ node: FillNode, _ shape: Shape, at path: String) throws(InputError) -> JSON {
    switch node {
    case .plain(let json): return json
    case .text(let text):
      do throws(InputError) { return try fill(text, shape) } catch { throw error.within(path) }
    case .array(let nodes, let offset):
      var elements: [JSON] = []
      for (index, node) in nodes.enumerated() {
        elements.append(try fill(node, .typed, at: JSONPath.element(index, of: path)))
      }
      return JSON(.array(elements), offset: offset)
    case .object(let nodes, let offset):
      var members: [JSON.Member] = []
      for (key, keyOffset, node) in nodes {
        let value = try fill(node, shape.inner(key), at: JSONPath.member(key, of: path))
        members.append(JSON.Member(key: key, keyOffset: keyOffset, value: value))
      }
      return JSON(.object(members), offset: offset)
    }
  }

  private func fill(_ text: FillText, _ shape: Shape) throws(InputError) -> JSON {
    if let name = text.whole {
      let value = try value(of: name, isTyped: shape.isTyped)
      switch value.value {
      case .array(let elements) where !elements.allSatisfy(\.isPlain): return value
      case .object: return value
      case .array where shape.isTyped: return value
      default: break
      }
      if shape.isTyped { return value }
      return JSON(.string(try string(value, name)), offset: value.offset)
    }
    var filled = ""
    var offset: Int?
    for piece in text.pieces {
      switch piece {
      case .literal(let literal): filled += literal
      case .name(let name):
        let value = try value(of: name, isTyped: false)
        if offset == nil { offset = value.offset }
        filled += try string(value, name)
      }
    }
    return JSON(.string(filled), offset: offset ?? 0)
  }

  // MARK: Values.

  private func value(of name: FillName, isTyped: Bool) throws(InputError) -> JSON {
    if let found = try builtIn(name) { return found }
    guard let front else {
      throw InputError(.missing, message: "the front matter is not known", offset: 0)
    }
    var found = front[name.text] ?? front
    if front[name.text] == nil {
      for (index, step) in name.steps.enumerated() {
        if let inner = found.step(step) {
          found = inner
        } else if let fallback = name.fallback {
          return Self.fallback(fallback, isTyped: isTyped)
        } else {
          throw missing(name, step: index, in: found)
        }
      }
    }
    guard found.isBlank else { return found }
    if let fallback = name.fallback { return Self.fallback(fallback, isTyped: isTyped) }
    guard found.isNull else { return found }
    throw InputError(
      .missing, message: "\"\(name.text)\" is empty",
      hint: "{{\(name.text)|text}} gives a default", offset: found.offset)
  }

  private static func fallback(_ text: String, isTyped: Bool) -> JSON {
    if isTyped, let json = try? JSONParser.parse(Array(text.utf8)) {
      switch json.value {
      case .bool, .number: return JSON(json.value)
      default: break
      }
    }
    return JSON(.string(text))
  }

  private func builtIn(_ name: FillName) throws(InputError) -> JSON? {
    guard name.steps.count == 1 else { return nil }
    let given: String?
    switch name.text {
    case "path": return JSON(.string(page.names.path))
    case "route", "slug":
      guard let front else { return nil }
      given = try front["slug"].flatMap { slug throws(InputError) in
        slug.isBlank ? nil : try string(slug, name)
      }
    default: return nil
    }
    let made = name.text == "slug" ? page.names.slug(given: given) : page.names.route(given: given)
    if let made { return JSON(.string(made), offset: front?["slug"]?.offset ?? 0) }
    if let fallback = name.fallback { return JSON(.string(fallback)) }
    throw InputError(
      .outOfRange,
      message: "no {{\(name.text)}} can be made of \(Excerpt.quoted(given ?? page.names.path))",
      hint: "give the page a \"slug\" of letters a to z, digits and hyphens",
      offset: front?["slug"]?.offset ?? 0)
  }

  private func missing(_ name: FillName, step: Int, in json: JSON) -> InputError {
    let outer = name.steps[..<step].joined(separator: ".")
    let place = outer.isEmpty ? "the front matter" : "\"\(outer)\""
    let wanted = String(name.steps[step])
    var error = InputError(.missing, message: "", offset: json.offset)
    switch json.value {
    case .object(let members):
      error.message = "\(place) has no \(Excerpt.quoted(wanted))"
      if members.isEmpty, outer.isEmpty {
        error.message = "the file has no front matter, so no \(Excerpt.quoted(wanted))"
      }
      let known = members.map(\.key) + (outer.isEmpty ? FillName.builtIn : [])
      error.hint = NearestName.of(wanted, among: known).map { "did you mean \"\($0)\"?" }
    case .array(let elements):
      error.message = "\(place) has no element \(wanted)"
      error.hint = "it has \(elements.count), from 0 on"
    default: error.message = "\(place) is \(json.kindName) and has no \(Excerpt.quoted(wanted))"
    }
    if error.hint == nil { error.hint = "{{\(name.text)|text}} gives a default" }
    return error
  }

  /// `value` as text: numbers as the page writes them, lists with commas.
  private func string(_ value: JSON, _ name: FillName) throws(InputError) -> String {
    switch value.value {
    case .null: return ""
    case .string(let text): return text
    case .bool(let bool): return bool ? "true" : "false"
    case .number(let number): return page.written(number, at: value.offset)
    case .array(let elements):
      var texts: [String] = []
      for element in elements where !element.isNull {
        guard element.isPlain else {
          throw InputError(
            .wrongType, message: "\"\(name.text)\" is a list of more than plain values",
            hint: "name one of its parts, as in {{\(name.text).0}}", offset: element.offset)
        }
        texts.append(try string(element, name))
      }
      return texts.joined(separator: ", ")
    case .object(let members):
      throw InputError(
        .wrongType, message: "\"\(name.text)\" is an object",
        hint: "name one of its members, as in {{\(name.text).\(members.first?.key ?? "name")}}",
        offset: value.offset)
    }
  }
}

extension PageFilling.Shape {
  fileprivate var isTyped: Bool {
    switch self {
    case .string, .cell: false
    case .typed, .levels, .locales, .locale: true
    }
  }
}

extension JSON {
  /// Whether it is neither an array nor an object.
  fileprivate var isPlain: Bool {
    switch value {
    case .array, .object: false
    default: true
    }
  }

  /// Whether it says nothing: null, an empty text or list.
  fileprivate var isBlank: Bool {
    switch value {
    case .null: true
    case .string(let text): text.isEmpty
    case .array(let elements): elements.isEmpty
    default: false
    }
  }

  /// The member or, of an array, the element of that name.
  fileprivate func step(_ name: Substring) -> JSON? {
    if case .array(let elements) = value {
      guard let index = Int(name), elements.indices.contains(index) else { return nil }
      return elements[index]
    }
    return self[String(name)]
  }
}
