internal import PlacardSystem

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

extension UsageMonth {
  /// Unix seconds of its first midnight.
  package var start: Int64 { CivilTime.startOfMonth(year: year, month: month) }

  /// `2026-07`.
  package var text: String { String(CivilTime(unixSeconds: start).description.prefix(7)) }

  /// The month that `text` spells as above; nil for anything else.
  package init?(text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].utf8.count == 4, parts[1].utf8.count == 2,
      parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
      let year = Int(parts[0]), let month = Int(parts[1]), (1...12).contains(month)
    else { return nil }
    self.init(year: year, month: month)
  }
}

extension UsageDay {
  /// The day that holds `unixSeconds`.
  package init(unixSeconds: Int64) {
    let time = CivilTime(unixSeconds: unixSeconds)
    self.init(UsageMonth(year: time.year, month: time.month), day: time.day)
  }

  /// `2026-07-31`.
  package var text: String { month.text + (day < 10 ? "-0" : "-") + String(day) }
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
