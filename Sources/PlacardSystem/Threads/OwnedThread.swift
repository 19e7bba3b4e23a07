internal import CLinux
internal import Glibc

/// A thread somebody owns and must join; forgetting to is a precondition failure.
package struct OwnedThread: ~Copyable {
  private let handle: pthread_t

  private init(handle: pthread_t) {
    self.handle = handle
  }

  deinit {
    // Runs only for a thread that was not joined, whose handle is never 0.
    precondition(handle == 0, "a thread was let go without being joined")
  }

  /// Starts a thread that runs `body` and ends.
  ///
  /// - Parameters:
  ///   - name: shown by `ps` and debuggers, cut to 15 bytes.
  ///   - niceness: added scheduling niceness of this thread alone, 0...19.
  ///   - stackBytes: at least 64 kB.
  /// - Throws: when the machine has no room for another thread.
  package static func start(
    name: String, niceness: Int = 0, stackBytes: Int = 1 << 20,
    _ body: @escaping @Sendable () -> Void
  ) throws(SystemError) -> OwnedThread {
    precondition((0...19).contains(niceness) && stackBytes >= 1 << 16)
    var attributes = pthread_attr_t()
    pthread_attr_init(&attributes)
    defer { pthread_attr_destroy(&attributes) }
    pthread_attr_setstacksize(&attributes, stackBytes)

    // SAFETY: retained here, taken back exactly once: by the thread, or below if there is none.
    let start = Unmanaged.passRetained(ThreadStart(name: name, niceness: niceness, body: body))
    var handle = pthread_t()
    let code = pthread_create(&handle, &attributes, runThread, start.toOpaque())
    guard code == 0 else {
      start.release()
      throw SystemError(code: code, operation: "start a thread")
    }
    return OwnedThread(handle: handle)
  }

  /// Waits until the thread's body has returned.
  package consuming func join() {
    let code = pthread_join(handle, nil)
    precondition(code == 0, "a thread cannot join itself")
    discard self
  }
}

private final class ThreadStart: Sendable {
  let name: String
  let niceness: Int
  let body: @Sendable () -> Void

  init(name: String, niceness: Int, body: @escaping @Sendable () -> Void) {
    self.name = name
    self.niceness = niceness
    self.body = body
  }
}

private func runThread(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  // SAFETY: the one balancing release of the retain in `start`.
  let start = Unmanaged<ThreadStart>.fromOpaque(context!).takeRetainedValue()
  var short = Array(start.name.utf8.prefix(15).map { CChar(bitPattern: $0) })
  short.append(0)
  pthread_setname_np(pthread_self(), short)
  // A thread that may not be niced still does its work.
  if start.niceness > 0 { _ = placard_set_thread_niceness(Int32(start.niceness)) }
  start.body()
  return nil
}
