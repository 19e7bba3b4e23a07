internal import PlacardCore
internal import PlacardFetch
internal import PlacardStore
internal import PlacardSystem

/// Pictures for their caller alone.
extension OnDemand {
  /// Draws `order` and keeps nothing but the remote pictures that it shows; nobody joins and nobody is
  /// charged. Calls `answer` once: on another thread, or at once when too much waits.
  package func draw(_ order: Order, answer: @escaping Answer) {
    let errand = ErrandThreads.Errand(
      run: { [self] in
        do throws(PipelineError) {
          let card = try prepare(order)
          let deadline = MonotonicInstant.now().adding(
            milliseconds: context.limits.renderMilliseconds)
          let job = Press.Job(card: card, deadline: deadline) { result in
            answer(result.flatMap(Self.filled))
          }
          if !press.tryPush(job) { answer(.failure(.busy)) }
        } catch {
          answer(.failure(placed(error, in: order)))
        }
      },
      refuse: { answer(.failure(.interrupted)) })
    if !errands.tryPush(errand) { answer(.failure(.busy)) }
  }

  private static func filled(_ card: RenderedCard) -> Result<Filled, PipelineError> {
    guard let made = card.pictures.first else { preconditionFailure("a job has an output") }
    return .success(Filled(picture: made.picture, isFresh: true))
  }

  /// The plan of `order`, with the remote pictures that it needs fetched.
  private func prepare(_ order: Order) throws(PipelineError) -> PlannedCard {
    let reader: StoreReader
    do throws(StoreError) { reader = try store.reader() } catch { throw .store(error) }
    let planner = CardPlanner(context: context, shelf: shelf)
    let needed: [AssetAddress]
    switch try planner.plan(order.template, order.request, [order.settings], reader) {
    case .ready(let card):
      needed = shelf.staleAddresses(of: card.scene)
      if needed.isEmpty { return card }
    case .needs(let addresses): needed = addresses
    }
    try bring(needed, order.policy, reader)
    let plan = try planner.plan(order.template, order.request, [order.settings], reader)
    guard case .ready(let card) = plan else {
      throw .input(InputError(.missingAsset, message: "a picture of the card did not come"))
    }
    return card
  }
}
