/// Opens the tables and settles which version of them is there.
enum Schema {
  static func open(_ environment: Environment, create: Bool) throws(StoreError) -> Tables {
    let reading = try ReadTransaction.begin(in: environment)
    if let tables = try openTables(reading.view, environment) {
      try reading.keepTables()
      return tables
    }
    _ = consume reading
    guard create else { throw StorePlace.missing("open \(environment.path)") }
    // Two processes may have come here; the second finds what the first has made.
    let writing = try WriteTransaction.begin(in: environment)
    let found = try openTables(writing.view, environment)
    let tables = if let found { found } else { try makeTables(writing.view) }
    _ = try writing.commit()
    return tables
  }

  /// Every table of a store of this schema; nil when there is none at all.
  private static func openTables(
    _ view: TransactionView, _ environment: Environment
  ) throws(StoreError) -> Tables? {
    let operation = "open \(environment.path)"
    if try view.isBlank() { return nil }
    try checkVersion(view, operation)
    var numbers: [UInt32] = []
    for name in TableName.allCases {
      guard let number = try view.open(name, create: false) else {
        throw StoreError(
          .damaged, operation: operation, detail: "table \(name.name) is missing",
          next: "restore a copy or build again into a new store")
      }
      numbers.append(number)
    }
    return Tables(numbers: numbers)
  }

  private static func makeTables(_ view: TransactionView) throws(StoreError) -> Tables {
    var numbers: [UInt32] = []
    for name in TableName.allCases {
      guard let number = try view.open(name, create: true) else {
        preconditionFailure("a table is made where there is none")
      }
      numbers.append(number)
    }
    let tables = Tables(numbers: numbers)
    let key = MetaName.schema.key
    try view.put(tables[.meta], key, Envelope.seal(Count(Store.schema), .meta, key: key))
    return tables
  }

  private static func checkVersion(
    _ view: TransactionView, _ operation: String
  ) throws(StoreError) {
    guard let number = try view.open(.meta, create: false),
      let value = try view.find(Table(name: .meta, number: number), MetaName.schema.key)
    else {
      throw StoreError(
        .notAStore, operation: operation, detail: "data.mdb is another program's",
        next: "name the directory of a store")
    }
    let key = MetaName.schema.key
    let schema = key.withUnsafeBytes { key in
      Envelope.open(Count.self, .meta, key: key, value: value)?.value
    }
    guard let schema, schema >= 1 else {
      throw StoreError(
        .damaged, operation: operation, detail: "the schema version is not what was written",
        next: "restore a copy or build again into a new store")
    }
    guard schema <= Store.schema else {
      throw StoreError(
        .newerVersion, operation: operation,
        detail: "it has schema \(schema), and this Placard knows up to \(Store.schema)",
        next: "use the newer Placard, or build into a new store")
    }
  }
}
