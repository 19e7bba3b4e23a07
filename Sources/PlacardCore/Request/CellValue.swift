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

  private static func typed(_ cell: String) -> JSON {
    let parsed = try? JSONParser.parse(Array(cell.utf8))
    return JSON(parsed?.value ?? .string(cell))
  }
}
