internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore

/// What a site has for everybody, so that examples can be run: a public template and a card.
struct SiteSample {
  /// nil when the site has no public template.
  var templateID: String?
  /// A text of the template that cards may replace; nil when it has none.
  var textLayer: String?
  /// What the template's cards must give; nil when they need not give any.
  var variables: JSON?
  /// The path of a picture of the published build, from its slash; nil without a build.
  var cardPath: String?
  /// The path of a font's file, from its slash; nil where there are collections alone.
  var fontPath: String?

  /// How many public templates are looked at for one that is easy to show.
  private static let looksMax = 32

  /// Looks in `snapshot` and among `fonts`. A template whose variables all have defaults and that has
  /// a text is preferred.
  init(
    _ snapshot: Snapshot, _ templates: TemplateShelf, _ fonts: SiteFonts
  ) throws(StoreError) {
    var looks = 0
    for record in try snapshot.templates() where record.isPublic && record.onMiss == .render {
      guard let template = try? templates.template(record.id, snapshot) else { continue }
      let found = SiteSample(template)
      if templateID == nil || found.isEasy { self = found }
      looks += 1
      if found.isEasy || looks == Self.looksMax { break }
    }
    var path: String?
    try snapshot.forEachPage { page throws(StoreError) in
      path = page.variants.first.map { CardAddress(id: page.id, format: $0.format).path }
      return path == nil
    }
    cardPath = path
    fontPath = fonts.families.lazy.flatMap(\.styles).compactMap(\.digest).first.map {
      FontAddress.path($0)
    }
  }

  private init(_ template: Template) {
    templateID = template.id
    let texts = template.definition.layers.filter { $0.type == .text }.map(\.name)
    textLayer = ["title", "headline"].first(where: texts.contains) ?? texts.first
    variables =
      template.sampleRequest(
        size: template.definition.size, scale: 1
      ).variables
  }

  private var isEasy: Bool { textLayer != nil && variables == nil }
}
