/// Room that pictures may not take, since taking pictures away needs some: LMDB changes pages by
/// writing them anew.
extension StoreWriter {
  /// - Throws: `mapFull` when `bytes` more would leave too little.
  func requireRoom(for bytes: Int) throws(StoreError) {
    let environment = store.environment
    let headroom = min(max(environment.mapBytes / 64, 256 << 10), 64 << 20)
    // An object ends in a page that it seldom fills.
    let wanted = pendingBytes + 2 * pendingOperations * environment.pageBytes + bytes + headroom
    let unused = environment.mapBytes - (try environment.usage().usedBytes)
    if wanted <= unused { return }
    let free: Int
    if let freeBytes {
      free = freeBytes
    } else {
      free = try FreePages.count(from: 0, in: environment) * environment.pageBytes
      freeBytes = free
    }
    if wanted <= unused + free { return }
    throw StoreError(
      .mapFull, operation: "put into objects",
      detail: "the \(environment.mapBytes >> 20) MiB of the map are used up",
      next: "raise `limits.storeMapBytes` or run `placard gc`")
  }
}
