import PlacardHTTP
import PlacardSystem
import PlacardTesting
import Synchronization
import Testing

/// What records have been told, in its order.
private final class Diary: Sendable {
  let lines = Mutex<[String]>([])
  let tickets = BoundedQueue<ReplyTicket>(capacity: 10)

  func add(_ line: String) { lines.withLock { $0.append(line) } }

  /// The lines once there are so many, or after fifteen seconds.
  func read(_ count: Int) -> [String] {
    let deadline = MonotonicInstant.now().adding(seconds: 15)
    let pause = BoundedQueue<Int>(capacity: 1)
    while MonotonicInstant.now() < deadline, lines.withLock({ $0.count }) < count {
      _ = pause.pop(until: .now().adding(milliseconds: 5))
    }
    return lines.withLock { $0 }
  }
}

private final class Entry: AnswerRecord {
  private let name: String
  private let diary: Diary

  init(_ name: String, _ diary: Diary) {
    self.name = name
    self.diary = diary
  }

  func answered(status: Int, byteCount: Int, remark: UInt8) {
    diary.add("\(name) \(status) \(byteCount > 20 ? "bytes" : "none") \(remark)")
  }

  func abandoned() { diary.add("\(name) abandoned") }
}

/// Keeps records: `/hit` from a registered head of remark 2, `/later` when the test says so.
private final class RecordingHandler: HTTPHandler {
  private let diary: Diary
  private let hit: PrefixID
  private let rest = UnsafeMutableRawBufferPointer.allocate(byteCount: 24, alignment: 1)

  init(_ context: inout HTTPLoopContext<Never>, _ diary: Diary) {
    self.diary = diary
    hit = context.registerPrefix(status: 200, fields: [], remark: 2)
    rest.copyBytes(from: "Content-Length: 3\r\n\r\nhit".utf8)
  }

  deinit { rest.deallocate() }

  func turnBegan() {}
  func turnEnded() {}

  let keepsRecords = true

  func record(of request: borrowing HTTPRequest) -> any AnswerRecord {
    Entry(String(decoding: request.target, as: UTF8.self), diary)
  }

  func record(ofUnreadFrom peer: PeerAddress) -> any AnswerRecord {
    Entry("from \(peer)", diary)
  }

  func respond(to request: borrowing HTTPRequest, _ reply: inout HTTPReply) {
    switch String(decoding: request.path, as: UTF8.self) {
    case "/hit":
      reply.label = 1
      reply.send(hit, rest: UnsafeRawBufferPointer(rest))
    case "/later":
      reply.label = 2
      _ = diary.tickets.tryPush(reply.later())
    case "/none": reply.label = 2
    default:
      var response = OwnedResponse(status: 404, body: [1])
      response.remark = 5
      reply.send(response)
    }
  }
}

@Suite("Records of answers") struct AnswerRecordTests {
  private func start(
    _ diary: Diary, _ change: (inout HTTPLimits) -> Void = { _ in }
  ) throws -> HTTPServer<Never> {
    var configuration = HTTPConfiguration(listen: "127.0.0.1:0", loopCount: 1) { refusal in
      OwnedResponse(status: refusal.status, body: Array("\(refusal.reason)".utf8))
    }
    configuration.labelCount = 3
    change(&configuration.limits)
    return try HTTPServer<Never>.start(configuration) { RecordingHandler(&$0, diary) }
  }

  @Test("At once, later, refused, without an answer: each is told once, and counted by its label")
  func each() throws {
    let diary = Diary()
    let server = try start(diary) { $0.bodyBytesMax = 10 }
    defer {
      server.stop(drainSeconds: 0)
      server.join()
    }
    let client = try Client(port: server.port)
    try client.send(get("/hit") + get("/x?y"))
    #expect(try client.receive().text == "hit" && client.receive().status == 404)
    try client.send(get("/later?1"))
    let ticket = try #require(diary.tickets.pop())
    server.replyPort.complete(
      ticket, OwnedResponse(status: 503, body: [UInt8](repeating: 1, count: 9)))
    #expect(try client.receive().status == 503)
    // A second answer to one request is dropped, and told nowhere.
    server.replyPort.complete(ticket, OwnedResponse(status: 200))
    for request in [
      "nonsense\r\n\r\n", "POST /long HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n",
      get("/none"),
    ] {
      let other = try Client(port: server.port)
      try other.send(request)
      #expect(try other.receive().status >= 400)
    }
    #expect(
      diary.read(6) == [
        "/hit 200 bytes 2", "/x?y 404 bytes 5", "/later?1 503 bytes 0",
        "from 127.0.0.1 400 bytes 0", "/long 413 bytes 0", "/none 500 bytes 0",
      ])
    let totals = (0..<3).map { server.access.totals(label: UInt8($0)) }
    #expect(totals.map(\.requests) == [1, 1, 2])
    #expect(totals[0].answers == [0, 0, 3, 1] && totals[1].answers == [1, 0, 0, 0])
    #expect(totals[2].answers == [0, 0, 0, 1])
    #expect(totals[1].remarks[2] == 1 && totals[0].remarks[5] == 1 && totals[2].remarks[0] == 1)
  }

  @Test("A client that goes before its answer, and one whose answer comes too late")
  func ends() throws {
    let diary = Diary()
    let server = try start(diary) { $0.answerSecondsMax = 1 }
    let slow = try Client(port: server.port)
    try slow.send(get("/later?slow"))
    _ = diary.tickets.pop()
    #expect(try slow.receive().status == 504)
    #expect(diary.read(1) == ["/later?slow 504 bytes 0"])
    var half: Client? = try Client(port: server.port)
    try half?.send("POST /half HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
    half = nil
    #expect(diary.read(2).last == "/half abandoned")
    // What is owed when the server ends.
    let owed = try Client(port: server.port)
    try owed.send(get("/later?owed"))
    _ = diary.tickets.pop()
    server.stop(drainSeconds: 0)
    server.join()
    #expect(diary.read(3).last == "/later?owed abandoned")
    #expect(server.access.totals(label: 2).answers == [0, 0, 0, 1])
  }

  @Test("A connection that is turned away has a line too")
  func turnedAway() throws {
    let diary = Diary()
    let server = try start(diary) { $0.connectionsMax = 1 }
    defer {
      server.stop(drainSeconds: 0)
      server.join()
    }
    let first = try Client(port: server.port)
    try first.send(get("/later"))
    _ = diary.tickets.pop()
    let second = try Client(port: server.port)
    #expect(try second.receive().status == 503)
    #expect(diary.read(1) == ["from 127.0.0.1 503 bytes 0"])
    withExtendedLifetime(first) {}
  }
}
