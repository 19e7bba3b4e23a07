internal import PlacardPipeline
internal import PlacardSystem
internal import Synchronization

/// The access log: lines of all loops on their way to a file or to standard output. A thread of its
/// own writes them, so that a slow disk or reader holds up no loop.
final class AccessLog: Sendable {
  private enum Item: Sendable {
    case lines([UInt8], count: Int)
    case reopen
  }

  /// `-` is standard output.
  private let path: String
  private let queue = BoundedQueue<Item>(capacity: 4_096)
  private let thread = Mutex<OwnedThread?>(nil)
  private let waitingBytes = Atomic<Int>(0)
  /// Past it lines are dropped and counted: memory must not fill behind a disk that stands still.
  private let waitingBytesMax = 16 << 20
  private let dropped = Atomic<Int>(0)

  /// Opens the file, adding to what is in it, and starts the thread; it ends with `stop`.
  static func start(_ path: String) throws(PipelineError) -> AccessLog {
    do throws(SystemError) {
      let log = AccessLog(path)
      // A number crosses to the thread where an owner cannot.
      let number: Int32? = path == "-" ? nil : try FileDescriptor.open(path, .appending).take()
      try log.thread.withLock { thread throws(SystemError) in
        thread = try OwnedThread.start(name: "access log", stackBytes: 1 << 18) {
          log.run(number)
        }
      }
      return log
    } catch {
      throw .system(error)
    }
  }

  private init(_ path: String) { self.path = path }

  /// Lines that could not be written, for want of room or of a reader.
  var droppedCount: Int { dropped.load(ordering: .relaxed) }

  /// Takes whole lines over; never waits.
  func take(_ lines: [UInt8], count: Int) {
    let waiting = waitingBytes.wrappingAdd(lines.count, ordering: .relaxed).newValue
    if waiting <= waitingBytesMax, queue.tryPush(.lines(lines, count: count)) { return }
    waitingBytes.wrappingSubtract(lines.count, ordering: .relaxed)
    dropped.wrappingAdd(count, ordering: .relaxed)
  }

  /// Has the file opened anew by its name, after the lines that were taken: what a rotation of logs
  /// asks for.
  func reopen() { _ = queue.push(.reopen) }

  /// Writes what was taken and joins the thread.
  func stop() {
    queue.close()
    thread.withLock { $0.take() }?.join()
  }

  // MARK: The thread.

  private func run(_ number: Int32?) {
    guard let number else { return writeToOutput() }
    var file = FileDescriptor(owning: number)
    var isBroken = false
    while let item = queue.pop() {
      do throws(SystemError) {
        switch item {
        case .reopen: file = try FileDescriptor.open(path, .appending)
        case .lines(let bytes, let count):
          waitingBytes.wrappingSubtract(bytes.count, ordering: .relaxed)
          do throws(SystemError) {
            try write(bytes, to: file)
          } catch {
            dropped.wrappingAdd(count, ordering: .relaxed)
            throw error
          }
        }
        isBroken = false
      } catch {
        // Once a trouble, not once a line.
        if !isBroken { note(error) }
        isBroken = true
      }
    }
  }

  private func write(_ bytes: [UInt8], to file: borrowing FileDescriptor) throws(SystemError) {
    let outcome = bytes.withUnsafeBytes { raw -> SystemError? in
      do throws(SystemError) { try file.write(raw) } catch { return error }
      return nil
    }
    if let outcome { throw outcome }
  }

  private func writeToOutput() {
    while let item = queue.pop() {
      guard case .lines(let bytes, let count) = item else { continue }
      waitingBytes.wrappingSubtract(bytes.count, ordering: .relaxed)
      let isWritten = bytes.withUnsafeBytes { (try? StandardOutput.write($0)) ?? false }
      if !isWritten { dropped.wrappingAdd(count, ordering: .relaxed) }
    }
  }

  private func note(_ error: SystemError) {
    LogLine(.error, "access log not written").with("file", path)
      .with("error", error.description).write()
  }
}
