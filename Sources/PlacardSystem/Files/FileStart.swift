internal import Glibc

/// The beginning of a file, read on for as long as it is wanted.
package struct FileStart: ~Copyable {
  /// What has been read.
  package private(set) var bytes: [UInt8] = []
  /// Whether that is all.
  package private(set) var isWhole = false

  private let file: FileDescriptor
  private let path: String

  /// Opens a regular file; a pipe or device never makes it wait.
  package static func open(_ path: String) throws(SystemError) -> FileStart {
    FileStart(try FileBytes.openRegular(path), path)
  }

  private init(_ file: consuming FileDescriptor, _ path: String) {
    self.file = file
    self.path = path
  }

  /// Reads up to `byteCount` bytes more.
  package mutating func readOn(byteCount: Int) throws(SystemError) {
    let (more, failure) = FileBytes.readUpTo(byteCount, from: file.number)
    if let failure { throw SystemError(code: failure, operation: "read", path: path) }
    bytes += more
    isWhole = more.count < byteCount
  }
}
