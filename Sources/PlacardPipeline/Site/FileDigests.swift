package import PlacardCore
package import PlacardStore
package import PlacardSystem
internal import Synchronization

/// Digests of files by path; a file whose status is unchanged (size, mtime, inode) is not read
/// again. Shared by all threads.
package final class FileDigests: Sendable {
  private struct Known {
    var entry: FileEntry
    /// When the status was last held against the file.
    var checkedAt: MonotonicInstant
    /// Whether a change since would show in the status.
    var isSettled = true
  }

  private struct State {
    var known: [String: Known] = [:]
    var fresh: [FileEntry] = []
  }

  private let state: Mutex<State>
  /// How long a status is believed without asking the file system again; 0 in a build, which must
  /// see the files of its own moment.
  private let believedSeconds: Double

  /// `known` are the entries of earlier runs; empty re-reads every file (`--rehash`).
  package init(known: [FileEntry], believedSeconds: Double) {
    let longAgo = MonotonicInstant(nanoseconds: 0)
    var table: [String: Known] = [:]
    for entry in known { table[entry.path] = Known(entry: entry, checkedAt: longAgo) }
    state = Mutex(State(known: table))
    self.believedSeconds = believedSeconds
  }

  /// What was found at a path.
  package enum Found: Sendable, Hashable {
    case digest(Digest)
    /// There is no regular file.
    case nothing
    /// It is not known yet, and the file is longer than the caller will read.
    case unread
  }

  /// The digest of the file at `path`; nil when there is no regular file.
  package func digest(of path: String, bytesMax: Int) throws(SystemError) -> Digest? {
    switch try find(path, bytesMax: bytesMax, readMax: .max) {
    case .digest(let digest): digest
    case .nothing, .unread: nil
    }
  }

  /// Looks at `path`, and reads the file when its digest is not known and it has at most `readMax`
  /// bytes. More than `bytesMax` are an error.
  package func find(
    _ path: String, bytesMax: Int, readMax: Int
  ) throws(SystemError) -> Found {
    let now = MonotonicInstant.now()
    let known = state.withLock { $0.known[path] }
    if let known, believedSeconds > 0, known.checkedAt.nanoseconds > 0,
      now.seconds(since: known.checkedAt) < believedSeconds
    {
      return .digest(known.entry.digest)
    }
    guard let status = FileStatus.of(path), status.kind == .file else { return .nothing }
    if let known, known.isSettled, known.entry.matches(status) {
      state.withLock { $0.known[path]?.checkedAt = now }
      return .digest(known.entry.digest)
    }
    if status.size > readMax, status.size <= bytesMax { return .unread }
    let digest = Digest(of: try FileBytes.read(path, bytesMax: bytesMax))
    // A file that changed while it was read is read again next time.
    guard FileStatus.of(path) == status else { return .digest(digest) }
    let entry = FileEntry(path: path, status: status, digest: digest)
    let isSettled = isSettled(status)
    state.withLock {
      $0.known[path] = Known(entry: entry, checkedAt: now, isSettled: isSettled)
      if isSettled { $0.fresh.append(entry) }
    }
    return .digest(digest)
  }

  /// Whether a later change of the file would show in its status: clocks of file systems tick
  /// coarsely, up to two seconds, and within a tick a change of equal length leaves no mark.
  private func isSettled(_ status: FileStatus) -> Bool {
    WallClock.unixSeconds() - status.mtimeNanoseconds / 1_000_000_000 > 2
  }

  /// The entries made since the last call, to be stored.
  package func takeFresh() -> [FileEntry] {
    state.withLock {
      let fresh = $0.fresh
      $0.fresh = []
      return fresh
    }
  }
}
