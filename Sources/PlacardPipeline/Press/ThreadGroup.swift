internal import PlacardSystem
internal import Synchronization

/// Threads that are started one by one and joined together.
final class ThreadGroup: Sendable {
  /// Arrays do not hold values with one owner; they hold boxes of them.
  private final class Box: Sendable {
    private let thread: Mutex<OwnedThread?>

    init(_ thread: consuming sending OwnedThread) { self.thread = Mutex(thread) }

    func join() { thread.withLock { $0.take() }?.join() }
  }

  private let boxes = Mutex<[Box]>([])

  func start(
    name: String, niceness: Int, stackBytes: Int, _ body: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    let thread = try OwnedThread.start(
      name: name, niceness: niceness, stackBytes: stackBytes, body)
    let box = Box(thread)
    boxes.withLock { $0.append(box) }
  }

  /// Joins every thread; a second call finds none.
  func join() {
    let all = boxes.withLock { boxes in
      defer { boxes = [] }
      return boxes
    }
    for box in all { box.join() }
  }
}
