internal import PlacardSystem
internal import Synchronization

/// The store of one site: pictures, what they were drawn for, templates, assets, keys, builds.
///
/// Any thread may take a reader; one writer exists at a time in a process, and one of all
/// processes writes at a time. Closed when the last of store, readers and writer is gone.
package final class Store: Sendable {
  /// The directory that holds it.
  package let path: String
  let environment: Environment
  let tables: Tables
  let hasWriter = Atomic<Bool>(false)
  /// Held shared, so that nobody puts another data file in place of this one meanwhile.
  private let use: UseLock

  private init(path: String, environment: Environment, tables: Tables, use: UseLock) {
    self.path = path
    self.environment = environment
    self.tables = tables
    self.use = use
  }

  /// The version of the tables and records that this code reads and writes.
  static let schema: UInt64 = 2

  /// Opens the store in the directory `path`.
  ///
  /// - Parameter create: makes the directory and an empty store where there is none.
  /// - Throws: `missing`, `notAStore`, `damaged`, `newerVersion`, `inUse`, `remoteFileSystem`,
  ///   `denied`, `diskFull` or `io`.
  package static func open(
    at path: String, create: Bool, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> Store {
    try StorePlace.prepare(path, create: create, options: options)
    let use = try UseLock.acquire(path, .shared)
    let environment = try StorePlace.open(path, options: options)
    try environment.clearDeadReaders()
    try Truncation.check(environment)
    let tables = try Schema.open(environment, create: create)
    return Store(path: path, environment: environment, tables: tables, use: use)
  }

  /// A reader that holds no snapshot yet.
  ///
  /// - Throws: `readersFull` when every slot is taken.
  package func reader() throws(StoreError) -> StoreReader {
    StoreReader(self, try ReadTransaction.make(in: environment))
  }

  /// The writer; there is one at a time in a process.
  ///
  /// - Throws: `inUse` while another is alive, since the second would wait for the first for ever.
  package func writer() throws(StoreError) -> StoreWriter {
    guard
      hasWriter.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing)
        .exchanged
    else {
      throw StoreError(
        .inUse, operation: "write to \(path)", detail: "this process has a writer already",
        next: "hand changes to that one")
    }
    return StoreWriter(self)
  }

  /// Frees the reader slots of processes that were killed; call once a minute. Returns how many.
  @discardableResult
  package func clearDeadReaders() throws(StoreError) -> Int {
    try environment.clearDeadReaders()
  }
}
