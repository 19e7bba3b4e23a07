internal import Glibc

/// What stat(2) tells of a path, symbolic links followed.
package struct FileStatus: Sendable, Hashable {
  /// What stands at the path (inode(7), file type).
  package enum Kind: Sendable, Hashable {
    case file
    case directory
    /// Only of a directory's entries; a path's status is that of what the link leads to.
    case symbolicLink
    /// A device, a pipe, a socket.
    case other
  }

  package let kind: Kind
  package let size: Int
  /// Of the last change of its content, since 1970.
  package let mtimeNanoseconds: Int64
  package let inode: UInt64
  package let device: UInt64

  /// Nil when there is nothing, or nothing this user may see.
  package static func of(_ path: String) -> FileStatus? {
    var status = stat()
    return stat(path, &status) == 0 ? FileStatus(status) : nil
  }

  /// Of an open descriptor.
  package static func of(_ descriptor: borrowing FileDescriptor) -> FileStatus {
    var status = stat()
    let code = fstat(descriptor.number, &status)
    precondition(code == 0, "an open descriptor has a status")
    return FileStatus(status)
  }

  private init(_ status: stat) {
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      default: .other
      }
    size = Int(status.st_size)
    mtimeNanoseconds =
      Int64(status.st_mtim.tv_sec) &* 1_000_000_000 &+ Int64(status.st_mtim.tv_nsec)
    inode = UInt64(status.st_ino)
    device = UInt64(status.st_dev)
  }
}
