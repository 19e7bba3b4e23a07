/// LMDB's list of pages that commits gave back and later ones may use.
enum FreePages {
  /// How many of them are numbered `first` and up.
  static func count(from first: Int, in environment: Environment) throws(StoreError) -> Int {
    let transaction = try ReadTransaction.begin(in: environment)
    // Table 0 is the list, open to readers as it is to `mdb_stat -f`. Its values are page numbers
    // with their count in front.
    var cursor = try transaction.view.cursor(Table(name: .meta, number: 0))
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
}
