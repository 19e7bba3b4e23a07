internal import Glibc

/// How many descriptors this process may have at once.
package enum OpenFileLimit {
  /// Raises the limit to `wanted` as far as this user may, and tells what it is now.
  @discardableResult
  package static func raise(to wanted: Int) -> Int {
    var limit = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    guard getrlimit(resource, &limit) == 0 else { return 0 }
    if limit.rlim_cur < rlim_t(clamping: wanted) {
      var raised = limit
      raised.rlim_cur = min(rlim_t(clamping: wanted), limit.rlim_max)
      if setrlimit(resource, &raised) == 0 { limit = raised }
    }
    return Int(clamping: limit.rlim_cur)
  }
}
