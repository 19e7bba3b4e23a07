internal import PlacardSystem
internal import Synchronization

/// Threads that are started one by one and joined together.
final class ThreadGroup: Sendable {
  private struct Threads: ~Copyable {
    var first: Link?
  }

  /// Arrays do not hold values with one owner, a list does.
  private final class Link {
    var thread: OwnedThread?
    var next: Link?

    init(_ thread: consuming OwnedThread, _ next: Link?) {
      self.thread = consume thread
      self.next = next
    }
  }

  private let threads = Mutex(Threads())

  func start(
    name: String, niceness: Int, stackBytes: Int, _ body: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    let thread = try OwnedThread.start(
      name: name, niceness: niceness, stackBytes: stackBytes, body)
    threads.withLock { $0.first = Link(thread, $0.first) }
  }

  /// Joins every thread; a second call finds none.
  func join() {
    var link = threads.withLock { $0.first.take() }
    while let current = link {
      current.thread.take()?.join()
      link = current.next
    }
  }
}
