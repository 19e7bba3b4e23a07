internal import PlacardCore
internal import PlacardStore

/// Looks at cards, one after the other; for one thread.
final class LintWorker {
  private let run: LintRun
  private let planner: CardPlanner
  private let templates: TemplateShelf
  private let reader: StoreReader
  private let worker: RenderWorker

  init(_ run: LintRun) throws(PipelineError) {
    self.run = run
    planner = CardPlanner(context: run.context, shelf: run.shelf)
    templates = TemplateShelf(limits: run.context.limits, pending: run.pendingImport)
    do throws(StoreError) {
      reader = try run.store.reader()
      try reader.renew()
      worker = RenderWorker(
        context: run.context, shelf: run.shelf, filters: run.filters, bands: run.bands,
        reader: try run.store.reader())
    } catch {
      throw .store(error)
    }
  }

  /// What is to be said of `card`, and how many pictures it has. Throws for trouble with the store
  /// alone: everything else is the card's own.
  func check(_ card: ManifestCard) throws(PipelineError) -> (findings: [LintFinding], pictures: Int)
  {
    do throws(StoreError) { try reader.renew() } catch { throw .store(error) }
    guard let template = try templates.template(card.templateID, reader.snapshot) else {
      let error = templates.unknown(card.templateID, reader.snapshot, path: "templateId")
      return ([finding(error, card, "")], 0)
    }
    let typed = card.typed(by: template)
    let settings = card.formatsWanted.map { run.context.profile.settings(for: $0) }
    var findings: [LintFinding] = []
    var pictures = 0
    var looked = Set<Look>()
    for variant in typed.variants {
      do throws(PipelineError) {
        guard let plan = try plan(template, variant, settings) else {
          findings.append(unfetched(typed, variant))
          break
        }
        pictures += plan.outputs.count
        // Text breaks alike at every scale, and is as large in CSS px.
        let look = Look(size: plan.scene.size, locale: variant.locale)
        var found = looked.insert(look).inserted ? try worker.findings(of: plan, run.settings) : []
        found += try files(plan)
        findings += found.map { placed($0, plan, typed, variant) }
      } catch {
        if case .store = error { throw error }
        findings.append(finding(error.asInput, typed, variant.locale))
        break
      }
    }
    return (findings, pictures)
  }

  private struct Look: Hashable {
    var size: PixelSize
    var locale: String
  }

  /// Nil where a picture of the card must be fetched first.
  private func plan(
    _ template: Template, _ variant: CardVariant, _ settings: [EncodeSettings]
  ) throws(PipelineError) -> PlannedCard? {
    switch try planner.plan(template, variant.request, settings, reader) {
    case .ready(let plan): plan
    case .needs: nil
    }
  }

  /// What is said of the plan's files. Those that the store has not are made, and thrown away.
  private func files(_ plan: PlannedCard) throws(PipelineError) -> [LintFinding] {
    let rules = FileRules(
      settings: run.settings, networks: run.settings.networks(of: plan.scene.size))
    var findings = rules.findings(size: plan.scene.pixelSize)
    guard rules.wantsBytes else { return findings }
    var missing: [PlannedCard.Output] = []
    func add(_ output: PlannedCard.Output, _ byteCount: Int) {
      findings += rules.findings(byteCount: byteCount).map { finding in
        var finding = finding
        finding.format = output.settings.format.name
        return finding
      }
    }
    for output in plan.outputs {
      let known: CardEntry?
      do throws(StoreError) { known = try reader.card(output.key) } catch { throw .store(error) }
      if let known { add(output, Int(known.byteCount)) } else { missing.append(output) }
    }
    guard !missing.isEmpty else { return findings }
    var job = plan
    job.outputs = missing
    for (output, made) in zip(missing, try worker.render(job).pictures) {
      add(output, made.picture.body.count)
    }
    return findings
  }

  // MARK: Places.

  /// The finding with the card, the picture and the place in the manifest that it is about.
  private func placed(
    _ finding: LintFinding, _ plan: PlannedCard, _ card: ManifestCard, _ variant: CardVariant
  ) -> LintFinding {
    let path = finding.layer.map { JSONPath.member($0, of: "layers") } ?? ""
    let place = locate(InputError(.limit, path: path, message: ""), card, variant.locale)
    var finding = finding
    finding.card = card.id
    finding.template = card.templateID
    finding.size = variant.sizeName ?? SizeName(plan.scene.size).text
    finding.scale = plan.scene.scale
    finding.locale = variant.locale
    finding.file = place.source
    finding.line = place.line
    finding.column = place.column
    finding.path = place.path
    return settled(finding)
  }

  private func settled(_ finding: LintFinding) -> LintFinding { run.settled(finding) }

  private func locate(
    _ error: InputError, _ card: ManifestCard, _ locale: String
  ) -> InputError {
    let changes = card.locales.first { $0.name == locale }
    return changes.map { card.located(error, in: $0) } ?? card.located(error)
  }

  private func finding(
    _ error: InputError, _ card: ManifestCard, _ locale: String
  ) -> LintFinding {
    var finding = LintFinding(error: locate(error, card, locale), card: card.id)
    finding.template = card.templateID
    finding.locale = locale
    return settled(finding)
  }

  private func unfetched(_ card: ManifestCard, _ variant: CardVariant) -> LintFinding {
    finding(
      InputError(
        .missingAsset, message: "a remote picture of the card is not in the store",
        hint: "build the card first, which fetches it"), card, variant.locale)
  }
}

extension LintFinding {
  /// That a card cannot be drawn.
  init(error: InputError, card: String?) {
    self.init(.card, error.message + (error.hint.map { "; \($0)" } ?? ""))
    self.card = card
    file = error.source
    line = error.line
    column = error.column
    path = error.path
  }
}
