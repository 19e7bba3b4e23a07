package import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// The one thread that writes to the store. Others hand it values and are told when they are
/// committed.
package final class StoreWriterThread: Sendable {
  /// When a transaction is committed.
  package enum Pace: Sendable {
    /// At 64 objects, sixteen megabytes or after a second, whichever comes first: a build's
    /// throughput.
    case batched
    /// As soon as nothing waits: an answer's latency.
    case prompt
  }

  /// Changes that are committed together or not at all.
  private struct Parcel: Sendable {
    var changes: [StoreChange]
    /// Work that commits by itself, between transactions.
    var work: (@Sendable (StoreWriter) throws(StoreError) -> Void)?
    var done: (@Sendable (StoreError?) -> Void)?
    /// Somebody stands and waits: the batch is committed with it.
    var isUrgent = false
  }

  private static let commitNanoseconds: UInt64 = 1_000_000_000

  /// How much has been gathered for a transaction.
  private struct Load {
    private var changes = 0
    private var objects = 0
    private var bytes = 0

    /// What is gathered is held in memory, and lost together when the machine fails.
    var isFull: Bool { objects >= 64 || bytes >= 16 << 20 || changes >= 1_024 }

    mutating func add(_ more: [StoreChange]) {
      changes += more.count
      for change in more {
        switch change {
        case .object(let artifact):
          objects += 1
          bytes += artifact.body.count
        case .asset(_, let asset): bytes += asset?.count ?? 0
        default: break
        }
      }
    }
  }

  private let queue: BoundedQueue<Parcel>
  private let threads = ThreadGroup()
  private let failed = Mutex<StoreError?>(nil)
  private let hasGivenUp = Atomic<Bool>(false)
  private let pace: Pace

  /// Starts the thread; it ends with `stop`. `queueMax` parcels may wait for it.
  ///
  /// - Throws: when this process has a writer already.
  package static func start(
    _ store: Store, pace: Pace, queueMax: Int = 256
  ) throws(PipelineError) -> StoreWriterThread {
    let thread = StoreWriterThread(pace: pace, queueMax: queueMax)
    do throws(SystemError) {
      try thread.threads.start(name: "store writer", niceness: 0, stackBytes: 1 << 20) {
        thread.run(store)
      }
    } catch {
      throw .system(error)
    }
    return thread
  }

  private init(pace: Pace, queueMax: Int) {
    self.pace = pace
    queue = BoundedQueue(capacity: queueMax)
  }

  /// Parcels that wait to be written.
  package var waitingCount: Int { queue.count }

  /// False once the thread has given up, when it could not begin to write at all; whatever is handed
  /// over then is lost.
  package var isAlive: Bool { !hasGivenUp.load(ordering: .relaxed) }

  /// The first trouble that a commit met; a build ends with it.
  package var failure: StoreError? { failed.withLock { $0 } }

  /// Hands `changes` over, waiting for room. `done` is called on the writer's thread when they are
  /// committed (nil) or lost.
  package func put(
    _ changes: [StoreChange], done: (@Sendable (StoreError?) -> Void)? = nil
  ) {
    let parcel = Parcel(changes: changes, work: nil, done: done)
    precondition(queue.push(parcel), "the writer is stopped")
  }

  /// Hands `changes` over if there is room now: for threads that must not wait, the loops of a
  /// server and whatever the writer's own thread calls. False, and `done` is not called, when there
  /// is none.
  package func tryPut(
    _ changes: [StoreChange], done: (@Sendable (StoreError?) -> Void)? = nil
  ) -> Bool {
    queue.tryPush(Parcel(changes: changes, work: nil, done: done))
  }

  /// Has `work` run on the writer's thread, after everything handed over before has been committed,
  /// and waits for it. The work commits what it changes.
  package func perform(
    _ work: @escaping @Sendable (StoreWriter) throws(StoreError) -> Void
  ) throws(PipelineError) {
    try wait { queue.push(Parcel(changes: [], work: work, done: $0)) }
  }

  /// Hands `changes` over and waits until they are committed.
  package func putAndWait(_ changes: [StoreChange]) throws(PipelineError) {
    try wait {
      queue.push(Parcel(changes: changes, work: nil, done: $0, isUrgent: true))
    }
  }

  private func wait(
    _ push: (@escaping @Sendable (StoreError?) -> Void) -> Bool
  ) throws(PipelineError) {
    let answers = BoundedQueue<Bool>(capacity: 1)
    let trouble = Trouble()
    let isPushed = push { error in
      trouble.error.withLock { $0 = error }
      _ = answers.push(error == nil)
    }
    guard isPushed, answers.pop() == true else {
      throw .store(trouble.error.withLock { $0 } ?? Self.stopped)
    }
  }

  private final class Trouble: Sendable {
    let error = Mutex<StoreError?>(nil)
  }

  private static let stopped = StoreError(
    .io, operation: "write to the store", detail: "its writer has stopped", next: "start again")

  /// Commits what was handed over and joins the thread.
  package func stop() {
    queue.close()
    threads.join()
  }

  // MARK: The writer's thread.

  private func run(_ store: Store) {
    do throws(StoreError) {
      let writer = try store.writer()
      while let first = queue.pop() { write(first, writer) }
    } catch {
      note(error)
      hasGivenUp.store(true, ordering: .relaxed)
      while let parcel = queue.pop() { parcel.done?(error) }
    }
  }

  /// One transaction: `first` and what comes after it, as far as the pace has it; then the work, if
  /// some came. All is gathered before the transaction begins: while one is open, no other process
  /// can write.
  private func write(_ first: Parcel, _ writer: StoreWriter) {
    var parcels: [Parcel] = []
    var upcoming: Parcel? = first
    var load = Load()
    let end = MonotonicInstant.now().adding(nanoseconds: Self.commitNanoseconds)
    while let parcel = upcoming, parcel.work == nil {
      parcels.append(parcel)
      load.add(parcel.changes)
      upcoming = parcel.isUrgent || load.isFull ? nil : next(until: end)
    }
    if !parcels.isEmpty { commit(parcels, writer) }
    if let parcel = upcoming, let work = parcel.work { run(work, of: parcel, writer) }
  }

  /// Commits `parcels` together; where that fails, each alone, so that one that cannot be stored
  /// takes no other with it.
  private func commit(_ parcels: [Parcel], _ writer: StoreWriter) {
    do throws(StoreError) {
      try writer.apply(parcels.flatMap(\.changes))
      _ = try writer.commit()
      for parcel in parcels { parcel.done?(nil) }
    } catch {
      writer.abort()
      if parcels.count > 1 {
        for parcel in parcels { commit([parcel], writer) }
      } else {
        note(error)
        for parcel in parcels { parcel.done?(error) }
      }
    }
  }

  private func run(
    _ work: (StoreWriter) throws(StoreError) -> Void, of parcel: Parcel, _ writer: StoreWriter
  ) {
    do throws(StoreError) {
      try work(writer)
      parcel.done?(nil)
    } catch {
      writer.abort()
      parcel.done?(error)
    }
  }

  private func next(until end: MonotonicInstant) -> Parcel? {
    switch pace {
    case .prompt: return queue.popAll(max: 1).first
    case .batched:
      guard case .element(let parcel) = queue.pop(until: end) else { return nil }
      return parcel
    }
  }

  private func note(_ error: StoreError) {
    failed.withLock { if $0 == nil { $0 = error } }
  }
}
