package import PlacardCore
internal import Synchronization

/// One render for equal requests: the first to ask for a key leads and makes the picture; who asks
/// while it is under way is told the leader's result.
///
/// A flight has two ends. `announce` tells everybody the result; until `close`, which follows when
/// every reader of the store can see it, whoever asks is told at once. So nobody renders again in
/// between.
package final class SingleFlight<Outcome: Sendable>: Sendable {
  package typealias Waiter = @Sendable (Outcome) -> Void

  private struct Flight {
    /// nil while it is under way.
    var outcome: Outcome?
    var waiters: [Waiter] = []
    /// The store's news came before the leader's own.
    var isClosed = false
  }

  private let flights = Mutex<[Digest: Flight]>([:])

  package init() {}

  /// How many keys are under way or announced.
  package var count: Int { flights.withLock { $0.count } }

  /// Whether somebody has joined the flight of `key`, which is under way.
  package func isShared(_ key: Digest) -> Bool {
    flights.withLock { $0[key]?.waiters.isEmpty == false }
  }

  /// Joins the flight of `key` if there is one: `waiter` is called once with the result, on the
  /// leader's thread or at once on this one, and the answer is false. True makes the caller the
  /// leader, who owes `announce` and `close`; `waiter` is not kept then.
  ///
  /// - Parameter settled: asked when there is no flight, while nobody can begin one; an outcome that
  ///   it knows is told, and there is none.
  package func join(
    _ key: Digest, settled: () -> Outcome? = { nil }, _ waiter: @escaping Waiter
  ) -> Bool {
    var known: Outcome?
    let leads = flights.withLock { flights in
      guard let outcome = flights[key].map(\.outcome) else {
        known = settled()
        if known == nil { flights[key] = Flight() }
        return known == nil
      }
      known = outcome
      // In place: a thousand may wait for one picture.
      if outcome == nil { flights[key]?.waiters.append(waiter) }
      return false
    }
    if let known { waiter(known) }
    return leads
  }

  /// Tells those who joined. Only the leader of `key` may call, and once.
  package func announce(_ key: Digest, _ outcome: Outcome) {
    let waiters = flights.withLock { flights -> [Waiter] in
      guard let flight = flights[key], flight.outcome == nil else {
        preconditionFailure("only a leader announces, and once")
      }
      flights[key] = flight.isClosed ? nil : Flight(outcome: outcome)
      return flight.waiters
    }
    for waiter in waiters { waiter(outcome) }
  }

  /// Ends the flight of `key`: the next to ask leads a new one. The writer's thread may be here
  /// before the leader has announced; then the flight ends with the announcement.
  package func close(_ key: Digest) {
    flights.withLock { flights in
      guard let flight = flights[key], !flight.isClosed else {
        preconditionFailure("a flight is closed once")
      }
      if flight.outcome == nil {
        flights[key]?.isClosed = true
      } else {
        flights[key] = nil
      }
    }
  }
}
