import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting

/// What is in a site's store, once no server of this process has it any more.
struct StoreLook {
  let cardCount: Int
  let objectCount: Int
  let origins: [CardOrigin]
  /// Renders charged, over all keys and months.
  let charged: UInt64
  let keys: [APIKeyRecord]
  let readerCount: Int
  let missedBytes: Int

  init(_ site: TestSite) throws {
    let store = try Store.open(at: site.store, create: false)
    let reader = try store.reader()
    try reader.renew()
    let statistics = try reader.statistics()
    cardCount = statistics.cardCount
    objectCount = statistics.objectCount
    readerCount = statistics.readerCount
    missedBytes = Int(statistics.missedBytes)
    var origins: [CardOrigin] = []
    try reader.snapshot.forEachCard { _, entry in
      origins.append(entry.origin)
      return true
    }
    self.origins = origins
    charged = try reader.snapshot.usages().reduce(0) { $0 + $1.count }
    keys = try reader.snapshot.keys()
  }
}

/// Waits until `condition` holds, for what another thread does in its own time; fails after half a
/// minute.
func eventually(_ condition: () throws -> Bool) throws {
  for _ in 0..<3_000 {
    if try condition() { return }
    usleep(10_000)
  }
  throw Client.Failure(what: "it never came to hold")
}
