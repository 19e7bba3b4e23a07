import Foundation
import Glibc
import Testing

/// How a run of the program ended, and what it said.
struct Ran {
  enum End: Equatable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  let end: End
  let output: [UInt8]
  /// What stood on standard error.
  let errors: String

  var text: String { String(decoding: output, as: UTF8.self) }

  /// The exit status; nil when a signal ended the program.
  var status: Int32? {
    guard case .exited(let status) = end else { return nil }
    return status
  }
}

/// The `placard` that was built with these tests.
enum Program {
  struct NotFound: Error {}

  /// Beside the bundle of tests, which is a program of its own on Linux.
  static let path: String? = {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    let folders = [bundle, CommandLine.arguments.first].compactMap { path in
      path.map { URL(fileURLWithPath: $0).deletingLastPathComponent().path }
    }
    return folders.map { $0 + "/placard" }.first {
      FileManager.default.isExecutableFile(atPath: $0)
    }
  }()

  /// Starts the program in `folder`.
  ///
  /// - Parameter prelude: shell words before the program, as in `ulimit -f 64;`.
  static func start(_ words: [String], in folder: String, prelude: String = "") throws -> Running {
    guard let path else { throw NotFound() }
    return try start(
      shell: "cd \"$0\" && { \(prelude) exec \"$@\"; }", [folder, path] + words)
  }

  /// Starts a shell with `script`, whose `$0` and on are `words`.
  static func start(shell script: String, _ words: [String]) throws -> Running {
    let place = FileManager.default.temporaryDirectory
      .appendingPathComponent("placard-run-\(UUID().uuidString)").path
    let all = ["/bin/sh", "-c", script] + words
    var arguments: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    // Files, not pipes: nobody has to read while the program runs, and no other child of these
    // tests can hold an end of them open.
    for (number, name) in [(Int32(1), place + ".out"), (2, place + ".err")] {
      posix_spawn_file_actions_addopen(&files, number, name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var none = sigset_t()
    sigemptyset(&none)
    var usual = sigset_t()
    sigemptyset(&usual)
    for signal in [SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGXFSZ] { sigaddset(&usual, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &usual)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF))
    var id = pid_t()
    let code = posix_spawn(&id, "/bin/sh", &files, &attributes, arguments, environ)
    guard code == 0 else { throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EIO) }
    return Running(id: id, place: place)
  }
}

/// A run that has not been waited for yet. One thread has it.
final class Running {
  let id: pid_t
  private let place: String
  private var end: Ran.End?
  /// Far beyond what any test needs on a busy machine; what hangs is killed then.
  private let secondsMax = 180.0

  fileprivate init(id: pid_t, place: String) {
    self.id = id
    self.place = place
  }

  deinit {
    if end == nil {
      kill(id, SIGKILL)
      var status: Int32 = 0
      waitpid(id, &status, 0)
    }
    unlink(place + ".out")
    unlink(place + ".err")
  }

  func send(_ signal: Int32) { kill(id, signal) }

  /// What it has said on standard error so far.
  var errorsSoFar: String {
    String(decoding: FileManager.default.contents(atPath: place + ".err") ?? Data(), as: UTF8.self)
  }

  /// Whether it has ended; it is never waited for by anybody else.
  var hasEnded: Bool {
    if end != nil { return true }
    var status: Int32 = 0
    guard waitpid(id, &status, WNOHANG) == id else { return false }
    let signal = status & 0x7F
    end = signal == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: signal)
    return true
  }

  /// Waits until `condition` holds or the program has ended; false in the latter case.
  func wait(until condition: () throws -> Bool) throws -> Bool {
    let start = Date()
    while try !condition() {
      if hasEnded { return false }
      if Date().timeIntervalSince(start) > secondsMax {
        Issue.record("process \(id) did not come so far")
        return false
      }
      usleep(2_000)
    }
    return true
  }

  /// Waits for the end.
  func wait() -> Ran {
    let start = Date()
    while !hasEnded {
      if Date().timeIntervalSince(start) > secondsMax {
        Issue.record("process \(id) did not end: \(errorsSoFar)")
        kill(id, SIGKILL)
      }
      usleep(2_000)
    }
    let output = FileManager.default.contents(atPath: place + ".out") ?? Data()
    return Ran(end: end ?? .exited(-1), output: Array(output), errors: errorsSoFar)
  }
}
