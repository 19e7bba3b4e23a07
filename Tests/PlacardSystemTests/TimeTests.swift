import Foundation
import PlacardSystem
import Testing

@Suite("Clocks and dates") struct TimeTests {
  @Test("The RFC's own example is formatted as the RFC has it")
  func imfFixdate() {
    #expect(WallClock.imfFixdate(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
    #expect(WallClock.imfFixdate(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
    #expect(WallClock.imfFixdate(951_782_400) == "Tue, 29 Feb 2000 00:00:00 GMT")
    #expect(WallClock.imfFixdate(-1) == "Wed, 31 Dec 1969 23:59:59 GMT")
  }

  @Test("Times that no calendar of four digits holds are clamped, not trapped on")
  func extremes() {
    #expect(WallClock.imfFixdate(.max).utf8.count == 29)
    #expect(WallClock.imfFixdate(.min).utf8.count == 29)
  }

  @Test("Civil times agree with Foundation's calendar over four centuries")
  func againstFoundation() {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = TimeZone(identifier: "UTC")!
    for step in 0..<4_000 {
      let seconds = Int64(-6_000_000_000) + Int64(step) * 3_155_692 + Int64(step * step % 86_399)
      let ours = CivilTime(unixSeconds: seconds)
      let theirs = calendar.dateComponents(
        [.year, .month, .day, .hour, .minute, .second, .weekday],
        from: Date(timeIntervalSince1970: TimeInterval(seconds)))
      #expect(ours.year == theirs.year && ours.month == theirs.month && ours.day == theirs.day)
      #expect(ours.hour == theirs.hour && ours.minute == theirs.minute)
      #expect(ours.second == theirs.second && ours.weekday + 1 == theirs.weekday)
    }
  }

  @Test("A month starts at its own first midnight, and month 13 is the next January")
  func months() {
    for year in 1_999...2_030 {
      for month in 1...13 {
        let start = CivilTime(unixSeconds: CivilTime.startOfMonth(year: year, month: month))
        #expect(start.year == (month == 13 ? year + 1 : year))
        #expect(start.month == (month == 13 ? 1 : month))
        #expect(start.day == 1 && start.hour == 0 && start.minute == 0 && start.second == 0)
      }
    }
  }

  @Test("Monotonic time moves forward and its sums do not overflow")
  func monotonic() {
    let early = MonotonicInstant.now()
    let late = early.adding(seconds: 2)
    #expect(late.nanoseconds(since: early) == 2_000_000_000)
    #expect(early.nanoseconds(since: late) == 0)
    #expect(early.adding(seconds: .max).nanoseconds == .max)
    #expect(early.adding(seconds: -5) == early)
    #expect(MonotonicInstant.now() >= early)
  }
}
