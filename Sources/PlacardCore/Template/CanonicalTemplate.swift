/// The canonical text of a template's `jsonData`: keys in order, numbers, colours and addresses in
/// their one spelling, initial values left out. It is JSON that parses to the same template.
enum CanonicalTemplate {
  static func bytes(_ definition: TemplateDefinition) -> [UInt8] {
    var bytes: [UInt8] = []
    CSSText.append("{\"canvas\":{", to: &bytes)
    let background = backgroundBytes(definition)
    if let background {
      CSSText.append("\"background\":", to: &bytes)
      bytes += background
      CSSText.append(",", to: &bytes)
    }
    CSSText.append("\"height\":", to: &bytes)
    CSSText.append(definition.size.height, to: &bytes)
    CSSText.append(",\"width\":", to: &bytes)
    CSSText.append(definition.size.width, to: &bytes)
    CSSText.append("},\"layers\":", to: &bytes)
    bytes += layers(of: nil, in: definition.tree)
    append(definition.variables, to: &bytes)
    CSSText.append("}", to: &bytes)
    return bytes
  }

  private static func backgroundBytes(_ definition: TemplateDefinition) -> [UInt8]? {
    if let slot = definition.backgroundSlot { return source(slot.node) }
    let row = LayerCompiler.background
    var bytes: [UInt8] = []
    row.kind.append(.paint(definition.background), to: &bytes)
    return bytes == row.initialJSON ? nil : bytes
  }

  private static func source(_ node: TemplateNode) -> [UInt8] {
    var writer = JSONWriter()
    writer.write(node.source)
    return writer.bytes
  }

  /// The layers in the one at `index`, or those of the canvas, as an array.
  private static func layers(of index: Int?, in tree: LayerTree) -> [UInt8] {
    var bytes: [UInt8] = []
    for child in tree.children(of: index) {
      CSSText.append(bytes.isEmpty ? "[" : ",", to: &bytes)
      append(layerAt: child, in: tree, to: &bytes)
    }
    if bytes.isEmpty { CSSText.append("[", to: &bytes) }
    CSSText.append("]", to: &bytes)
    return bytes
  }

  /// Members in the order of their names, among them `name`, `type` and `layers`.
  private static func append(layerAt index: Int, in tree: LayerTree, to bytes: inout [UInt8]) {
    let layer = tree.layers[index]
    let table = layer.table
    let isInStack = layer.draft.isInStack
    let initial = table.initialBytes(inStack: isInStack)
    var members: [(key: String, value: [UInt8])] = [
      ("name", Array(JSONWriter.quoted(layer.name).utf8)),
      ("type", Array(JSONWriter.quoted(layer.type.name).utf8)),
    ]
    if layer.type.holdsLayers { members.append(("layers", layers(of: index, in: tree))) }
    for (row, property) in table.rows.enumerated() {
      if let slot = layer.slots.first(where: { $0.row == row }) {
        members.append((property.name, source(slot.node)))
      } else if (property.isRequired && !isInStack) || layer.base[row] != initial[row] {
        // The braces of a value without variables are literal ones; in JSON a backslash is two.
        let value = TemplateString.escaped(layer.base[row], with: [0x5C, 0x5C])
        members.append((property.name, value))
      }
    }
    members.sort { $0.key < $1.key }
    for (index, member) in members.enumerated() {
      CSSText.append(index == 0 ? "{" : ",", to: &bytes)
      bytes += Array("\"\(member.key)\":".utf8) + member.value
    }
    CSSText.append("}", to: &bytes)
  }

  private static func append(_ variables: [TemplateVariable], to bytes: inout [UInt8]) {
    if variables.isEmpty { return }
    CSSText.append(",\"variables\":", to: &bytes)
    var writer = JSONWriter()
    let sorted = variables.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    writer.write(JSON(.array(sorted.map(\.canonical))))
    bytes += writer.bytes
  }
}
