internal import Glibc

/// A program run as a child, with this process's standard streams.
package enum ChildProcess {
  /// How a child ended.
  package enum End: Sendable, Hashable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  /// The program that this process runs.
  package static let ownPath = "/proc/self/exe"

  /// Runs `path` with `arguments` (its own name not among them) and waits for its end. It has this
  /// process's environment, with the variables of `environment` set.
  ///
  /// - Throws: when it cannot be started. A child that fails is not an error.
  package static func run(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws(SystemError) -> End {
    try wait(for: try spawn(path, arguments, environment, files: nil))
  }

  /// Starts `path`, with `files` in place of the standard streams that they name.
  static func spawn(
    _ path: String, _ arguments: [String], _ environment: [String: String],
    files: UnsafePointer<posix_spawn_file_actions_t>?
  ) throws(SystemError) -> pid_t {
    // /proc/self/exe would be the child's own self once it is looked up there.
    let program = Directory.resolved(path) ?? path
    let words = pointers([program] + arguments)
    let variables = pointers(variables(with: environment))
    defer { for word in words + variables { free(word) } }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    // The child takes its signals anew: this process may have blocked them.
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var child = pid_t()
    let code = posix_spawn(&child, program, files, &attributes, words, variables)
    guard code == 0 else {
      throw SystemError(code: code, operation: "start", path: program)
    }
    return child
  }

  /// Copies that end with a null, as C takes lists.
  private static func pointers(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    words.map { strdup($0) } + [nil]
  }

  /// This process's variables as `name=value`, those of `changes` in place of their namesakes.
  private static func variables(with changes: [String: String]) -> [String] {
    var variables: [String] = []
    var next = environ
    while let entry = next.pointee {
      let variable = String(cString: entry)
      if changes[String(variable.prefix { $0 != "=" })] == nil { variables.append(variable) }
      next += 1
    }
    return variables + changes.map { "\($0.key)=\($0.value)" }
  }

  private static func wait(for child: pid_t) throws(SystemError) -> End {
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 {
      guard errno == EINTR else { throw SystemError.last("wait for a child") }
    }
    return End(status: status)
  }
}

extension ChildProcess.End {
  /// What waitpid(2) says.
  init(status: Int32) {
    let signal = status & 0x7F
    self = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
  }
}
