/// Seconds since 1970 as a UTC date and time of the Gregorian calendar.
package struct CivilTime: Sendable, Hashable, CustomStringConvertible {
  package let year: Int
  /// 1...12.
  package let month: Int
  /// 1...31.
  package let day: Int
  package let hour: Int
  package let minute: Int
  package let second: Int
  /// 0 is Sunday.
  package let weekday: Int

  package init(unixSeconds: Int64) {
    // Clamped to years of four digits and some, so that nothing below can overflow.
    let clamped = Int(min(max(unixSeconds, -400_000_000_000), 400_000_000_000))
    let days = (clamped >= 0 ? clamped : clamped - 86_399) / 86_400
    let seconds = clamped - days * 86_400
    hour = seconds / 3_600
    minute = seconds / 60 % 60
    second = seconds % 60
    weekday = ((days % 7) + 11) % 7

    // Years begin in March, so that the leap day is a year's last; eras are 400 years.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Seconds since 1970 of midnight UTC on the first of a month; `month` may run past 12.
  package static func startOfMonth(year: Int, month: Int) -> Int64 {
    let years = year + (month - 1) / 12
    let month = (month - 1) % 12 + 1
    let marchYear = month <= 2 ? years - 1 : years
    let marchMonth = month <= 2 ? month + 9 : month - 3
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + (153 * marchMonth + 2) / 5
    return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400
  }

  /// `2026-11-23T14:50:44Z` (RFC 3339).
  package var description: String {
    "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
      + "T\(Self.padded(hour, 2)):\(Self.padded(minute, 2)):\(Self.padded(second, 2))Z"
  }

  private static func padded(_ number: Int, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(digits - text.utf8.count, 0)) + text
  }
}
