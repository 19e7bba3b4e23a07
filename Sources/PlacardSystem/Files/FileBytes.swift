internal import Glibc
internal import Synchronization

/// Whole files as bytes.
package enum FileBytes {
  /// All bytes of a regular file.
  ///
  /// - Throws: when it cannot be read, is longer than `bytesMax`, or is no regular file; a pipe or
  ///   device never makes it wait.
  package static func read(_ path: String, bytesMax: Int) throws(SystemError) -> [UInt8] {
    let file = try openRegular(path)
    let status = FileStatus.of(file)
    // One byte more than the size shows the end without a second call; files of /proc say 0.
    var room = min(max(status.size, 4_095), bytesMax) + 1
    var bytes: [UInt8] = []
    while true {
      guard status.size <= bytesMax, bytes.count <= bytesMax else {
        throw SystemError(
          code: EFBIG, operation: "read", path: path, hint: "at most \(bytesMax) bytes are allowed")
      }
      let (more, failure) = readUpTo(room, from: file.number)
      bytes = bytes.isEmpty ? more : bytes + more
      if let failure { throw SystemError(code: failure, operation: "read", path: path) }
      if more.count < room { return bytes }
      room = min(bytes.count, bytesMax - bytes.count) + 1
    }
  }

  /// Puts `bytes` in place of what `path` holds, all or nothing: a temporary file beside it,
  /// synced, then renamed. One that `isPrivate` has mode 0600; `keepsMode` leaves the file the mode
  /// that it has. What can be made again needs no sync: a disk takes its time for each.
  package static func replace(
    _ path: String, with bytes: [UInt8], isPrivate: Bool = false, keepsMode: Bool = false,
    syncs: Bool = true
  ) throws(SystemError) {
    let temporary = temporaryName(beside: path)
    do throws(SystemError) {
      let file = try create(temporary, for: path, isPrivate: isPrivate)
      if keepsMode {
        var status = stat()
        if stat(path, &status) == 0 {
          guard fchmod(file.number, status.st_mode & 0o7777) == 0 else {
            throw SystemError.last("set the mode of", path: path)
          }
        }
      }
      try write(bytes, to: file, path: path)
      if syncs, fsync(file.number) != 0 { throw SystemError.last("sync", path: path) }
      guard rename(temporary, path) == 0 else { throw SystemError.last("rename to", path: path) }
    } catch {
      unlink(temporary)
      throw error
    }
    guard syncs else { return }
    // Without this the name may still lead to the old bytes after a power cut.
    try Directory.sync(FilePath.parent(path))
  }

  /// Makes the temporary file; an error names `path`, which its reader knows.
  private static func create(
    _ temporary: String, for path: String, isPrivate: Bool
  ) throws(SystemError) -> FileDescriptor {
    do throws(SystemError) {
      return try FileDescriptor.open(temporary, isPrivate ? .creatingPrivate : .creating)
    } catch {
      throw SystemError(code: error.code, operation: "write", path: path)
    }
  }

  /// Opens a regular file for reading, without waiting for the writer of a pipe.
  static func openRegular(_ path: String) throws(SystemError) -> FileDescriptor {
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK
    let number = retrying { Int(open(path, flags)) }
    guard number >= 0 else { throw .last("open", path: path) }
    let file = FileDescriptor(owning: Int32(number))
    switch FileStatus.of(file).kind {
    case .file: return file
    case .directory: throw SystemError(code: EISDIR, operation: "open", path: path)
    default:
      throw SystemError(
        code: EINVAL, operation: "open", path: path, hint: "only regular files are read")
    }
  }

  static func readUpTo(_ count: Int, from descriptor: Int32) -> ([UInt8], Int32?) {
    var failure: Int32?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let place = buffer.baseAddress! + filled
        let got = retrying { Glibc.read(descriptor, place, count - filled) }
        if got < 0 { failure = errno }
        if got <= 0 { return }
        filled += got
      }
    }
    return (bytes, failure)
  }

  private static func write(
    _ bytes: [UInt8], to file: borrowing FileDescriptor, path: String
  ) throws(SystemError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { raw in
        retrying { Glibc.write(file.number, raw.baseAddress! + done, raw.count - done) }
      }
      guard count >= 0 else { throw .last("write", path: path) }
      done += count
    }
  }

  private static let temporaryCount = Atomic<UInt64>(0)

  private static func temporaryName(beside path: String) -> String {
    let number = temporaryCount.wrappingAdd(1, ordering: .relaxed).newValue
    let salt = String(MonotonicInstant.now().nanoseconds, radix: 36)
    return FilePath.join(
      FilePath.parent(path), ".\(FilePath.name(path)).\(getpid()).\(number).\(salt).tmp")
  }
}
