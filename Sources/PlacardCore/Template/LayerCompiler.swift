/// Makes a template's layer from its JSON: every property checked, defaults filled in.
struct LayerCompiler {
  let variables: [TemplateVariable]
  let variableIndices: [String: Int]
  let limits: Limits

  /// The layer that `json`, an element of `layers` at `path`, describes, without those in it.
  func layer(
    _ json: JSON, at path: String, isInStack: Bool
  ) throws(InputError) -> TemplateLayer {
    let reader = try JSONReader(json, path: path)
    let name = try layerName(reader)
    do throws(InputError) {
      return try layer(reader, named: name, isInStack: isInStack)
    } catch {
      var named = error
      named.path = JSONPath.join(path, error.path)
      named.message = "layer \(JSON(.string(name)).excerpt): " + error.message
      throw named
    }
  }

  private func layerName(_ reader: JSONReader) throws(InputError) -> String {
    let name = try reader.string("name")
    // Manifests write `layer.property` and `var:name` in a column's head.
    let isName =
      !name.isEmpty && name.unicodeScalars.count <= 128
      && name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && $0 != 0x2E && $0 != 0x3A }
    guard isName else {
      throw InputError(
        .wrongType, path: reader.path(of: "name"),
        message: "\(JSON(.string(name)).excerpt) cannot be a layer's name",
        hint: "1 to 128 characters without \".\", \":\" and control characters",
        offset: reader["name"]?.offset)
    }
    return name
  }

  /// Errors have paths within the layer.
  private func layer(
    _ reader: JSONReader, named name: String, isInStack: Bool
  ) throws(InputError) -> TemplateLayer {
    let type = try layerType(reader)
    let table = PropertyTable.of(type)
    var draft = LayerDraft(type, isInStack: isInStack)
    var base = table.initialBytes(inStack: isInStack)
    var slots: [TemplateLayer.Slot] = []
    var given: UInt64 = 0
    for member in reader.members where !Self.isStructure(member.key, of: type) {
      guard let row = table.index(of: member.key) else {
        throw table.unknown(member, layer: JSON(.string(name)).excerpt).within(
          JSONPath.member(member.key))
      }
      if case .null = member.value.value { continue }
      guard given & 1 << row == 0 else { throw Self.twice(member, table.rows[row]) }
      given |= 1 << row
      do throws(InputError) {
        let node = try TemplateNode(member.value)
        let isSeen = table.rows[row].scope.holds(inStack: isInStack)
        if let slot = try slot(node, row: row), isSeen { slots.append(slot) }
        if let value = try value(of: node, row: table.rows[row]), isSeen {
          try TemplateLayer.check(
            value, table.rows[row], isInStack: isInStack, offset: member.value.offset)
          base[row] = []
          table.rows[row].kind.append(value, to: &base[row])
          table.rows[row].apply(value, &draft)
        }
      } catch {
        throw error.within(JSONPath.member(member.key))
      }
    }
    try refuseMissing(table, draft: draft, given: given, offset: reader.offset)
    if !draft.spans.isEmpty, !draft.text.text.isEmpty {
      throw Self.textAndSpans.within("spans")
    }
    if type == .qr, slots.allSatisfy({ table.rows[$0.row].name != "data" }) {
      try draft.code.check()
    }
    return TemplateLayer(name, draft: draft, base: base, slots: slots)
  }

  /// Whether `key` is no property but says what the layer is and what it is made of.
  static func isStructure(_ key: String, of type: LayerType) -> Bool {
    key == "name" || key == "type" || (key == "layers" && type.holdsLayers)
  }

  static func twice(_ member: JSON.Member, _ row: PropertyDescriptor) -> InputError {
    InputError(
      .conflictingValues, path: JSONPath.member(member.key),
      message: "\(row.name) is given twice, by two of its names",
      hint: "one of " + ([row.name] + row.aliases).joined(separator: ", "),
      offset: member.keyOffset)
  }

  static let textAndSpans = InputError(
    .conflictingValues, message: "a text and spans, which stand in place of one another",
    hint: "give one of them")

  private func layerType(_ reader: JSONReader) throws(InputError) -> LayerType {
    guard let json = reader["type"] else {
      throw InputError(
        .missing, message: "the member \"type\" is missing",
        hint: "one of " + LayerType.names.joined(separator: ", "), offset: reader.offset)
    }
    let word = try json.string(at: "type")
    guard let type = LayerType(name: word) else {
      throw InputError(
        .wrongType, path: "type", message: "\(json.excerpt) is not a type of layers",
        hint: NearestName.hint(for: word, among: LayerType.names), offset: json.offset)
    }
    return type
  }

  /// nil for a value without variables.
  func slot(_ node: TemplateNode, row: Int) throws(InputError) -> TemplateLayer.Slot? {
    let names = node.variables
    if names.isEmpty { return nil }
    var indices: [Int] = []
    for name in names {
      guard let index = variableIndices[name] else {
        throw InputError(
          .unknownVariable, message: "the template declares no variable \"\(name)\"",
          hint: NearestName.hint(for: name, among: variables.map(\.name))
            ?? #"declare it in jsonData.variables, or write \{{ for two braces"#)
      }
      if !indices.contains(index) { indices.append(index) }
    }
    return TemplateLayer.Slot(row: row, node: node, variables: indices)
  }

  /// The value with the variables' defaults; nil where that leaves the property out. What cannot be
  /// read only because a variable has no default is left out too: its cards are checked.
  func value(
    of node: TemplateNode, row: PropertyDescriptor
  ) throws(InputError) -> PropertyValue? {
    let filled = node.filled(row.kind.filling) { name in
      variableIndices[name].flatMap { variables[$0].fallback }
    }
    guard let filled else { return nil }
    do throws(InputError) {
      return try row.kind.parse(filled, limits: limits)
    } catch {
      let isOpen = node.variables.contains { name in
        variableIndices[name].map { variables[$0].fallback == nil } ?? false
      }
      if isOpen { return nil }
      guard !node.variables.isEmpty, error.code != .limit else { throw error }
      var mismatch = error
      mismatch.code = .variableMismatch
      throw mismatch
    }
  }

  private func refuseMissing(
    _ table: PropertyTable, draft: LayerDraft, given: UInt64, offset: Int
  ) throws(InputError) {
    // A line may have no extent in one direction.
    if table.type == .shape, draft.shape.outline == .line { return }
    for (index, row) in table.rows.enumerated() where row.isRequired && given & 1 << index == 0 {
      if draft.isInStack, case .extent = row.kind { continue }
      throw InputError(
        .missing, path: row.name, message: "\(row.name) is missing", hint: row.kind.expectation,
        offset: offset)
    }
  }
}
