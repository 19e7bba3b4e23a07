internal import CLinux
internal import Glibc

/// An advisory lock on a file (flock), held until this value ends or the process does.
package struct FileLock: ~Copyable {
  /// Beside whom it may be held: `shared` beside other shared ones, `exclusive` beside nobody.
  package enum Mode: Sendable {
    case shared
    case exclusive
  }

  private let file: FileDescriptor

  private init(file: consuming FileDescriptor) {
    self.file = file
  }

  // Said aloud: until it becomes another program, a child that is started just now has the file open
  // too, and closing it here would leave it locked.
  deinit { _ = placard_flock(file.number, LOCK_UN) }

  /// Makes the file if need be and locks it without waiting; nil when another holder is in the way.
  package static func acquire(_ path: String, _ mode: Mode) throws(SystemError) -> FileLock? {
    let file = try FileDescriptor.open(path, .readingAndWriting)
    let operation = (mode == .exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB
    let code = retrying { Int(placard_flock(file.number, operation)) }
    if code == 0 { return FileLock(file: file) }
    if errno == EWOULDBLOCK { return nil }
    throw .last("lock", path: path)
  }
}
