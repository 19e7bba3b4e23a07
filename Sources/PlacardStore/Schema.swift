/// Opens the tables and settles which version of them is there.
enum Schema {
  static func open(_ environment: Environment, create: Bool) throws(StoreError) -> Tables {
    let operation = "open \(environment.path)"
    // One transaction at a time opens tables, and a table is there for others once it commits.
    let transaction = try WriteTransaction.begin(in: environment)
    let view = transaction.view
    let isNew = try view.isBlank()
    if isNew && !create { throw StorePlace.missing(operation) }
    if !isNew { try checkVersion(view, operation) }
    var numbers: [UInt32] = []
    for name in TableName.allCases {
      guard let number = try view.open(name, create: isNew) else {
        throw StoreError(
          .damaged, operation: operation, detail: "table \(name.name) is missing",
          next: "restore a copy or build again into a new store")
      }
      numbers.append(number)
    }
    let tables = Tables(numbers: numbers)
    if isNew {
      let key = MetaName.schema.key
      try view.put(tables[.meta], key, Envelope.seal(Count(Store.schema), .meta, key: key))
    }
    _ = try transaction.commit()
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
