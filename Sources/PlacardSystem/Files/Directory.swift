internal import Glibc

/// Directories: what is in them, and making them.
package enum Directory {
  /// One name in a directory.
  package struct Entry: Sendable, Hashable {
    package let name: String
    package let kind: FileStatus.Kind
  }

  /// Entries but `.` and `..`, in the order of their bytes. Names that are not UTF-8 are left out.
  package static func entries(_ path: String) throws(SystemError) -> [Entry] {
    guard let stream = opendir(path) else { throw .last("list", path: path) }
    defer { closedir(stream) }
    var entries: [Entry] = []
    while true {
      errno = 0
      guard let found = readdir(stream) else { break }
      let offset = MemoryLayout<dirent>.offset(of: \.d_name)!
      let start = UnsafeRawPointer(found).advanced(by: offset).assumingMemoryBound(to: CChar.self)
      guard let name = String(validatingCString: start), name != ".", name != ".." else { continue }
      entries.append(Entry(name: name, kind: kind(of: found.pointee.d_type, name, in: path)))
    }
    guard errno == 0 else { throw .last("list", path: path) }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// Paths, relative to `path`, of all regular files below it, in the order of their bytes within
  /// each directory. Symbolic links count as what they lead to, but one to a directory is not
  /// entered, since it could lead back. Names that start with a dot are left out.
  package static func files(below path: String) throws(SystemError) -> [String] {
    var files: [String] = []
    // A stack of our own: a hostile depth must not end the thread's.
    var waiting = [""]
    while let relative = waiting.popLast() {
      var directories: [String] = []
      for entry in try entries(FilePath.join(path, relative)) where !entry.name.hasPrefix(".") {
        let below = FilePath.join(relative, entry.name)
        switch entry.kind {
        case .file: files.append(below)
        case .directory: directories.append(below)
        case .symbolicLink:
          if FileStatus.of(FilePath.join(path, below))?.kind == .file { files.append(below) }
        case .other: break
        }
      }
      waiting.append(contentsOf: directories.reversed())
    }
    return files
  }

  /// Makes a directory; one that is there already is no error.
  package static func create(_ path: String, recursive: Bool = true) throws(SystemError) {
    if mkdir(path, 0o755) == 0 { return }
    let failure = SystemError.last("make the directory", path: path)
    if FileStatus.of(path)?.kind == .directory { return }
    let parent = FilePath.parent(path)
    guard recursive && failure.code == ENOENT && parent != path else { throw failure }
    try create(parent, recursive: true)
    try create(path, recursive: false)
  }

  /// The real path behind symbolic links, or nil when there is nothing.
  package static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(validatingCString: real)
  }

  /// Waits until names made or renamed in a directory are on the disk.
  package static func sync(_ path: String) throws(SystemError) {
    try FileDescriptor.open(path, .reading).sync()
  }

  private static func kind(
    of type: UInt8, _ name: String, in path: String
  ) -> FileStatus.Kind {
    switch Int(type) {
    case Int(DT_REG): .file
    case Int(DT_DIR): .directory
    case Int(DT_LNK): .symbolicLink
    // Some file systems do not say.
    case Int(DT_UNKNOWN): FileStatus.of(FilePath.join(path, name))?.kind ?? .other
    default: .other
    }
  }
}
