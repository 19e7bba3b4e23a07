internal import Synchronization

/// What the loops of a server share: limits, how to word a refusal, counts.
final class LoopShared: Sendable {
  let limits: HTTPLimits
  let heldBytesMaxPerLoop: Int
  let refusalResponse: @Sendable (HTTPRefusal) -> OwnedResponse
  let counters: [AccessCounters]
  private let open = Atomic<Int>(0)

  init(
    limits: HTTPLimits, loopCount: Int, labelCount: Int,
    refusalResponse: @escaping @Sendable (HTTPRefusal) -> OwnedResponse
  ) {
    self.limits = limits
    heldBytesMaxPerLoop = limits.heldBytesMax / loopCount
    self.refusalResponse = refusalResponse
    counters = (0..<loopCount).map { _ in AccessCounters(labelCount: labelCount) }
  }

  /// Counts a connection in, unless there are as many as may be.
  func connectionBegins() -> Bool {
    let count = open.wrappingAdd(1, ordering: .relaxed).newValue
    if count <= limits.connectionsMax { return true }
    connectionEnded()
    return false
  }

  func connectionEnded() {
    open.wrappingSubtract(1, ordering: .relaxed)
  }
}
