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

  private enum Flight {
    case underWay([Waiter])
    case announced(Outcome)
  }

  private let flights = Mutex<[Digest: Flight]>([:])

  package init() {}

  /// How many keys are under way or announced.
  package var count: Int { flights.withLock { $0.count } }

  /// Joins the flight of `key` if there is one: `waiter` is called once with the result, on the
  /// leader's thread or at once on this one, and the answer is false. True makes the caller the
  /// leader, who owes `announce` and `close`; `waiter` is not kept then.
  package func join(_ key: Digest, _ waiter: @escaping Waiter) -> Bool {
    var known: Outcome?
    let leads = flights.withLock { flights in
      switch flights[key] {
      case nil:
        flights[key] = .underWay([])
        return true
      case .underWay(let waiters):
        flights[key] = .underWay(waiters + [waiter])
        return false
      case .announced(let outcome):
        known = outcome
        return false
      }
    }
    if let known { waiter(known) }
    return leads
  }

  /// Tells those who joined. Only the leader of `key` may call, and once.
  package func announce(_ key: Digest, _ outcome: Outcome) {
    let waiters = flights.withLock { flights -> [Waiter] in
      guard case .underWay(let waiters) = flights[key] else {
        preconditionFailure("only a leader announces, and once")
      }
      flights[key] = .announced(outcome)
      return waiters
    }
    for waiter in waiters { waiter(outcome) }
  }

  /// Ends the flight of `key`: the next to ask leads a new one.
  package func close(_ key: Digest) {
    let flight = flights.withLock { $0.removeValue(forKey: key) }
    guard case .announced = flight else {
      preconditionFailure("a flight is announced before it is closed")
    }
  }
}
