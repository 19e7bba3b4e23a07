/// Operating trouble with the store: what we were doing, what went wrong, what to do next.
package struct StoreError: Error, Sendable, Hashable {
  /// What kind of trouble; each leads to another next step.
  package enum Code: String, Sendable, Hashable, CaseIterable {
    /// There is no store at that place.
    case missing
    /// Something is there, and it is not a store of ours.
    case notAStore = "not_a_store"
    /// Bytes differ from what was written: a failing disk, a cut-off copy, another program.
    case damaged
    /// Written by a later Placard.
    case newerVersion = "newer_version"
    /// Another process, or another part of this one, has it.
    case inUse = "in_use"
    /// The reserved address space is used up; the disk may have room.
    case mapFull = "map_full"
    /// The disk, or this user's share of it, has no room.
    case diskFull = "disk_full"
    /// More readers at once than the store has slots for.
    case readersFull = "readers_full"
    /// A file system whose locks and maps LMDB cannot rely on.
    case remoteFileSystem = "remote_file_system"
    /// This user may not.
    case denied
    case io
  }

  package let code: Code
  /// What we were doing, as in `open` or `put into objects`.
  package let operation: String
  /// What was found, with C's words where C said something.
  package let detail: String
  /// The likely cause or the next step, in one clause.
  package let next: String

  package init(_ code: Code, operation: String, detail: String, next: String) {
    self.code = code
    self.operation = operation
    self.detail = detail
    self.next = next
  }
}

extension StoreError: CustomStringConvertible {
  /// `store: open site/.placard: there is no store; run `placard build` first`.
  package var description: String { "store: \(operation): \(detail); \(next)" }
}

extension StoreError {
  /// Bytes of `table` that are not what was written there.
  static func damaged(_ table: TableName, _ detail: String) -> StoreError {
    StoreError(
      .damaged, operation: "read \(table.name)", detail: detail,
      next: "run `placard verify`, then build again to draw what is lost")
  }
}
