internal import Glibc

/// What this process has taken from the machine so far.
package struct ResourceUsage: Sendable, Hashable {
  /// The most resident memory it ever had, mapped files included.
  package let peakResidentBytes: Int
  /// Resident memory now, mapped files included.
  package let residentBytes: Int
  /// Resident memory now that is the process's own: no mapped files, no shared pages.
  package let anonymousBytes: Int
  /// User and system time of all its threads.
  package let cpuSeconds: Double

  /// The sums at the moment of the call (getrusage(2) and /proc/self/status).
  package static func now() -> ResourceUsage {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    let cpu = [usage.ru_utime, usage.ru_stime].reduce(0.0) {
      $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6
    }
    let status = (try? FileBytes.read("/proc/self/status", bytesMax: 1 << 16)) ?? []
    return ResourceUsage(
      peakResidentBytes: kilobytes("VmHWM:", in: status) ?? Int(usage.ru_maxrss) * 1_024,
      residentBytes: kilobytes("VmRSS:", in: status) ?? 0,
      anonymousBytes: kilobytes("RssAnon:", in: status) ?? 0,
      cpuSeconds: cpu)
  }

  /// The value of a line such as `RssAnon:     1234 kB`, in bytes.
  private static func kilobytes(_ name: String, in status: [UInt8]) -> Int? {
    for line in status.split(separator: 0x0A) where line.starts(with: name.utf8) {
      let digits = line.filter { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self)).map { $0 * 1_024 }
    }
    return nil
  }
}
