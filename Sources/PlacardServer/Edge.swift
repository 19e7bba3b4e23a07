internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// What the loops of a server share; all of it immutable or made for many threads.
struct Edge: Sendable {
  let api: API
  let context: SiteContext
  let shelf: AssetShelf
  let store: Store
  let readers: LoopReaders
  let writer: StoreWriterThread
  let onDemand: OnDemand
  /// For calls on templates, which read disks and wait for the writer.
  let desk: ErrandThreads
  let fence: TurnFence
  let recentUse: RecentUse
  let signingKeys: SigningKeyring
  let missLimiter: MissLimiter
  /// For answers that are owed with a picture.
  let deadlines: Deadlines
  /// nil where none is kept.
  var accessLog: AccessLog?
  let service = ServiceState()
  let cardTallies = CardTallies()
  let press: Press
  /// Whether everybody may read `/metrics`.
  let metricsAreOpen: Bool
  /// What builds beside the server say; nil but in a development server.
  var dev: DevBoard?
  /// The files of `/studio`.
  var studio = StudioSource.embedded
  /// What `imageUrl` begins with, without a slash at its end; nil for where the server listens.
  let baseURL: String?

  var configuration: SiteConfiguration { context.folder.configuration }
}

/// How a server is started.
package struct EdgeOptions: Sendable {
  package var site: String
  /// nil for `<site>/.placard`.
  package var store: String?
  package var listen: String
  /// In place of `site.json`'s `baseUrl`.
  package var baseURL: String?
  /// The file of signing keys, which must be there; nil for the store's, which need not.
  package var signingKeys: String?
  /// Where each answer is told of, a line of JSON each; `-` for standard output, nil for nowhere.
  package var accessLog: String?
  /// Whether everybody may read `/metrics`.
  package var metricsAreOpen = false
  /// Whether remote pictures are never asked for: what was fetched before is believed.
  package var isOffline = false
  /// The folder that the studio's files are read from, anew for every request; nil for those in the
  /// program.
  package var studioFolder: String?
  /// Makes it a development server, which has the addresses below `/dev`.
  var dev: DevBoard?
  package var loopCount: Int
  package var workerCount: Int
  /// How often `tend` has something to do.
  package var upkeepSeconds = 15.0

  package init(site: String, store: String?, listen: String) {
    self.site = site
    self.store = store
    self.listen = listen
    loopCount = Processors.count
    workerCount = Processors.count
  }
}

/// The readers of each loop. They are made before there are loops, so that a store without a free
/// seat is an error of the start.
final class LoopReaders {
  struct Pair {
    /// Holds the snapshot of a turn.
    let turn: StoreReader
    /// For looks past it; holds none in between.
    let spare: StoreReader
  }

  private let pairs: [Pair]

  init(_ store: Store, loopCount: Int) throws(StoreError) {
    var pairs: [Pair] = []
    for _ in 0..<loopCount {
      pairs.append(Pair(turn: try store.reader(), spare: try store.reader()))
    }
    self.pairs = pairs
  }

  /// The readers of the loop `index`, for its thread alone.
  func pair(_ index: Int) -> Pair { pairs[index] }
}

// SAFETY: the array is constant, and each pair is used by the one thread of its loop. The store opens
// LMDB so that a read transaction may be made on one thread and used on another.
extension LoopReaders: @unchecked Sendable {}
