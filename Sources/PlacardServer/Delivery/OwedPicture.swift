internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import Synchronization

/// An answer that is owed with a picture while that is rendered: by the picture, by the template's
/// default picture past the deadline or where the server refuses, or by an error. Given once.
final class OwedPicture: Sendable {
  private struct State {
    var isGiven = false
    var standIn = StandIn.none
    /// Why the picture does not come, while a stand-in may.
    var refusal: Problem?
  }

  /// The template's default picture.
  private enum StandIn {
    /// There is none, or it could not be rendered.
    case none
    case awaited
    case ready(Artifact)
  }

  private enum Verdict {
    case nothing
    case standIn(Artifact)
    case problem(Problem)
  }

  private let ticket: ReplyTicket
  private let port: ReplyPort<Never>
  private let kind: PictureAnswer
  private let conditions: PictureConditions
  private let state: Mutex<State>

  /// - Parameter awaitsStandIn: whether `standIn` will be called.
  init(
    _ ticket: ReplyTicket, _ port: ReplyPort<Never>, _ kind: PictureAnswer,
    _ conditions: PictureConditions, awaitsStandIn: Bool
  ) {
    self.ticket = ticket
    self.port = port
    self.kind = kind
    self.conditions = conditions
    state = Mutex(State(standIn: awaitsStandIn ? .awaited : .none))
  }

  var isGiven: Bool { state.withLock { $0.isGiven } }

  /// The picture came, or does not.
  func settle(_ result: Result<Filled, PipelineError>) {
    switch result {
    case .success(let filled):
      let isFirst = state.withLock { state in
        defer { state = State(isGiven: true) }
        return !state.isGiven
      }
      guard isFirst else { return }
      let outcome: CacheOutcome = filled.isFresh ? .miss : .joined
      port.complete(ticket, Heads.response(filled.picture, kind, outcome, conditions))
    case .failure(let error):
      let problem = Problem(error).logged
      // A mistake in the request is told; the server's own trouble and its limits need not be.
      let isOfRequest = problem.status < 500 && problem.code != .tooManyMisses
      if isOfRequest { give(.problem(problem)) } else { refuse(problem) }
    }
  }

  /// The picture does not come, for a reason that is not in the request.
  func refuse(_ problem: Problem) {
    decide { state in
      switch state.standIn {
      case .none: return .problem(problem)
      case .ready(let picture): return .standIn(picture)
      case .awaited:
        state.refusal = problem
        return .nothing
      }
    }
  }

  /// The default picture came, or does not.
  func standIn(_ picture: Artifact?) {
    decide { state in
      state.standIn = picture.map { .ready($0) } ?? .none
      guard let refusal = state.refusal else { return .nothing }
      return picture.map { .standIn($0) } ?? .problem(refusal)
    }
  }

  /// The deadline has passed. A default picture that is still being rendered is waited for: it or the
  /// picture itself, whichever is first, is better than an error.
  func expire() {
    decide { state in
      switch state.standIn {
      case .ready(let picture): return .standIn(picture)
      case .none: return .problem(state.refusal ?? Problem(.late))
      case .awaited:
        if state.refusal == nil { state.refusal = Problem(.late) }
        return .nothing
      }
    }
  }

  /// What `choose` decides is given, if nothing has been.
  private func decide(_ choose: (inout State) -> Verdict) {
    let verdict = state.withLock { state -> Verdict in
      if state.isGiven { return .nothing }
      let verdict = choose(&state)
      if case .nothing = verdict { return .nothing }
      state = State(isGiven: true)
      return verdict
    }
    send(verdict)
  }

  private func give(_ verdict: Verdict) { decide { _ in verdict } }

  private func send(_ verdict: Verdict) {
    switch verdict {
    case .nothing: break
    case .standIn(let picture):
      port.complete(
        ticket,
        Heads.response(picture, kind.forStandIn, .fallback, conditions))
    case .problem(let problem): port.complete(ticket, problem.of(kind).response)
    }
  }
}
