internal import PlacardCore

/// What the studio's page is told of the site and of what templates may say: the tables that the
/// server itself goes by.
enum StudioSettings {
  /// The same for every session.
  static func members(_ site: SiteConfiguration, baseURL: String) -> [(String, JSON)] {
    [
      ("site", .object([("name", .text(site.name)), ("baseUrl", .text(baseURL))])),
      ("lang", .text(site.lang)), ("hosts", words(site.allowedHosts)),
      ("plans", .list(site.plans.map(\.json))), ("scopes", words(KeyScope.names)),
      ("standardScopes", words(KeyScope.standard.map(\.rawValue))),
      ("presets", .list(SizePreset.all.map(\.json))), ("networks", .list(Network.all.map(\.json))),
      ("layerTypes", .object(LayerType.allCases.map { ($0.name, properties($0)) })),
      ("variableTypes", words(TemplateVariable.Kind.allCases.map(\.rawValue))),
      ("onMiss", words(MissPolicy.allCases.map(\.name))),
      ("fallback", words(FallbackPicture.allCases.map(\.name))), ("limits", limits(site.limits)),
    ]
  }

  private static func words(_ words: [String]) -> JSON { .list(words.map { .text($0) }) }

  private static func limits(_ limits: Limits) -> JSON {
    .object([
      ("sidePixelsMax", .number(limits.outputSidePixelsMax)),
      ("pixelsMax", .number(limits.outputPixelsMax)), ("layersMax", .number(limits.layersMax)),
      ("groupDepthMax", .number(limits.groupDepthMax)),
      ("sourceBytesMax", .number(limits.sourceBytesMax)),
      ("bodyBytesMax", .number(limits.bodyBytesMax)),
      ("textCodePointsMax", .number(limits.textCodePointsMax)),
    ])
  }

  private static func properties(_ type: LayerType) -> JSON {
    .list(PropertyTable.of(type).rows.map(\.json))
  }
}

extension Plan {
  fileprivate var json: JSON {
    .object([
      ("name", .text(name)),
      ("rendersPerMonth", rendersPerMonth.map { .number($0) } ?? JSON(.null)),
    ])
  }
}

extension SizePreset {
  fileprivate var json: JSON {
    .object([
      ("id", .text(id)), ("title", .text(title)), ("width", .number(size.width)),
      ("height", .number(size.height)),
    ])
  }
}

extension Network {
  fileprivate var json: JSON {
    .object([
      ("id", .text(id)), ("title", .text(title)), ("presets", .list(presets.map { .text($0) })),
      ("crop", crop.json), ("isCropUsual", .flag(isCropUsual)),
      ("bytesMax", bytesMax.map { .number($0) } ?? JSON(.null)),
    ])
  }
}

extension Network.Crop {
  fileprivate var json: JSON {
    switch self {
    case .none: JSON(.null)
    case .middle(let aspect): .object([("aspect", JSON(.number(aspect)))])
    case .margins(let horizontal, let top, let bottom):
      .object([
        ("horizontal", JSON(.number(horizontal))), ("top", JSON(.number(top))),
        ("bottom", JSON(.number(bottom))),
      ])
    }
  }
}

extension PropertyDescriptor {
  /// Its name, what values it takes and what stands where nothing is said.
  fileprivate var json: JSON {
    let initial = (try? JSONParser.parse(initialJSON)) ?? JSON(.null)
    return .object(
      [
        ("name", .text(name)), ("kind", .text(kind.studioName)),
        ("expectation", .text(kind.expectation)), ("initial", initial),
        ("isRequired", .flag(isRequired)), ("scope", .text(scope.studioName)),
      ] + kind.studioMembers)
  }
}

extension PropertyDescriptor.Scope {
  fileprivate var studioName: String {
    switch self {
    case .anywhere: "anywhere"
    case .inStacks: "inStacks"
    case .outsideStacks: "outsideStacks"
    }
  }
}

extension PropertyKind {
  /// What tells the page which input is fitting.
  fileprivate var studioName: String {
    switch self {
    case .number: "number"
    case .integer: "integer"
    case .extent: "extent"
    case .bool: "bool"
    case .text: "text"
    case .data: "data"
    case .keyword: "keyword"
    case .color: "color"
    case .paint: "paint"
    case .shadows(let isBox): isBox ? "boxShadows" : "textShadows"
    case .corners: "corners"
    case .insets: "insets"
    case .families: "families"
    case .weight: "weight"
    case .position: "position"
    case .features: "features"
    case .variations: "variations"
    case .decoration: "decoration"
    case .count: "count"
    case .lang: "lang"
    case .address: "address"
    case .spans: "spans"
    case .constraints: "constraints"
    case .filters: "filters"
    case .path: "path"
    case .dashes: "dashes"
    }
  }

  fileprivate var studioMembers: [(String, JSON)] {
    switch self {
    case .number(let range), .integer(let range), .extent(let range), .corners(let range),
      .insets(let range):
      [("min", JSON(.number(range.lowerBound))), ("max", JSON(.number(range.upperBound)))]
    case .count(let range):
      [("min", .number(range.lowerBound)), ("max", .number(range.upperBound))]
    case .keyword(let words, _): [("words", .list(words.map { .text($0) }))]
    default: []
    }
  }
}
