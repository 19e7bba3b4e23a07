package import PlacardCore
internal import PlacardRender
package import PlacardStore

/// Makes requests exact: template, overrides and site in, a scene and the keys of its pictures out.
/// For one thread; draws and fetches nothing.
package final class CardPlanner {
  package let context: SiteContext
  private let shelf: AssetShelf
  /// The digests of the fonts that a family list reaches; a site has few lists.
  private var fontDigests: [[String]: [Digest]] = [:]
  private var bases: [BaseName: OwnRows?] = [:]

  private struct BaseName: Hashable {
    var revision: TemplateRevision
    var size: PixelSize
    var scale: Double
  }

  package init(context: SiteContext, shelf: AssetShelf) {
    self.context = context
    self.shelf = shelf
  }

  /// What planning came to.
  package enum Plan: Sendable {
    case ready(PlannedCard)
    /// These pictures must be fetched or read before the card's keys can be known.
    case needs([AssetAddress])
  }

  /// The plan of `request` for `template` in each of `settings`. A caller that must not wait for a
  /// disk gives a `readMax`: the card needs files of more bytes whose digests are not known.
  ///
  /// - Parameter outlinesInvisible: as `Template.resolve` has it.
  package func plan(
    _ template: Template, _ request: CardRequest, _ settings: [EncodeSettings],
    readMax: Int = .max, outlinesInvisible: Bool = false, _ reader: StoreReader
  ) throws(PipelineError) -> Plan {
    let card = try resolve(template, request, outlinesInvisible)
    var digests: [Digest] = []
    var missing: [AssetAddress] = []
    try card.scene.walk { layer throws(PipelineError) in
      guard case .image(let image) = layer.content else { return }
      do throws(PipelineError) {
        if let digest = try shelf.digest(of: image.address, readMax: readMax, reader) {
          digests.append(digest)
        } else {
          missing.append(image.address)
        }
      } catch {
        throw error.of(pictureOf: layer.name, request)
      }
    }
    guard missing.isEmpty else { return .needs(missing) }
    return .ready(try plan(template, card, digests, settings))
  }

  private func resolve(
    _ template: Template, _ request: CardRequest, _ outlinesInvisible: Bool
  ) throws(PipelineError) -> ResolvedCard {
    do throws(InputError) {
      return try template.resolve(
        request, site: context.defaults, limits: context.limits,
        outlinesInvisible: outlinesInvisible)
    } catch {
      throw .input(error)
    }
  }

  private func plan(
    _ template: Template, _ card: ResolvedCard, _ digests: [Digest], _ settings: [EncodeSettings]
  ) throws(PipelineError) -> PlannedCard {
    var scene = card.scene
    scene.fillDigests(digests)
    var fonts: [Digest] = []
    for families in card.textFamilies { fonts += try reach(of: families, in: scene) }
    let outputs = settings.map { settings in
      PlannedCard.Output(
        settings: settings,
        key: RenderKey.make(
          revision: template.revision, canonical: card.canonical, size: scene.size,
          scale: scene.scale, encode: settings, assets: digests, fonts: fonts,
          siteDefaults: card.usedDefaults, fingerprint: context.fingerprint))
    }
    return PlannedCard(
      template: template, scene: scene, baseLayerCount: card.baseLayerCount,
      ownRows: ownRows(of: template, card), outputs: outputs, canonical: card.canonical,
      surroundings: PlannedCard.Surroundings(
        assets: digests, fonts: fonts, defaults: card.usedDefaults,
        fingerprint: context.fingerprint))
  }

  private func ownRows(of template: Template, _ card: ResolvedCard) -> Range<Int>? {
    let name = BaseName(
      revision: template.revision, size: card.scene.size, scale: card.scene.scale)
    if let known = bases[name] { return known?.rows(of: card) }
    if bases.count >= 1_000 { bases = [:] }
    let base = OwnRows(template, context, size: card.scene.size, scale: card.scene.scale)
    bases[name] = base
    return base?.rows(of: card)
  }

  /// The digests of the fonts that texts with these families reach. A list of which the site has
  /// none is an error; one of which it has some is CSS's way to say what would be nicer.
  private func reach(of families: [String], in scene: Scene) throws(PipelineError) -> [Digest] {
    if let known = fontDigests[families] { return known }
    let unknown = context.fonts.unknownFamilies(families)
    if context.fonts.files.isEmpty || (!unknown.isEmpty && unknown.count == families.count) {
      throw .input(noFont(of: families, in: scene))
    }
    // Templates and callers may name any number of lists: the table is a help, not a record.
    if fontDigests.count >= 1_000 { fontDigests = [:] }
    let digests = context.fontDigests(for: families)
    fontDigests[families] = digests
    return digests
  }

  private func noFont(of families: [String], in scene: Scene) -> InputError {
    var name: String?
    scene.walk { layer in
      guard name == nil, case .text(let text) = layer.content else { return }
      let lists = [text.style.families] + text.spans.map(\.style.families)
      if lists.contains(families) { name = layer.name }
    }
    var error = InputError(
      .unknownFont, path: name.map { JSONPath.member($0, of: "layers") } ?? "",
      message: "the site has no fonts", hint: "put some into fonts/, or list them in site.json")
    if let first = families.first, !context.fonts.files.isEmpty {
      error.path = JSONPath.member("fontFamily", of: error.path)
      error.message = "the site has no font family “\(first)”"
      error.hint =
        context.fonts.nearestFamily(to: first).map { "the nearest is “\($0)”" }
        ?? "its fonts are the files of fonts/ and of site.json's list"
    }
    return error
  }
}

extension Scene {
  /// Puts the digests of the scene's pictures into it, in the order in which `ResolvedCard.assets`
  /// lists their addresses.
  mutating func fillDigests(_ digests: [Digest]) {
    var next = digests[...]
    update { layer in
      guard case .image(var image) = layer.content else { return }
      image.digest = next.popFirst()
      layer.content = .image(image)
    }
    precondition(next.isEmpty, "a scene has a picture for every digest")
  }
}

extension PipelineError {
  /// The same trouble as bad input at the picture of a layer, where it is that: under the name that
  /// `request` has for it, where it has one.
  func of(pictureOf layer: String, _ request: CardRequest? = nil) -> PipelineError {
    let layerPath = JSONPath.member(layer, of: "layers")
    let name = request?.layers?[layer]?["imageUrl"] == nil ? "image_url" : "imageUrl"
    let path = JSONPath.member(name, of: layerPath)
    switch self {
    case .input(var error):
      if error.path.isEmpty { error.path = path }
      return .input(error)
    case .notEncoded(let words):
      return .input(InputError(.badAsset, path: path, message: words))
    case .notFetched(var error):
      if error.path.isEmpty { error.path = path }
      return .notFetched(error)
    default: return self
    }
  }
}
