package import PlacardCore
package import PlacardFetch
internal import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// The threads that wait for the network: they bring a card's remote pictures into the store and
/// then take the card themselves. A thread that renders never waits for a host.
final class FetchStage: Sendable {
  private struct Errand: Sendable {
    var card: ManifestCard
    var addresses: [AssetAddress]
  }

  private typealias Asked = Result<Void, PipelineError>

  private static let threadCount = 4

  private let run: BuildRun
  private let queue = BoundedQueue<Errand>(capacity: 64)
  private let threads = ThreadGroup()
  private let isStarted = Mutex(false)
  /// Never closed: a build asks for an address once, and what came of it holds for all its cards.
  private let flights = SingleFlight<Asked>()

  init(_ run: BuildRun) { self.run = run }

  /// Queues a card, waiting for room. The threads start with the first.
  func push(_ card: ManifestCard, _ addresses: [AssetAddress]) throws(PipelineError) {
    let isFirst = isStarted.withLock { isStarted in
      defer { isStarted = true }
      return !isStarted
    }
    if isFirst { try start() }
    _ = queue.push(Errand(card: card, addresses: addresses))
  }

  /// Does what waits, and joins the threads.
  func stop() {
    queue.close()
    threads.join()
  }

  private func start() throws(PipelineError) {
    for index in 0..<Self.threadCount {
      do throws(SystemError) {
        try threads.start(name: "fetch \(index)", niceness: 0, stackBytes: 1 << 20) { [self] in
          work()
        }
      } catch {
        throw .system(error)
      }
    }
  }

  private func work() {
    do throws(PipelineError) {
      let reader: StoreReader
      do throws(StoreError) { reader = try run.store.reader() } catch { throw .store(error) }
      let intake = try CardIntake(run)
      var fetching = try AssetFetching.open(
        run.shelf, ttlSeconds: run.context.folder.configuration.assetTTLSeconds)
      intake.rest()
      while let errand = queue.pop() {
        if !run.mustEnd { try take(errand, intake, &fetching, reader) }
        intake.rest()
      }
    } catch {
      run.break(error)
      while queue.pop() != nil {}
    }
  }

  private func take(
    _ errand: Errand, _ intake: CardIntake, _ fetching: inout AssetFetching,
    _ reader: StoreReader
  ) throws(PipelineError) {
    for address in errand.addresses {
      do throws(PipelineError) {
        try bring(address, &fetching, reader)
      } catch {
        if case .store = error { throw error }
        intake.fail(errand.card, error.at(address, of: errand.card))
        return
      }
    }
    // A build that believes no lock has each address asked once, those too that only show once the
    // first have come.
    let isFetched = run.shelf.trust != .never
    guard case .needs(let more) = try intake.take(errand.card, isFetched: isFetched) else { return }
    precondition(!isFetched, "what was fetched is on the shelf")
    try take(Errand(card: errand.card, addresses: more), intake, &fetching, reader)
  }

  /// Has `address` asked for, by this thread or by the one that has begun to.
  private func bring(
    _ address: AssetAddress, _ fetching: inout AssetFetching, _ reader: StoreReader
  ) throws(PipelineError) {
    guard case .remote(let url) = address else { return }
    let flight = Digest(of: url)
    let answers = BoundedQueue<Asked>(capacity: 1)
    if flights.join(flight, { _ = answers.push($0) }) {
      let asked: Asked
      do throws(PipelineError) {
        asked = .success(try ask(address, &fetching, reader))
      } catch {
        asked = .failure(error)
      }
      flights.announce(flight, asked)
      try asked.get()
    } else if let asked = answers.pop() {
      try asked.get()
    }
  }

  private func ask(
    _ address: AssetAddress, _ fetching: inout AssetFetching, _ reader: StoreReader
  ) throws(PipelineError) {
    let policy = FetchPolicy.forOperator(run.context.folder.configuration)
    for fetched in try fetching.fetch([address], policy: policy, reader) {
      // Committed before the card is taken: the render threads read the bytes from the store.
      try run.writer.putAndWait([.asset(fetched.lock, bytes: fetched.bytes)])
      run.shelf.remember(fetched.lock)
    }
    if case .remote(let url) = address { run.shelf.noteAsked(url) }
  }
}

extension FetchPolicy {
  /// What builds and holders of a key may fetch: any public host, unless the site lists hosts.
  package static func forOperator(_ configuration: SiteConfiguration) -> FetchPolicy {
    FetchPolicy(
      hosts: configuration.allowedHosts.isEmpty
        ? .anyPublic : .listed(configuration.allowedHosts),
      limits: configuration.limits)
  }

  /// What strangers may make us fetch: the listed hosts alone.
  package static func forStrangers(_ configuration: SiteConfiguration) -> FetchPolicy {
    FetchPolicy(hosts: .listed(configuration.allowedHosts), limits: configuration.limits)
  }
}

extension PipelineError {
  /// The trouble with `address` as the card's own, at the layer that names it where the card does.
  func at(_ address: AssetAddress, of card: ManifestCard) -> InputError {
    var error = asInput
    guard error.path.isEmpty, case .remote(let url) = address,
      case .object(let layers) = card.layers.value
    else { return error }
    for layer in layers {
      for name in ["image_url", "imageUrl"] {
        guard case .string(url)? = layer.value[name]?.value else { continue }
        error.path = JSONPath.member(name, of: JSONPath.member(layer.key, of: "layers"))
      }
    }
    return error
  }
}
