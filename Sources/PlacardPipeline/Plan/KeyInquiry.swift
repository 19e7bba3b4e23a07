internal import PlacardCore
internal import PlacardStore

/// Answers why a card's or an address's picture is a hit or a miss. Draws and writes nothing.
package struct KeyInquiry {
  private let question: KeyQuestion
  private let folder: SiteFolder
  private let reader: StoreReader
  private let context: SiteContext
  private let planner: CardPlanner
  private let templates: TemplateShelf

  /// The answer for every picture that the subject names. Throws `input` for a subject that names
  /// nothing.
  package static func answer(_ question: KeyQuestion) throws(PipelineError) -> [KeyAccount] {
    let folder = try SiteFolder.open(question.site)
    let place = try BuildPlace.openForReading(question.store, folder)
    let inquiry = try KeyInquiry(question, folder, place.store)
    return try inquiry.answer()
  }

  private init(
    _ question: KeyQuestion, _ folder: SiteFolder, _ store: Store
  ) throws(PipelineError) {
    self.question = question
    self.folder = folder
    var profile = folder.configuration.encode
    do throws(StoreError) {
      reader = try store.reader()
      try reader.renew()
      // A build takes the site's settings, a server the published build's.
      if question.manifests.isEmpty,
        let published = try reader.currentBuild().flatMap({ EncodeProfile(bytes: $0.settings) })
      {
        profile = published
      }
    } catch {
      throw .store(error)
    }
    let files = FileDigests(known: [], believedSeconds: 60)
    context = try SiteContext.load(folder, files: files, profile: profile)
    planner = CardPlanner(
      context: context, shelf: AssetShelf(folder: folder, files: files, trust: .always))
    let pending =
      question.manifests.isEmpty
      ? [] : try TemplateImport.changes(for: folder, reader.snapshot).changes
    templates = TemplateShelf(limits: context.limits, pending: pending)
  }

  private func answer() throws(PipelineError) -> [KeyAccount] {
    guard let target = question.target else {
      return question.manifests.isEmpty
        ? try published(question.subject) : try planned(question.subject)
    }
    if let mark = target.range(of: "/api/render?") { return [try render(target[mark.end...])] }
    let path = target.prefix { $0 != "?" && $0 != "#" }
    if let start = path.range(of: "/i/") { return try content(path[start.end...]) }
    if let start = path.range(of: "/c/"),
      let address = CardAddress.parse("/c/" + path[start.end...], limits: context.limits)
    {
      return try published(address.id).filter { $0.name.hasSuffix(address.format.fileExtension) }
    }
    throw .input(
      InputError(
        .outOfRange, message: "“\(question.subject)” is no address of a picture",
        hint: "a card's id, /api/render?…, /c/… or /i/…"))
  }

  // MARK: Cards.

  /// The card as the manifests have it now, held against the published build.
  private func planned(_ id: String) throws(PipelineError) -> [KeyAccount] {
    let card = try found(id)
    guard let template = try templates.template(card.templateID, reader.snapshot) else {
      throw .input(
        card.located(templates.unknown(card.templateID, reader.snapshot, path: "templateId")))
    }
    let typed = card.typed(by: template)
    let settings = card.formatsWanted.map { context.profile.settings(for: $0) }
    let page = try stored { (reader) throws(StoreError) in try reader.page(id) }
    var accounts: [KeyAccount] = []
    for variant in typed.variants {
      let former = page?.variants.filter {
        $0.locale == variant.locale && $0.scale == variant.request.scale
          && (variant.sizeName == nil || $0.sizeName == variant.sizeName)
      }
      do throws(PipelineError) {
        accounts += try self.accounts(template, variant, settings, former ?? [], isNew: page == nil)
      } catch {
        guard case .input(let error) = error else { throw error }
        throw .input(typed.located(variant.path.isEmpty ? error : error.within(variant.path)))
      }
    }
    return accounts
  }

  private func accounts(
    _ template: Template, _ variant: CardVariant, _ settings: [EncodeSettings],
    _ former: [PageVariant], isNew: Bool
  ) throws(PipelineError) -> [KeyAccount] {
    let scale = JSONWriter.text(of: variant.request.scale)
    let locale = variant.locale.isEmpty ? "" : "~" + variant.locale
    func name(_ size: PixelSize?, _ format: PictureFormat) -> String {
      let size = variant.sizeName ?? size.map { SizeName($0).text } ?? "own size"
      return "\(size)~\(scale)x\(locale).\(format.fileExtension)"
    }
    switch try planner.plan(template, variant.request, settings, reader) {
    case .needs(let addresses):
      return settings.map { settings in
        var account = KeyAccount(name: name(nil, settings.format))
        account.notes = [Self.waiting(addresses)]
        return account
      }
    case .ready(let card):
      var found: [KeyAccount] = []
      for output in card.outputs {
        var account = try self.account(
          name(card.scene.size, output.settings.format), card, output)
        let old = former.first { $0.format == output.settings.format }
        if let old, old.renderKey != output.key {
          try hold(&account, card, output, against: old.renderKey, "the published picture")
        } else if old == nil {
          account.notes.append(isNew ? "no build has published the card" : "the picture is new")
        }
        found.append(account)
      }
      return found
    }
  }

  private func found(_ id: String) throws(PipelineError) -> ManifestCard {
    var feed = ManifestFeed(limits: context.limits, progress: BuildProgress())
    try feed.check(question.manifests)
    var found: ManifestEntry?
    var ids: [String] = []
    for path in question.manifests where found == nil {
      try feed.read(path) { entry throws(PipelineError) in
        switch entry {
        case .card(let card) where card.id == id: found = entry
        case .failed(let card) where card.id == id: found = entry
        case .card(let card): if ids.count < 10_000 { ids.append(card.id) }
        case .failed: break
        }
        return found == nil
      }
    }
    switch found {
    case .card(let card): return card
    case .failed(let card): throw .input(card.error)
    case nil:
      throw .input(
        InputError(
          .missing, message: "the manifests have no card “\(id)”",
          hint: NearestName.of(id, among: ids).map { "did you mean “\($0)”?" }))
    }
  }

  /// The card as the published build has it: whether a build would find the same keys now.
  private func published(_ id: String) throws(PipelineError) -> [KeyAccount] {
    guard let page = try stored({ (reader) throws(StoreError) in try reader.page(id) }) else {
      let ids = try stored { (reader) throws(StoreError) in
        var ids: [String] = []
        try reader.snapshot.forEachPage { page in
          ids.append(page.id)
          return ids.count < 10_000
        }
        return ids
      }
      throw .input(
        InputError(
          .missing, message: "the published build has no card “\(id)”",
          hint: NearestName.of(id, among: ids).map { "did you mean “\($0)”?" }
            ?? "name its manifests too, to see what a build would make of it"))
    }
    var accounts: [KeyAccount] = []
    for variant in page.variants { accounts.append(try self.account(variant)) }
    return accounts
  }

  private func account(_ variant: PageVariant) throws(PipelineError) -> KeyAccount {
    let scale = JSONWriter.text(of: variant.scale)
    let locale = variant.locale.isEmpty ? "" : "~" + variant.locale
    let name = "\(variant.sizeName)~\(scale)x\(locale).\(variant.format.fileExtension)"
    let entry = try stored { (reader) throws(StoreError) in try reader.card(variant.renderKey) }
    var account = KeyAccount(name: name)
    account.key = variant.renderKey
    account.stored = entry
    guard let inputs = entry.flatMap({ CardInputs(bytes: $0.inputs) }) else {
      account.notes = ["what it was drawn from is not known any more"]
      return account
    }
    account.inputs = inputs
    if variant.isPrevious { account.notes.append("the newest build could not draw it") }
    guard let template = try templates.template(inputs.templateID, reader.snapshot) else {
      account.notes.append("its template “\(inputs.templateID)” is gone")
      return account
    }
    let json = try? JSONParser.parse(inputs.canonical)
    guard json?["background"] == nil else { return account }
    let request = CardRequest(
      layers: json?["layers"], size: inputs.size, scale: Double(inputs.scaleHundredths) / 100)
    let plan = try? planner.plan(template, request, [inputs.encode], reader)
    guard case .ready(let card)? = plan else { return account }
    account.pictures = KeyHistory.pictures(of: card)
    guard let output = card.outputs.first, output.key != variant.renderKey else { return account }
    try hold(&account, card, output, against: variant.renderKey, "what a build would make now")
    account.notes.append("the next build draws it anew, if its manifest is as it was")
    return account
  }

  // MARK: Addresses.

  /// The address of `/api/render` with that query.
  private func render(_ query: Substring) throws(PipelineError) -> KeyAccount {
    let text = query.prefix { $0 != "#" }
    let wanted: PictureRequest
    do throws(InputError) {
      wanted = try PictureRequest.parse(query: Array(text.utf8), limits: context.limits)
    } catch {
      throw .input(error)
    }
    guard let template = try templates.template(wanted.templateID, reader.snapshot) else {
      throw .input(templates.unknown(wanted.templateID, reader.snapshot, path: "templateId"))
    }
    let settings = context.profile.settings(
      for: wanted.format ?? .png, quality: wanted.quality)
    let name = "/api/render?" + text
    switch try planner.plan(template, wanted.card, [settings], reader) {
    case .needs(let addresses):
      var account = KeyAccount(name: name)
      account.notes = [Self.waiting(addresses)]
      return account
    case .ready(let card):
      var account = try self.account(name, card, card.outputs[0])
      if !template.isPublic {
        account.notes.append("the template is not public: the address has to be signed")
      }
      if !account.isHit { try holdAgainstNearest(&account, card) }
      return account
    }
  }

  /// Holds a miss against the stored picture of its template that has the fewest other inputs.
  private func holdAgainstNearest(
    _ account: inout KeyAccount, _ card: PlannedCard
  ) throws(PipelineError) {
    let now = card.inputs(card.outputs[0].settings)
    let nearest = try stored { (reader) throws(StoreError) in
      var nearest: (changes: Int, key: RenderKey)?
      try reader.snapshot.forEachCard { key, entry in
        guard let old = CardInputs(bytes: entry.inputs), old.templateID == now.templateID else {
          return true
        }
        let count = now.changes(since: old, pictures: []).count
        if count < nearest?.changes ?? .max { nearest = (count, key) }
        return true
      }
      return nearest?.key
    }
    guard let nearest else {
      account.notes.append("the store has no picture of the template “\(now.templateID)”")
      return
    }
    try hold(
      &account, card, card.outputs[0], against: nearest, "the nearest stored picture")
  }

  /// The picture of that content, and the keys that lead to it.
  private func content(_ name: Substring) throws(PipelineError) -> [KeyAccount] {
    guard let digest = Digest(hex: Array(name.prefix { $0 != "." }.utf8)) else {
      throw .input(
        InputError(.outOfRange, message: "“\(name)” is no content hash of 64 hexadecimal digits"))
    }
    let hash = ContentHash(digest)
    let keys = try stored { (reader) throws(StoreError) in
      try reader.object(hash) == nil ? nil : try reader.snapshot.cards(drawnAs: hash)
    }
    guard let keys else {
      var account = KeyAccount(name: "/i/" + name)
      account.notes = ["the store has no picture of that content"]
      return [account]
    }
    var accounts: [KeyAccount] = []
    for key in keys {
      var account = KeyAccount(name: "/i/" + name)
      account.key = key
      account.stored = try stored { (reader) throws(StoreError) in try reader.card(key) }
      account.inputs = account.stored.flatMap { CardInputs(bytes: $0.inputs) }
      accounts.append(account)
    }
    return accounts
  }

  // MARK: Parts.

  private func account(
    _ name: String, _ card: PlannedCard, _ output: PlannedCard.Output
  ) throws(PipelineError) -> KeyAccount {
    var account = KeyAccount(name: name)
    account.key = output.key
    account.stored = try stored { (reader) throws(StoreError) in try reader.card(output.key) }
    account.inputs = card.inputs(output.settings)
    account.pictures = KeyHistory.pictures(of: card)
    return account
  }

  private func hold(
    _ account: inout KeyAccount, _ card: PlannedCard, _ output: PlannedCard.Output,
    against key: RenderKey, _ reference: String
  ) throws(PipelineError) {
    account.reference = reference
    let entry = try stored { (reader) throws(StoreError) in try reader.card(key) }
    guard let old = entry.flatMap({ CardInputs(bytes: $0.inputs) }) else { return }
    account.changes = KeyHistory.changes(of: card, output, since: old)
    guard account.changes.contains(where: { $0.part == "template" }) else { return }
    account.templateChanges =
      try KeyHistory.templateChanges(
        old.templateID, since: old.revision, to: card.template, reader.snapshot, countMax: 20) ?? []
  }

  private func stored<R>(
    _ body: (StoreReader) throws(StoreError) -> R
  ) throws(PipelineError) -> R {
    do throws(StoreError) { return try body(reader) } catch { throw .store(error) }
  }

  private static func waiting(_ addresses: [AssetAddress]) -> String {
    let names = addresses.compactMap { address -> String? in
      guard case .remote(let url) = address else { return nil }
      return url
    }
    return "its key waits for " + names.joined(separator: ", ") + ", which was never fetched"
  }
}

extension StringProtocol {
  /// Where `part` first stands in this text; nil when it does not.
  fileprivate func range(of part: String) -> (start: Index, end: Index)? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(part) { return (start, index(start, offsetBy: part.count)) }
      start = index(after: start)
    }
    return nil
  }
}
