internal import CLMDB
internal import Glibc

/// Translates LMDB's statuses where they arise; none travels further.
enum Status {
  /// Returns when `status` is success.
  @inline(__always)
  static func check(_ status: Int32, _ operation: @autoclosure () -> String) throws(StoreError) {
    if status == MDB_SUCCESS { return }
    throw error(status, operation())
  }

  /// The error for a status that is not success.
  ///
  /// A status that can only come from a mistake of ours ends the process with LMDB's words.
  static func error(_ status: Int32, _ operation: String) -> StoreError {
    let words = String(cString: mdb_strerror(status))
    precondition(
      status != MDB_BAD_VALSIZE && status != MDB_BAD_DBI, "\(operation): \(words)")
    let (code, next) = meaning(of: status)
    return StoreError(code, operation: operation, detail: words, next: next)
  }

  private static func meaning(of status: Int32) -> (StoreError.Code, String) {
    switch status {
    case MDB_MAP_FULL, MDB_TXN_FULL:
      (.mapFull, "raise `limits.storeMapBytes` or run `placard gc`")
    case ENOSPC, EDQUOT: (.diskFull, "free some space; nothing committed is lost")
    case EFBIG: (.diskFull, "raise `ulimit -f`; nothing committed is lost")
    case MDB_READERS_FULL: (.readersFull, "end some of the processes that use the store")
    case MDB_MAP_RESIZED:
      (.inUse, "another process uses a larger `limits.storeMapBytes`; start again with the same")
    // BAD_TXN: an earlier read of the same transaction met a page that is not what it should be.
    case MDB_PAGE_NOTFOUND, MDB_CORRUPTED, MDB_INVALID, MDB_INCOMPATIBLE, MDB_BAD_TXN,
      MDB_CURSOR_FULL, MDB_PAGE_FULL, MDB_BAD_RSLOT:
      (.damaged, "run `placard verify`, restore a copy or build again into a new store")
    case MDB_VERSION_MISMATCH: (.newerVersion, "it was written by another LMDB; use that one")
    case MDB_PANIC: (.io, "a write failed half-way; restart, the last commit is intact")
    case ENOENT: (.missing, "check the path")
    case EACCES, EPERM, EROFS: (.denied, "check the owner and mode of the store's files")
    case EAGAIN, EBUSY: (.inUse, "wait for the other process to end")
    case ENOMEM: (.io, "lower `limits.storeMapBytes` or raise `ulimit -v`")
    default: (.io, "the disk may be failing; see the kernel's log")
    }
  }
}
