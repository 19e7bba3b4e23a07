extension PropertyKind {
  /// What a card may give for a property of this kind.
  func schema(isInStack: Bool) -> Schema {
    bare(isInStack: isInStack).described(expectation)
  }

  /// What a template may give: the same, or a variable in its place.
  func templateSchema(isInStack: Bool) -> Schema {
    let bare = bare(isInStack: isInStack)
    switch self {
    // Any string is one of theirs already.
    case .text, .data, .address: return bare.described(expectation)
    case .spans, .constraints, .features, .variations: return bare.described(expectation)
    default:
      return Schema.any(of: [bare, .string(pattern: CSSPattern.variable)])
        .described(expectation + "; or a variable, as in \"{{name}}\"")
    }
  }

  private func bare(isInStack: Bool) -> Schema {
    switch self {
    case .number(let range): .number(range)
    case .integer(let range): .integer(Int(range.lowerBound)...Int(range.upperBound))
    case .extent(let range):
      isInStack ? .any(of: [.number(range), .words(["auto"])]) : .number(range)
    case .bool: .boolean
    case .text, .address: .string()
    case .data: .string(lengths: 1...2_953)
    case .keyword(let words, let aliases): .words(words + aliases.keys.sorted())
    case .color: .string(pattern: CSSPattern.ownColor)
    case .paint: .string(pattern: CSSPattern.paint)
    case .shadows(let isBox): .string(pattern: CSSPattern.shadows(isBox: isBox))
    case .corners(let range), .insets(let range):
      .any(of: [.number(range), .array(of: .number(range), counts: 4...4)])
    case .families: .string(pattern: CSSPattern.families)
    case .weight: .any(of: [.integer(1...1_000), .words(["normal", "bold"])])
    case .position: .string(pattern: CSSPattern.position)
    case .features:
      .map(
        of: .any(of: [.integer(PropertyRanges.featureValue), .boolean]), names: CSSPattern.tag,
        countMax: PropertyRanges.tagsMax)
    case .variations:
      .map(
        of: .number(PropertyRanges.variationValue), names: CSSPattern.tag,
        countMax: PropertyRanges.tagsMax)
    case .decoration: .string(pattern: CSSPattern.decoration)
    case .count(let range): .any(of: [.integer(range), .words(["none"])])
    case .lang: .string(pattern: CSSPattern.language)
    case .spans: .array(of: .reference("Span"), counts: 0...PropertyRanges.spansMax)
    case .constraints: Constraints.schema
    case .filters: .string(pattern: CSSPattern.filters)
    case .path: .string(pattern: CSSPattern.path)
    case .dashes:
      .any(of: [
        .number(PropertyRanges.dash),
        .array(of: .number(PropertyRanges.dash), counts: 0...PropertyRanges.dashesMax / 2),
        .string(pattern: "none|[0-9]{1,3}( [0-9]{1,3}){0,5}"),
      ])
    }
  }
}

extension Constraints {
  fileprivate static let schema = Schema.object([
    .optional("horizontal", .words(Horizontal.allCases.map(\.rawValue))),
    .optional("vertical", .words(Vertical.allCases.map(\.rawValue))),
  ])
}

extension PropertyDescriptor {
  /// The property's initial value, for whoever reads the schema.
  func schema(isInStack: Bool, ofTemplate: Bool) -> Schema {
    let schema =
      ofTemplate ? kind.templateSchema(isInStack: isInStack) : kind.schema(isInStack: isInStack)
    guard !isRequired, let initial = try? JSONParser.parse(initialJSON, limits: .init()) else {
      return schema
    }
    if case .null = initial.value { return schema }
    return schema.with("default", initial)
  }
}
