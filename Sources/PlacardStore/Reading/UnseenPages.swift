internal import PlacardCore

/// The published pages whose cards a build did not see.
extension Snapshot {
  /// How many they are, and the ids of the first in the order of their bytes.
  package func unseenPages(
    _ seen: SeenCards, idsMax: Int
  ) throws(StoreError) -> (count: Int, firstIDs: [String]) {
    var seen = seen
    seen.sort()
    var count = 0
    var ids: [String] = []
    var last: [UInt8]?
    while true {
      let keys = try unseenKeys(after: last, seen, countMax: 1_024)
      guard let end = keys.last else { return (count, ids) }
      count += keys.count
      for key in keys.prefix(max(0, idsMax - ids.count)) {
        let page: PageRecord? = try record(in: .pages, key)
        if let page { ids.append(page.id) }
      }
      last = end
    }
  }

  /// The next of their keys after `key`, or the first; most builds have none. `seen` is sorted.
  func unseenKeys(
    after key: [UInt8]?, _ seen: SeenCards, countMax: Int
  ) throws(StoreError) -> [[UInt8]] {
    var unseen: [[UInt8]] = []
    var cursor = try view.cursor(tables[.pages])
    let start = key ?? []
    var row = try start.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    if let key, let found = row, found.key.elementsEqual(key) { row = try cursor.next() }
    while let found = row, unseen.count < countMax {
      if !seen.contains(key: found.key), try !isPassed(found.key, seen) {
        unseen.append(Array(found.key))
      }
      row = try cursor.next()
    }
    return unseen
  }

  /// Whether the card whose page has that key was passed by its line.
  private func isPassed(
    _ key: UnsafeRawBufferPointer, _ seen: SeenCards
  ) throws(StoreError) -> Bool {
    guard let lines = seen.lines, lines.metCount > 0 else { return false }
    let line: LineRecord? = try record(in: .lines, Array(key))
    return line.map { lines.place(of: $0.digest) != nil } ?? false
  }
}
