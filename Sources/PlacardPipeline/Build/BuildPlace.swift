internal import Glibc
internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// Where a build writes: the site's store with the build lock held, or for a dry run the store as it
/// is, a passing empty one where there is none.
struct BuildPlace: ~Copyable {
  let store: Store
  private let lock: BuildLock?
  /// A passing store's directory.
  private let temporary: String?

  static func open(_ options: BuildOptions, _ folder: SiteFolder) throws(PipelineError)
    -> BuildPlace
  {
    let path = options.store ?? StorePath.standard(for: folder)
    let settings = StoreOptions(mapBytes: folder.configuration.limits.storeMapBytes)
    do throws(StoreError) {
      guard options.isDryRun else {
        let store = try Store.open(at: path, create: true, options: settings)
        return BuildPlace(
          store: store, lock: try BuildLock.acquire(at: path), temporary: nil)
      }
      do throws(StoreError) {
        return BuildPlace(
          store: try Store.open(at: path, create: false, options: settings), lock: nil,
          temporary: nil)
      } catch {
        guard error.code == .missing else { throw error }
      }
      let passing = try temporaryDirectory()
      return BuildPlace(
        store: try Store.open(at: passing, create: true, options: settings), lock: nil,
        temporary: passing)
    } catch {
      throw .store(error)
    }
  }

  private init(store: Store, lock: consuming BuildLock?, temporary: String?) {
    self.store = store
    self.lock = lock
    self.temporary = temporary
  }

  deinit {
    guard let temporary else { return }
    // The files are unlinked; LMDB's map keeps them until the store is closed.
    for name in ["data.mdb", "lock.mdb", "use.lock", "build.lock"] {
      unlink(FilePath.join(temporary, name))
    }
    rmdir(temporary)
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

/// A number that one thread leaves for another.
final class Number: Sendable {
  let value = Atomic<Int>(0)
}
