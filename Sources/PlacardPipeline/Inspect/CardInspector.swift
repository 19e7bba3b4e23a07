package import PlacardCore
package import PlacardStore

/// A picture of a card looked at closely.
package struct CardInspection: Sendable {
  /// The canvas in CSS px.
  package var size: PixelSize
  /// Of the layers that are drawn, in painting order.
  package var boxes: [LayerBox]
  /// What the card is drawn in spite of, a sentence each.
  package var notes: [String]
  package var templateID: String
  /// What the card asks of its template for this picture.
  package var request: CardRequest
  /// Whether the published picture is this card as it is now: its text, template, fonts and pictures
  /// have not changed since.
  package var isCurrent: Bool
}

/// Looks at single cards of a site's manifests, for whoever makes them.
package struct CardInspector {
  private let context: SiteContext
  private let shelf: AssetShelf
  private let store: Store
  private let manifests: [String]

  /// `manifests` are paths, in the order in which a build reads them.
  package init(context: SiteContext, shelf: AssetShelf, store: Store, manifests: [String]) {
    self.context = context
    self.shelf = shelf
    self.store = store
    self.manifests = manifests
  }

  /// The card of that id as the manifests have it now; nil when none of them has it.
  ///
  /// - Throws: where the card, or its manifest before it, cannot be read.
  package func find(_ id: String) throws(PipelineError) -> ManifestCard? {
    var found: ManifestCard?
    var failure: InputError?
    var feed = ManifestFeed(limits: context.limits, progress: BuildProgress())
    for path in manifests where found == nil && failure == nil {
      try feed.read(path) { entry throws(PipelineError) in
        switch entry {
        case .card(let card): if card.id == id { found = card }
        case .failed(let card): if card.id == id { failure = card.error }
        }
        return found == nil && failure == nil
      }
    }
    if let failure { throw .input(failure) }
    return found
  }

  /// `card` as it is drawn for `variant`, one of its page's; nil when the card has no such variant
  /// any more.
  package func inspect(
    _ card: ManifestCard, as variant: PageVariant, _ profile: EncodeProfile
  ) throws(PipelineError) -> CardInspection? {
    let reader: StoreReader
    do throws(StoreError) {
      reader = try store.reader()
      try reader.renew()
    } catch {
      throw .store(error)
    }
    let templates = TemplateShelf(limits: context.limits)
    guard let template = try templates.template(card.templateID, reader.snapshot) else {
      throw .input(templates.unknown(card.templateID, reader.snapshot, path: "templateId"))
    }
    let own = SizeName(template.definition.size).text
    let wanted = card.typed(by: template).variants.first {
      ($0.sizeName ?? own) == variant.sizeName && $0.request.scale == variant.scale
        && $0.locale == variant.locale
    }
    guard let wanted else { return nil }
    let settings = profile.settings(for: variant.format)
    let planner = CardPlanner(context: context, shelf: shelf)
    guard case .ready(let plan) = try planner.plan(template, wanted.request, [settings], reader)
    else {
      throw .input(
        InputError(.missingAsset, message: "a remote picture of the card was never fetched"))
    }
    let worker = RenderWorker(
      context: context, shelf: shelf, filters: FilterTable(), bands: BandsTable(), reader: reader)
    let (boxes, notes) = try worker.look(at: plan)
    return CardInspection(
      size: plan.scene.size, boxes: boxes, notes: notes, templateID: template.id,
      request: wanted.request, isCurrent: plan.outputs[0].key == variant.renderKey)
  }
}
