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

  /// Blocks the three signals and ignores SIGPIPE; call on the main thread before any other
  /// thread starts, since threads inherit the mask.
  package static func block() {
    var set = waited()
    let code = pthread_sigmask(SIG_BLOCK, &set, nil)
    precondition(code == 0 && placard_ignore_broken_pipes() == 0)
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
