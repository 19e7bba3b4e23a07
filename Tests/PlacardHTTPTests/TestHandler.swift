import PlacardHTTP
import PlacardSystem
import PlacardTesting
import Synchronization

/// What the handlers of one test server share with the test.
final class Desk: Sendable {
  /// Requests that were put off, until the test answers them.
  let tickets = BoundedQueue<ReplyTicket>(capacity: 1_000)
  let turnsOpen = Atomic<Int>(0)
  let turns = Atomic<Int>(0)
}

/// Answers by path: `/hit` and `/big` from memory of its own, `/later` when the test says so,
/// `/none` not at all, others with what was asked.
final class TestHandler: HTTPHandler {
  /// More than a socket's buffers take (tcp_wmem ends at 4 MB), so that a tail stays with the server.
  static let bigCount = 9_000_000
  /// A pattern whose period no buffer size divides.
  static let bigBody = [UInt8](unsafeUninitializedCapacity: bigCount) { bytes, count in
    for index in 0..<bigCount { bytes[index] = UInt8(truncatingIfNeeded: index % 65_521 &* 31) }
    count = bigCount
  }
  private static let bigAnswer = Array("Content-Length: \(bigCount)\r\n\r\n".utf8) + bigBody

  private let desk: Desk
  private let ok: PrefixID
  private let notModified: PrefixID
  private let hit = TestHandler.memory("Content-Length: 5\r\n\r\nhello")
  private let big: UnsafeMutableRawBufferPointer

  init(_ context: inout HTTPLoopContext<String>, _ desk: Desk) {
    self.desk = desk
    ok = context.registerPrefix(status: 200, fields: [.init("Cache-Control", "no-cache")])
    notModified = context.registerPrefix(status: 304, fields: [])
    big = .allocate(byteCount: Self.bigAnswer.count, alignment: 1)
    big.copyBytes(from: Self.bigAnswer)
  }

  deinit {
    hit.deallocate()
    big.deallocate()
  }

  private static func memory(_ text: String) -> UnsafeMutableRawBufferPointer {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: text.utf8.count, alignment: 1)
    memory.copyBytes(from: text.utf8)
    return memory
  }

  func turnBegan() {
    desk.turnsOpen.wrappingAdd(1, ordering: .relaxed)
    desk.turns.wrappingAdd(1, ordering: .relaxed)
  }

  func turnEnded() {
    desk.turnsOpen.wrappingSubtract(1, ordering: .relaxed)
  }

  func bodyBytesMax(for request: borrowing HTTPRequest) -> Int? {
    request.path.elementsEqual("/upload".utf8) ? 5_000_000 : nil
  }

  func respond(to request: borrowing HTTPRequest, _ reply: inout HTTPReply) {
    let path = String(decoding: request.path, as: UTF8.self)
    switch path {
    case "/hit": sendHit(request, &reply)
    case "/big": reply.send(ok, rest: UnsafeRawBufferPointer(big))
    case "/later":
      let ticket = reply.later()
      _ = desk.tickets.tryPush(ticket)
    case "/none": break
    case "/peer":
      reply.send(status: 200, body: Array(request.peer.description.utf8))
    default:
      let query = request.query.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
      let extra = request.field(named: "x-extra").map { String(decoding: $0, as: UTF8.self) }
      reply.send(
        status: 200,
        fields: [.init("X-Method", "\(request.method)"), .init("X-Extra", extra ?? "none")],
        body: Array((path + query + "|").utf8) + Array(request.body))
    }
  }

  private func sendHit(_ request: borrowing HTTPRequest, _ reply: inout HTTPReply) {
    if request.field(.ifNoneMatch)?.elementsEqual("\"h\"".utf8) == true {
      reply.send(notModified, rest: UnsafeRawBufferPointer(rebasing: hit[19..<21]))
    } else if request.method == .head {
      reply.send(ok, rest: UnsafeRawBufferPointer(rebasing: hit[..<21]))
    } else {
      reply.send(ok, rest: UnsafeRawBufferPointer(hit))
    }
  }

  func finish(_ completion: String, isHead: Bool, _ reply: inout HTTPReply) {
    if completion == "hit" {
      reply.send(ok, rest: UnsafeRawBufferPointer(hit))
    } else {
      reply.send(status: 200, body: Array("\(completion) \(isHead)".utf8))
    }
  }
}

/// A server on a free port that ends with the test.
final class TestServer {
  let server: HTTPServer<String>
  let desk = Desk()

  init(
    loops: Int = 1, listen: String = "127.0.0.1:0", _ change: (inout HTTPLimits) -> Void = { _ in }
  ) throws {
    var configuration = HTTPConfiguration(listen: listen, loopCount: loops) { refusal in
      OwnedResponse(
        status: refusal.status,
        fields: [.init("Content-Type", "application/json"), .init("Cache-Control", "no-store")],
        body: Array("{\"success\": false, \"error\": \"\(refusal.reason)\"}".utf8))
    }
    change(&configuration.limits)
    let desk = desk
    server = try HTTPServer<String>.start(configuration) { TestHandler(&$0, desk) }
  }

  deinit {
    server.stop(drainSeconds: 0)
    server.join()
  }

  func client(receiveBufferBytes: Int32? = nil) throws -> Client {
    try Client(port: server.port, receiveBufferBytes: receiveBufferBytes)
  }

  /// Waits until the counters say what they must.
  func waits(until holds: (AccessTotals) -> Bool) -> Bool {
    let deadline = MonotonicInstant.now().adding(seconds: 15)
    let pause = BoundedQueue<Int>(capacity: 1)
    while MonotonicInstant.now() < deadline {
      if holds(server.access.totals()) { return true }
      _ = pause.pop(until: .now().adding(milliseconds: 5))
    }
    return false
  }
}

func get(_ path: String, _ fields: String = "") -> String {
  "GET \(path) HTTP/1.1\r\nHost: a\r\n\(fields)\r\n"
}
