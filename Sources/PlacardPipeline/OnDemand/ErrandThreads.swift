internal import PlacardSystem

/// Threads for work that waits on the network, and the bounded queue before them.
final class ErrandThreads: Sendable {
  typealias Errand = @Sendable () -> Void

  private let queue: BoundedQueue<Errand>
  private let threads = ThreadGroup()

  static func start(threadCount: Int, queueMax: Int) throws(PipelineError) -> ErrandThreads {
    let errands = ErrandThreads(queueMax: queueMax)
    for index in 0..<threadCount {
      do throws(SystemError) {
        let queue = errands.queue
        try errands.threads.start(name: "errand \(index)", niceness: 0, stackBytes: 2 << 20) {
          while let errand = queue.pop() { errand() }
        }
      } catch {
        errands.stop()
        throw .system(error)
      }
    }
    return errands
  }

  private init(queueMax: Int) { queue = BoundedQueue(capacity: queueMax) }

  /// Queues `errand` if there is room.
  func tryPush(_ errand: @escaping Errand) -> Bool { queue.tryPush(errand) }

  /// Does what waits, and joins the threads.
  func stop() {
    queue.close()
    threads.join()
  }
}
