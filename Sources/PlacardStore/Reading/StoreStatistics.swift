/// How much is in a store.
package struct StoreStatistics: Sendable, Hashable {
  package let objectCount: Int
  package let cardCount: Int
  package let pageCount: Int
  package let requestCount: Int
  package let templateCount: Int
  package let assetCount: Int
  package let keyCount: Int
  package let buildCount: Int
  package let missedCount: Int
  /// Pictures that nothing names any more, waiting for their two minutes to pass.
  package let condemnedCount: Int
  /// Of the pages that hold pictures.
  package let objectBytes: Int
  /// Of the pictures that were drawn for unsigned requests.
  package let missedBytes: UInt64
  /// Of the data file that has been used so far; freed pages count, they are used again.
  package let usedBytes: Int
  /// The most the data file may grow to.
  package let mapBytes: Int
  package let readerCount: Int

  static func measure(
    _ snapshot: Snapshot, of store: Store
  ) throws(StoreError) -> StoreStatistics {
    func size(_ table: TableName) throws(StoreError) -> TableSize {
      try snapshot.view.size(of: snapshot.tables[table])
    }
    let objects = try size(.objects)
    let usage = try store.environment.usage()
    return StoreStatistics(
      objectCount: objects.rowCount, cardCount: try size(.cards).rowCount,
      pageCount: try size(.pages).rowCount, requestCount: try size(.requests).rowCount,
      templateCount: try snapshot.templates().count, assetCount: try size(.assets).rowCount,
      keyCount: try size(.keys).rowCount, buildCount: try size(.builds).rowCount,
      missedCount: try size(.missed).rowCount,
      condemnedCount: try size(.condemned).rowCount, objectBytes: objects.bytes,
      missedBytes: try snapshot.meta(.missedBytes) ?? 0, usedBytes: usage.usedBytes,
      mapBytes: store.environment.mapBytes, readerCount: usage.readerCount)
  }
}
