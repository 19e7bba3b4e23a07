internal import PlacardCore
internal import PlacardFetch
internal import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// What the threads of one build share.
final class BuildRun: Sendable {
  /// What became of one picture: its content, or why there is none, which each card that wanted it
  /// says of its own place.
  typealias Outcome = Result<ContentHash, InputError>

  let options: BuildOptions
  let context: SiteContext
  let store: Store
  let shelf: AssetShelf
  let press: Press
  let writer: StoreWriterThread
  let progress: BuildProgress
  let stop: StopFlag
  let stamps: LineStamps
  let flights = SingleFlight<Outcome>()
  /// The import of templates that a dry run does not make.
  let pendingImport: [StoreChange]
  private let failures = Mutex<[CardFailure]>([])
  private let broken = Mutex<PipelineError?>(nil)
  private let notes = Mutex<(first: [CardNote], count: Int)>(([], 0))
  private let notesMax = 1_000

  init(
    options: BuildOptions, context: SiteContext, store: Store, shelf: AssetShelf, press: Press,
    writer: StoreWriterThread, progress: BuildProgress, stop: StopFlag, stamps: LineStamps,
    pendingImport: [StoreChange]
  ) {
    self.stamps = stamps
    self.options = options
    self.context = context
    self.store = store
    self.shelf = shelf
    self.press = press
    self.writer = writer
    self.progress = progress
    self.stop = stop
    self.pendingImport = pendingImport
  }

  /// Whether there is any sense in going on.
  var mustEnd: Bool { trouble != nil }

  /// Notes trouble that concerns all cards.
  func `break`(_ trouble: PipelineError) {
    broken.withLock { if $0 == nil { $0 = trouble } }
  }

  /// Why the build ends early, as far as its threads know.
  var trouble: PipelineError? {
    if let failure = writer.failure { return .store(failure) }
    if let broken = broken.withLock({ $0 }) { return broken }
    return stop.isRaised ? .interrupted : nil
  }

  /// Notes what a card was drawn in spite of. A build that draws everything badly says so a thousand
  /// times and counts the rest.
  private func note(_ rendered: RenderedCard, _ card: ManifestCard) {
    guard !rendered.notes.isEmpty else { return }
    notes.withLock { notes in
      notes.count += rendered.notes.count
      let room = max(0, notesMax - notes.first.count)
      for note in rendered.notes.prefix(room) {
        notes.first.append(CardNote(card: card.id, text: note.sentence))
      }
    }
  }

  /// The first notes in the order of the cards' ids, and how many there are.
  var sortedNotes: (first: [CardNote], count: Int) {
    let found = notes.withLock { $0 }
    return (found.first.sorted { ($0.card, $0.text) < ($1.card, $1.text) }, found.count)
  }

  func report(_ failure: CardFailure) {
    failures.withLock { $0.append(failure) }
  }

  /// The failures in the order of the manifests and their lines, then those in other files.
  var sortedFailures: [CardFailure] {
    let order = Dictionary(options.manifests.enumerated().map { ($1, $0) }) { first, _ in first }
    func place(_ failure: CardFailure) -> (Int, String, Int, Int) {
      let source = failure.error.source ?? ""
      return (
        order[source] ?? .max, source, failure.error.line ?? 0, failure.error.column ?? 0
      )
    }
    return failures.withLock { $0 }.sorted { place($0) < place($1) }
  }

  // MARK: Pictures.

  /// Has `card` rendered for `assembly`. Each of its outputs has this build's lead.
  func render(_ card: PlannedCard, _ assembly: PageAssembly) {
    if options.isDryRun {
      for output in card.outputs {
        progress.render(bytes: 0)
        land(output.key, .success(ContentHash(output.key.digest)), assembly)
        flights.close(output.key.digest)
      }
      return
    }
    let job = Press.Job(card: card) { [self] result in
      switch result {
      case .success(let rendered):
        note(rendered, assembly.card)
        store(rendered, card, assembly)
      case .failure(let error):
        if case .store = error { self.break(error) }
        for output in card.outputs {
          land(output.key, .failure(error.asInput), assembly)
          flights.close(output.key.digest)
        }
      }
    }
    _ = press.push(job)
  }

  private func store(_ rendered: RenderedCard, _ card: PlannedCard, _ assembly: PageAssembly) {
    var changes: [StoreChange] = []
    // The press makes the outputs in their order.
    for (picture, output) in zip(rendered.pictures, card.outputs) {
      changes.append(.object(picture.picture))
      let entry = CardEntry(
        picture.picture, origin: .built, inputs: card.inputs(output.settings).bytes)
      changes.append(.card(picture.key, entry))
    }
    let keys = rendered.pictures.map(\.key.digest)
    // Before anybody is told: whoever stages a page with these pictures comes after them.
    writer.put(changes) { [flights] _ in for key in keys { flights.close(key) } }
    for picture in rendered.pictures {
      progress.render(bytes: picture.picture.body.count)
      land(picture.key, .success(picture.picture.hash), assembly)
    }
  }

  /// Tells the card itself and the equal cards that joined it.
  private func land(_ key: RenderKey, _ outcome: Outcome, _ assembly: PageAssembly) {
    settle(key, outcome, assembly, isOwn: true)
    flights.announce(key.digest, outcome)
  }

  /// Notes `outcome` for a card; stages its page when that was its last picture.
  func settle(_ key: RenderKey, _ outcome: Outcome, _ assembly: PageAssembly, isOwn: Bool) {
    switch outcome {
    case .success(let hash):
      if !isOwn { progress.reuse(pictures: 1) }
      if let page = assembly.found(key, hash) { stage(page) }
    case .failure(let error):
      progress.fail(pictures: 1)
      let card = assembly.card
      if assembly.failed() { report(CardFailure(card: card.id, error: card.located(error))) }
    }
  }

  func stage(_ page: StagedPage) {
    if !options.isDryRun { writer.put([.stage(page)]) }
  }
}

extension CardEntry {
  /// The entry of a card that has just been drawn as `picture`.
  init(_ picture: Artifact, origin: CardOrigin, inputs: [UInt8]) {
    self.init(
      contentHash: picture.hash, origin: origin,
      lastUseHour: UInt32(clamping: WallClock.unixSeconds() / 3_600),
      byteCount: UInt32(clamping: picture.body.count), inputs: inputs)
  }
}

extension PipelineError {
  /// The trouble as bad input, for a report that lists cards.
  var asInput: InputError {
    switch self {
    case .input(let error): return error
    case .notRendered(let error):
      let path = error.layer.map { JSONPath.member($0, of: "layers") } ?? ""
      return InputError(.badAsset, path: path, message: error.message)
    case .notFetched: return InputError(.refusedAsset, message: description)
    default: return InputError(.badAsset, message: description)
    }
  }
}
