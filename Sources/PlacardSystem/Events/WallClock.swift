internal import Glibc

/// The time of day, in seconds since 1970-01-01T00:00:00Z.
package enum WallClock {
  /// The time now, rounded down. Whoever sets the clock may move it back.
  package static func unixSeconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec)
  }

  /// The same in milliseconds, never before 1970.
  package static func unixMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return max(0, Int64(time.tv_sec)) &* 1_000 &+ Int64(time.tv_nsec) / 1_000_000
  }

  package static let imfFixdateBytes = 29

  /// Writes `Sun, 06 Nov 1994 08:49:37 GMT` (IMF-fixdate, RFC 9110 §5.6.7), 29 bytes, to the start
  /// of `buffer`. Years outside 0...9999 are clamped.
  package static func writeIMFFixdate(
    _ unixSeconds: Int64, into buffer: UnsafeMutableRawBufferPointer
  ) {
    precondition(buffer.count >= imfFixdateBytes)
    let time = CivilTime(unixSeconds: unixSeconds)
    let days: StaticString = "SunMonTueWedThuFriSat"
    let months: StaticString = "JanFebMarAprMayJunJulAugSepOctNovDec"
    func put(_ text: StaticString, _ from: Int, at place: Int) {
      for index in 0..<3 { buffer[place + index] = text.utf8Start[from + index] }
    }
    func put(_ number: Int, digits: Int, at place: Int) {
      var rest = number
      for index in stride(from: place + digits - 1, through: place, by: -1) {
        buffer[index] = 0x30 &+ UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
    }
    for index in 0..<25 { buffer[index] = 0x20 }
    put(days, time.weekday * 3, at: 0)
    buffer[3] = 0x2C
    put(time.day, digits: 2, at: 5)
    put(months, (time.month - 1) * 3, at: 8)
    put(min(max(time.year, 0), 9_999), digits: 4, at: 12)
    put(time.hour, digits: 2, at: 17)
    buffer[19] = 0x3A
    put(time.minute, digits: 2, at: 20)
    buffer[22] = 0x3A
    put(time.second, digits: 2, at: 23)
    buffer[25] = 0x20
    let zone: StaticString = "GMT"
    put(zone, 0, at: 26)
  }

  /// `Sun, 06 Nov 1994 08:49:37 GMT`, for what is not hot.
  package static func imfFixdate(_ unixSeconds: Int64) -> String {
    String(unsafeUninitializedCapacity: imfFixdateBytes) { buffer in
      writeIMFFixdate(unixSeconds, into: UnsafeMutableRawBufferPointer(buffer))
      return imfFixdateBytes
    }
  }
}
