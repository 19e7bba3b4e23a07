internal import Glibc

/// A moment on the clock that never goes back (CLOCK_MONOTONIC).
package struct MonotonicInstant: Sendable, Hashable, Comparable {
  /// Since an arbitrary start, usually that of the machine.
  package var nanoseconds: UInt64

  package init(nanoseconds: UInt64) {
    self.nanoseconds = nanoseconds
  }

  /// The moment of the call (clock_gettime(2)). It stands still while the machine sleeps.
  package static func now() -> MonotonicInstant {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return MonotonicInstant(
      nanoseconds: UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec))
  }

  package static func < (left: MonotonicInstant, right: MonotonicInstant) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// So much later; the last moment there is where the sum would pass it.
  package func adding(nanoseconds more: UInt64) -> MonotonicInstant {
    let (sum, overflow) = nanoseconds.addingReportingOverflow(more)
    return MonotonicInstant(nanoseconds: overflow ? .max : sum)
  }

  /// So many milliseconds later; a negative count is 0.
  package func adding(milliseconds: Int) -> MonotonicInstant {
    adding(nanoseconds: UInt64(clamping: milliseconds).multipliedClamped(by: 1_000_000))
  }

  /// So many seconds later; a negative count is 0.
  package func adding(seconds: Int) -> MonotonicInstant {
    adding(nanoseconds: UInt64(clamping: seconds).multipliedClamped(by: 1_000_000_000))
  }

  /// How long after `earlier` this is; 0 when it is before.
  package func nanoseconds(since earlier: MonotonicInstant) -> UInt64 {
    nanoseconds > earlier.nanoseconds ? nanoseconds - earlier.nanoseconds : 0
  }

  /// How long after `earlier` this is, in seconds; 0 when it is before.
  package func seconds(since earlier: MonotonicInstant) -> Double {
    Double(nanoseconds(since: earlier)) / 1e9
  }
}

extension UInt64 {
  fileprivate func multipliedClamped(by factor: UInt64) -> UInt64 {
    let (product, overflow) = multipliedReportingOverflow(by: factor)
    return overflow ? .max : product
  }
}
