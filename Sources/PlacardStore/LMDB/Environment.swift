internal import CLMDB
internal import Glibc
internal import PlacardSystem
internal import Synchronization

/// An open LMDB environment: the only owner of its handle, and the only one of its directory in
/// this process.
final class Environment {
  let path: String
  let mapBytes: Int
  /// Of the file's pages; a value above half of one gets pages of its own, which never move.
  let pageBytes: Int
  private let raw: OpaquePointer
  private let claim: DirectoryClaim

  /// lmdb.h warns of opening one environment twice in a process: closing the second would drop
  /// the locks of the first.
  private static let claims = Mutex<Set<DirectoryClaim>>([])

  private init(
    _ raw: OpaquePointer, path: String, mapBytes: Int, pageBytes: Int, claim: DirectoryClaim
  ) {
    self.raw = raw
    self.path = path
    self.mapBytes = mapBytes
    self.pageBytes = pageBytes
    self.claim = claim
  }

  deinit {
    mdb_env_close(raw)
    _ = Self.claims.withLock { [claim] in $0.remove(claim) }
  }

  /// Opens the environment in the directory `path`, which is there.
  static func open(
    _ path: String, options: StoreOptions, tableCountMax: Int
  ) throws(StoreError) -> Environment {
    guard let status = FileStatus.of(path) else {
      throw StoreError(
        .denied, operation: "open \(path)", detail: "the directory cannot be read",
        next: "check its owner and mode")
    }
    let claim = DirectoryClaim(device: status.device, inode: status.inode)
    guard claims.withLock({ $0.insert(claim).inserted }) else {
      throw StoreError(
        .inUse, operation: "open \(path)", detail: "this process has the store open already",
        next: "close it first")
    }
    do throws(StoreError) {
      try reserveLockFile(path, readersMax: options.readersMax)
      let (raw, pageBytes) = try openHandle(path, options, tableCountMax: tableCountMax)
      return Environment(
        raw, path: path, mapBytes: options.mapBytes, pageBytes: pageBytes, claim: claim)
    } catch {
      _ = claims.withLock { $0.remove(claim) }
      throw error
    }
  }

  /// LMDB makes its table of readers as a hole and writes to it through a map, which a full disk
  /// would answer with a signal.
  private static func reserveLockFile(_ path: String, readersMax: Int) throws(StoreError) {
    let headBytes = 128
    let readerBytes = 64
    do throws(SystemError) {
      let file = try FileDescriptor.open(FilePath.join(path, "lock.mdb"), .readingAndWriting)
      try file.allocate(byteCount: headBytes + readersMax * readerBytes)
    } catch {
      throw StoreError(SystemError(code: error.code, operation: "open", path: path))
    }
  }

  private static func openHandle(
    _ path: String, _ options: StoreOptions, tableCountMax: Int
  ) throws(StoreError) -> (OpaquePointer, pageBytes: Int) {
    let operation = "open \(path)"
    var handle: OpaquePointer?
    try Status.check(mdb_env_create(&handle), operation)
    guard let raw = handle else { preconditionFailure("LMDB gives a handle or a status") }
    do throws(StoreError) {
      try Status.check(mdb_env_set_mapsize(raw, options.mapBytes), operation)
      try Status.check(mdb_env_set_maxreaders(raw, UInt32(clamping: options.readersMax)), operation)
      try Status.check(mdb_env_set_maxdbs(raw, UInt32(clamping: tableCountMax)), operation)
      // NOTLS: a read transaction belongs to its object, not to the thread that began it.
      // NORDAHEAD: look-ups are random. Nothing that weakens a commit, ever.
      let flags = UInt32(MDB_NOTLS | MDB_NORDAHEAD)
      try Status.check(mdb_env_open(raw, path, flags, 0o644), operation)
      var stat = MDB_stat()
      try Status.check(mdb_env_stat(raw, &stat), operation)
      return (raw, Int(stat.ms_psize))
    } catch {
      mdb_env_close(raw)
      throw error
    }
  }

  /// A raw transaction for `ReadTransaction` and `WriteTransaction` alone.
  func begin(_ flags: UInt32, _ operation: String) throws(StoreError) -> OpaquePointer {
    var transaction: OpaquePointer?
    let status = mdb_txn_begin(raw, nil, flags, &transaction)
    guard status == MDB_SUCCESS, let transaction else {
      throw Status.error(status, operation)
    }
    return transaction
  }

  /// Frees the slots of readers whose process has died; returns how many there were.
  @discardableResult
  func clearDeadReaders() throws(StoreError) -> Int {
    var dead: Int32 = 0
    try Status.check(mdb_reader_check(raw, &dead), "check the readers of \(path)")
    return Int(dead)
  }

  /// Slots taken and commits made.
  func usage() throws(StoreError) -> EnvironmentUsage {
    var info = MDB_envinfo()
    try Status.check(mdb_env_info(raw, &info), "measure \(path)")
    return EnvironmentUsage(
      usedBytes: (Int(info.me_last_pgno) + 1) * pageBytes,
      readerCount: Int(info.me_numreaders), lastTransactionID: UInt64(info.me_last_txnid))
  }

  /// Writes a copy without gaps to a descriptor, from one snapshot.
  func copy(to file: borrowing FileDescriptor) throws(StoreError) {
    try Status.check(
      mdb_env_copyfd2(raw, file.number, UInt32(MDB_CP_COMPACT)), "copy \(path)")
  }

  /// The data file's descriptor, owned by LMDB.
  func dataDescriptor() throws(StoreError) -> Int32 {
    var number: Int32 = -1
    try Status.check(mdb_env_get_fd(raw, &number), "open \(path)")
    return number
  }

  /// LMDB calls a short write EIO. A full disk is the usual reason for one, a limit on the size of
  /// files another.
  func commitError(_ status: Int32) -> StoreError {
    guard status == EIO else { return Status.error(status, "commit") }
    let nearly: UInt64 = 1 << 20
    var room = statvfs()
    if statvfs(path, &room) == 0, UInt64(room.f_bavail) * UInt64(room.f_frsize) < nearly {
      return Status.error(ENOSPC, "commit")
    }
    var limit = rlimit()
    let fileBytes = FileStatus.of(FilePath.join(path, StorePlace.dataName))?.size ?? 0
    if getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
      UInt64(fileBytes) + nearly > limit.rlim_cur
    {
      return Status.error(EFBIG, "commit")
    }
    return Status.error(status, "commit")
  }
}

/// What a directory is, however it is spelled.
struct DirectoryClaim: Hashable, Sendable {
  let device: UInt64
  let inode: UInt64
}

struct EnvironmentUsage {
  let usedBytes: Int
  /// Slots that have been taken at least once.
  let readerCount: Int
  let lastTransactionID: UInt64
}

// SAFETY: lmdb.h lets any thread begin transactions on a handle, and with MDB_NOTLS a read
// transaction may be used by whichever thread holds it. All else here is constant after `open`.
extension Environment: @unchecked Sendable {}
