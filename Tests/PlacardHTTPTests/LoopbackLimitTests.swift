import PlacardHTTP
import PlacardSystem
import PlacardTesting
import Testing

@Suite("Limits on loopback") struct LoopbackLimitTests {
  @Test("A head that trickles in is cut with 408 although bytes keep coming")
  func slowHead() throws {
    let server = try TestServer { $0.headSecondsMax = 1 }
    let client = try server.client()
    let pause = BoundedQueue<Int>(capacity: 1)
    try client.send("GET / HTTP/1.1\r\nHost: a\r\n")
    let started = MonotonicInstant.now()
    // The server may have closed by the time of a late byte.
    while started.adding(milliseconds: 900) > .now() {
      try? client.send("X: y\r\n")
      _ = pause.pop(until: .now().adding(milliseconds: 50))
    }
    #expect(try client.receive().status == 408)
    #expect(try client.isClosed())
  }

  @Test("A body that does not come is 408")
  func slowBody() throws {
    let server = try TestServer { $0.bodySecondsMax = 1 }
    let length = try server.client()
    let chunked = try server.client()
    try length.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nab")
    try chunked.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab")
    #expect(try length.receive().status == 408)
    #expect(try chunked.receive().status == 408)
  }

  @Test("An idle connection is closed without a word")
  func idle() throws {
    let server = try TestServer { $0.idleSecondsMax = 1 }
    let fresh = try server.client()
    let used = try server.client()
    try used.send(get("/hit"))
    #expect(try used.receive().text == "hello")
    #expect(try fresh.isClosed())
    #expect(try used.isClosed())
    #expect(server.waits { $0.connectionsOpen == 0 })
  }

  @Test("A reader that takes nothing is reset, and its memory is free")
  func stalled() throws {
    let server = try TestServer { $0.writeSecondsMax = 1 }
    let client = try server.client(receiveBufferBytes: 4_096)
    try client.send((0..<4).map { _ in get("/big") }.joined())
    #expect(server.waits { $0.connectionsOpen == 1 })
    #expect(server.waits { $0.connectionsOpen == 0 })
  }

  @Test("The limits of line and headers hold on the wire, at the limit and one past it")
  func headLimits() throws {
    let server = try TestServer()
    func status(_ text: String) throws -> Int {
      let client = try server.client()
      try client.send(text)
      return try client.receive().status
    }
    func line(_ count: Int) -> String {
      get("/" + String(repeating: "a", count: count - "GET / HTTP/1.1".utf8.count))
    }
    #expect(try status(line(8_192)) == 200)
    #expect(try status(line(8_193)) == 414)
    #expect(try status(get("/", String(repeating: "X: y\r\n", count: 99))) == 200)
    #expect(try status(get("/", String(repeating: "X: y\r\n", count: 100))) == 431)
    func fields(_ count: Int) -> String {
      get(
        "/", "X: " + String(repeating: "v", count: count - "Host: a\r\nX: \r\n".utf8.count) + "\r\n"
      )
    }
    #expect(try status(fields(32_768)) == 200)
    #expect(try status(fields(32_769)) == 431)
    // Without a single line feed, too.
    #expect(try status(String(repeating: "a", count: 8_200)) == 414)
    #expect(try status("GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: 33_000)) == 431)
  }

  @Test("One connection past the limit is answered 503, and served once there is room")
  func connections() throws {
    let server = try TestServer(loops: 2) { $0.connectionsMax = 8 }
    var clients = try (0..<8).map { _ in try server.client() }
    // Half a request each: none of them is idle.
    for client in clients { try client.send("GET /hit HTTP/1.1\r\n") }
    #expect(server.waits { $0.connectionsOpen == 8 })
    let turnedAway = try server.client()
    #expect(try turnedAway.receive().status == 503)
    #expect(try turnedAway.isClosed())
    #expect(server.waits { $0.connectionsRefused == 1 })
    clients.removeLast()
    #expect(server.waits { $0.connectionsOpen == 7 })
    let served = try server.client()
    try served.send(get("/hit"))
    #expect(try served.receive().text == "hello")
    for client in clients {
      try client.send("Host: a\r\n\r\n")
      #expect(try client.receive().text == "hello")
    }
  }

  @Test("At the limit, the connection that was idle longest makes room")
  func idleMakesRoom() throws {
    let server = try TestServer { $0.connectionsMax = 4 }
    let idle = try (0..<4).map { _ in try server.client() }
    for client in idle {
      try client.send(get("/hit"))
      #expect(try client.receive().text == "hello")
    }
    // Idle for a second at least.
    let pause = BoundedQueue<Int>(capacity: 1)
    _ = pause.pop(until: .now().adding(milliseconds: 1_100))
    let fresh = try server.client()
    try fresh.send(get("/hit"))
    #expect(try fresh.receive().text == "hello")
    #expect(try idle[0].isClosed())
    try idle[1].send(get("/hit"))
    #expect(try idle[1].receive().text == "hello")
  }

  @Test("Idle and half-finished clients keep nobody from being served")
  func manySlow() throws {
    let server = try TestServer(loops: 2)
    let idle = try (0..<300).map { _ in try server.client() }
    for client in idle[..<40] { try client.send("GET /hit HTTP/1.1\r\nHo") }
    let client = try server.client()
    try client.send(get("/hit"))
    #expect(try client.receive().text == "hello")
    for client in idle[..<40] {
      try client.send("st: a\r\n\r\n")
      #expect(try client.receive().text == "hello")
    }
  }

  @Test("A stop closes what is idle, lets what is under way finish, and takes nothing new")
  func gracefulStop() throws {
    let server = try TestServer()
    let idle = try server.client()
    try idle.send(get("/hit"))
    #expect(try idle.receive().text == "hello")
    let waiting = try server.client()
    try waiting.send(get("/later") + get("/hit"))
    let ticket = try #require(server.desk.tickets.pop())
    let half = try server.client()
    try half.send("GET /hit HTTP/1.1\r\n")
    #expect(server.waits { $0.connectionsOpen == 3 })

    server.server.stop(drainSeconds: 30)
    #expect(try idle.isClosed())
    try half.send("Host: a\r\n\r\n")
    #expect(try half.receive().fields["connection"] == "close")
    #expect(try half.isClosed())
    server.server.replyPort.resume(ticket, with: "last")
    let answer = try waiting.receive()
    #expect(answer.text == "last false" && answer.fields["connection"] == "close")
    #expect(try waiting.isClosed())
    server.server.join()
    #expect(throws: Client.Failure.self) { try server.client() }
  }

  @Test("A stop does not wait longer than its drain time")
  func drainDeadline() throws {
    let server = try TestServer()
    let waiting = try server.client()
    try waiting.send(get("/later"))
    _ = try #require(server.desk.tickets.pop())
    server.server.stop(drainSeconds: 1)
    server.server.join()
    #expect(try waiting.isClosed())
  }
}
