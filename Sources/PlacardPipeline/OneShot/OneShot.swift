package import PlacardCore
internal import PlacardFetch
internal import PlacardRender
package import PlacardStore
internal import PlacardSystem

/// One picture drawn by hand: the same bytes that a build or a server makes of the same card, stored
/// nowhere.
package enum OneShot {
  /// What `placard render` is asked for.
  package struct Options: Sendable {
    package var site: String
    package var store: String?
    /// A template's id, or the path of a template file.
    package var template: String
    package var request: CardRequest
    package var format: PictureFormat
    package var quality: Int?
    package var effort: Effort?
    /// Whether no socket is opened: a remote picture must have been fetched before.
    package var isOffline = false

    package init(site: String, template: String, request: CardRequest, format: PictureFormat) {
      self.site = site
      self.template = template
      self.request = request
      self.format = format
    }
  }

  private static let templateBytesMax = 1_000_000

  /// Draws the picture; `notes` are sentences on what it was drawn in spite of.
  package static func render(_ options: Options) throws(PipelineError)
    -> (picture: Artifact, notes: [String])
  {
    let folder = try SiteFolder.open(options.site)
    let place = try BuildPlace.openForReading(options.store, folder)
    let reader: StoreReader
    let profile: EncodeProfile
    do throws(StoreError) {
      reader = try place.store.reader()
      try reader.renew()
      var found = try reader.currentBuild().flatMap { EncodeProfile(bytes: $0.settings) }
      found = found ?? folder.configuration.encode
      if let effort = options.effort { found?.effort = effort }
      profile = found ?? EncodeProfile()
    } catch {
      throw .store(error)
    }
    let files = FileDigests(known: [], believedSeconds: 60)
    let context = try SiteContext.load(folder, files: files, profile: profile)
    let shelf = AssetShelf(
      folder: folder, files: files, trust: options.isOffline ? .always : .untilStale)
    let template = try template(options, folder, reader.snapshot)
    let settings = profile.settings(for: options.format, quality: options.quality)
    let card = try plan(
      template, options.request, settings, CardPlanner(context: context, shelf: shelf), shelf,
      place.store, reader)
    let worker = RenderWorker(
      context: context, shelf: shelf, filters: FilterTable(), bands: BandsTable(),
      reader: reader)
    let rendered = try worker.render(card)
    return (rendered.pictures[0].picture, rendered.notes.map(\.sentence))
  }

  /// The file of that path or the site's file of that id, else the store's template.
  private static func template(
    _ options: Options, _ folder: SiteFolder, _ snapshot: Snapshot
  ) throws(PipelineError) -> Template {
    let isPath = options.template.hasSuffix(".json")
    let path =
      isPath
      ? options.template : FilePath.join(folder.path, "templates/\(options.template).json")
    guard isPath || FileStatus.of(path) != nil else {
      let shelf = TemplateShelf(limits: folder.configuration.limits)
      if let template = try shelf.template(options.template, snapshot) { return template }
      let known = try folder.templateFiles().map(\.id)
      throw .input(
        InputError(
          .unknownTemplate, message: "there is no template “\(options.template)”",
          hint: NearestName.hint(for: options.template, among: known)))
    }
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, bytesMax: templateBytesMax)
    } catch {
      throw .system(error)
    }
    do throws(InputError) {
      return try Template.parse(
        file: bytes, fallbackID: "template", limits: folder.configuration.limits)
    } catch {
      let name =
        isPath ? path : FilePath.join(folder.name, "templates/\(options.template).json")
      throw .input(bytes.withUnsafeBytes { error.located(in: $0, named: name) })
    }
  }

  /// The plan, with the remote pictures that it needs fetched into the store.
  private static func plan(
    _ template: Template, _ request: CardRequest, _ settings: EncodeSettings,
    _ planner: CardPlanner, _ shelf: AssetShelf, _ store: Store, _ reader: StoreReader
  ) throws(PipelineError) -> PlannedCard {
    var needed: [AssetAddress]
    switch try planner.plan(template, request, [settings], reader) {
    case .ready(let card):
      needed = shelf.staleAddresses(of: card.scene)
      if needed.isEmpty { return card }
    case .needs(let addresses): needed = addresses
    }
    let configuration = planner.context.folder.configuration
    var fetching = try AssetFetching.open(shelf, ttlSeconds: configuration.assetTTLSeconds)
    let fetched = try fetching.fetch(needed, policy: .forOperator(configuration), reader)
    do throws(StoreError) {
      let writer = try store.writer()
      for asset in fetched { try writer.putAsset(asset.lock, bytes: asset.bytes) }
      try writer.commit()
      try reader.renew()
    } catch {
      throw .store(error)
    }
    for asset in fetched { shelf.remember(asset.lock) }
    guard case .ready(let card) = try planner.plan(template, request, [settings], reader) else {
      preconditionFailure("what was fetched is on the shelf")
    }
    return card
  }
}
