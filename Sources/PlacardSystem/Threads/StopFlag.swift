internal import Synchronization

/// A wish to end that any thread may utter and every thread can see.
package final class StopFlag: Sendable {
  private let raised = Atomic<Bool>(false)

  package init() {}

  package var isRaised: Bool { raised.load(ordering: .acquiring) }

  /// Utters the wish; it stays, and what was written before is seen by whoever sees it.
  package func raise() {
    raised.store(true, ordering: .releasing)
  }
}
