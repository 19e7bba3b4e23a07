/// The store's tables. The number is part of every record's checksum and never given anew.
enum TableName: UInt8, CaseIterable, Sendable {
  case meta = 1
  case objects = 2
  case cards = 3
  case owners = 4
  case missed = 5
  case condemned = 6
  case pages = 7
  case lines = 8
  case staged = 9
  case history = 10
  case builds = 11
  case requests = 12
  case templates = 13
  case versions = 14
  case assets = 15
  case assetBytes = 16
  case files = 17
  case keys = 18
  case usage = 19
  case sessions = 20
  case dependencies = 21

  /// As LMDB and reports know it.
  var name: String { String(describing: self) }
}

/// A table of an open environment: a number, good for as long as the environment is.
struct Table: Sendable {
  let name: TableName
  let number: UInt32
}

/// Every table of one environment, opened together before any thread reads.
struct Tables: Sendable {
  private let numbers: [UInt32]

  /// `numbers` are in the order of `TableName.allCases`.
  init(numbers: [UInt32]) {
    precondition(numbers.count == TableName.allCases.count, "a number for every table")
    self.numbers = numbers
  }

  @inline(__always)
  subscript(_ name: TableName) -> Table {
    Table(name: name, number: numbers[Int(name.rawValue) - 1])
  }
}
