internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// A picture that `/api/render` is asked for and the store has not.
struct Miss {
  var template: Template
  var card: CardRequest
  var settings: EncodeSettings
  var plan: CardPlanner.Plan
  var kind: PictureAnswer
  var isSigned: Bool
}

extension EdgeHandler {
  /// Renders what is missing, for whom the template's `onMiss` and the limit of misses allow it.
  func answerMiss(
    _ miss: Miss, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    let conditions = PictureConditions(request)
    if !miss.isSigned, let problem = refusal(of: miss) {
      // The turn's snapshot may be older than the last flight of this picture, which is over.
      if let picture = newest(miss.plan) {
        return reply.send(
          Heads.response(picture, miss.kind, .hit, conditions))
      }
      guard let standIn = standIn(for: miss, isRefused: true) else {
        return refuse(problem.of(miss.kind), &reply)
      }
      let owed = OwedPicture(
        reply.later(), port, miss.kind, conditions, awaitsStandIn: true)
      owed.refuse(problem)
      bring(standIn, owed)
      return limit(owed)
    }
    let standIn = standIn(for: miss, isRefused: false)
    var order = order(for: miss)
    // A default picture that has none to stand in for it is rendered whoever asks: it is one.
    if !miss.isSigned, !(standIn == nil && miss.template.head.fallback == .default) {
      let client = ClientAddress.of(request, trusted: edge.configuration.trustedProxies)
      let limiter = edge.missLimiter
      let now = request.now
      order.admission = {
        limiter.refusal(of: client, now: now).map { .tooManyMisses(seconds: $0) }
      }
    }
    let owed = OwedPicture(
      reply.later(), port, miss.kind, conditions, awaitsStandIn: standIn != nil)
    // First of all, so that it is there when the time is over.
    if let standIn { bring(standIn, owed) }
    edge.onDemand.fill(order, miss.plan, spare) { owed.settle($0) }
    limit(owed)
  }

  /// A copy of the planned picture, if the store has come to have it since the turn's snapshot.
  private func newest(_ plan: CardPlanner.Plan) -> Artifact? {
    guard case .ready(let card) = plan else { return nil }
    let transaction = reader.transactionID
    return try? spare.withSnapshot { snapshot throws(StoreError) in
      guard snapshot.transactionID != transaction,
        let entry = try snapshot.card(card.outputs[0].key),
        let object = try snapshot.object(entry.contentHash)
      else { return nil }
      return Artifact(format: object.format, size: object.size, body: Array(object.body))
    }
  }

  private func order(for miss: Miss) -> Order {
    var order = Order(
      template: miss.template, request: miss.card, settings: miss.settings,
      origin: miss.isSigned ? .generated : .missed,
      policy: miss.isSigned
        ? .forOperator(edge.configuration) : .forStrangers(edge.configuration))
    order.mayBeginLate = true
    return order
  }

  /// Why a stranger does not have the picture rendered; nil when it is.
  private func refusal(of miss: Miss) -> Problem? {
    switch miss.template.head.onMiss {
    case .render: nil
    case .signed:
      Problem(
        .signatureRequired, "the picture is not stored, and only signed addresses have it rendered",
        path: SignedAddress.signatureName, hint: "placard sign makes one")
    case .never:
      Problem(.notStored, "the picture is not stored, and is not rendered when asked for")
    }
  }

  // MARK: The template's default picture.

  /// What stands in for a picture that does not come in time.
  private enum StandIn {
    case stored(Artifact)
    case wanted(Order, CardPlanner.Plan)
  }

  /// Nil where the template has no such fallback, where its default card cannot be drawn, and where
  /// that is the very picture that is being rendered.
  private func standIn(for miss: Miss, isRefused: Bool) -> StandIn? {
    guard miss.template.head.fallback == .default else { return nil }
    let template = miss.template
    let request = template.sampleRequest(size: template.definition.size, scale: 1)
    let settings = profile.settings(for: miss.settings.format)
    do throws(PipelineError) {
      let plan = try planner.plan(template, request, [settings], readMax: readMax, reader)
      if case .ready(let card) = plan {
        if let (object, _) = try stored(card) {
          return .stored(
            Artifact(format: object.format, size: object.size, body: Array(object.body)))
        }
        if case .ready(let own) = miss.plan, own.outputs == card.outputs, !isRefused {
          return nil
        }
      }
      var order = Order(
        template: template, request: request, settings: settings, origin: .generated,
        policy: .forOperator(edge.configuration))
      order.mayBeginLate = true
      return .wanted(order, plan)
    } catch {
      return nil
    }
  }

  /// Hands `standIn` to `owed`, rendering it where need be.
  private func bring(_ standIn: StandIn, _ owed: OwedPicture) {
    switch standIn {
    case .stored(let picture): owed.standIn(picture)
    case .wanted(let order, let plan):
      edge.onDemand.fill(order, plan, spare) { result in
        owed.standIn(try? result.get().picture)
      }
    }
  }

  /// Has `owed` answered past the deadline, if it is not by then. Where too many wait, the time of
  /// the connection's layer is the limit.
  private func limit(_ owed: OwedPicture) {
    if owed.isGiven { return }
    edge.deadlines.add(isMoot: { owed.isGiven }) { owed.expire() }
  }
}
