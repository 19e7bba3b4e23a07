internal import PlacardCore
internal import PlacardFetch
internal import PlacardStore

/// Orders whose pictures must be fetched, or read from a disk, before their keys can be known.
extension OnDemand {
  func fetch(_ addresses: [AssetAddress], _ order: Order, answer: @escaping Answer) {
    let flight = order.flight
    let leads = fetches.join(flight, settled: { order.admission?().map { .failure($0) } }) {
      outcome in
      // Equal orders have equal origins: what the leader was promised holds for all of them.
      answer(outcome.map { Filled(picture: $0, isFresh: false) })
    }
    guard leads else { return }
    let admitted = order.admitted
    let end: Answer = { [fetches] result in
      fetches.announce(flight, result.map(\.picture))
      fetches.close(flight)
      answer(result)
    }
    guard order.origin != .missed || errands.waitingCount < strangersWaitingMax else {
      return end(.failure(.busy))
    }
    let errand = ErrandThreads.Errand(
      run: { [self] in
        do throws(PipelineError) {
          try bring(addresses, admitted, answer: end)
        } catch {
          end(.failure(placed(error, in: order)))
        }
      },
      refuse: { end(.failure(.interrupted)) })
    if !errands.tryPush(errand) { end(.failure(.busy)) }
  }

  /// Fetches what the order needs, commits it, plans again and flies.
  private func bring(
    _ addresses: [AssetAddress], _ order: Order, answer: @escaping Answer
  ) throws(PipelineError) {
    let reader: StoreReader
    do throws(StoreError) { reader = try store.reader() } catch { throw .store(error) }
    try bring(addresses, order.policy, reader)
    let planner = CardPlanner(context: context, shelf: shelf)
    let plan = try planner.plan(order.template, order.request, [order.settings], reader)
    guard case .ready(let card) = plan else {
      throw .input(InputError(.missingAsset, message: "a picture of the card did not come"))
    }
    // However old they are by now, its pictures were asked for in this flight: asking whether they
    // are stale could go on for ever.
    fly(card, order, reader, answer: answer)
  }

  /// Fetches what `addresses` hold and commits it.
  func bring(
    _ addresses: [AssetAddress], _ policy: FetchPolicy, _ reader: StoreReader
  ) throws(PipelineError) {
    var fetching = try AssetFetching.open(
      shelf, ttlSeconds: context.folder.configuration.assetTTLSeconds)
    for fetched in try fetching.fetch(addresses, policy: policy, reader) {
      try writer.putAndWait([.asset(fetched.lock, bytes: fetched.bytes)])
      shelf.remember(fetched.lock)
    }
  }

  /// The same error with the place of the address that did not come.
  func placed(_ error: PipelineError, in order: Order) -> PipelineError {
    guard case .notFetched(let failure) = error else { return error }
    let card = try? order.template.resolve(
      order.request, site: context.defaults, limits: context.limits)
    var name: String?
    card?.scene.walk { layer in
      guard case .image(let image) = layer.content, image.address == .remote(failure.address)
      else { return }
      name = name ?? layer.name
    }
    return name.map { error.of(pictureOf: $0, order.request) } ?? error
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
      origin.rawValue, mayBeginLate ? 1 : 0,
    ])
    // A key that may have no more must not answer for another one that may.
    hasher.update(Array("\(charge?.keyID ?? "")\0".utf8))
    for part in [request.layers, request.variables] {
      let text = part.map { JSONWriter.text(of: $0) } ?? ""
      hasher.update(Array("\(text.utf8.count) ".utf8))
      hasher.update(Array(text.utf8))
    }
    hasher.update(Array("\(request.scale) \(request.width ?? 0) \(request.height ?? 0)".utf8))
    return hasher.finish()
  }
}
