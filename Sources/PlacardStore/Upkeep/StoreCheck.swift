package import PlacardCore

/// One thing `verify` found.
package struct StoreProblem: Sendable, Hashable {
  package let table: String
  /// As text, or in hexadecimal where it is none; empty when the table itself cannot be walked.
  package let key: String
  package let what: String
  /// The picture whose bytes are wrong, for `dropDamagedObject`.
  package var object: ContentHash?
}

/// What a check tells while it goes on, so that its reader knows how far it came even if a damaged
/// tree ends the process.
package enum StoreCheckEvent: Sendable {
  case table(String, rowCount: Int)
  case problem(StoreProblem)
  /// Rows of the current table done so far.
  case progress(rows: Int)
}

/// The sums of a check.
package struct StoreCheckReport: Sendable, Hashable {
  package var objects = 0
  package var objectBytes = 0
  package var records = 0
  package var problems = 0

  package init() {}
}

/// How much a check does.
package struct StoreCheckOptions: Sendable, Hashable {
  /// Leaves the pictures' bytes unread: records, heads and references only.
  package var isQuick = false
  /// Hashes only every `partCount`th picture, the `part`th of them, from 0.
  package var part: UInt64 = 0
  package var partCount: UInt64 = 1

  package init() {}
}

/// Reads the whole store: hashes every picture again, checks every record's checksum, and that
/// everything points at something that is there.
///
/// LMDB trusts its pages: a damaged tree may end the process by a signal. Run it in a child.
package struct StoreCheck {
  private let reader: StoreReader
  private let options: StoreCheckOptions
  private let tell: (StoreCheckEvent) -> Void
  private var report = StoreCheckReport()
  /// A snapshot is given up after this many rows or bytes, so that writers can use pages again.
  private static let rowsAtOnce = 512
  private static let bytesAtOnce = 64 << 20

  private init(
    _ reader: StoreReader, _ options: StoreCheckOptions, _ tell: @escaping (StoreCheckEvent) -> Void
  ) {
    self.reader = reader
    self.options = options
    self.tell = tell
  }

  /// Checks everything, telling what it finds as it finds it; in memory that does not grow.
  ///
  /// - Throws: only when the store cannot be read at all; damage is told, not thrown.
  package static func run(
    _ store: Store, _ options: StoreCheckOptions = StoreCheckOptions(),
    tell: @escaping (StoreCheckEvent) -> Void
  ) throws(StoreError) -> StoreCheckReport {
    var check = StoreCheck(try store.reader(), options, tell)
    for table in TableName.allCases { check.walk(table) }
    check.checkSums()
    return check.report
  }

  private mutating func walk(_ table: TableName) {
    do throws(StoreError) {
      try reader.renew()
      let rowCount = try reader.snapshot.view.size(of: reader.snapshot.tables[table]).rowCount
      tell(.table(table.name, rowCount: rowCount))
      var last: [UInt8]?
      var rows = 0
      repeat {
        try reader.renew()
        last = try walkSome(table, after: last, &rows)
        tell(.progress(rows: rows))
      } while last != nil
    } catch {
      found(StoreProblem(table: table.name, key: "", what: error.detail))
    }
    reader.reset()
  }

  /// Checks some rows after `key`; returns the last one's key, nil at the end of the table.
  private mutating func walkSome(
    _ table: TableName, after key: [UInt8]?, _ rows: inout Int
  ) throws(StoreError) -> [UInt8]? {
    let snapshot = reader.snapshot
    var cursor = try snapshot.view.cursor(snapshot.tables[table])
    let start = key ?? []
    var row = try start.withUnsafeBytesOf { bytes throws(StoreError) in try cursor.seek(bytes) }
    if let key, let found = row, found.key.elementsEqual(key) { row = try cursor.next() }
    var count = 0
    var bytes = 0
    var previous = key
    while let found = row {
      // A damaged tree may lead back to where it has been, for ever.
      if let previous, !previous.lexicographicallyPrecedes(found.key) {
        throw .damaged(table, "the keys are not in order")
      }
      previous = Array(found.key)
      try check(found, of: table, in: snapshot)
      rows += 1
      count += 1
      bytes += found.value.count
      if count >= Self.rowsAtOnce || bytes >= Self.bytesAtOnce { return Array(found.key) }
      row = try cursor.next()
    }
    return nil
  }

  private mutating func check(
    _ row: Cursor.Row, of table: TableName, in snapshot: Snapshot
  ) throws(StoreError) {
    report.records += 1
    var what: String?
    var object: ContentHash?
    switch table {
    case .objects:
      report.objects += 1
      report.objectBytes += row.value.count
      what = checkObject(row)
      if what != nil { object = Digest(bytes: row.key).map { ContentHash($0) } }
    case .assetBytes:
      if Digest(of: row.value) != Digest(bytes: row.key) { what = "its bytes have another digest" }
    default:
      what =
        Envelope.isIntact(table, key: row.key, value: row.value)
        ? try RowCheck(snapshot, row).problem(in: table)
        : "the record is not what was written"
    }
    guard let what else { return }
    found(
      StoreProblem(
        table: table.name, key: Snapshot.spelled(row.key), what: what, object: object))
  }

  private func checkObject(_ row: Cursor.Row) -> String? {
    guard let digest = Digest(bytes: row.key) else { return "the key is not 32 bytes" }
    let hash = ContentHash(digest)
    let isLeftOut = options.isQuick || digest.words.3 % max(options.partCount, 1) != options.part
    if isLeftOut {
      return ObjectRecord.view(row.value, hash: hash) == nil ? "its head is damaged" : nil
    }
    return ObjectRecord.isIntact(row.value, hash: hash) ? nil : "its bytes have another hash"
  }

  /// The sum that eviction relies on, in one snapshot.
  private mutating func checkSums() {
    do throws(StoreError) {
      let (noted, found) = try reader.withSnapshot { (snapshot) throws(StoreError) in
        var sum: UInt64 = 0
        try snapshot.walk(.missed, MissedEntry.self, from: []) { _, entry in
          sum &+= UInt64(entry.byteCount)
          return true
        }
        return (try snapshot.meta(.missedBytes) ?? 0, sum)
      }
      guard noted != found else { return }
      self.found(
        StoreProblem(
          table: TableName.meta.name, key: MetaName.missedBytes.rawValue,
          what: "it says \(noted), and the missed cards have \(found) bytes"))
    } catch {
      // The walk over the table has told of it already.
    }
  }

  private mutating func found(_ problem: StoreProblem) {
    report.problems += 1
    tell(.problem(problem))
  }
}
