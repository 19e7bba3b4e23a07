/// A template's `jsonData` with its types checked.
package struct TemplateDefinition: Sendable {
  /// The canvas in CSS px.
  package let size: PixelSize
  /// The canvas's background with the variables' defaults.
  package let background: Paint
  let tree: LayerTree
  /// Whether the template says for any layer what becomes of it at another size.
  let hasConstraints: Bool
  package let variables: [TemplateVariable]

  /// The canvas's background when variables are in it.
  let backgroundSlot: TemplateLayer.Slot?
  let variableIndices: [String: Int]

  /// Every layer, those of groups and stacks after the one that they are in; in painting order.
  package var layers: [TemplateLayer] { tree.layers }

  /// The layer of that exact name, wherever it is; nil when there is none.
  package func layer(named name: String) -> TemplateLayer? { tree.indices[name].map { layers[$0] } }

  /// The layer of the canvas that the one at `index` of `layers` is in, or itself.
  package func topLayer(over index: Int) -> TemplateLayer { layers[tree.roots[index]] }

  /// Where the layer of that exact name stands in the template, as in `jsonData.layers[2]`; nil when
  /// there is none.
  package func path(ofLayer name: String) -> String? { tree.indices[name].map { tree.paths[$0] } }

  /// The variable of that exact name; nil when there is none.
  package func variable(named name: String) -> TemplateVariable? {
    variableIndices[name].map { variables[$0] }
  }
}

extension TemplateDefinition {
  /// The definition that `json` describes, and its canonical text. Errors have paths from
  /// `jsonData`.
  static func parse(
    _ json: JSON, limits: Limits
  ) throws(InputError) -> (definition: TemplateDefinition, canonical: [UInt8]) {
    let reader = try JSONReader(json, path: "jsonData")
    try reader.refuseUnknownMembers(allowed: ["canvas", "layers", "variables"])
    let (variables, variableIndices) = try Self.variables(reader, limits: limits)
    let compiler = LayerCompiler(
      variables: variables, variableIndices: variableIndices, limits: limits)
    let canvas = try compiler.canvas(reader.object("canvas"))
    var tree = LayerTree()
    try tree.add(
      reader.array("layers"), at: reader.path(of: "layers"), offset: reader.offset, compiler)
    let definition = TemplateDefinition(
      size: canvas.size, background: canvas.background, tree: tree,
      hasConstraints: tree.layers.contains { $0.draft.constraints != nil }, variables: variables,
      backgroundSlot: canvas.slot, variableIndices: variableIndices)
    return (definition, CanonicalTemplate.bytes(definition))
  }

  private static func variables(
    _ reader: JSONReader, limits: Limits
  ) throws(InputError) -> ([TemplateVariable], [String: Int]) {
    let elements = try reader.optionalArray("variables") ?? []
    let path = reader.path(of: "variables")
    if elements.count > PropertyRanges.variablesMax {
      throw InputError(
        .limit, path: path, message: "\(elements.count) variables",
        hint: "at most \(PropertyRanges.variablesMax)", offset: reader.offset)
    }
    var variables: [TemplateVariable] = []
    var indices: [String: Int] = [:]
    for (index, element) in elements.enumerated() {
      let path = JSONPath.element(index, of: path)
      let variable = try TemplateVariable.parse(element, at: path, limits: limits)
      if let first = indices.updateValue(index, forKey: variable.name) {
        throw InputError(
          .duplicateName, path: JSONPath.member("name", of: path),
          message: "two variables are called \"\(variable.name)\"",
          hint: "the first is jsonData.variables[\(first)]", offset: element.offset)
      }
      variables.append(variable)
    }
    return (variables, indices)
  }
}

extension LayerCompiler {
  struct Canvas {
    var size: PixelSize
    var background: Paint
    var slot: TemplateLayer.Slot?
  }

  /// The one row of the canvas that is like a layer's.
  static let background = PropertyDescriptor.paint("background", initial: .color(.white)) { _, _ in
  }

  /// A canvas from 1 px a side up to the limits of what is drawn.
  func canvas(_ reader: JSONReader) throws(InputError) -> Canvas {
    try reader.refuseUnknownMembers(allowed: ["width", "height", "background"])
    let sides = 1...limits.outputSidePixelsMax
    let size = PixelSize(
      width: try reader.integer("width", in: sides), height: try reader.integer("height", in: sides)
    )
    guard size.width * size.height <= limits.outputPixelsMax else {
      throw InputError(
        .limit, path: reader.path, message: "a canvas of \(size.width * size.height) pixels",
        hint: "at most \(limits.outputPixelsMax), limits.outputPixelsMax", offset: reader.offset)
    }
    var canvas = Canvas(size: size, background: .color(.white))
    guard let json = reader["background"] else { return canvas }
    do throws(InputError) {
      let node = try TemplateNode(json)
      canvas.slot = try slot(node, row: 0)
      if case .paint(let paint)? = try value(of: node, row: Self.background) {
        canvas.background = paint
      }
    } catch {
      throw error.within(reader.path(of: "background"))
    }
    return canvas
  }
}
