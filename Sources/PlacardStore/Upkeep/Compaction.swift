internal import Glibc
internal import PlacardSystem

/// The data file before and after a compaction.
package struct CompactionReport: Sendable, Hashable {
  package let bytesBefore: Int
  package let bytesAfter: Int
}

extension Store {
  /// Writes the store anew without the room that deleted things left, and puts the new file in
  /// place of the old in one step.
  ///
  /// - Throws: `inUse` while any process has the store open; `diskFull` when there is no room for
  ///   a second copy; else as `open` does. The old file stays until the new one is whole.
  package static func compact(
    at path: String, options: StoreOptions = StoreOptions()
  ) throws(StoreError) -> CompactionReport {
    try StorePlace.prepare(path, create: false, options: options)
    let use = try UseLock.acquire(path, .exclusive)
    defer { withExtendedLifetime(use) {} }
    let data = FilePath.join(path, StorePlace.dataName)
    let copy = data + ".compact"
    let bytesBefore = FileStatus.of(data)?.size ?? 0
    unlink(copy)
    do throws(StoreError) {
      try write(copy, of: path, options)
      // The environment is closed here: nothing maps the old file any more.
      guard rename(copy, data) == 0 else {
        throw StoreError(SystemError.last("rename to", path: data))
      }
    } catch {
      unlink(copy)
      throw error
    }
    do { try Directory.sync(path) } catch { throw StoreError(error) }
    return CompactionReport(
      bytesBefore: bytesBefore, bytesAfter: FileStatus.of(data)?.size ?? 0)
  }

  private static func write(
    _ copy: String, of path: String, _ options: StoreOptions
  ) throws(StoreError) {
    let environment = try StorePlace.open(path, options: options)
    try Truncation.check(environment)
    _ = try Schema.open(environment, create: false)
    let file: FileDescriptor
    do { file = try FileDescriptor.open(copy, .creating) } catch { throw StoreError(error) }
    try environment.copy(to: file)
    do { try file.sync() } catch { throw StoreError(error) }
  }
}
