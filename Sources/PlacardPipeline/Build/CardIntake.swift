internal import PlacardCore
internal import PlacardStore

/// Takes cards one by one: makes each exact, looks up which of its pictures the store has, and hands
/// the others to the press. For one thread.
final class CardIntake {
  private struct Dependencies {
    var templateID: String
    var revision: TemplateRevision
    var assets: [AssetAddress: Digest]
    var number: UInt64?
  }

  private let run: BuildRun
  private let planner: CardPlanner
  private let templates: TemplateShelf
  private let reader: StoreReader
  /// What a plan is told of; nil in a build.
  private let ledger: PlanLedger?
  private var cardsSinceRenewal = 0
  /// What the card before this one depends on: mostly the same.
  private var lastDependencies: Dependencies?
  /// A snapshot that is held for long keeps the store from using freed pages again.
  private let cardsPerSnapshot = 256

  init(_ run: BuildRun, ledger: PlanLedger? = nil) throws(PipelineError) {
    self.run = run
    self.ledger = ledger
    planner = CardPlanner(context: run.context, shelf: run.shelf)
    templates = TemplateShelf(limits: run.context.limits, pending: run.pendingImport)
    do throws(StoreError) {
      reader = try run.store.reader()
      try reader.renew()
    } catch {
      throw .store(error)
    }
  }

  /// What became of a card.
  enum Taken {
    case done
    /// These must be fetched first; then the card is taken again.
    case needs([AssetAddress])
  }

  /// Takes `card`; its failure is reported and concerns no other card. Throws for trouble that
  /// concerns them all.
  ///
  /// - Parameter isFetched: its remote pictures have just been asked for: none is needed any more.
  func take(_ card: ManifestCard, isFetched: Bool = false) throws(PipelineError) -> Taken {
    try renewSnapshot()
    do throws(PipelineError) {
      return try settle(card, isFetched: isFetched)
    } catch {
      if case .store = error { throw error }
      fail(card, error.asInput)
      return .done
    }
  }

  /// Reports that none of `card`'s pictures will be made.
  func fail(_ card: ManifestCard, _ error: InputError) {
    run.progress.plan(pictures: pictureCount(card))
    run.progress.fail(pictures: pictureCount(card))
    run.report(CardFailure(card: card.id, error: card.located(error)))
  }

  /// How many pictures `card` asks for.
  func pictureCount(_ card: ManifestCard) -> Int {
    card.variants.count * formats(card).count
  }

  /// Gives the snapshot up; to be called before a wait.
  func rest() { reader.reset() }

  private func renewSnapshot() throws(PipelineError) {
    cardsSinceRenewal += 1
    guard cardsSinceRenewal >= cardsPerSnapshot || !reader.isActive else { return }
    cardsSinceRenewal = 0
    do throws(StoreError) { try reader.renew() } catch { throw .store(error) }
  }

  private func settle(_ source: ManifestCard, isFetched: Bool) throws(PipelineError) -> Taken {
    guard let template = try templates.template(source.templateID, reader.snapshot) else {
      throw .input(
        templates.unknown(source.templateID, reader.snapshot, path: "templateId"))
    }
    let card = source.typed(by: template)
    let settings = formats(card).map { run.context.profile.settings(for: $0) }
    var plans: [(variant: CardVariant, card: PlannedCard)] = []
    var needed: [AssetAddress] = []
    for variant in card.variants {
      do throws(PipelineError) {
        switch try planner.plan(template, variant.request, settings, reader) {
        case .ready(let plan): plans.append((variant, plan))
        case .needs(let addresses): needed += addresses
        }
      } catch {
        guard case .input(let error) = error, !variant.path.isEmpty else { throw error }
        throw .input(error.within(variant.path))
      }
    }
    if let first = needed.first {
      guard run.shelf.trust == .always, case .remote(let url) = first else { return .needs(needed) }
      throw .input(PipelineError.input(.offline(url)).at(first, of: card))
    }
    return try look(plans, card, isFetched: isFetched)
  }

  private func formats(_ card: ManifestCard) -> [PictureFormat] {
    run.options.formats ?? card.formatsWanted
  }

  // MARK: Look-up.

