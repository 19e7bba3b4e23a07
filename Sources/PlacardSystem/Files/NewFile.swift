internal import Glibc
internal import Synchronization

/// A file on its way: written under a name of its own and renamed when it is whole, so that a reader
/// of its path sees the old bytes or the new ones. It is not waited for until it is on the disk.
///
/// One that is not placed goes with this value.
package struct NewFile: ~Copyable {
  /// What the names of files on their way begin with; whoever finds an old one may delete it.
  package static let namePrefix = ".placard-new-"

  private static let roomBytes = 1 << 16
  private static let count = Atomic<UInt64>(0)

  /// Where it goes, for messages too.
  private let path: String
  private let temporary: String
  private let file: FileDescriptor
  private var waiting: [UInt8] = []
  private var isPlaced = false

  /// Begins a file that `place` puts at `path`; until then it lies in `folder`, which is on the same
  /// file system.
  package init(for path: String, in folder: String) throws(SystemError) {
    let number = Self.count.wrappingAdd(1, ordering: .relaxed).newValue
    let temporary = FilePath.join(folder, "\(Self.namePrefix)\(getpid())-\(number)")
    self.path = path
    self.temporary = temporary
    do throws(SystemError) {
      file = try FileDescriptor.open(temporary, .writing)
    } catch {
      throw SystemError(code: error.code, operation: "write", path: path)
    }
  }

  deinit {
    if !isPlaced { unlink(temporary) }
  }

  /// Adds bytes.
  package mutating func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    if waiting.count + bytes.count > Self.roomBytes { try flush() }
    if bytes.count > Self.roomBytes {
      try put(bytes)
    } else {
      waiting += bytes
    }
  }

  /// Adds an array's bytes.
  package mutating func write(_ bytes: [UInt8]) throws(SystemError) {
    try bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try write(bytes) }
    }.get()
  }

  /// Adds the UTF-8 of `text`.
  package mutating func write(_ text: String) throws(SystemError) { try write(Array(text.utf8)) }

  /// Ends the file and puts it where it belongs, in place of what is there.
  package mutating func place() throws(SystemError) {
    try flush()
    guard rename(temporary, path) == 0 else { throw .last("write", path: path) }
    isPlaced = true
  }

  private mutating func flush() throws(SystemError) {
    if waiting.isEmpty { return }
    let bytes = waiting
    waiting.removeAll(keepingCapacity: true)
    try bytes.withUnsafeBytes { bytes in
      Result { () throws(SystemError) in try put(bytes) }
    }.get()
  }

  private func put(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    do throws(SystemError) {
      try file.write(bytes)
    } catch {
      throw SystemError(code: error.code, operation: "write", path: path)
    }
  }
}

/// Names of files: given twice, taken away.
package enum FileName {
  /// Makes `path` a second name of the file at `original`, in place of what `path` named before. False
  /// where the file system, or this file, has no further names to give.
  package static func link(
    _ original: String, as path: String, in folder: String
  ) throws(SystemError) -> Bool {
    // rename(2) does nothing where both names are of one file already, and leaves both.
    let temporary = FilePath.join(folder, "\(NewFile.namePrefix)\(getpid())-link")
    unlink(temporary)
    guard Glibc.link(original, temporary) == 0 else {
      if [EPERM, EOPNOTSUPP, EMLINK, EXDEV, ENOSYS].contains(errno) { return false }
      throw .last("link to \(original)", path: path)
    }
    defer { unlink(temporary) }
    guard Glibc.rename(temporary, path) == 0 else { throw .last("write", path: path) }
    return true
  }

  /// Moves a file within its file system, in place of what `path` named before.
  package static func rename(_ original: String, to path: String) throws(SystemError) {
    guard Glibc.rename(original, path) == 0 else { throw .last("rename to", path: path) }
  }

  /// Takes a name away; false when nothing of that name is there.
  package static func remove(_ path: String) throws(SystemError) -> Bool {
    if unlink(path) == 0 { return true }
    if errno == ENOENT || errno == ENOTDIR { return false }
    throw .last("delete", path: path)
  }

  /// Takes an empty directory away; false when there is none, or something is in it.
  package static func removeEmptyDirectory(_ path: String) -> Bool { rmdir(path) == 0 }
}
