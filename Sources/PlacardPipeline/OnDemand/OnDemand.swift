internal import PlacardCore
internal import PlacardFetch
package import PlacardStore
internal import PlacardSystem

/// Renders what the store has not, for a server: single flight for each key, bounded queues, and an
/// answer for everybody.
package final class OnDemand: Sendable {
  package typealias Answer = @Sendable (Result<Filled, PipelineError>) -> Void
  private typealias Outcome = Result<Artifact, PipelineError>

  private let context: SiteContext
  private let shelf: AssetShelf
  private let store: Store
  private let press: Press
  private let writer: StoreWriterThread
  private let errands: ErrandThreads
  private let flights = SingleFlight<Outcome>()

  package init(
    context: SiteContext, shelf: AssetShelf, store: Store, press: Press,
    writer: StoreWriterThread
  ) throws(PipelineError) {
    self.context = context
    self.shelf = shelf
    self.store = store
    self.press = press
    self.writer = writer
    errands = try ErrandThreads.start(threadCount: 4, queueMax: context.limits.renderQueueMax)
  }

  /// Ends the threads that fetch; what they have begun is done.
  package func stop() { errands.stop() }

  /// Fills `order`, whose plan is `plan` and whose picture the store has not, and calls `answer` once: on another thread, or at once
  /// when the queues are full.
  package func fill(_ order: Order, _ plan: CardPlanner.Plan, answer: @escaping Answer) {
    switch plan {
    case .ready(let card):
      // A picture that must be drawn is drawn from what its addresses hold today.
      let stale = shelf.staleAddresses(of: card.scene)
      if stale.isEmpty {
        fly(card, order, answer: answer)
      } else {
        fetch(stale, order, answer: answer)
      }
    case .needs(let addresses): fetch(addresses, order, answer: answer)
    }
  }

  // MARK: Rendering.

  private func fly(_ card: PlannedCard, _ order: Order, answer: @escaping Answer) {
    precondition(card.outputs.count == 1, "an order has one format")
    let output = card.outputs[0]
    let leads = flights.join(output.key.digest) { [self] outcome in
      settle(outcome, output.key, order, answer)
    }
    guard leads else { return }
    let job = Press.Job(
      card: card, deadline: .now().adding(milliseconds: context.limits.renderMilliseconds)
    ) { [self] result in
      land(result, output.key, order, answer)
    }
    if !press.tryPush(job) { fail(.busy, output.key.digest, answer) }
  }

  /// The end of a flight that this order led; on a render thread.
  private func land(
    _ result: Result<RenderedCard, PipelineError>, _ key: RenderKey, _ order: Order,
    _ answer: @escaping Answer
  ) {
    switch result {
    case .failure(let error): fail(error, key.digest, answer)
    case .success(let rendered):
      guard let picture = rendered.pictures.first?.picture else {
        preconditionFailure("a job has an output")
      }
      var changes: [StoreChange] = [
        .object(picture), .card(key, CardEntry(picture, origin: order.origin)),
      ]
      if let charge = order.charge {
        changes.append(.usage(keyID: charge.keyID, charge.month, count: 1))
      }
      let filled = Filled(picture: picture, isFresh: true)
      if order.origin == .missed {
        writer.put(changes) { [flights] _ in flights.close(key.digest) }
        flights.announce(key.digest, .success(picture))
        answer(.success(filled))
      } else {
        writer.put(changes) { [flights] error in
          let outcome: Outcome = error.map { .failure(.store($0)) } ?? .success(picture)
          flights.announce(key.digest, outcome)
          flights.close(key.digest)
          answer(outcome.map { _ in filled })
        }
      }
    }
  }

  private func fail(_ error: PipelineError, _ flight: Digest, _ answer: Answer) {
    flights.announce(flight, .failure(error))
    flights.close(flight)
    answer(.failure(error))
  }

  /// The answer to an order that joined another's flight.
  private func settle(
    _ outcome: Outcome, _ key: RenderKey, _ order: Order, _ answer: @escaping Answer
  ) {
    switch outcome {
    case .failure(let error): answer(.failure(error))
    case .success(let picture):
      let filled = Filled(picture: picture, isFresh: false)
      guard order.origin != .missed else {
        answer(.success(filled))
        return
      }
      // The leader may have been a stranger, whose picture may go again: this one is promised.
      // The same picture was handed to the writer before it was announced.
      writer.put([.card(key, CardEntry(picture, origin: order.origin))]) { error in
        answer(error.map { .failure(.store($0)) } ?? .success(filled))
      }
    }
  }

  // MARK: Fetching.

  private func fetch(_ addresses: [AssetAddress], _ order: Order, answer: @escaping Answer) {
    let flight = order.flight
    let leads = flights.join(flight) { outcome in
      switch outcome {
      case .failure(let error): answer(.failure(error))
      case .success(let picture):
        // Equal orders have equal origins: what the leader was promised holds for all of them.
        answer(.success(Filled(picture: picture, isFresh: false)))
      }
    }
    guard leads else { return }
    let isQueued = errands.tryPush { [self] in
      do throws(PipelineError) {
        let plan = try bring(addresses, order)
        fill(order, plan) { [flights] result in
          flights.announce(flight, result.map(\.picture))
          flights.close(flight)
          answer(result)
        }
      } catch {
        fail(error, flight, answer)
      }
    }
    if !isQueued { fail(.busy, flight, answer) }
  }

  /// Fetches what the order needs, commits it, and plans again.
  private func bring(_ addresses: [AssetAddress], _ order: Order) throws(PipelineError)
    -> CardPlanner.Plan
  {
    let reader: StoreReader
    do throws(StoreError) { reader = try store.reader() } catch { throw .store(error) }
    var fetching = try AssetFetching.open(
      shelf, ttlSeconds: context.folder.configuration.assetTTLSeconds)
    for fetched in try fetching.fetch(addresses, policy: order.policy, reader) {
      try writer.putAndWait([.asset(fetched.lock, bytes: fetched.bytes)])
      shelf.remember(fetched.lock)
    }
    let planner = CardPlanner(context: context, shelf: shelf)
    return try planner.plan(order.template, order.request, [order.settings], reader)
  }
}

extension Order {
  /// Names equal orders before their keys can be known: those whose remote pictures are not there
  /// yet.
  var flight: Digest {
    var hasher = Digest.Hasher()
    hasher.update(Array("placard.order\0".utf8))
    hasher.update(template.revision.digest)
    hasher.update([
      settings.format.rawValue, settings.effort.rawValue, UInt8(clamping: settings.quality),
      origin.rawValue,
    ])
    for part in [request.layers, request.variables] {
      let text = part.map { JSONWriter.text(of: $0) } ?? ""
      hasher.update(Array("\(text.utf8.count) ".utf8))
      hasher.update(Array(text.utf8))
    }
    hasher.update(Array("\(request.scale) \(request.size.map { "\($0)" } ?? "")".utf8))
    return hasher.finish()
  }
}
