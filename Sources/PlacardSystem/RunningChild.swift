internal import CLinux
internal import Glibc

/// The one owner of a program that runs as a child beside this process: what it writes is kept in
/// memory, and its standard input is empty. It ends with its owner.
package struct RunningChild: ~Copyable {
  private let id: pid_t
  private let outputFile: FileDescriptor
  private let errorFile: FileDescriptor
  private var ended: ChildProcess.End?

  private init(
    id: pid_t, outputFile: consuming FileDescriptor, errorFile: consuming FileDescriptor
  ) {
    self.id = id
    self.outputFile = outputFile
    self.errorFile = errorFile
  }

  deinit {
    guard ended == nil else { return }
    kill(id, SIGKILL)
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
  }

  /// Starts `path` with `arguments` (its own name not among them) in this process's environment, with
  /// the variables of `environment` set. Throws when it cannot be started.
  package static func start(
    _ path: String, _ arguments: [String], environment: [String: String] = [:]
  ) throws(SystemError) -> RunningChild {
    let output = try memoryFile("output")
    let errors = try memoryFile("errors")
    var files = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&files)
    defer { posix_spawn_file_actions_destroy(&files) }
    posix_spawn_file_actions_addopen(&files, 0, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&files, output.number, 1)
    posix_spawn_file_actions_adddup2(&files, errors.number, 2)
    let id = try ChildProcess.spawn(path, arguments, environment, files: &files)
    return RunningChild(id: id, outputFile: output, errorFile: errors)
  }

  /// A file, not a pipe: nobody has to read while the child runs.
  private static func memoryFile(_ name: String) throws(SystemError) -> FileDescriptor {
    let closeOnExec: UInt32 = 1  // MFD_CLOEXEC
    let number = memfd_create(name, closeOnExec)
    guard number >= 0 else { throw .last("make room for a child's \(name)") }
    return FileDescriptor(owning: number)
  }

  /// How it ended; nil while it runs.
  package mutating func end() throws(SystemError) -> ChildProcess.End? {
    if let ended { return ended }
    var status: Int32 = 0
    let id = id
    let found = retrying { Int(waitpid(id, &status, WNOHANG)) }
    guard found >= 0 else { throw .last("wait for a child") }
    if found != 0 { ended = ChildProcess.End(status: status) }
    return ended
  }

  /// Asks it to end, as Ctrl-C does; nothing happens once `end` has told how it did.
  package func interrupt() {
    if ended == nil { kill(id, SIGINT) }
  }

  /// What it has written to standard output so far.
  package func output() throws(SystemError) -> [UInt8] { try Self.read(outputFile, from: 0) }

  /// What it has written to standard error so far, from `offset` on.
  package func errors(from offset: Int = 0) throws(SystemError) -> [UInt8] {
    try Self.read(errorFile, from: offset)
  }

  /// The file's own place, which the child writes at, stays where it is.
  private static func read(
    _ file: borrowing FileDescriptor, from start: Int
  ) throws(SystemError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let number = file.number
    while true {
      let offset = off_t(start + bytes.count)
      let count = chunk.withUnsafeMutableBytes { buffer in
        retrying { pread(number, buffer.baseAddress, buffer.count, offset) }
      }
      guard count >= 0 else { throw .last("read what a child wrote") }
      if count == 0 { return bytes }
      bytes += chunk.prefix(count)
    }
  }
}
