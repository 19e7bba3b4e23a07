internal import PlacardCore
internal import PlacardStore
package import PlacardSystem
internal import Synchronization

/// The generator: manifests in, a published build out.
package enum Generator {
  /// Makes every picture of the manifests that the store has not, and publishes the whole.
  ///
  /// - Throws: for trouble that concerns all cards: then nothing is published, and what was committed
  ///   is there for the next build. A card that fails is in the report and stops no other.
  package static func build(
    _ options: BuildOptions, progress: BuildProgress, stop: StopFlag
  ) throws(PipelineError) -> BuildReport {
    let start = MonotonicInstant.now()
    let startedAt = WallClock.unixSeconds()
    let folder = try SiteFolder.open(options.site)
    let feed = ManifestFeed(
      limits: folder.configuration.limits, progress: progress, shard: options.shard)
    try feed.check(options.manifests)
    let place = try BuildPlace.open(options, folder)
    let run = try begin(options, folder, place, progress, stop)
    var made = try make(run, feed)
    defer { run.writer.stop() }
    if !options.isDryRun { try publish(run, &made, startedAt: startedAt) }
    made.report.seconds = MonotonicInstant.now().seconds(since: start)
    return made.report
  }

  /// Imports the templates, reads the fonts and starts the threads.
  static func begin(
    _ options: BuildOptions, _ folder: SiteFolder, _ place: borrowing BuildPlace,
    _ progress: BuildProgress, _ stop: StopFlag
  ) throws(PipelineError) -> BuildRun {
    let store = place.store
    let (known, changes) = try prepare(folder, store, options)
    let files = FileDigests(known: known, believedSeconds: 0)
    var profile = folder.configuration.encode
    if let effort = options.effort { profile.effort = effort }
    let context = try SiteContext.load(folder, files: files, profile: profile)
    let shelf = AssetShelf(folder: folder, files: files, trust: options.remoteTrust)
    let writer = try StoreWriterThread.start(store, pace: .batched)
    do throws(PipelineError) {
      if !options.isDryRun { try beginWriting(folder, writer) }
      let pending = options.isDryRun ? changes : []
      let stamps = try stamps(options, context, shelf, store, pending)
      let press = try Press.start(
        context, shelf, store, workerCount: options.jobs, queueMax: 2 * options.jobs + 2)
      return BuildRun(
        options: options, context: context, store: store, shelf: shelf, press: press,
        writer: writer, progress: progress, stop: stop, stamps: stamps, pendingImport: pending)
    } catch {
      writer.stop()
      throw error
    }
  }

  /// What the lines of the store depend on, held against the site as it is now.
  private static func stamps(
    _ options: BuildOptions, _ context: SiteContext, _ shelf: AssetShelf, _ store: Store,
    _ pending: [StoreChange]
  ) throws(PipelineError) -> LineStamps {
    let reader: StoreReader
    do throws(StoreError) {
      reader = try store.reader()
      try reader.renew()
    } catch {
      throw .store(error)
    }
    return try LineStamps(
      context, formats: options.formats, shelf: shelf,
      templates: TemplateShelf(limits: context.limits, pending: pending), reader,
      believesRemotes: options.remoteTrust != .never)
  }

  /// Commits the templates and begins the build. Both at once: what is written and not committed
  /// keeps every other process from writing.
  private static func beginWriting(
    _ folder: SiteFolder, _ writer: StoreWriterThread
  ) throws(PipelineError) {
    let outcome = try TemplateImport.run(folder, on: writer, isWhole: true)
    if let refusal = outcome.refusals.first { throw .input(refusal.error) }
    try writer.perform { writer throws(StoreError) in
      try writer.beginBuild()
      try writer.commit()
    }
  }

  /// What the store knows of files, and what it has to learn of templates.
  private static func prepare(
    _ folder: SiteFolder, _ store: Store, _ options: BuildOptions
  ) throws(PipelineError) -> (known: [FileEntry], changes: [StoreChange]) {
    let reader: StoreReader
    let known: [FileEntry]
    do throws(StoreError) {
      reader = try store.reader()
      try reader.renew()
      known = options.rehashes ? [] : try reader.snapshot.files()
    } catch {
      throw .store(error)
    }
    let (changes, refusals) = try TemplateImport.changes(for: folder, reader.snapshot)
    if let refusal = refusals.first { throw .input(refusal.error) }
    return (known, changes)
  }

  // MARK: Cards.

  struct Made {
    var report = BuildReport()
    /// The ids of all cards, failed or not.
    var seen = SeenCards()
    /// Whether a card was so broken that its id cannot be told: then no absent card is known to be
    /// meant to go.
    var hasNamelessCard = false
    /// Pictures that wait for a remote picture in a dry run.
    var unknownCount = 0
  }

  /// Takes every card and waits for the last picture.
  static func make(
    _ run: BuildRun, _ feed: consuming ManifestFeed, ledger: PlanLedger? = nil
  ) throws(PipelineError) -> Made {
    var feed = feed
    var made = Made()
    let fetching = FetchStage(run)
    var trouble: PipelineError?
    do throws(PipelineError) {
      if !run.options.rehashes { try feed.pass(try lines(run), of: run.store) }
      let intake = try CardIntake(run, ledger: ledger)
      for path in run.options.manifests where !run.mustEnd {
        try feed.read(path) { entry throws(PipelineError) in
          try take(entry, intake, fetching, run, &made)
          return !run.mustEnd
        }
      }
      try feed.read(run.options.madeCards) { entry throws(PipelineError) in
        try take(entry, intake, fetching, run, &made)
        return !run.mustEnd
      }
    } catch {
      trouble = error
    }
    made.seen.lines = feed.unchanged?.lines
    made.report.cards += feed.unchanged?.cardCount ?? 0
    run.progress.planEnded()
    fetching.stop()
    if run.mustEnd || trouble != nil { _ = run.press.drop() }
    run.press.stop()
    if let trouble = trouble ?? run.trouble {
      run.writer.stop()
      throw trouble
    }
    let counts = run.progress.snapshot
    made.report.pictures = counts.pictures
    made.report.rendered = counts.rendered
    made.report.reused = counts.reused
    made.report.failed = counts.failed
    made.report.bytesMade = counts.bytesMade
    made.report.failures = run.sortedFailures
    (made.report.notes, made.report.noteCount) = run.sortedNotes
    return made
  }

  /// The published lines that hold still.
  private static func lines(_ run: BuildRun) throws(PipelineError) -> LineIndex {
    do throws(StoreError) {
      let reader = try run.store.reader()
      return try reader.withSnapshot { snapshot throws(StoreError) in
        try LineIndex(snapshot, valid: run.stamps.valid)
      }
    } catch {
      throw .store(error)
    }
  }

  private static func take(
    _ entry: ManifestEntry, _ intake: CardIntake, _ fetching: FetchStage, _ run: BuildRun,
    _ made: inout Made
  ) throws(PipelineError) {
    made.report.cards += 1
    switch entry {
    case .failed(let card):
      if let id = card.id { made.seen.insert(id) } else { made.hasNamelessCard = true }
      run.progress.plan(pictures: 1)
      run.progress.fail(pictures: 1)
      run.report(CardFailure(card: card.id, error: card.error))
    case .card(let card):
      made.seen.insert(card.id)
      guard case .needs(let addresses) = try intake.take(card) else { return }
      if run.options.isDryRun {
        // Its keys are not known before its pictures are: it counts as new.
        made.unknownCount += intake.pictureCount(card)
        run.progress.plan(pictures: intake.pictureCount(card))
        for _ in 0..<intake.pictureCount(card) { run.progress.render(bytes: 0) }
      } else {
        try fetching.push(card, addresses)
      }
    }
  }

  // MARK: Publication.

  private static func publish(_ run: BuildRun, _ made: inout Made, startedAt: Int64)
    throws(PipelineError)
  {
    try run.writer.putAndWait(run.context.files.takeFresh().map { .file($0) })
    // The last batches were committed since the threads ended, or were not.
    if let trouble = run.trouble { throw trouble }
    var counts = BuildCounts()
    counts.cards = UInt64(made.report.cards)
    counts.rendered = UInt64(made.report.rendered)
    counts.reused = UInt64(made.report.reused)
    counts.failed = UInt64(made.report.failed)
    let keepsAbsentCards = run.options.keepsAbsentCards || made.hasNamelessCard
    var publication = BuildPublication(
      startedAt: startedAt, finishedAt: WallClock.unixSeconds(),
      settings: run.context.profile.bytes, counts: counts,
      seen: keepsAbsentCards ? nil : made.seen)
    publication.failedIDs = made.report.failures.compactMap(\.card).filter { CardID.isValid($0) }
    publication.dependencies = run.stamps.current
    publication.shard = run.options.shard
    let published = Mutex<PublishedBuild?>(nil)
    try run.writer.perform { [publication] writer throws(StoreError) in
      let build = try writer.publish(publication)
      published.withLock { $0 = build }
    }
    guard let build = published.withLock({ $0 }) else {
      preconditionFailure("work that does not throw has published")
    }
    made.report.build = Int(build.number)
    made.report.root = build.root
    made.report.failures += build.incompleteCards.map { id in
      CardFailure(
        card: id,
        error: InputError(
          .missing, message: "one of its pictures left the store while the build went on",
          hint: "build again"))
    }
  }
}
