/// Opens the tables and settles which version of them is there.
///
/// Schema 2 added the table `dependencies`; a store of schema 1 is given it when it is opened, and
/// has no lines.
enum Schema {
  private enum Found {
    case nothing
    case old
    case current(Tables)
  }

  static func open(_ environment: Environment, create: Bool) throws(StoreError) -> Tables {
    let reading = try ReadTransaction.begin(in: environment)
    switch try find(reading.view, environment) {
    case .current(let tables):
      try reading.keepTables()
      return tables
    case .nothing where !create: throw StorePlace.missing("open \(environment.path)")
    case .nothing, .old: break
    }
    _ = consume reading
    // Two processes may have come here; the second finds what the first has made.
    let writing = try WriteTransaction.begin(in: environment)
    let tables =
      if case .current(let found) = try find(writing.view, environment) { found } else {
        try makeTables(writing.view)
      }
    _ = try writing.commit()
    return tables
  }

  /// Every table of a store of this schema, or why there are none.
  private static func find(
    _ view: TransactionView, _ environment: Environment
  ) throws(StoreError) -> Found {
    let operation = "open \(environment.path)"
    if try view.isBlank() { return .nothing }
    if try version(view, operation) < Store.schema { return .old }
    var numbers: [UInt32] = []
    for name in TableName.allCases {
      guard let number = try view.open(name, create: false) else {
        throw StoreError(
          .damaged, operation: operation, detail: "table \(name.name) is missing",
          next: "restore a copy or build again into a new store")
      }
      numbers.append(number)
    }
    return .current(Tables(numbers: numbers))
  }

  /// Makes those tables that are not there, and notes the version.
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

  private static func version(
    _ view: TransactionView, _ operation: String
  ) throws(StoreError) -> UInt64 {
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
    return schema
  }
}
