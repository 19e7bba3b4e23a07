/// A calendar month in UTC, by which renders are counted.
package struct UsageMonth: Sendable, Hashable, Comparable {
  package let year: Int
  /// 1 to 12.
  package let month: Int

  package init(year: Int, month: Int) {
    precondition((0...9999).contains(year) && (1...12).contains(month), "a month of the calendar")
    self.year = year
    self.month = month
  }

  /// 202607 for July 2026.
  var number: UInt64 { UInt64(year * 100 + month) }

  /// Nil when `number` is no month.
  init?(number: UInt64) {
    guard number <= 9999_12, (1...12).contains(number % 100) else { return nil }
    self.init(year: Int(number / 100), month: Int(number % 100))
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// A day of the calendar in UTC.
package struct UsageDay: Sendable, Hashable, Comparable {
  package let month: UsageMonth
  /// 1 to 31.
  package let day: Int

  package init(_ month: UsageMonth, day: Int) {
    precondition((1...31).contains(day), "a day of the calendar")
    self.month = month
    self.day = day
  }

  /// 20260731 for the last of July 2026: more than any month's number.
  var number: UInt64 { month.number * 100 + UInt64(day) }

  /// Nil when `number` is no day.
  init?(number: UInt64) {
    guard let month = UsageMonth(number: number / 100), (1...31).contains(number % 100) else {
      return nil
    }
    self.init(month, day: Int(number % 100))
  }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

/// What one key used in one month.
package struct UsageRecord: Sendable, Hashable {
  package let keyID: String
  package let month: UsageMonth
  package let count: UInt64
}

/// What one key used on one day.
package struct DailyUsage: Sendable, Hashable {
  package let day: UsageDay
  package let count: UInt64
}

/// The stored form of a month's or a day's count: the key's id is repeated, since a table key may shorten it.
struct UsageEntry: Record {
  var keyID: String
  var count: UInt64

  init(keyID: String, count: UInt64) {
    self.keyID = keyID
    self.count = count
  }

  init(from reader: inout RecordReader) {
    keyID = reader.text()
    count = reader.number()
  }

  func write(to writer: inout RecordWriter) {
    writer.put(keyID)
    writer.put(count)
  }
}
