internal import Glibc

/// Finds a data file that was cut off, before a read past its end kills the process.
///
/// The file may be shorter than LMDB's last page by pages that were taken and given back within
/// one transaction and so never written; those are on the list of free pages, and then the file is
/// only made as long as it should be. Anything else missing means that the file was cut.
enum Truncation {
  static func check(_ environment: Environment) throws(StoreError) {
    let file = try environment.dataDescriptor()
    if try length(of: file, isAtLeastUsedBytesOf: environment) { return }
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
    let free = try? FreePages.count(from: firstMissing, in: environment)
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

  /// The usual case, told without waiting for a writer: a file only ever grows.
  private static func length(
    of file: Int32, isAtLeastUsedBytesOf environment: Environment
  ) throws(StoreError) -> Bool {
    let usedBytes = try environment.usage().usedBytes
    return length(of: file) >= usedBytes
  }

  private static func length(of file: Int32) -> Int {
    var status = stat()
    return fstat(file, &status) == 0 ? Int(status.st_size) : 0
  }
}
