internal import CLinux
internal import Glibc

/// The signals Placard obeys, taken by waiting for them rather than by handlers.
package enum Signals {
  /// SIGINT, SIGTERM, SIGHUP.
  package enum Signal: Sendable, Hashable {
    case interrupt
    case terminate
    case hangUp
  }

  /// Makes a write that finds no reader, or a file at its size limit (`ulimit -f`), fail with an
  /// error in place of ending the process.
  package static func ignoreFailedWrites() {
    for signal in [SIGPIPE, SIGXFSZ] {
      let code = placard_ignore_signal(signal)
      precondition(code == 0, "a known signal can be ignored")
    }
  }

  /// Keeps the three signals for `wait`; until then they end the process. Call on the main thread
  /// before any other thread starts, since threads inherit the mask.
  package static func block() {
    var set = waited()
    let code = pthread_sigmask(SIG_BLOCK, &set, nil)
    precondition(code == 0, "a known set of signals can be blocked")
  }

  /// The next signal, or nil when `seconds` have passed without one.
  package static func wait(seconds: Double) -> Signal? {
    var set = waited()
    let clamped = min(max(seconds, 0), 1e9)
    var time = timespec(
      tv_sec: Int(clamped), tv_nsec: Int((clamped - clamped.rounded(.down)) * 1e9))
    switch retrying({ Int(sigtimedwait(&set, nil, &time)) }) {
    case Int(SIGINT): return .interrupt
    case Int(SIGTERM): return .terminate
    case Int(SIGHUP): return .hangUp
    default: return nil
    }
  }

  private static func waited() -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&set, signal) }
    return set
  }
}
