internal import PlacardSystem
internal import Synchronization

/// How the server itself fares.
final class ServiceState: Sendable {
  let startedAt = MonotonicInstant.now()
  let startedUnixSeconds = WallClock.unixSeconds()
  private let stopping = Atomic<Bool>(false)
  private let hasTemplates = Atomic<Bool>(true)

  /// Whether the server has been told to end.
  var isStopping: Bool {
    get { stopping.load(ordering: .relaxed) }
    set { stopping.store(newValue, ordering: .relaxed) }
  }

  /// Whether the last import of the site's templates came to its end; a file that was refused by
  /// itself counts for nothing, the store has its former self.
  var templatesAreImported: Bool {
    get { hasTemplates.load(ordering: .relaxed) }
    set { hasTemplates.store(newValue, ordering: .relaxed) }
  }
}
