internal import PlacardSystem

/// Threads for work that waits on the network, and the bounded queue before them.
final class ErrandThreads: Sendable {
  struct Errand: Sendable {
    var run: @Sendable () -> Void
    /// In place of `run` when the threads are stopped first.
    var refuse: @Sendable () -> Void
  }

  private let queue: BoundedQueue<Errand>
  private let threads = ThreadGroup()
  private let isStopping = StopFlag()

  static func start(threadCount: Int, queueMax: Int) throws(PipelineError) -> ErrandThreads {
    let errands = ErrandThreads(queueMax: queueMax)
    for index in 0..<threadCount {
      do throws(SystemError) {
        let (queue, isStopping) = (errands.queue, errands.isStopping)
        try errands.threads.start(name: "errand \(index)", niceness: 0, stackBytes: 2 << 20) {
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
  func tryPush(_ errand: Errand) -> Bool { queue.tryPush(errand) }

  /// Ends what is under way, refuses what waits, and joins the threads.
  func stop() {
    isStopping.raise()
    queue.close()
    threads.join()
  }
}
