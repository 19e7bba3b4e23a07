internal import Glibc
internal import PlacardSystem

/// The directory of a store, before and while LMDB opens it.
enum StorePlace {
  static let dataName = "data.mdb"

  /// Makes sure that LMDB can open what is at `path`, and will not make a store where none is
  /// wanted.
  static func prepare(
    _ path: String, create: Bool, options: StoreOptions
  ) throws(StoreError) {
    let operation = "open \(path)"
    if let status = FileStatus.of(path), status.kind != .directory {
      throw StoreError(
        .notAStore, operation: operation, detail: "it is a file, not a directory",
        next: "name the directory that holds data.mdb")
    }
    if create {
      do { try Directory.create(path) } catch { throw StoreError(error) }
    }
    if !options.allowsRemoteFileSystem, let kind = FileSystemKind.remoteName(of: path) {
      throw StoreError(
        .remoteFileSystem, operation: operation, detail: "it lies on \(kind)",
        next: "move it to a local disk; locks and maps of remote ones lose data")
    }
    let data = FileStatus.of(FilePath.join(path, dataName))
    if let data, data.kind != .file {
      throw StoreError(
        .notAStore, operation: operation, detail: "data.mdb is not a file",
        next: "name the directory of a store")
    }
    if !create && (data?.size ?? 0) == 0 { throw missing(operation) }
  }

  static func missing(_ operation: String) -> StoreError {
    StoreError(
      .missing, operation: operation, detail: "there is no store",
      next: "run `placard build` first, or name another with --store")
  }

  /// Opens the environment, telling a damaged store from what never was one.
  static func open(_ path: String, options: StoreOptions) throws(StoreError) -> Environment {
    do {
      return try Environment.open(path, options: options, tableCountMax: 64)
    } catch {
      guard error.code == .damaged || error.code == .newerVersion else { throw error }
      guard !hasMagic(FilePath.join(path, dataName)) else { throw error }
      throw StoreError(
        .notAStore, operation: error.operation, detail: "data.mdb is not an LMDB file",
        next: "name the directory of a store")
    }
  }

  /// Whether either of the file's first two pages begins as LMDB's do.
  private static func hasMagic(_ path: String) -> Bool {
    let magic: [UInt8] = [0xDE, 0xC0, 0xEF, 0xBE]
    guard let file = try? FileDescriptor.open(path, .reading) else { return false }
    var head = [UInt8](repeating: 0, count: 2 * 65_536)
    let count = (try? head.withUnsafeMutableBytes { try file.read(into: $0) }) ?? 0
    return [0, 4_096, 16_384, 65_536].contains { page in
      page + 20 <= count && head[page + 16..<page + 20].elementsEqual(magic)
    }
  }
}

/// The lock by which opening a store and replacing its data file keep out of each other's way.
struct UseLock: Sendable {
  private let held: Held

  static func acquire(_ path: String, _ mode: FileLock.Mode) throws(StoreError) -> UseLock {
    let lock: FileLock?
    do {
      lock = try FileLock.acquire(FilePath.join(path, "use.lock"), mode)
    } catch { throw StoreError(error) }
    guard let lock else {
      throw StoreError(
        .inUse, operation: "open \(path)", detail: "another process has the store",
        next: mode == .shared ? "wait for `placard compact` to end" : "stop it first")
    }
    return UseLock(held: Held(lock))
  }

  private final class Held: Sendable {
    private let lock: FileLock
    init(_ lock: consuming FileLock) { self.lock = lock }
  }
}

extension StoreError {
  /// What the kernel refused, as the store's own error.
  init(_ error: SystemError) {
    let code: Code =
      switch error.code {
      case ENOSPC, EDQUOT, EFBIG: .diskFull
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM, EROFS: .denied
      default: .io
      }
    let place = error.path.map { " \($0)" } ?? ""
    self.init(
      code, operation: error.operation + place,
      detail: error.words, next: error.hint ?? "see the kernel's log")
  }
}
