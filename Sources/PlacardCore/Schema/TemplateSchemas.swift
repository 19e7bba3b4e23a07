/// The schemas of templates and of what cards change in them, from the tables that check both.
package enum TemplateSchemas {
  /// The components by name, each of which the others may refer to: `TemplateData` is a template's
  /// `jsonData`, `Overrides` and `VariableValues` are what a card gives.
  package static func components(limits: Limits) -> [(name: String, schema: Schema)] {
    var all: [(name: String, schema: Schema)] = [
      ("TemplateData", templateData(limits)), ("Canvas", canvas(limits)),
      ("Variable", variable), ("Span", span),
      ("Layer", choice(of: LayerType.allCases.map { name($0, isInStack: false) } + ["LineLayer"])),
      (
        "StackItem",
        choice(of: LayerType.allCases.map { name($0, isInStack: true) } + ["LineStackItem"])
      ),
    ]
    for type in LayerType.allCases {
      for isInStack in [false, true] {
        all.append((name(type, isInStack: isInStack), layer(type, isInStack: isInStack)))
      }
    }
    all.append(("LineLayer", layer(.shape, isInStack: false, isLine: true)))
    all.append(("LineStackItem", layer(.shape, isInStack: true, isLine: true)))
    all.append(("Overrides", overrides))
    all.append(("LayerOverrides", layerOverrides))
    all.append(("VariableValues", variableValues))
    return all
  }

  /// `TextLayer`, or `TextStackItem` for a stack's child.
  private static func name(_ type: LayerType, isInStack: Bool) -> String {
    type.name.prefix(1).uppercased() + type.name.dropFirst()
      + (isInStack ? "StackItem" : "Layer")
  }

  private static func choice(of names: [String]) -> Schema {
    .any(of: names.map { .reference($0) })
  }

  // MARK: Templates.

  private static func templateData(_ limits: Limits) -> Schema {
    .object([
      .init("canvas", .reference("Canvas")),
      .init(
        "layers",
        .array(of: .reference("Layer"), counts: 0...limits.layersMax)
          .described("Painted in order, the first lowest")),
      .optional(
        "variables",
        .array(of: .reference("Variable"), counts: 0...PropertyRanges.variablesMax)),
    ])
  }

  private static func canvas(_ limits: Limits) -> Schema {
    let side = Schema.integer(1...limits.outputSidePixelsMax)
    return .object([
      .init("width", side.described("CSS px")), .init("height", side.described("CSS px")),
      .optional(
        "background",
        PropertyKind.paint.templateSchema(isInStack: false)
          .with("default", JSON(.string("#ffffff")))),
    ])
  }

  private static let variable: Schema = {
    func kind(_ words: [TemplateVariable.Kind], _ value: Schema, isTyped: Bool = true) -> Schema {
      .object([
        .init("name", .string(pattern: "[^\\x00-\\x20\\x7F\\x7B\\x7D]{1,128}")),
        isTyped
          ? .init("type", .words(words.map(\.rawValue)))
          : .optional("type", .words(words.map(\.rawValue))),
        .optional("default", value), .optional("required", .boolean),
      ])
    }
    return .any(of: [
      kind([.text], .string(), isTyped: false), kind([.number], .number()),
      kind([.boolean], .boolean), kind([.color], .string(pattern: CSSPattern.color)),
      kind([.image], .string()),
    ]).described("What fills {{name}}; a text unless its type says otherwise")
  }()

  private static let layerName = Schema.string(pattern: "[^\\x00-\\x1F\\x7F.:]{1,128}")
    .described("Unique in the template")

  private static func layer(
    _ type: LayerType, isInStack: Bool, isLine: Bool = false
  ) -> Schema {
    var fields: [Schema.Field] = [
      .init("name", layerName), .init("type", .words([type.name])),
    ]
    if type.holdsLayers {
      let element = type == .stack ? "StackItem" : "Layer"
      fields.append(.init("layers", .array(of: .reference(element), counts: 0...500)))
    }
    for row in PropertyTable.of(type).rows {
      let isExtent = ["width", "height"].contains(row.name)
      var schema = row.schema(isInStack: isInStack, ofTemplate: true)
      if row.name == "shape" {
        schema = isLine ? .words(["line"]) : .words(["rect", "ellipse", "path"])
        fields.append(isLine ? .init("shape", schema) : .optional("shape", schema))
        continue
      }
      let isRequired = row.isRequired && !(isExtent && (isInStack || isLine))
      for name in [row.name] + row.aliases {
        fields.append(isRequired ? .init(name, schema) : .optional(name, schema))
      }
    }
    return .object(fields)
  }

  private static let span: Schema = .object(
    SpanTable.rows.map { row in
      let schema = row.kind.schema(isInStack: false)
      return row.name == "text" ? .init("text", schema) : .optional(row.name, schema)
    })

  // MARK: Cards.

  private static let overrides = Schema.map(of: .reference("LayerOverrides"))
    .described("Properties to replace, by the layer's name")

  /// Which of them a layer has depends on its type, which is the template's to say.
  private static let layerOverrides: Schema = {
    var fields: [Schema.Field] = []
    var seen: Set<String> = []
    let rows = LayerType.allCases.flatMap { PropertyTable.of($0).rows }
    for row in rows.sorted(by: { $0.name < $1.name }) where seen.insert(row.name).inserted {
      // One name may be of two kinds, as the paint and the colour of two types.
      let kinds = rows.filter { $0.name == row.name }.map(\.kind)
      var schemas: [Schema] = []
      var known: Set<PropertyKind> = []
      for kind in kinds where known.insert(kind).inserted {
        schemas.append(kind.schema(isInStack: true))
      }
      for name in [row.name] + row.aliases { fields.append(.optional(name, .any(of: schemas))) }
    }
    return Schema.object(fields).orNull
  }()

  private static let variableValues = Schema.map(
    of: Schema.any(of: [.string(), .number(), .boolean]).orNull
  ).described("Values by the variable's name, of the variable's type")
}
