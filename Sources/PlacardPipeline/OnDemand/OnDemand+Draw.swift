package import PlacardCore
internal import PlacardFetch
package import PlacardStore
internal import PlacardSystem

/// A small picture of a card.
package struct Thumbnail: Sendable {
  /// Of the card at full size: two thumbnails of one width and key are one picture.
  package var key: RenderKey
  /// Nil where its caller has it.
  package var picture: Artifact?
}

/// Cards drawn or looked at for their caller alone: nothing is kept of them but the remote pictures
/// that they show, nobody joins and nobody is charged. Each calls `answer` once: on another thread, or
/// at once when too much waits.
extension OnDemand {
  /// Draws `order`. The pixels are those that a card would have; a PNG's bytes need not be.
  package func draw(_ order: Order, answer: @escaping Answer) {
    prepare(order, fail: { answer(.failure($0)) }) { card in
      card.isFleeting = true
      return .render { result in answer(result.flatMap(Self.filled)) }
    }
  }

  /// Looks at `order`'s card and at its invisible layers, and draws no picture. Its settings matter
  /// nothing.
  package func survey(
    _ order: Order, answer: @escaping @Sendable (Result<CardSurvey, PipelineError>) -> Void
  ) {
    let lint = context.folder.configuration.lint
    prepare(order, outlinesInvisible: true, fail: { answer(.failure($0)) }) { _ in
      .survey(lint, answer)
    }
  }

  /// Draws `order`'s card `width` device pixels wide, or as wide as its canvas where that is less. It is
  /// laid out on its canvas and drawn smaller, at least a pixel high. Its settings must be PNG's.
  ///
  /// - Parameter isKnown: whether the caller has the picture; then it is not drawn.
  package func thumbnail(
    _ order: Order, width: Int, isKnown: @escaping @Sendable (RenderKey) -> Bool,
    answer: @escaping @Sendable (Result<Thumbnail, PipelineError>) -> Void
  ) {
    prepare(order, fail: { answer(.failure($0)) }) { card in
      let key = card.outputs[0].key
      if isKnown(key) {
        answer(.success(Thumbnail(key: key, picture: nil)))
        return nil
      }
      let size = card.scene.size
      card.scene.scale = min(1, max(Double(width) / Double(size.width), 1 / Double(size.height)))
      card.isFleeting = true
      return .render { result in
        answer(result.map { Thumbnail(key: key, picture: $0.pictures[0].picture) })
      }
    }
  }

  private static func filled(_ card: RenderedCard) -> Result<Filled, PipelineError> {
    guard let made = card.pictures.first else { preconditionFailure("a job has an output") }
    return .success(Filled(picture: made.picture, isFresh: true))
  }

  /// Plans `order` on a thread for errands and has a render thread do the `work` that is wanted of the
  /// card, if any is.
  private func prepare(
    _ order: Order, outlinesInvisible: Bool = false,
    fail: @escaping @Sendable (PipelineError) -> Void,
    work: @escaping @Sendable (inout PlannedCard) -> Press.Job.Work?
  ) {
    let errand = ErrandThreads.Errand(
      run: { [self] in
        do throws(PipelineError) {
          var card = try plan(order, outlinesInvisible)
          let deadline = MonotonicInstant.now().adding(
            milliseconds: context.limits.renderMilliseconds)
          guard let wanted = work(&card) else { return }
          if !press.tryPush(Press.Job(card: card, deadline: deadline, wanted)) { fail(.busy) }
        } catch {
          fail(placed(error, in: order))
        }
      },
      refuse: { fail(.interrupted) })
    if !errands.tryPush(errand) { fail(.busy) }
  }

  /// The plan of `order`, with the remote pictures that it needs fetched.
  private func plan(
    _ order: Order, _ outlinesInvisible: Bool
  ) throws(PipelineError) -> PlannedCard {
    let reader: StoreReader
    do throws(StoreError) { reader = try store.reader() } catch { throw .store(error) }
    let planner = CardPlanner(context: context, shelf: shelf)
    func plan() throws(PipelineError) -> CardPlanner.Plan {
      try planner.plan(
        order.template, order.request, [order.settings], outlinesInvisible: outlinesInvisible,
        reader)
    }
    let needed: [AssetAddress]
    switch try plan() {
    case .ready(let card):
      needed = shelf.staleAddresses(of: card.scene)
      if needed.isEmpty { return card }
    case .needs(let addresses): needed = addresses
    }
    try bring(needed, order.policy, reader)
    guard case .ready(let card) = try plan() else {
      throw .input(InputError(.missingAsset, message: "a picture of the card did not come"))
    }
    return card
  }
}
