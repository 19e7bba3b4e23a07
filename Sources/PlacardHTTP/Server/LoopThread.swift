internal import PlacardSystem
internal import Synchronization

/// A thread in an array, where a noncopyable value cannot be.
final class LoopThread {
  private var thread: OwnedThread?

  init(_ thread: consuming OwnedThread) {
    self.thread = consume thread
  }

  func join() {
    if let thread = thread.take() { thread.join() }
  }
}

/// A poller on its way to the thread that will own it.
final class PollerBox: Sendable {
  private let poller: Mutex<Poller?>

  init(_ poller: consuming sending Poller) {
    self.poller = Mutex(poller)
  }

  func add(_ descriptor: Int32, _ events: Poller.Events, tag: UInt64) throws(SystemError) {
    try poller.withLock { poller throws(SystemError) in
      try poller?.add(descriptor, events, tag: tag)
    }
  }

  func take() -> Poller {
    let taken = poller.withLock { $0.take() }
    guard let taken else { preconditionFailure("a poller is taken once") }
    return taken
  }
}
