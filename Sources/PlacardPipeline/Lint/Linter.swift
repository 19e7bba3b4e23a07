internal import PlacardCore
internal import PlacardStore
package import PlacardSystem
internal import Synchronization

/// Looks at every card of manifests as it would be drawn, and writes nothing.
package enum Linter {
  /// What there is to be said of the manifests' cards.
  ///
  /// - Throws: for trouble that concerns all cards; what is wrong with one is in the report.
  package static func lint(
    _ options: LintOptions, progress: BuildProgress, stop: StopFlag
  ) throws(PipelineError) -> LintReport {
    let start = MonotonicInstant.now()
    let folder = try SiteFolder.open(options.site)
    let feed = ManifestFeed(limits: folder.configuration.limits, progress: progress)
    try feed.check(options.manifests)
    let place = try BuildPlace.openForReading(options.store, folder)
    let run = try LintRun(options, folder, place.store, progress, stop)
    var report = try run.check(feed)
    report.seconds = MonotonicInstant.now().seconds(since: start)
    return report
  }
}

/// What the threads of one lint share.
final class LintRun: Sendable {
  /// A card and its number among all.
  private struct Errand: Sendable {
    var number: Int
    var card: ManifestCard
  }

  private struct Found {
    var findings: [Int: [LintFinding]] = [:]
    var pictures = 0
    var trouble: PipelineError?
  }

  let options: LintOptions
  let settings: LintSettings
  let context: SiteContext
  let shelf: AssetShelf
  let store: Store
  let filters = FilterTable()
  let bands = BandsTable()
  /// The site's templates as its files have them.
  let pendingImport: [StoreChange]
  private let progress: BuildProgress
  private let stop: StopFlag
  private let queue: BoundedQueue<Errand>
  private let found = Mutex(Found())

  init(
    _ options: LintOptions, _ folder: SiteFolder, _ store: Store, _ progress: BuildProgress,
    _ stop: StopFlag
  ) throws(PipelineError) {
    self.options = options
    settings = options.settings(of: folder.configuration.lint)
    self.store = store
    self.progress = progress
    self.stop = stop
    queue = BoundedQueue(capacity: 4 * options.jobs)
    let known: [FileEntry]
    let reader: StoreReader
    do throws(StoreError) {
      reader = try store.reader()
      try reader.renew()
      known = try reader.snapshot.files()
    } catch {
      throw .store(error)
    }
    let (changes, refusals) = try TemplateImport.changes(for: folder, reader.snapshot)
    if let refusal = refusals.first { throw .input(refusal.error) }
    pendingImport = changes
    let files = FileDigests(known: known, believedSeconds: 0)
    context = try SiteContext.load(folder, files: files, profile: folder.configuration.encode)
    shelf = AssetShelf(folder: folder, files: files)
  }

  /// Whether there is no sense in going on.
  private var mustEnd: Bool { stop.isRaised || found.withLock { $0.trouble != nil } }

  /// Reads the manifests, has the threads look at their cards and waits for them.
  func check(_ feed: consuming ManifestFeed) throws(PipelineError) -> LintReport {
    var feed = feed
    var report = LintReport()
    let threads = ThreadGroup()
    var trouble: PipelineError?
    do throws(PipelineError) {
      for index in 0..<options.jobs { try start(index, threads) }
      for path in options.manifests where !mustEnd {
        try feed.read(path) { entry in
          take(entry, number: report.cards)
          report.cards += 1
          return !mustEnd
        }
      }
    } catch {
      trouble = error
    }
    progress.planEnded()
    if mustEnd || trouble != nil { _ = queue.popAll() }
    queue.close()
    threads.join()
    let all = found.withLock { $0 }
    if let trouble = trouble ?? all.trouble { throw trouble }
    if stop.isRaised { throw .interrupted }
    report.pictures = all.pictures
    report.findings = all.findings.sorted { $0.key < $1.key }.flatMap(\.value)
    return report
  }

  private func start(_ index: Int, _ threads: ThreadGroup) throws(PipelineError) {
    do throws(SystemError) {
      try threads.start(name: "lint \(index)", niceness: 0, stackBytes: 4 << 20) { [self] in
        do throws(PipelineError) {
          let worker = try LintWorker(self)
          while let errand = queue.pop() { try take(errand, worker) }
        } catch {
          found.withLock { $0.trouble = $0.trouble ?? error }
          while queue.pop() != nil {}
        }
      }
    } catch {
      throw .system(error)
    }
  }

  private func take(_ entry: ManifestEntry, number: Int) {
    progress.plan(pictures: 1)
    switch entry {
    case .card(let card): _ = queue.push(Errand(number: number, card: card))
    case .failed(let card):
      let finding = settled(LintFinding(error: card.error, card: card.id))
      found.withLock { $0.findings[number] = [finding] }
      progress.render(bytes: 0)
    }
  }

  private func take(_ errand: Errand, _ worker: LintWorker) throws(PipelineError) {
    guard !mustEnd else { return }
    let (findings, pictures) = try worker.check(errand.card)
    found.withLock { found in
      if !findings.isEmpty { found.findings[errand.number] = findings }
      found.pictures += pictures
    }
    progress.render(bytes: 0)
  }

  /// The finding at the level that the options give it.
  func settled(_ finding: LintFinding) -> LintFinding {
    var finding = finding
    let level = settings.rules.level(of: finding.rule, own: finding.level)
    finding.level = options.isStrict ? .error : level
    return finding
  }
}
