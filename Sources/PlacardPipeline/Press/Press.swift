internal import PlacardCore
package import PlacardStore
package import PlacardSystem

/// The render threads and the queue before them.
package final class Press: Sendable {
  /// A card to render, or to look at, and whom to tell.
  package struct Job: Sendable {
    package var card: PlannedCard
    /// Past it the job is not begun, unless `isWantedLate` then.
    package var deadline: MonotonicInstant?
    package var isWantedLate: @Sendable () -> Bool = { false }
    let work: Work

    /// What is made of the card, and who is told on the render thread.
    enum Work: Sendable {
      case render(@Sendable (Result<RenderedCard, PipelineError>) -> Void)
      case survey(LintSettings, @Sendable (Result<CardSurvey, PipelineError>) -> Void)
    }

    init(card: PlannedCard, deadline: MonotonicInstant? = nil, _ work: Work) {
      self.card = card
      self.deadline = deadline
      self.work = work
    }

    package init(
      card: PlannedCard, deadline: MonotonicInstant? = nil,
      done: @escaping @Sendable (Result<RenderedCard, PipelineError>) -> Void
    ) {
      self.init(card: card, deadline: deadline, .render(done))
    }

    /// Tells that nothing came of it.
    func fail(_ error: PipelineError) {
      switch work {
      case .render(let done): done(.failure(error))
      case .survey(_, let done): done(.failure(error))
      }
    }
  }

  /// How long the render threads took.
  package let meters: RenderMeters
  private let queue: BoundedQueue<Job>
  private let threads: ThreadGroup

  /// Starts `workerCount` render threads over `queueMax` waiting jobs. `niceness` lets a server's
  /// loops go first.
  package static func start(
    _ context: SiteContext, _ shelf: AssetShelf, _ store: Store, workerCount: Int, queueMax: Int,
    niceness: Int = 0
  ) throws(PipelineError) -> Press {
    let queue = BoundedQueue<Job>(capacity: queueMax)
    let filters = FilterTable()
    let bands = BandsTable()
    let meters = RenderMeters()
    let threads = ThreadGroup()
    for index in 0..<workerCount {
      do throws(SystemError) {
        // Layout recurses with the text's nesting, decoders keep rows on the stack.
        try threads.start(name: "render \(index)", niceness: niceness, stackBytes: 4 << 20) {
          Self.work(queue, context, shelf, filters, bands, store, meters)
        }
      } catch {
        queue.close()
        threads.join()
        throw .system(error)
      }
    }
    return Press(queue: queue, threads: threads, meters: meters)
  }

  private init(queue: BoundedQueue<Job>, threads: ThreadGroup, meters: RenderMeters) {
    self.meters = meters
    self.queue = queue
    self.threads = threads
  }

  /// A render thread's life.
  private static func work(
    _ queue: BoundedQueue<Job>, _ context: SiteContext, _ shelf: AssetShelf,
    _ filters: FilterTable, _ bands: BandsTable, _ store: Store, _ meters: RenderMeters
  ) {
    do throws(StoreError) {
      let worker = RenderWorker(
        context: context, shelf: shelf, filters: filters, bands: bands,
        reader: try store.reader(), meters: meters)
      while let job = queue.pop() { run(job, worker, meters) }
    } catch {
      while let job = queue.pop() { job.fail(.store(error)) }
    }
  }

  private static func run(_ job: Job, _ worker: RenderWorker, _ meters: RenderMeters) {
    if let deadline = job.deadline, deadline < .now(), !job.isWantedLate() {
      meters.addFailure()
      return job.fail(.late)
    }
    switch job.work {
    case .render(let done):
      let result = Result { () throws(PipelineError) in try worker.render(job.card) }
      if case .failure = result { meters.addFailure() }
      done(result)
    case .survey(let settings, let done):
      done(Result { () throws(PipelineError) in try worker.survey(job.card, settings) })
    }
  }

  /// Jobs that wait for a thread.
  package var waitingCount: Int { queue.count }

  /// Queues `job`, waiting for room; false once the press is stopped.
  package func push(_ job: Job) -> Bool { queue.push(job) }

  /// Queues `job` if there is room.
  package func tryPush(_ job: Job) -> Bool { queue.tryPush(job) }

  /// Forgets the jobs that wait; those under way are done.
  package func drop() -> [Job] { queue.popAll() }

  /// Takes no more jobs, does those that wait, and joins the threads.
  package func stop() {
    queue.close()
    threads.join()
  }
}
