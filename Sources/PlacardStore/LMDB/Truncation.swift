internal import CLMDB
internal import Glibc

/// Finds a data file that was cut off, before a read past its end kills the process.
///
/// The file may be shorter than LMDB's last page by pages that were taken and given back within
/// one transaction and so never written; those are on the list of free pages, and then the file is
/// only made as long as it should be. Anything else missing means that the file was cut.
enum Truncation {
  static func check(_ environment: Environment) throws(StoreError) {
    let file = try environment.dataDescriptor()
    // While this transaction is open no process writes, so the lengths below stand still.
    let writing = try WriteTransaction.begin(in: environment)
    let fullBytes = try environment.usage().usedBytes
    let foundBytes = length(of: file)
    guard foundBytes < fullBytes else { return }
    guard ftruncate(file, off_t(fullBytes)) == 0 else {
      throw Status.error(errno, "lengthen \(environment.path)")
    }
    let firstMissing = (foundBytes + environment.pageBytes - 1) / environment.pageBytes
    let missingCount = fullBytes / environment.pageBytes - firstMissing
    var reading = try ReadTransaction.make(in: environment)
    try reading.renew()
    let free = try? countFreePages(from: firstMissing, in: reading.view)
    guard foundBytes % environment.pageBytes == 0, free == missingCount else {
      ftruncate(file, off_t(foundBytes))
      throw StoreError(
        .damaged, operation: "open \(environment.path)",
        detail: "data.mdb is cut off: \(foundBytes) of \(fullBytes) bytes are there",
        next: "copy it again whole, or build into a new store")
    }
    withExtendedLifetime(environment) {}
    _ = writing.view
  }

  /// Free pages at and above `first`, from LMDB's own table of them: lists of page numbers, each
  /// with its length in front.
  private static func countFreePages(
    from first: Int, in view: TransactionView
  ) throws(StoreError) -> Int {
    // Table 0 is LMDB's list of free pages, open to readers as to `mdb_stat -f`.
    var cursor = try view.cursor(Table(name: .meta, number: 0))
    var count = 0
    var row = try cursor.first()
    while let found = row {
      let words = found.value.count / MemoryLayout<UInt>.size
      for index in 1..<max(words, 1) {
        let page = found.value.loadUnaligned(
          fromByteOffset: index * MemoryLayout<UInt>.size, as: UInt.self)
        if page >= UInt(first) { count += 1 }
      }
      row = try cursor.next()
    }
    return count
  }

  private static func length(of file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : 0
  }
}
