internal import CLinux
internal import Glibc

/// The one owner of an inotify instance: tells which files of some folders have changed.
///
/// Names that begin with a dot or end with a tilde are nobody's business: stores, repositories and
/// what editors leave lying about. Folders behind symbolic links are watched only directly below a
/// tree's root, since a link further down could lead back.
package struct FileWatcher: ~Copyable {
  /// What has changed since it was asked last.
  package struct Changes: Sendable, Hashable {
    /// Absolute, links of the roots resolved, each once in the order of the changes: files written, made,
    /// moved and removed, and folders.
    package var paths: [String] = []
    /// The kernel's queue ran over: anything may have changed.
    package var isIncomplete = false

    package var isEmpty: Bool { paths.isEmpty && !isIncomplete }
  }

  private struct Folder {
    var path: String
    /// Whether everything in it counts, with what is below it.
    var isTree: Bool
    /// The files that count where not everything does.
    var names: Set<String> = []
  }

  private let inotify: FileDescriptor
  /// By the kernel's number of the watch.
  private var folders: [Int32: Folder] = [:]
  private var trees: [String] = []
  private var files: [String] = []
  private var excluded: Set<String> = []
  /// Whether the folder of a tree or file is not watched, since it is not there.
  private var lacksRoots = false

  private static let mask = UInt32(
    IN_CLOSE_WRITE | IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE_SELF
      | IN_MOVE_SELF | IN_ONLYDIR)
  private static let headBytes = MemoryLayout<inotify_event>.size

  private init(_ inotify: consuming FileDescriptor) { self.inotify = inotify }

  /// A watcher of nothing. Throws when this user has too many already.
  package static func create() throws(SystemError) -> FileWatcher {
    let number = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard number >= 0 else {
      let failure = SystemError.last("watch files")
      guard failure.code == EMFILE else { throw failure }
      throw SystemError(
        code: failure.code, operation: "watch files",
        hint: "this user watches with too many programs; raise fs.inotify.max_user_instances")
    }
    return FileWatcher(FileDescriptor(owning: number))
  }

  // MARK: What is watched.

  /// Leaves the folder at `path`, and all below it, out of the trees that are added from now on.
  package mutating func exclude(_ path: String) {
    excluded.insert(Self.spelled(path))
  }

  /// One spelling for a folder, since the kernel has one watch for it.
  private static func spelled(_ path: String) -> String {
    Directory.resolved(path) ?? FilePath.normalised(path)
  }

  /// Watches everything below the folder at `path`, and folders that come to be there. One that is
  /// not there is looked for at every `take`.
  package mutating func watch(tree path: String) throws(SystemError) {
    let path = Self.spelled(path)
    guard !trees.contains(path) else { return }
    trees.append(path)
    if try enter(path) == nil { lacksRoots = true }
  }

  /// Watches the file at `path`, which need not be there, however it is written.
  package mutating func watch(file path: String) throws(SystemError) {
    let path = FilePath.join(Self.spelled(FilePath.parent(path)), FilePath.name(path))
    guard !files.contains(path) else { return }
    files.append(path)
    if try !add(parentOf: path) { lacksRoots = true }
  }

  /// False when there is no such folder.
  private mutating func add(parentOf path: String) throws(SystemError) -> Bool {
    let parent = FilePath.parent(path)
    guard let number = try number(of: parent) else { return false }
    var folder = folders[number] ?? Folder(path: parent, isTree: false)
    folder.names.insert(FilePath.name(path))
    folders[number] = folder
    return true
  }

  /// Watches the folder at `root` and those below it; the paths of what is in them, nil when there is
  /// no such folder.
  private mutating func enter(_ root: String) throws(SystemError) -> [String]? {
    var found: [String] = []
    var isThere = false
    // A stack of our own: a hostile depth must not end the thread's.
    var waiting = [root]
    while let path = waiting.popLast() {
      if let resolved = Directory.resolved(path), excluded.contains(resolved) { continue }
      guard let number = try number(of: path) else { continue }
      var folder = folders[number] ?? Folder(path: path, isTree: true)
      folder.isTree = true
      folders[number] = folder
      isThere = true
      // One that has gone by now holds nothing.
      for entry in (try? Directory.entries(path)) ?? [] where !Self.isIgnored(entry.name) {
        let place = FilePath.join(path, entry.name)
        found.append(place)
        switch entry.kind {
        case .directory: waiting.append(place)
        case .symbolicLink where path == root && FileStatus.of(place)?.kind == .directory:
          waiting.append(place)
        case .symbolicLink, .file, .other: break
        }
      }
    }
    return isThere ? found : nil
  }

  /// The kernel's number of the watch of a folder; nil when there is no such folder.
  private func number(of path: String) throws(SystemError) -> Int32? {
    let number = inotify_add_watch(inotify.number, path, Self.mask)
    if number >= 0 { return number }
    let failure = SystemError.last("watch", path: path)
    if failure.isNotFound { return nil }
    guard failure.code == ENOSPC else { throw failure }
    throw SystemError(
      code: failure.code, operation: "watch", path: path,
      hint: "this user watches too many folders; raise fs.inotify.max_user_watches")
  }

  private static func isIgnored(_ name: String) -> Bool {
    name.hasPrefix(".") || name.hasSuffix("~")
  }

  // MARK: What has changed.

  /// What has changed since the last call; waits for nothing.
  package mutating func take() throws(SystemError) -> Changes {
    var changes = Changes()
    var seen: Set<String> = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let number = inotify.number
      let count = buffer.withUnsafeMutableBytes { bytes in
        retrying { read(number, bytes.baseAddress, bytes.count) }
      }
      guard count > 0 else {
        guard count == 0 || errno == EAGAIN else { throw .last("read what has changed") }
        break
      }
      var offset = 0
      while offset + Self.headBytes <= count {
        let event = buffer.withUnsafeBytes {
          $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
        }
        let start = offset + Self.headBytes
        offset = start + Int(event.len)
        let name = buffer[start..<offset].prefix { $0 != 0 }
        for path in try note(event, String(decoding: name, as: UTF8.self), &changes)
        where seen.insert(path).inserted {
          changes.paths.append(path)
        }
      }
    }
    if lacksRoots || changes.isIncomplete { try addRoots(all: changes.isIncomplete) }
    return changes
  }

  /// The paths that an event is about, new folders entered.
  private mutating func note(
    _ event: inotify_event, _ name: String, _ changes: inout Changes
  ) throws(SystemError) -> [String] {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 {
      changes.isIncomplete = true
      return []
    }
    if event.mask & UInt32(IN_IGNORED) != 0 {
      drop(event.wd)
      return []
    }
    guard let folder = folders[event.wd] else { return [] }
    if event.mask & UInt32(IN_DELETE_SELF | IN_MOVE_SELF) != 0 {
      // One that has moved is watched under a path that is another's by now.
      if event.mask & UInt32(IN_MOVE_SELF) != 0 { inotify_rm_watch(inotify.number, event.wd) }
      drop(event.wd)
      return folder.isTree ? [folder.path] : []
    }
    let path = FilePath.join(folder.path, name)
    guard folder.names.contains(name) || (folder.isTree && !Self.isIgnored(name)) else {
      return []
    }
    guard folder.isTree, event.mask & UInt32(IN_ISDIR) != 0 else { return [path] }
    if event.mask & UInt32(IN_MOVED_FROM) != 0 { forget(path) }
    guard event.mask & UInt32(IN_CREATE | IN_MOVED_TO) != 0 else { return [path] }
    // What was put into it before it was watched has changed too.
    return [path] + (try enter(path) ?? [])
  }

  private mutating func forget(_ path: String) {
    for (number, folder) in folders where folder.path == path || folder.path.hasPrefix(path + "/") {
      inotify_rm_watch(inotify.number, number)
      drop(number)
    }
  }

  private mutating func drop(_ number: Int32) {
    guard let folder = folders.removeValue(forKey: number) else { return }
    if !folder.names.isEmpty || trees.contains(folder.path) { lacksRoots = true }
  }

  /// Watches the roots that are not watched, or looks at all of them anew.
  private mutating func addRoots(all: Bool) throws(SystemError) {
    let watched = all ? [] : Set(folders.values.map(\.path))
    lacksRoots = false
    for tree in trees where !watched.contains(tree) {
      if try enter(tree) == nil { lacksRoots = true }
    }
    for file in files where !watched.contains(FilePath.parent(file)) {
      if try !add(parentOf: file) { lacksRoots = true }
    }
  }
}
