/// A property's value in a template, with the variables in its strings found.
indirect enum TemplateNode: Sendable {
  /// No variable in it; escapes are already read.
  case literal(JSON)
  case string(TemplateString, offset: Int)
  case array([TemplateNode], offset: Int)
  case object([(key: String, value: TemplateNode)], offset: Int)

  /// Throws for a malformed `{{`.
  init(_ json: JSON) throws(InputError) {
    switch json.value {
    case .string(let text):
      do throws(InputError) {
        guard let string = try TemplateString.parse(text) else {
          self = .literal(json)
          return
        }
        if let literal = string.literal {
          self = .literal(JSON(.string(literal), offset: json.offset))
        } else {
          self = .string(string, offset: json.offset)
        }
      } catch {
        var placed = error
        placed.offset = json.offset
        throw placed
      }
    case .array(let elements):
      let nodes = try elements.map { element throws(InputError) in try TemplateNode(element) }
      self = .array(nodes, offset: json.offset)
    case .object(let members):
      let nodes = try members.map { member throws(InputError) in
        (key: member.key, value: try TemplateNode(member.value))
      }
      self = .object(nodes, offset: json.offset)
    default: self = .literal(json)
    }
    if isLiteral, let plain = filled(.asString, { _ in nil }) { self = .literal(plain) }
  }

  private var isLiteral: Bool {
    switch self {
    case .literal: true
    case .string: false
    case .array(let nodes, _): nodes.allSatisfy(\.isLiteral)
    case .object(let members, _): members.allSatisfy(\.value.isLiteral)
    }
  }

  /// What becomes of a string that is one variable.
  enum Filling: Sendable {
    /// The variable's own type.
    case asTyped
    case asString
    /// As the property of a span that it stands in wants it.
    case spans

    /// In the member `key` of an object.
    fileprivate func within(_ key: String) -> Filling {
      guard case .spans = self else { return self }
      return SpanTable.row(key).map { SpanTable.rows[$0].kind.filling } ?? .asTyped
    }
  }

  /// Every variable in it, in order, with repetitions.
  var variables: [String] {
    switch self {
    case .literal: []
    case .string(let string, _): string.variables
    case .array(let nodes, _): nodes.flatMap(\.variables)
    case .object(let members, _): members.flatMap(\.value.variables)
    }
  }

  /// The value with its variables filled in; nil when it is one variable that has no value. Such a
  /// variable within a longer string is empty there. A string that is one variable takes the
  /// variable's own type, unless it is filled in `asString`.
  func filled(_ filling: Filling, _ value: (String) -> JSON?) -> JSON? {
    switch self {
    case .literal(let json): return json
    case .string(let string, let offset):
      if let name = string.wholeVariable {
        guard let found = value(name) else { return nil }
        return JSON(
          filling == .asString ? .string(found.templateText) : found.value, offset: offset)
      }
      var text = ""
      for piece in string.pieces {
        switch piece {
        case .literal(let literal): text += literal
        case .variable(let name): text += value(name)?.templateText ?? ""
        }
      }
      return JSON(.string(text), offset: offset)
    case .array(let nodes, let offset):
      let elements = nodes.map { $0.filled(filling, value) ?? JSON(.null) }
      return JSON(.array(elements), offset: offset)
    case .object(let members, let offset):
      let filled = members.map { member in
        JSON.Member(
          key: member.key, keyOffset: offset,
          value: member.value.filled(filling.within(member.key), value) ?? JSON(.null))
      }
      return JSON(.object(filled), offset: offset)
    }
  }

  /// The value as a template spells it, canonical but for the order of keys.
  var source: JSON {
    switch self {
    case .literal(let json): json
    case .string(let string, _): JSON(.string(string.source))
    case .array(let nodes, _): JSON(.array(nodes.map(\.source)))
    case .object(let members, _):
      JSON(
        .object(members.map { JSON.Member(key: $0.key, keyOffset: 0, value: $0.value.source) }))
    }
  }
}

extension JSON {
  /// A variable's value as it stands within a string.
  fileprivate var templateText: String {
    switch value {
    case .string(let text): text
    case .number(let number): JSONWriter.text(of: number)
    case .bool(let bool): bool ? "true" : "false"
    case .null, .array, .object: ""
    }
  }
}
