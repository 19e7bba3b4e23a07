internal import Glibc
internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// The store that a command works on: a build's with its lock held, another's as it is, or a passing
/// empty one where there is none.
struct BuildPlace: ~Copyable {
  let store: Store
  private let lock: BuildLock?

  static func open(_ options: BuildOptions, _ folder: SiteFolder) throws(PipelineError)
    -> BuildPlace
  {
    guard !options.isDryRun else { return try openOrPass(options.store, folder) }
    let path = options.store ?? StorePath.standard(for: folder)
    do throws(StoreError) {
      let store = try Store.open(at: path, create: true, options: settings(folder))
      return BuildPlace(store: store, lock: try BuildLock.acquire(at: path))
    } catch {
      throw .store(error)
    }
  }

  /// The store at `path`, which must be there; without a path the site's own, or a passing empty
  /// one where there is none.
  static func openForReading(_ path: String?, _ folder: SiteFolder) throws(PipelineError)
    -> BuildPlace
  {
    guard let path else { return try openOrPass(nil, folder) }
    do throws(StoreError) {
      let store = try Store.open(at: path, create: false, options: settings(folder))
      return BuildPlace(store: store, lock: nil)
    } catch {
      throw .store(error)
    }
  }

  static func openOrPass(_ path: String?, _ folder: SiteFolder) throws(PipelineError)
    -> BuildPlace
  {
    let path = path ?? StorePath.standard(for: folder)
    do throws(StoreError) {
      do throws(StoreError) {
        return BuildPlace(
          store: try Store.open(at: path, create: false, options: settings(folder)), lock: nil)
      } catch {
        guard error.code == .missing else { throw error }
      }
      let passing = try temporaryDirectory()
      // Once it is open the store needs its names no more: it goes with the process, however that
      // ends.
      defer { remove(passing) }
      return BuildPlace(
        store: try Store.open(at: passing, create: true, options: settings(folder)), lock: nil)
    } catch {
      throw .store(error)
    }
  }

  private static func settings(_ folder: SiteFolder) -> StoreOptions {
    StoreOptions(mapBytes: folder.configuration.limits.storeMapBytes)
  }

  private init(store: Store, lock: consuming BuildLock?) {
    self.store = store
    self.lock = lock
  }

  private static func remove(_ directory: String) {
    for entry in (try? Directory.entries(directory)) ?? [] {
      unlink(FilePath.join(directory, entry.name))
    }
    rmdir(directory)
  }

  private static func temporaryDirectory() throws(StoreError) -> String {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var name = Array(FilePath.join(base, "placard-dry-run-XXXXXX").utf8CString)
    guard mkdtemp(&name) != nil else {
      throw StoreError(
        .io, operation: "make a directory for a dry run", detail: String(cString: strerror(errno)),
        next: "see to the temporary directory")
    }
    return name.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
  }
}

/// Where a site's store is unless somebody says otherwise.
package enum StorePath {
  /// `<site>/.placard`.
  package static func standard(for folder: SiteFolder) -> String {
    FilePath.join(folder.path, ".placard")
  }
}
