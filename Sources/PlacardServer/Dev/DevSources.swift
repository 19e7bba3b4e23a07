internal import PlacardPipeline
internal import PlacardSystem

/// The files that a development server's pictures are made of, and which of them have changed since
/// the last build was begun.
struct DevSources: ~Copyable {
  private var watcher: FileWatcher
  private var changed: [String] = []
  private var firstChange: MonotonicInstant?
  private var lastChange: MonotonicInstant?
  /// What paths are shown without.
  private let currentFolder: String

  /// Editors write a file in several steps, and a checkout writes many.
  private static let quietMilliseconds = 100
  /// Under changes that never cease it is built now and then.
  private static let patienceMilliseconds = 1_000
  private static let shownMax = 20

  private init(_ watcher: consuming FileWatcher) {
    self.watcher = watcher
    currentFolder = (Directory.resolved(".") ?? "") + "/"
    // The first build is due at once.
    retry()
  }

  /// Begins to watch the site's folder, the manifests and what they take cards from.
  static func watch(
    _ options: DevSession.Options, _ stamp: SiteStamp
  ) throws(PipelineError) -> DevSources {
    do throws(SystemError) {
      var watcher = try FileWatcher.create()
      if let store = options.edge.store { watcher.exclude(store) }
      watcher.exclude(FilePath.join(options.edge.site, "node_modules"))
      try watcher.watch(tree: options.edge.site)
      for manifest in options.manifests { try watcher.watch(file: manifest) }
      var sources = DevSources(watcher)
      try sources.add(options, stamp)
      return sources
    } catch {
      throw .system(error)
    }
  }

  /// Watches what the manifests and the site have come to name besides.
  mutating func widen(
    _ options: DevSession.Options, _ stamp: SiteStamp
  ) throws(PipelineError) {
    do throws(SystemError) { try add(options, stamp) } catch { throw .system(error) }
  }

  private mutating func add(
    _ options: DevSession.Options, _ stamp: SiteStamp
  ) throws(SystemError) {
    for manifest in options.manifests {
      for folder in ManifestFiles.sourceFolders(of: manifest) { try watcher.watch(tree: folder) }
    }
    for font in stamp.outerFonts { try watcher.watch(file: font) }
  }

  /// Notes what has changed.
  mutating func look() throws(PipelineError) {
    let changes: FileWatcher.Changes
    do throws(SystemError) { changes = try watcher.take() } catch { throw .system(error) }
    if changes.isEmpty { return }
    let now = MonotonicInstant.now()
    firstChange = firstChange ?? now
    lastChange = now
    for path in changes.paths {
      if !changed.contains(path), changed.count < Self.shownMax { changed.append(path) }
    }
  }

  /// Makes a build due although nothing has changed.
  mutating func retry() {
    firstChange = firstChange ?? MonotonicInstant(nanoseconds: 0)
    lastChange = lastChange ?? MonotonicInstant(nanoseconds: 0)
  }

  /// Whether something has changed and nobody seems to be still at it.
  var isDue: Bool {
    guard let firstChange, let lastChange else { return false }
    let now = MonotonicInstant.now()
    return now >= lastChange.adding(milliseconds: Self.quietMilliseconds)
      || now >= firstChange.adding(milliseconds: Self.patienceMilliseconds)
  }

  /// What has changed, at most so many as anybody reads, and forgets it. What is there counts before
  /// what was removed, among which are the files that editors write beside.
  mutating func takeChanges() -> [String] {
    defer {
      changed = []
      firstChange = nil
      lastChange = nil
    }
    let there = changed.filter { FileStatus.of($0) != nil }
    return (there.isEmpty ? changed : there).map { path in
      path.hasPrefix(currentFolder) ? String(path.dropFirst(currentFolder.count)) : path
    }
  }
}
