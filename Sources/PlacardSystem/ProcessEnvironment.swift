internal import Glibc

/// The variables that the process was started with.
package enum ProcessEnvironment {
  /// The value of the variable `name`; nil when it is not set. Not to be called while another thread
  /// changes the environment.
  package static subscript(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }
}