  private func look(
    _ plans: [(variant: CardVariant, card: PlannedCard)], _ source: ManifestCard, isFetched: Bool
  ) throws(PipelineError) -> Taken {
    var page: [PageVariant] = []
    var known: Set<RenderKey> = []
    var missing = 0
    for (variant, card) in plans {
      for output in card.outputs {
        let hash = try stored(output.key)
        if hash == nil { missing += 1 } else { known.insert(output.key) }
        let size = card.scene.pixelSize
        page.append(
          PageVariant(
            format: output.settings.format,
            sizeName: variant.sizeName ?? SizeName(card.scene.size).text,
            width: UInt32(clamping: size.width), height: UInt32(clamping: size.height),
            scale: card.scene.scale, locale: variant.locale, renderKey: output.key,
            contentHash: hash ?? PageAssembly.unknown))
      }
    }
    if missing > 0 || run.shelf.trust == .never, !isFetched {
      let stale = plans.flatMap { run.shelf.staleAddresses(of: $0.card.scene) }
      if !stale.isEmpty { return .needs(stale) }
    }
    run.progress.plan(pictures: page.count)
    run.progress.reuse(pictures: page.count - missing)
    let line = line(of: source, plans.map(\.card), pictureCount: page.count)
    guard missing > 0 else {
      try stageIfNew(PageRecord(id: source.id, variants: page), line)
      return .done
    }
    let assembly = PageAssembly(card: source, variants: page, missingCount: missing, line: line)
    for (variant, card) in plans { try render(card, variant, assembly, known: known) }
    return .done
  }

  /// The content that the store has for `key`; nil when there is none.
  private func stored(_ key: RenderKey) throws(PipelineError) -> ContentHash? {
    do throws(StoreError) {
      return try reader.card(key)?.contentHash
    } catch {
      throw .store(error)
    }
  }

  private func stageIfNew(_ page: PageRecord, _ line: LineRecord?) throws(PipelineError) {
    if run.options.isDryRun { return }
    do throws(StoreError) {
      guard try reader.page(page.id) == page else {
        run.stage(StagedPage(page: page, line: line))
        return
      }
      if try reader.line(page.id) != line {
        run.writer.put([.line(cardID: page.id, line)])
      }
    } catch {
      throw .store(error)
    }
  }

  /// By what the next build may pass `source`, made by `plans`; nil when it may not.
  private func line(
    of source: ManifestCard, _ plans: [PlannedCard], pictureCount: Int
  ) -> LineRecord? {
    guard !run.options.isDryRun, let template = plans.first?.template else { return nil }
    var assets: [AssetAddress: Digest] = [:]
    for plan in plans {
      plan.scene.walk { layer in
        guard case .image(let image) = layer.content else { return }
        assets[image.address] = image.digest
      }
    }
    let number: UInt64?
    if let last = lastDependencies, last.revision == template.revision,
      last.templateID == template.id, last.assets == assets
    {
      number = last.number
    } else {
      number = run.stamps.number(of: template, assets, writer: run.writer)
      lastDependencies = Dependencies(
        templateID: template.id, revision: template.revision, assets: assets, number: number)
    }
    guard let number else { return nil }
    return LineRecord(
      digest: source.rawDigest, dependencies: number,
      pictureCount: UInt32(clamping: pictureCount))
  }

  /// Renders those outputs of `card` that nobody has and nobody is making.
  private func render(
    _ card: PlannedCard, _ variant: CardVariant, _ assembly: PageAssembly, known: Set<RenderKey>
  ) throws(PipelineError) {
    var mine: [PlannedCard.Output] = []
    for output in card.outputs where !known.contains(output.key) {
      let run = run
      let leads = run.flights.join(output.key.digest) { outcome in
        run.settle(output.key, outcome, assembly, isOwn: false)
      }
      guard leads else { continue }
      if let hash = try storedMeanwhile(output.key) {
        run.settle(output.key, .success(hash), assembly, isOwn: false)
        run.flights.announce(output.key.digest, .success(hash))
        run.flights.close(output.key.digest)
      } else {
        mine.append(output)
      }
    }
    guard !mine.isEmpty else { return }
    var job = card
    job.outputs = mine
    if let ledger { try ledger.note(job, of: assembly.card, variant, reader) }
    run.render(job, assembly)
  }

  /// A flight may have been closed since this thread's snapshot was taken: its leader's picture is
  /// in the newest.
  private func storedMeanwhile(_ key: RenderKey) throws(PipelineError) -> ContentHash? {
    do throws(StoreError) { try reader.renew() } catch { throw .store(error) }
    cardsSinceRenewal = 0
    return try stored(key)
  }
}
