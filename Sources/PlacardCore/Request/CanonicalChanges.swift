extension Template {
  /// What a card gives its template: overrides and variables.
  package struct Wish: Sendable {
    /// An object of objects: layer, property, value.
    package var layers: JSON
    /// An object: variable, value.
    package var variables: JSON
  }

  /// Wishes that `canonical`, the changes of a stored card, may have come of, the best to read first.
  ///
  /// Canonical changes name the properties that come out and not the variables that went in, so each
  /// of these is a guess: whoever takes one sees to it that it resolves to the same changes. None where
  /// `canonical` is not what this program writes.
  package func wishes(for canonical: [UInt8], limits: Limits = Limits()) -> [Wish] {
    guard let json = try? JSONParser.parse(canonical, limits: limits.jsonBodies) else { return [] }
    let plain = CanonicalChanges(definition, json)
    var lifted = plain
    lifted.lift()
    lifted.giveRequired()
    var given = plain
    given.liftBackground()
    given.giveRequired()
    let all = [lifted, plain, given]
    return (all + all.map(\.untransformed)).map(\.wish)
  }
}

/// A card's changes on their way back to overrides and variables.
private struct CanonicalChanges {
  private typealias Members = [(key: String, value: JSON)]

  private let definition: TemplateDefinition
  private var layers: [(name: String, members: Members)] = []
  private let background: JSON?
  private var variables: Members = []

  init(_ definition: TemplateDefinition, _ json: JSON) {
    self.definition = definition
    background = json["background"]
    guard case .object(let found)? = json["layers"]?.value else { return }
    layers = found.map { layer in
      guard case .object(let members) = layer.value.value else { return (layer.key, []) }
      return (layer.key, members.map { ($0.key, $0.value) })
    }
  }

  var wish: Template.Wish {
    Template.Wish(
      layers: Self.object(
        layers.filter { !$0.members.isEmpty }.map { ($0.name, Self.object($0.members)) }),
      variables: Self.object(variables))
  }

  /// The same for texts that are written down as they are after a transform: with none, they are
  /// transformed once.
  var untransformed: CanonicalChanges {
    var changed = self
    for index in layers.indices {
      guard let layer = definition.layer(named: layers[index].name), layer.type == .text,
        layer.draft.textTransform != .none,
        !layers[index].members.contains(where: { $0.key == "textTransform" })
      else { continue }
      changed.layers[index].members.append(("textTransform", JSON(.string("none"))))
    }
    return changed
  }

  // MARK: Variables.

  /// Says by variables what variables can have done.
  mutating func lift() {
    for index in definition.variables.indices {
      let variable = definition.variables[index]
      var value: JSON?
      var places: [(layer: String, property: String)] = []
      var isClear = true
      for (layer, slot) in slots(of: index) {
        let property = layer.table.rows[slot.row].name
        guard let changed = self.value(of: property, in: layer.name),
          let part = slot.node.value(of: variable.name, in: changed)
        else { continue }
        if let value, JSONWriter.text(of: value) != JSONWriter.text(of: part) { isClear = false }
        value = part
        places.append((layer.name, property))
      }
      guard isClear, let value else { continue }
      for place in places { remove(place.property, of: place.layer) }
      variables.append((variable.name, typed(value, as: variable)))
    }
    liftBackground()
  }

  /// The canvas's background is changed by variables only.
  mutating func liftBackground() {
    guard let background, let slot = definition.backgroundSlot else { return }
    for index in slot.variables {
      let variable = definition.variables[index]
      guard !variables.contains(where: { $0.key == variable.name }),
        let part = slot.node.value(of: variable.name, in: background)
      else { continue }
      variables.append((variable.name, typed(part, as: variable)))
    }
  }

  /// Gives each required variable that is not given yet what the card shows in its place.
  mutating func giveRequired() {
    for (index, variable) in definition.variables.enumerated()
    where variable.isRequired && !variables.contains(where: { $0.key == variable.name }) {
      for (layer, slot) in slots(of: index) {
        let property = layer.table.rows[slot.row].name
        let shown =
          value(of: property, in: layer.name) ?? (try? JSONParser.parse(layer.base[slot.row]))
        guard let shown, let part = slot.node.value(of: variable.name, in: shown) else { continue }
        variables.append((variable.name, typed(part, as: variable)))
        break
      }
    }
  }

  private func slots(of variable: Int) -> [(TemplateLayer, TemplateLayer.Slot)] {
    definition.layers.flatMap { layer in
      layer.slots.filter { $0.variables.contains(variable) }.map { (layer, $0) }
    }
  }

  private func typed(_ value: JSON, as variable: TemplateVariable) -> JSON {
    switch (variable.kind, value.value) {
    case (.number, .string(let text)), (.boolean, .string(let text)):
      (try? JSONParser.parse(Array(text.utf8))) ?? value
    case (.text, .number), (.text, .bool): JSON(.string(JSONWriter.text(of: value)))
    default: value
    }
  }

  // MARK: Members.

  private func value(of property: String, in layer: String) -> JSON? {
    layers.first { $0.name == layer }?.members.first { $0.key == property }?.value
  }

  private mutating func remove(_ property: String, of layer: String) {
    guard let index = layers.firstIndex(where: { $0.name == layer }) else { return }
    layers[index].members.removeAll { $0.key == property }
  }

  private static func object(_ members: Members) -> JSON {
    JSON(.object(members.map { JSON.Member(key: $0.key, keyOffset: 0, value: $0.value) }))
  }
}

extension TemplateNode {
  /// What variable `name` was where this came out as `filled`; nil where that cannot be told.
  fileprivate func value(of name: String, in filled: JSON) -> JSON? {
    guard case .string(let string, _) = self else { return nil }
    if string.wholeVariable == name { return filled }
    guard string.variables == [name], case .string(let text) = filled.value else { return nil }
    var rest = text[...]
    var isBehind = false
    for piece in string.pieces {
      switch piece {
      case .variable: isBehind = true
      case .literal(let literal):
        guard isBehind ? rest.hasSuffix(literal) : rest.hasPrefix(literal) else { return nil }
        rest = isBehind ? rest.dropLast(literal.count) : rest.dropFirst(literal.count)
      }
    }
    return JSON(.string(String(rest)))
  }
}
