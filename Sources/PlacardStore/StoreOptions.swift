internal import PlacardCore

/// How a store is opened.
package struct StoreOptions: Sendable, Hashable {
  /// Address space for the map. It takes no disk and no memory by itself, so it is set once,
  /// large: growing it later needs a moment without a single reader.
  package var mapBytes: Int
  /// Slots for read transactions, shared by all processes that use the store.
  package var readersMax = 512
  /// Opens on NFS, CIFS and FUSE too, where locks and maps may not hold what LMDB needs.
  package var allowsRemoteFileSystem = false

  package init(mapBytes: Int = Limits().storeMapBytes) {
    self.mapBytes = mapBytes
  }
}
