internal import Synchronization

/// What a server has done so far; every number only grows, but for `connectionsOpen`.
package struct AccessTotals: Sendable, Hashable {
  package var requests = 0
  /// Answers of status 200–299, 300–399, 400–499, 500–599.
  package var answered2xx = 0
  package var answered3xx = 0
  package var answered4xx = 0
  package var answered5xx = 0
  /// Heads and bodies taken by sockets.
  package var bytesSent = 0
  package var connectionsAccepted = 0
  package var connectionsRefused = 0
  package var connectionsOpen = 0

  package init() {}

  mutating func count(answer status: Int) {
    switch status {
    case 200..<300: answered2xx &+= 1
    case 300..<400: answered3xx &+= 1
    case 400..<500: answered4xx &+= 1
    default: answered5xx &+= 1
    }
  }
}

/// One loop's totals, written by that loop at the end of each turn and read by anybody.
final class AccessCounters: Sendable {
  private let requests = Atomic<Int>(0)
  private let answered2xx = Atomic<Int>(0)
  private let answered3xx = Atomic<Int>(0)
  private let answered4xx = Atomic<Int>(0)
  private let answered5xx = Atomic<Int>(0)
  private let bytesSent = Atomic<Int>(0)
  private let accepted = Atomic<Int>(0)
  private let refused = Atomic<Int>(0)
  private let open = Atomic<Int>(0)
  let labels: LabelCounters

  init(labelCount: Int) { labels = LabelCounters(labelCount: labelCount) }

  /// Plain stores suffice, since there is one writer.
  func publish(_ totals: AccessTotals) {
    requests.store(totals.requests, ordering: .relaxed)
    answered2xx.store(totals.answered2xx, ordering: .relaxed)
    answered3xx.store(totals.answered3xx, ordering: .relaxed)
    answered4xx.store(totals.answered4xx, ordering: .relaxed)
    answered5xx.store(totals.answered5xx, ordering: .relaxed)
    bytesSent.store(totals.bytesSent, ordering: .relaxed)
    accepted.store(totals.connectionsAccepted, ordering: .relaxed)
    refused.store(totals.connectionsRefused, ordering: .relaxed)
    open.store(totals.connectionsOpen, ordering: .relaxed)
  }

  func add(to totals: inout AccessTotals) {
    totals.requests += requests.load(ordering: .relaxed)
    totals.answered2xx += answered2xx.load(ordering: .relaxed)
    totals.answered3xx += answered3xx.load(ordering: .relaxed)
    totals.answered4xx += answered4xx.load(ordering: .relaxed)
    totals.answered5xx += answered5xx.load(ordering: .relaxed)
    totals.bytesSent += bytesSent.load(ordering: .relaxed)
    totals.connectionsAccepted += accepted.load(ordering: .relaxed)
    totals.connectionsRefused += refused.load(ordering: .relaxed)
    totals.connectionsOpen += open.load(ordering: .relaxed)
  }
}

/// Reads the totals of a server's loops, from any thread.
package struct AccessReader: Sendable {
  let counters: [AccessCounters]

  /// The sum over all loops, as of the end of each one's last turn.
  package func totals() -> AccessTotals {
    var totals = AccessTotals()
    for counter in counters { counter.add(to: &totals) }
    return totals
  }

  /// The sum over all loops of what has `label`, which is below `HTTPConfiguration.labelCount`.
  package func totals(label: UInt8) -> LabelTotals {
    var totals = LabelTotals()
    for counter in counters { counter.labels.add(Int(label), to: &totals) }
    return totals
  }
}
