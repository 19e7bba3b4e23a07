internal import CLinux
internal import Glibc

/// A failed call to the kernel: what we were doing, to which path, and the kernel's code.
package struct SystemError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The `errno` of the call, as in errno(3).
  package let code: Int32
  /// What we were doing, as in `open` or `lock the store`.
  package let operation: String
  /// The file it was done to, where there is one.
  package let path: String?
  /// What a reader can do about it, where the code alone does not say.
  package let hint: String?

  package init(code: Int32, operation: String, path: String? = nil, hint: String? = nil) {
    self.code = code
    self.operation = operation
    self.path = path
    self.hint = hint ?? Self.likelyCause(code)
  }

  /// The error of the call that has just failed on this thread; no other call may come between.
  package static func last(_ operation: String, path: String? = nil) -> SystemError {
    SystemError(code: errno, operation: operation, path: path)
  }

  /// One sentence: operation, path, the kernel's words, the likely cause.
  package var description: String {
    let place = path.map { " \($0)" } ?? ""
    let cause = hint.map { " (\($0))" } ?? ""
    return "\(operation)\(place): \(words)\(cause)"
  }

  /// The kernel's words for the code, as in `no such file or directory`.
  package var words: String {
    let words = strerrordesc_np(code).map { String(cString: $0) } ?? "error \(code)"
    return Self.lowerCased(words)
  }

  /// The code of a file, or a part of one, that is larger than the caller takes.
  package static let tooLarge = EFBIG
  /// The code of a write whose reader has gone.
  package static let brokenPipe = EPIPE

  package var isNotFound: Bool { code == ENOENT || code == ENOTDIR }
  /// Something of another kind has the name.
  package var isNameTaken: Bool { code == EEXIST || code == ENOTDIR || code == EISDIR }
  /// The disk or the user's share of it is full.
  package var isNoSpace: Bool { code == ENOSPC || code == EDQUOT }
  /// The file is larger than the caller takes.
  package var isTooLarge: Bool { code == EFBIG }
  package var isAddressInUse: Bool { code == EADDRINUSE }

  private static func likelyCause(_ code: Int32) -> String? {
    switch code {
    case EACCES, EPERM: "this user may not; check the owner and mode"
    case EMFILE: "raise the limit with `ulimit -n`"
    case ENFILE: "the whole machine has too many files open"
    case ENOSPC: "free some space or choose another place"
    case EDQUOT: "this user's share of the disk is used up"
    case EROFS: "the place is mounted read-only"
    case ELOOP: "a symbolic link leads back to itself"
    case EADDRINUSE: "another process listens there; stop it or choose another port"
    case EADDRNOTAVAIL: "no interface of this machine has that address"
    case EAGAIN: "a limit of processes or threads is reached"
    case EIO: "the disk may be failing; see the kernel's log"
    default: nil
    }
  }

  private static func lowerCased(_ words: String) -> String {
    words.prefix(1).lowercased() + words.dropFirst()
  }
}

/// Calls again while a signal interrupts; nil result on -1.
@inline(__always)
func retrying(_ call: () -> Int) -> Int {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}
