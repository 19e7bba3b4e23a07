internal import Glibc
internal import PlacardSystem

/// Keeps builds and collections of one store apart; held until this value ends or the process
/// does. The server needs none.
package struct BuildLock: ~Copyable {
  private let lock: FileLock

  private init(_ lock: consuming FileLock) { self.lock = lock }

  /// Takes the lock of the store in the directory `path`, which is there.
  ///
  /// - Throws: `inUse`, naming the process that has it; `denied` or `io`.
  package static func acquire(at path: String) throws(StoreError) -> BuildLock {
    let file = FilePath.join(path, "build.lock")
    do throws(SystemError) {
      if let lock = try FileLock.acquire(file, .exclusive) {
        // For the message of whoever comes next; the lock itself is the kernel's.
        let note = try FileDescriptor.open(file, .writing)
        try Array("\(getpid())\n".utf8).withUnsafeBytes { bytes in
          Result { () throws(SystemError) in try note.write(bytes) }
        }.get()
        return BuildLock(lock)
      }
    } catch { throw StoreError(error) }
    throw StoreError(
      .inUse, operation: "lock \(path)", detail: "\(holder(of: file)) builds or collects there",
      next: "wait for it to end")
  }

  private static func holder(of file: String) -> String {
    guard let bytes = try? FileBytes.read(file, bytesMax: 32),
      let process = Int(String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self))
    else { return "another process" }
    return "process \(process)"
  }
}
