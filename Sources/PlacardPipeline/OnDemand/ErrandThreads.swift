internal import PlacardSystem

/// Threads for work that waits on the network, a disk or the writer, and the bounded queue before
/// them.
package final class ErrandThreads: Sendable {
  /// A piece of work: one of the two is called, once, on one of the threads.
  package struct Errand: Sendable {
    var run: @Sendable () -> Void
    /// In place of `run` when the threads are stopped first.
    var refuse: @Sendable () -> Void

    package init(run: @escaping @Sendable () -> Void, refuse: @escaping @Sendable () -> Void) {
      self.run = run
      self.refuse = refuse
    }
  }

  private let queue: BoundedQueue<Errand>
  private let threads = ThreadGroup()
  private let isStopping = StopFlag()

  /// Starts the threads; they end with `stop`. `name` is theirs in a debugger.
  package static func start(
    named name: String = "errand", threadCount: Int, queueMax: Int
  ) throws(PipelineError) -> ErrandThreads {
    let errands = ErrandThreads(queueMax: queueMax)
    for index in 0..<threadCount {
      do throws(SystemError) {
        let (queue, isStopping) = (errands.queue, errands.isStopping)
        try errands.threads.start(name: "\(name) \(index)", niceness: 0, stackBytes: 2 << 20) {
          while let errand = queue.pop() {
            if isStopping.isRaised { errand.refuse() } else { errand.run() }
          }
        }
      } catch {
        errands.stop()
        throw .system(error)
      }
    }
    return errands
  }

  private init(queueMax: Int) { queue = BoundedQueue(capacity: queueMax) }

  /// Errands that wait for a thread.
  var waitingCount: Int { queue.count }

  /// Queues `errand` if there is room.
  package func tryPush(_ errand: Errand) -> Bool { queue.tryPush(errand) }

  /// Ends what is under way, refuses what waits, and joins the threads.
  package func stop() {
    isStopping.raise()
    queue.close()
    threads.join()
  }
}
