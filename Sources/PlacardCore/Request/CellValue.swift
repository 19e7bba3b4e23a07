// Cells of a CSV manifest, which have no types of their own.
extension Template {
  /// The JSON value that `cell` spells for a property: a string where the property takes strings,
  /// else the number, boolean, array or object in it; a string where it is none of them, which the
  /// card's errors then name. nil for a layer or property that the template does not have.
  package func value(ofCell cell: String, property: String, of layer: String) -> JSON? {
    guard let layer = definition.layer(named: layer),
      let row = layer.table.index(of: property)
    else { return nil }
    let kind = layer.table.rows[row].kind
    return kind.isSpelledAsString ? JSON(.string(cell)) : Self.typed(cell)
  }

  /// The JSON value that `cell` spells for a variable, by the variable's type; nil for a variable
  /// that the template does not have.
  package func value(ofCell cell: String, variable: String) -> JSON? {
    guard let variable = definition.variable(named: variable) else { return nil }
    switch variable.kind {
    case .text, .color, .image: return JSON(.string(cell))
    case .number, .boolean: return Self.typed(cell)
    }
  }

  /// `layers`, an object of objects, with its cells as values: strings where the property takes them.
  func typed(layers: JSON) -> JSON {
    layers.mapMembers { layer, properties in
      properties.mapMembers { property, cell in
        guard case .string(let text) = cell.value else { return cell }
        if text.isEmpty, !isText(property: property, of: layer) { return nil }
        let value = value(ofCell: text, property: property, of: layer)
        return value.map { JSON($0.value, offset: cell.offset) } ?? cell
      }
    }
  }

  /// The same for `variables`.
  func typed(variables: JSON) -> JSON {
    variables.mapMembers { name, cell in
      guard case .string(let text) = cell.value else { return cell }
      if text.isEmpty, let variable = definition.variable(named: name), variable.kind != .text {
        return nil
      }
      let value = value(ofCell: text, variable: name)
      return value.map { JSON($0.value, offset: cell.offset) } ?? cell
    }
  }

  /// Whether an empty string is a value of the property; what is no property is left to the card's
  /// errors.
  private func isText(property: String, of layer: String) -> Bool {
    guard let layer = definition.layer(named: layer),
      let row = layer.table.index(of: property)
    else { return true }
    return layer.table.rows[row].kind == .text
  }

  private static func typed(_ cell: String) -> JSON {
    let parsed = try? JSONParser.parse(Array(cell.utf8))
    return JSON(parsed?.value ?? .string(cell))
  }
}

extension JSON {
  /// The object with each member's value changed, or left out for nil; any other value as it is.
  fileprivate func mapMembers(_ change: (_ key: String, _ value: JSON) -> JSON?) -> JSON {
    guard case .object(let members) = value else { return self }
    let changed = members.compactMap { member in
      change(member.key, member.value).map {
        JSON.Member(key: member.key, keyOffset: member.keyOffset, value: $0)
      }
    }
    return JSON(.object(changed), offset: offset)
  }
}
