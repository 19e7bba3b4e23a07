internal import PlacardCore
internal import PlacardStore

/// What the site's and the store's own answers hold.
extension ShapeName {
  static let readinessSchema = Schema.object([
    .init("status", .words(["ready"])), .init("store", .words(["ok"])),
    .init("writer", .words(["ok"])), .init("templates", .words(["ok"])),
    .init("build", count.orNull.described("The published build; null before the first")),
  ])

  static let inspectionSchema = Schema.object([
    .init("width", count), .init("height", count),
    .init("boxes", .array(of: box).described("In painting order")),
    .init("notes", .array(of: note)),
  ])

  private static let box = Schema.object([
    .init("name", .string()), .init("type", .words(LayerType.names)),
    .init("depth", count.described("How many groups and stacks it is in")),
    .init(
      "frame",
      Schema.object(["x", "y", "width", "height"].map { .init($0, .number()) })
        .described("In CSS px of the canvas, as it would stand if it were turned back")),
    .init("rotation", .number().described("Degrees, with that of the groups around it")),
  ])
  private static let note = Schema.object([
    .init("rule", .words(LintRule.allCases.map(\.rawValue))),
    .init("level", .words(LintLevel.allCases.map(\.rawValue))),
    .init("layer", Schema.string().orNull.described("Null where it is of the whole card")),
    .init("message", .string().described("What was found and what is wanted")),
  ])

  static let fontListSchema = Schema.object([
    .init(
      "defaultFamilies", .array(of: .string()).described("Of texts that name no family")),
    .init(
      "families",
      .array(
        of: .object([
          .init("name", .string()),
          .init("isFallback", .boolean.described("Whether it may draw what others lack")),
          .init("hasItalic", .boolean), .init("weights", .array(of: range)),
          .init("axes", .array(of: axis)), .init("styles", .array(of: style)),
        ]))),
  ])

  private static let range = Schema.object([.init("min", .number()), .init("max", .number())])
  private static let axis = Schema.object([
    .init("tag", .string()), .init("min", .number()), .init("max", .number()),
    .init("default", .number()),
  ])
  private static let style = Schema.object([
    .init("file", .string().described("From the site's folder; of others the name alone")),
    .init("url", Schema.string().orNull.described("Its path here; null for a collection's")),
    .init("style", .words(["normal", "italic", "oblique"])), .init("weight", range),
    .init("stretch", .number().described("As in font-stretch, in percent")),
    .init("axes", .array(of: axis)), .init("isColor", .boolean),
  ])

  static let assetListSchema = Schema.object([
    .init(
      "assets",
      .array(
        of: .object([
          .init("path", .string().described("What image_url takes")), .init("bytes", count),
          .init("modifiedAt", time),
        ]), counts: 0...EdgeHandler.assetsShownMax))
  ])

  static let uploadedAssetSchema = Schema.object([
    .init("path", .string().described("What image_url takes")),
    .init("format", .words(["png", "jpeg", "webp", "avif", "gif"])), .init("width", count),
    .init("height", count), .init("bytes", count), .init("hash", hash),
  ])

  static let storeReportSchema = Schema.object(
    [
      "objects", "cards", "pages", "templates", "assets", "keys", "builds", "readers",
    ].map { .init($0, count) } + [
      .init(
        "bytes",
        .object(["used", "map", "objects", "missed", "missedMax"].map { .init($0, count) })),
      .init(
        "build",
        Schema.object([.init("number", count), .init("finishedAt", time)]).orNull),
      .init(
        "byOrigin",
        .array(
          of: .object(
            [.init("origin", .words(CardOrigin.allCases.map { "\($0)" }))] + sum))),
      .init(
        "byTemplate",
        .array(of: .object([.init("templateId", Schema.string().orNull)] + sum))
          .described("The hundred that take most; null for cards that do not tell")),
      .init(
        "answers",
        .object(
          [.init("since", time)]
            + CacheOutcome.allCases.filter { $0 != .none }.map { .init($0.name, count) })),
      .init(
        "missed", .array(of: missed).described("Drawn without a key; the twenty used last")),
    ])

  private static let sum: [Schema.Field] = [.init("cards", count), .init("bytes", count)]
  /// What cannot be known of an older card is null.
  private static let missed = Schema.object([
    .init("templateId", Schema.string().orNull), .init("hash", hash),
    .init("imageUrl", Schema.string().orNull), .init("width", count.orNull),
    .init("height", count.orNull), .init("scale", Schema.number().orNull),
    .init("format", Schema.string().orNull),
    .init("changes", .anything.described("What the card changes, as canonical JSON")),
    .init("bytes", count), .init("lastUsed", time.described("To the hour")),
  ])
}
