package import PlacardCore
internal import PlacardFetch
package import PlacardStore
internal import PlacardSystem

/// Renders what the store has not, for a server: single flight for each key, bounded queues, and an
/// answer for everybody.
///
/// Nothing here waits on the caller's thread, which may be a loop of the server.
package final class OnDemand: Sendable {
  package typealias Answer = @Sendable (Result<Filled, PipelineError>) -> Void

  /// How a flight ended well.
  struct Landing: Sendable {
    let picture: Artifact
    /// What it was drawn from, for its entry.
    let inputs: [UInt8]
    /// The one promise for all who join with a key; nil when the store keeps the picture for good
    /// already, which may not be so for a stranger's.
    let promise: SingleFlight<PipelineError?>?

    init(_ picture: Artifact, origin: CardOrigin, inputs: [UInt8]) {
      self.picture = picture
      self.inputs = inputs
      promise = origin == .missed ? SingleFlight() : nil
    }
  }

  let context: SiteContext
  let shelf: AssetShelf
  let store: Store
  let writer: StoreWriterThread
  let errands: ErrandThreads
  let press: Press
  private let renders = SingleFlight<Result<Landing, PipelineError>>()
  private let promises = SingleFlight<PipelineError?>()
  let fetches = SingleFlight<Result<Artifact, PipelineError>>()
  /// Strangers leave a quarter of each queue to those who have a key.
  let strangersWaitingMax: Int
  /// What keys have used and are about to use.
  package let ledger = UsageLedger()

  package init(
    context: SiteContext, shelf: AssetShelf, store: Store, press: Press,
    writer: StoreWriterThread
  ) throws(PipelineError) {
    self.context = context
    self.shelf = shelf
    self.store = store
    self.press = press
    self.writer = writer
    let queueMax = context.limits.renderQueueMax
    strangersWaitingMax = max(1, queueMax - queueMax / 4)
    errands = try ErrandThreads.start(threadCount: 4, queueMax: queueMax)
  }

  /// Ends the threads that fetch. What they have begun is done; who waits for the rest, or for a
  /// render thread, is told that the server stops.
  package func stop() {
    errands.stop()
    for job in press.drop() { job.fail(.interrupted) }
  }

  /// Errands that wait for a thread to fetch, or to read from a disk.
  package var waitingErrandCount: Int { errands.waitingCount }

  /// How many flights are under way, of any kind.
  package var flightCount: Int { renders.count + fetches.count + promises.count }

  /// Fills `order`, whose plan is `plan` and whose picture some snapshot has not, and calls `answer`
  /// once: on another thread, or at once.
  ///
  /// - Parameter reader: for a look at the store as it is now; holds no snapshot, before and after.
  package func fill(
    _ order: Order, _ plan: CardPlanner.Plan, _ reader: StoreReader, answer: @escaping Answer
  ) {
    switch plan {
    case .ready(let card):
      // A picture that must be drawn is drawn from what its addresses hold today.
      let stale = shelf.staleAddresses(of: card.scene)
      if stale.isEmpty {
        fly(card, order, reader, answer: answer)
      } else {
        fetch(stale, order, answer: answer)
      }
    case .needs(let addresses): fetch(addresses, order, answer: answer)
    }
  }

  // MARK: Rendering.

  /// Renders `card`, or waits with whoever has it rendered already.
  func fly(
    _ card: PlannedCard, _ order: Order, _ reader: StoreReader, answer: @escaping Answer
  ) {
    precondition(card.outputs.count == 1, "an order has one format")
    let key = card.outputs[0].key
    let leads = renders.join(key.digest, settled: { settled(key, order, reader) }) {
      [self] outcome in settle(outcome, key, order, answer)
    }
    guard leads else { return }
    var job = Press.Job(card: card) { [self] result in land(result, card, order, answer) }
    if !order.mayBeginLate {
      job.deadline = .now().adding(milliseconds: context.limits.renderMilliseconds)
      // Others may have joined who want it however late.
      job.isWantedLate = { [renders] in renders.isShared(key.digest) }
    }
    if !press.tryPush(job) { fail(.busy, key, order, answer) }
  }

  /// How an order for `key` ends without a flight: the store has the picture by now, the queue is
  /// full, or the key it is charged to may have no more. nil when a flight may begin; then the charge
  /// is reserved.
  ///
  /// Nobody else can begin one meanwhile. So of equal orders one is charged, and an order that costs
  /// nothing never stands in the way of another's last render.
  private func settled(
    _ key: RenderKey, _ order: Order, _ reader: StoreReader
  ) -> Result<Landing, PipelineError>? {
    do throws(StoreError) {
      // The caller's snapshot may be older than the last flight of this key, which ended when every
      // new snapshot had its picture.
      if let landing = try reader.landing(of: key) { return .success(landing) }
      if order.origin == .missed, press.waitingCount >= strangersWaitingMax {
        return .failure(.busy)
      }
      if let error = order.admission?() { return .failure(error) }
      guard let charge = order.charge else { return nil }
      let isReserved = try ledger.reserve(charge) { () throws(StoreError) in
        try reader.withSnapshot { snapshot throws(StoreError) in
          try snapshot.usage(charge.keyID, charge.day.month)
        }
      }
      return isReserved ? nil : .failure(.quotaExceeded)
    } catch {
      return .failure(.store(error))
    }
  }

  /// The end of a flight that this order led; on a render thread.
  private func land(
    _ result: Result<RenderedCard, PipelineError>, _ card: PlannedCard, _ order: Order,
    _ answer: @escaping Answer
  ) {
    let key = card.outputs[0].key
    let picture: Artifact
    switch result {
    case .failure(let error): return fail(error, key, order, answer)
    case .success(let rendered):
      guard let made = rendered.pictures.first?.picture else {
        preconditionFailure("a job has an output")
      }
      picture = made
    }
    let inputs = card.inputs(card.outputs[0].settings).bytes
    let entry = CardEntry(picture, origin: order.origin, inputs: inputs)
    var changes: [StoreChange] = [.object(picture), .card(key, entry)]
    if let charge = order.charge {
      changes.append(.usage(keyID: charge.keyID, charge.day, count: 1))
    }
    if order.origin == .missed {
      writer.put(changes) { [renders] _ in renders.close(key.digest) }
      renders.announce(key.digest, .success(Landing(picture, origin: .missed, inputs: inputs)))
      answer(.success(Filled(picture: picture, isFresh: true)))
    } else {
      writer.put(changes) { [self] error in
        if let error { return fail(.store(error), key, order, answer) }
        let usedCount = order.charge.flatMap { ledger.commit($0) }
        end(key, .success(Landing(picture, origin: order.origin, inputs: inputs)))
        answer(.success(Filled(picture: picture, isFresh: true, usedCount: usedCount)))
      }
    }
  }

  private func fail(
    _ error: PipelineError, _ key: RenderKey, _ order: Order, _ answer: Answer
  ) {
    if let charge = order.charge { ledger.release(charge) }
    end(key, .failure(error))
    answer(.failure(error))
  }

  private func end(_ key: RenderKey, _ outcome: Result<Landing, PipelineError>) {
    renders.announce(key.digest, outcome)
    renders.close(key.digest)
  }

  /// The answer to an order that joined another's flight.
  private func settle(
    _ outcome: Result<Landing, PipelineError>, _ key: RenderKey, _ order: Order,
    _ answer: @escaping Answer
  ) {
    switch outcome {
    case .failure(let error): answer(.failure(error))
    case .success(let landing):
      let filled = Filled(picture: landing.picture, isFresh: false)
      guard order.origin != .missed, let promise = landing.promise else {
        answer(.success(filled))
        return
      }
      // The picture goes along: the leader's own changes may have been lost.
      let entry = CardEntry(landing.picture, origin: order.origin, inputs: landing.inputs)
      keep([.object(landing.picture), .card(key, entry)], key, promise, closes: false) { error in
        answer(error.map { .failure($0) } ?? .success(filled))
      }
    }
  }

  // MARK: Promises.

  /// Keeps the stored picture of `key`, which was made for a stranger, for good; `done` is called
  /// once, when that is committed.
  package func promise(
    _ key: RenderKey, _ entry: CardEntry, done: @escaping @Sendable (PipelineError?) -> Void
  ) {
    // The next to ask sees in the store that it is kept.
    keep([.card(key, entry)], key, promises, closes: true, done: done)
  }

  /// One change for all who ask for `promise` at the same time, and where that does not close, for
  /// all who come later; one that fails is tried again by the next.
  private func keep(
    _ changes: [StoreChange], _ key: RenderKey, _ promise: SingleFlight<PipelineError?>,
    closes: Bool, done: @escaping @Sendable (PipelineError?) -> Void
  ) {
    guard promise.join(key.digest, done) else { return }
    let end = { @Sendable (error: PipelineError?) in
      promise.announce(key.digest, error)
      if closes || error != nil { promise.close(key.digest) }
      done(error)
    }
    if !writer.tryPut(changes, done: { end($0.map { .store($0) }) }) { end(.busy) }
  }
}

extension StoreReader {
  /// The picture of `key` in the newest snapshot, copied; nil when it is not there.
  fileprivate func landing(of key: RenderKey) throws(StoreError) -> OnDemand.Landing? {
    precondition(!isActive, "a snapshot that is held may be old")
    return try withSnapshot { snapshot throws(StoreError) in
      guard let entry = try snapshot.card(key),
        let object = try snapshot.object(entry.contentHash)
      else { return nil }
      let picture = Artifact(format: object.format, size: object.size, body: Array(object.body))
      return OnDemand.Landing(picture, origin: entry.origin, inputs: entry.inputs)
    }
  }
}
