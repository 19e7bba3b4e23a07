internal import CLinux
internal import Glibc

/// The one owner of a file descriptor; closes it when it ends.
package struct FileDescriptor: ~Copyable {
  /// How a file is opened. Every descriptor is closed on exec.
  package enum Access: Sendable {
    case reading
    case readingAndWriting
    /// Made empty, or emptied if it is there.
    case writing
    /// Made, or added to at its end.
    case appending
    /// Made; fails if anything of that name is there.
    case creating
    /// The same, with mode 0600: nobody else may read it.
    case creatingPrivate
  }

  /// The descriptor's number, for calls made while this value lives.
  package let number: Int32

  /// Takes over `number`, which nobody else may close from now on.
  package init(owning number: Int32) {
    precondition(number >= 0, "a descriptor is not negative")
    self.number = number
  }

  /// Gives the number up without closing it.
  package consuming func take() -> Int32 {
    let number = number
    discard self
    return number
  }

  deinit {
    // Linux frees the number even when close says EINTR, so it is never called twice.
    if close(number) == -1 {
      precondition(errno != EBADF, "closed a descriptor that was not open")
    }
  }

  /// Opens `path`; new files get mode 0644 less the umask.
  package static func open(_ path: String, _ access: Access) throws(SystemError) -> FileDescriptor {
    let flags: Int32 =
      switch access {
      case .reading: O_RDONLY
      case .readingAndWriting: O_RDWR | O_CREAT
      case .writing: O_WRONLY | O_CREAT | O_TRUNC
      case .appending: O_WRONLY | O_CREAT | O_APPEND
      case .creating, .creatingPrivate: O_WRONLY | O_CREAT | O_EXCL
      }
    let mode: mode_t = access == .creatingPrivate ? 0o600 : 0o644
    let number = retrying { Int(Glibc.open(path, flags | O_CLOEXEC | O_NOCTTY, mode)) }
    guard number >= 0 else { throw .last("open", path: path) }
    return FileDescriptor(owning: Int32(number))
  }

  /// Reads once, up to `buffer.count` bytes; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
    let number = number
    let count = retrying { Glibc.read(number, buffer.baseAddress, buffer.count) }
    guard count >= 0 else { throw .last("read") }
    return count
  }

  /// Writes all of `bytes`.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemError) {
    let number = number
    var done = 0
    while done < bytes.count {
      let count = retrying { Glibc.write(number, bytes.baseAddress! + done, bytes.count - done) }
      guard count >= 0 else { throw .last("write") }
      done += count
    }
  }

  /// Takes room on the disk for the file's first bytes, of which those that were never written read
  /// as zero; does nothing on a file system that knows no such thing. Without room a write to a hole
  /// through a map ends the process.
  package func allocate(byteCount: Int) throws(SystemError) {
    let number = number
    let code = retrying { Int(fallocate(number, 0, 0, off_t(byteCount))) }
    guard code == 0 || errno == EOPNOTSUPP else { throw .last("take room") }
  }

  /// Waits until what was written is on the disk.
  package func sync() throws(SystemError) {
    guard fsync(number) == 0 else { throw .last("sync") }
  }
}
