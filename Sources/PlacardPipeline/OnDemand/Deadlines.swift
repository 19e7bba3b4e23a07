internal import PlacardSystem

/// Calls what is due, one thread for all: every call comes the same time after it was added, so that
/// the first added is the first due.
package final class Deadlines: Sendable {
  /// What is to be called, unless it is moot by then.
  private struct Entry: Sendable {
    var due: MonotonicInstant
    var isMoot: @Sendable () -> Bool
    var call: @Sendable () -> Void
  }

  private let queue: BoundedQueue<Entry>
  /// Nothing is ever in it: the thread waits for its end, or for the time that is due.
  private let halt = BoundedQueue<Bool>(capacity: 1)
  private let threads = ThreadGroup()
  private let delayMilliseconds: Int

  /// Starts the thread; it ends with `stop`. At most `entriesMax` wait.
  package static func start(
    delayMilliseconds: Int, entriesMax: Int = 65_536
  ) throws(PipelineError) -> Deadlines {
    let deadlines = Deadlines(delayMilliseconds, entriesMax)
    do throws(SystemError) {
      try deadlines.threads.start(name: "deadlines", niceness: 0, stackBytes: 1 << 19) {
        deadlines.run()
      }
    } catch {
      throw .system(error)
    }
    return deadlines
  }

  private init(_ delayMilliseconds: Int, _ entriesMax: Int) {
    self.delayMilliseconds = delayMilliseconds
    queue = BoundedQueue(capacity: entriesMax)
  }

  /// Has `call` called on the thread after the delay, unless `isMoot` then. False, and it is never
  /// called, when too many wait or after `stop`.
  @discardableResult
  package func add(
    isMoot: @escaping @Sendable () -> Bool, _ call: @escaping @Sendable () -> Void
  ) -> Bool {
    queue.tryPush(
      Entry(
        due: .now().adding(milliseconds: delayMilliseconds), isMoot: isMoot, call: call))
  }

  /// Forgets what is not due yet and joins the thread.
  package func stop() {
    queue.close()
    halt.close()
    threads.join()
  }

  private func run() {
    while let entry = queue.pop() {
      if entry.isMoot() { continue }
      guard case .timedOut = halt.pop(until: entry.due) else { return }
      if !entry.isMoot() { entry.call() }
    }
  }
}
