internal import CLinux
internal import Glibc
internal import PlacardSystem

/// What a server is started with.
package struct HTTPConfiguration: Sendable {
  /// `host:port`; see `HTTPServer.start`.
  package var listen: String
  /// Threads that serve, usually one for each core.
  package var loopCount: Int
  package var limits = HTTPLimits()
  /// How many labels requests are counted by, from 0 on; at most 256.
  package var labelCount = 1
  /// Words the answers this layer gives by itself; they close their connection.
  package var refusalResponse: @Sendable (HTTPRefusal) -> OwnedResponse

  package init(
    listen: String, loopCount: Int,
    refusalResponse: @escaping @Sendable (HTTPRefusal) -> OwnedResponse
  ) {
    self.listen = listen
    self.loopCount = loopCount
    self.refusalResponse = refusalResponse
  }
}

/// A running HTTP/1.1 server: loops on threads of their own, sharing one port.
///
/// Whoever starts it must `join` it.
package final class HTTPServer<Completion: Sendable> {
  /// Where it listens, with the port it got.
  package let address: String
  package let port: Int
  /// For workers that answer later.
  package let replyPort: ReplyPort<Completion>
  package let access: AccessReader

  private var threads: [LoopThread] = []

  private init(
    address: String, port: Int, replyPort: ReplyPort<Completion>, access: AccessReader
  ) {
    self.address = address
    self.port = port
    self.replyPort = replyPort
    self.access = access
  }

  deinit {
    precondition(threads.isEmpty, "a server was let go without being joined")
  }

  /// Listens and serves until `stop`.
  ///
  /// - Parameters:
  ///   - configuration: `listen` is `127.0.0.1:8080`, `[::1]:8080`, a name and a port, or `*:8080`
  ///     for every interface; port 0 takes a free one.
  ///   - makeHandler: called once on each loop's thread.
  /// - Throws: when the address is wrong or in use, or the machine has no room for it.
  package static func start<Handler: HTTPHandler>(
    _ configuration: HTTPConfiguration,
    makeHandler: @escaping @Sendable (inout HTTPLoopContext<Completion>) -> Handler
  ) throws(HTTPError) -> HTTPServer where Handler.Completion == Completion {
    let count = max(configuration.loopCount, 1)
    // Sockets, and as many again for the store, fetching and what libraries open.
    OpenFileLimit.raise(to: configuration.limits.connectionsMax * 2 + 256)
    var listening = try Listener.open(configuration.listen, count: count)
    // Whatever no loop has taken over is closed.
    defer { for descriptor in listening.sockets { close(descriptor) } }

    let shared = LoopShared(
      limits: configuration.limits, loopCount: count, labelCount: configuration.labelCount,
      refusalResponse: configuration.refusalResponse)
    do throws(SystemError) {
      var mailboxes: [Mailbox<ReplyPort<Completion>.Letter>] = []
      for _ in 0..<count { mailboxes.append(try Mailbox.create()) }
      let server = HTTPServer(
        address: listening.address, port: listening.port,
        replyPort: ReplyPort(mailboxes: mailboxes),
        access: AccessReader(counters: shared.counters))
      do throws(SystemError) {
        for index in 0..<count {
          let socket = listening.sockets[0]
          let thread = try server.startLoop(index, socket, shared, makeHandler)
          server.threads.append(thread)
          listening.sockets.removeFirst()
        }
      } catch {
        server.stop(drainSeconds: 0)
        server.join()
        throw error
      }
      return server
    } catch {
      throw .system(configuration.listen, error)
    }
  }

  private func startLoop<Handler: HTTPHandler>(
    _ index: Int, _ socket: Int32, _ shared: LoopShared,
    _ makeHandler: @escaping @Sendable (inout HTTPLoopContext<Completion>) -> Handler
  ) throws(SystemError) -> LoopThread where Handler.Completion == Completion {
    let replyPort = replyPort
    // Everything that can fail is made here, and handed to the thread as plain numbers.
    let poller = PollerBox(try .create())
    try poller.add(socket, .readable, tag: EventLoop<Handler>.listenerTag)
    try poller.add(
      replyPort.mailboxes[index].descriptor, .readable, tag: EventLoop<Handler>.mailboxTag)
    let access = access
    let address = address
    let thread = try OwnedThread.start(name: "http \(index)") {
      var context = HTTPLoopContext(
        loopIndex: index, address: address, port: replyPort, access: access)
      let handler = makeHandler(&context)
      var loop = EventLoop(
        index: index, shared: shared, listener: FileDescriptor(owning: socket),
        poller: poller.take(), context: context, handler: handler)
      loop.run()
    }
    return LoopThread(thread)
  }

  /// Asks the loops to end: nothing new is accepted, requests under way are answered until
  /// `drainSeconds` have passed. Does not wait.
  package func stop(drainSeconds: Int) {
    let deadline = MonotonicInstant.now().adding(seconds: drainSeconds)
    for mailbox in replyPort.mailboxes { mailbox.post(.stop(drainUntil: deadline)) }
  }

  /// Waits until every loop has ended.
  package func join() {
    for thread in threads { thread.join() }
    threads = []
  }
}
