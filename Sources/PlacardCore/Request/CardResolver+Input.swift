// What the card gives, looked up and checked.
extension CardResolver {
  mutating func readVariables() throws(InputError) {
    guard let json = request.variables else { return }
    let members = try json.members(at: "variables")
    if members.isEmpty { return }
    values = Array(repeating: nil, count: definition.variables.count)
    for member in members {
      let path = JSONPath.member(member.key, of: "variables")
      guard let index = definition.variableIndices[member.key] else {
        throw InputError(
          .unknownVariable, path: path,
          message: "the template has no variable \(JSON(.string(member.key)).excerpt)",
          hint: NearestName.hint(for: member.key, among: definition.variables.map(\.name))
            ?? "it has \(definition.variables.count) variables", offset: member.keyOffset)
      }
      if case .null = member.value.value { continue }
      do throws(InputError) {
        values[index] = try definition.variables[index].checked(member.value, limits: limits)
      } catch {
        throw error.within(path)
      }
    }
  }

  mutating func readOverrides() throws(InputError) {
    guard let json = request.layers else { return }
    let members = try json.members(at: "layers")
    if members.isEmpty { return }
    overrides = Array(repeating: nil, count: definition.layers.count)
    for member in members {
      let path = JSONPath.member(member.key, of: "layers")
      guard let index = definition.tree.indices[member.key] else {
        throw InputError(
          .unknownLayer, path: path,
          message: "the template has no layer \(JSON(.string(member.key)).excerpt)",
          hint: NearestName.hint(for: member.key, among: definition.layers.map(\.name))
            ?? "it has \(definition.layers.count) layers", offset: member.keyOffset)
      }
      if case .null = member.value.value { continue }
      overrides[index] = try member.value.members(at: path)
    }
  }

  /// A required variable may be left out only where overrides replace every string that it is in.
  func refuseMissingVariables() throws(InputError) {
    for (index, variable) in definition.variables.enumerated() where variable.isRequired {
      if !values.isEmpty, values[index] != nil { continue }
      if isReplaced(variable: index) { continue }
      throw InputError(
        .missingVariable, path: JSONPath.member(variable.name, of: "variables"),
        message: "the required variable \"\(variable.name)\" is missing",
        hint: "a \(variable.kind.rawValue)")
    }
  }

  private func isReplaced(variable: Int) -> Bool {
    if definition.backgroundSlot?.variables.contains(variable) == true { return false }
    var count = 0
    for (index, layer) in definition.layers.enumerated() {
      for slot in layer.slots where slot.variables.contains(variable) {
        count += 1
        let members = overrides.isEmpty ? nil : overrides[index]
        let isOverridden = members?.contains { member in
          if case .null = member.value.value { return false }
          return layer.table.index(of: member.key) == slot.row
        }
        if isOverridden != true { return false }
      }
    }
    return count > 0
  }

  /// Whether the card gives one of the slot's variables.
  func isReached(_ slot: TemplateLayer.Slot) -> Bool {
    !values.isEmpty && slot.variables.contains { values[$0] != nil }
  }

  /// The value of a slot with the card's variables; nil where a variable without a value stands
  /// alone in it. Errors have the variable's path.
  func filledValue(
    of slot: TemplateLayer.Slot, row: PropertyDescriptor
  ) throws(InputError) -> PropertyValue? {
    let filled = slot.node.filled(row.kind.filling) { name in
      guard let index = definition.variableIndices[name] else { return nil }
      return values[index] ?? definition.variables[index].fallback
    }
    guard let filled else { return nil }
    do throws(InputError) {
      return try row.kind.parse(filled, limits: limits)
    } catch {
      let given = slot.variables.first { values[$0] != nil } ?? slot.variables[0]
      var placed = error
      placed.path = JSONPath.member(definition.variables[given].name, of: "variables")
      placed.message = "filled into \(row.name): " + error.message
      placed.offset = values[given]?.offset
      throw placed
    }
  }
}
