internal import PlacardCore

extension ShapeName {
  /// What answers of this shape hold.
  var schema: Schema {
    switch self {
    case .problem: Self.problem(codes: ProblemCode.allCases)
    case .generated:
      .object([
        .init("success", .boolean), .init("imageUrl", .string().described("Good for ever")),
        .init("cached", .boolean.described("Whether it cost the key nothing")),
        .init("width", Self.count), .init("height", Self.count),
        .init("format", .words(PictureFormat.allCases.map(\.name))), .init("bytes", Self.count),
        .init("hash", Self.hash),
      ])
    case .template:
      .object(
        Self.templateHead + [.init("jsonData", .reference("TemplateData"))] + Self.templateTimes)
    case .templateList:
      .object([
        .init(
          "templates",
          .array(
            of: .object(
              Self.templateHead + [
                .init("width", Self.count), .init("height", Self.count),
              ] + Self.templateTimes + [Self.source]))),
        .init("total", Self.count.described("How many there are on all pages")),
        .init("next", Schema.string().orNull.described("The next page's cursor")),
      ])
    case .templateVersions:
      .object([
        .init(
          "versions",
          .array(
            of: .object([
              .init("version", Self.count), .init("name", .string()),
              .init("updatedAt", Self.time), Self.source, .init("current", .boolean),
            ])))
      ])
    case .templateDryRun:
      .object([
        .init("dryRun", .boolean), .init("changes", .boolean),
        .init("cards", Self.count.described("Of the published build, that would be drawn anew")),
        .init("pictures", Self.count), .init("bytes", Self.count),
        .init("ids", .array(of: .string()).described("The first hundred of them")),
        .init(
          "unknownPictures",
          Self.count.described("Stored before it was noted what pictures are drawn from")),
      ])
    case .inspection: Self.inspectionSchema
    case .health: .object([.init("status", .words(["ok"]))])
    case .readiness: Self.readinessSchema
    case .fontList: Self.fontListSchema
    case .assetList: Self.assetListSchema
    case .uploadedAsset: Self.uploadedAssetSchema
    case .storeReport: Self.storeReportSchema
    case .key: .object(Self.keyFields)
    case .newKey: .object(Self.keyFields + [.init("key", .string().described("Shown this once"))])
    case .keyList: .object([.init("keys", .array(of: .reference(ShapeName.key.rawValue)))])
    case .usage:
      .any(of: [
        Self.keyUsage,
        .object([.init("month", Self.month), .init("keys", .array(of: Self.keyUsage))]),
      ])
    case .session: .object([.init("keyId", .string()), .init("expiresAt", Self.time)])
    }
  }

  /// An error of one of `codes`.
  static func problem(codes: [ProblemCode]) -> Schema {
    .object([
      .init("success", Schema.boolean.with("const", .flag(false))),
      .init(
        "error",
        .object([
          .init("code", .words(codes.map(\.rawValue))),
          .init("message", .string().described("What was found and what is wrong with it")),
          .init("path", Schema.string().orNull.described("Where, as a JSON path")),
          .init("hint", Schema.string().orNull.described("What is allowed, the nearest name")),
        ])),
    ])
  }

  static let count = Schema.integer(0...9_007_199_254_740_991)
  static let time = Schema.string().with("format", .text("date-time"))
  static let hash = Schema.string(pattern: "[0-9a-f]{64}")
  private static let month = Schema.string(pattern: "[0-9]{4}-[0-9]{2}")
  private static let source = Schema.Field("source", .words(["file", "api"]))

  private static let templateHead: [Schema.Field] = [
    .init("id", .string()), .init("name", .string()), .init("description", .string()),
    .init("public", .boolean), .init("previewUrl", Schema.string().orNull),
    .init("onMiss", .words(MissPolicy.allCases.map(\.name))),
    .init("fallback", .words(FallbackPicture.allCases.map(\.name))),
  ]
  private static let templateTimes: [Schema.Field] = [
    .init("version", count), .init("createdAt", time), .init("updatedAt", time),
  ]

  private static let keyFields: [Schema.Field] = [
    .init("id", .string()), .init("name", .string()), .init("plan", Schema.string().orNull),
    .init("scopes", .array(of: .words(KeyScope.names))),
    .init("prefix", .string().described("The key's first characters, by which its owner knows it")),
    .init("createdAt", time), .init("lastUsedAt", time.orNull), .init("revokedAt", time.orNull),
  ]

  private static let keyUsage: Schema = {
    func counts(_ name: String, _ value: Schema) -> Schema {
      .array(of: .object([.init(name, value), .init("count", count)]))
    }
    return .object([
      .init("keyId", .string()), .init("name", .string()),
      .init("plan", Schema.string().orNull), .init("month", month), .init("used", count),
      .init("limit", count.orNull), .init("remaining", count.orNull),
      .init("resetsAt", time),
      .init("days", counts("day", .string(pattern: "[0-9]{4}-[0-9]{2}-[0-9]{2}"))),
      .init("months", counts("month", month)),
    ])
  }()
}
