import PlacardHTTP
import PlacardSystem
import PlacardTesting
import Synchronization
import Testing

@Suite("Server on loopback") struct LoopbackTests {
  @Test("A hit has its prefix, a date and its body, and the connection stays")
  func hit() throws {
    let server = try TestServer()
    let client = try server.client()
    for _ in 0..<3 {
      try client.send(get("/hit"))
      let answer = try client.receive()
      #expect(answer.status == 200 && answer.text == "hello")
      #expect(answer.fields["cache-control"] == "no-cache")
      #expect(answer.fields["date"]?.hasSuffix(" GMT") == true)
      #expect(answer.fields["connection"] == nil)
    }
    #expect(server.waits { $0.requests == 3 && $0.answered2xx == 3 && $0.connectionsOpen == 1 })
    #expect(server.desk.turnsOpen.load(ordering: .relaxed) == 0)
  }

  @Test("Forty requests in one write are answered in order")
  func pipelining() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send((0..<40).map { get($0 % 3 == 0 ? "/hit" : "/echo?\($0)") }.joined())
    for number in 0..<40 {
      let answer = try client.receive()
      #expect(answer.text == (number % 3 == 0 ? "hello" : "/echo?\(number)|"))
    }
  }

  @Test("A thousand pipelined hits, cut at odd places, are all answered")
  func longPipeline() throws {
    let server = try TestServer()
    let client = try server.client()
    let bytes = Array((0..<1_000).map { _ in get("/hit") }.joined().utf8)
    for start in stride(from: 0, to: bytes.count, by: 997) {
      try client.send(Array(bytes[start..<min(start + 997, bytes.count)]))
    }
    for _ in 0..<1_000 { #expect(try client.receive().text == "hello") }
  }

  @Test("A request that comes byte by byte is answered once")
  func byteByByte() throws {
    let server = try TestServer()
    let client = try server.client()
    let text =
      "\r\n" + "POST /echo HTTP/1.1\r\nHost: a\r\nX-Extra: é\r\nContent-Length: 3\r\n\r\nabc"
    for byte in text.utf8 { try client.send([byte]) }
    try client.send(get("/hit"))
    let answer = try client.receive()
    #expect(answer.text == "/echo|abc" && answer.fields["x-extra"] == "é")
    #expect(try client.receive().text == "hello")
  }

  @Test("HEAD has the head of GET and no body; 304 neither")
  func head() throws {
    let server = try TestServer()
    let client = try server.client()
    let field = "If-None-Match: \"h\"\r\n"
    try client.send(
      "HEAD /hit HTTP/1.1\r\nHost: a\r\n\r\nHEAD /echo HTTP/1.1\r\nHost: a\r\n\r\n"
        + get("/hit", field) + get("/hit"))
    #expect(try client.receive(toHead: true).fields["content-length"] == "5")
    #expect(try client.receive(toHead: true).fields["content-length"] == "6")
    #expect(try client.receive().status == 304)
    #expect(try client.receive().text == "hello")
  }

  @Test("HTTP/1.0 closes unless asked to stay, and then says so; 1.1 closes when asked")
  func keepAlive() throws {
    let server = try TestServer()
    for path in ["/hit", "/echo"] {
      let old = try server.client()
      try old.send("GET \(path) HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
      #expect(try old.receive().fields["connection"] == "keep-alive")
      try old.send("GET \(path) HTTP/1.0\r\n\r\n")
      #expect(try old.receive().fields["connection"] == "close")
      #expect(try old.isClosed())

      let new = try server.client()
      try new.send(get(path, "Connection: close\r\n") + get("/never"))
      #expect(try new.receive().fields["connection"] == "close")
      #expect(try new.isClosed())
    }
  }

  @Test("A client that ends its sending still gets its answers")
  func halfClose() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send(get("/hit") + get("/later"))
    client.endSending()
    #expect(try client.receive().text == "hello")
    let ticket = try #require(server.desk.tickets.pop())
    server.server.replyPort.resume(ticket, with: "done")
    #expect(try client.receive().text == "done false")
    #expect(try client.isClosed())
  }

  @Test("A malformed request gets its status as the server words it, and the connection ends")
  func refusal() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send(get("/hit") + "GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n" + get("/hit"))
    #expect(try client.receive().text == "hello")
    let answer = try client.receive()
    #expect(answer.status == 400 && answer.fields["connection"] == "close")
    #expect(answer.fields["cache-control"] == "no-store")
    #expect(answer.text.hasPrefix("{\"success\": false"))
    #expect(try client.isClosed())
    #expect(server.waits { $0.answered4xx == 1 && $0.requests == 1 })
  }

  @Test("A handler that forgets to answer costs its connection a 500")
  func forgotten() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send(get("/none"))
    #expect(try client.receive().status == 500)
    #expect(try client.isClosed())
  }

  @Test("No value of a header can add a line to the answer")
  func splitting() throws {
    let response = OwnedResponse(status: 200, fields: [.init("X", "a\r\nSet-Cookie: b")])
    let server = try TestServer()
    let client = try server.client()
    try client.send(get("/later"))
    server.server.replyPort.complete(try #require(server.desk.tickets.pop()), response)
    let answer = try client.receive()
    #expect(answer.fields["x"] == "a  Set-Cookie: b" && answer.fields["set-cookie"] == nil)
  }

  @Test("The peer is who connected")
  func peer() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send(get("/peer"))
    #expect(try client.receive().text == "127.0.0.1")
  }

  @Test("Several loops share one port and all serve it")
  func loops() throws {
    let server = try TestServer(loops: 3)
    let clients = try (0..<30).map { _ in try server.client() }
    for client in clients { try client.send(get("/hit")) }
    for client in clients { #expect(try client.receive().text == "hello") }
    #expect(server.waits { $0.requests == 30 && $0.connectionsOpen == 30 })
  }

  @Test("A port that anybody holds is refused with words, even by one who would share it")
  func portInUse() throws {
    let server = try TestServer(loops: 2)
    let error = #expect(throws: HTTPError.self) {
      _ = try TestServer(loops: 2, listen: "127.0.0.1:\(server.server.port)")
    }
    #expect(error?.code == .addressInUse)
    #expect(error?.description.contains("in use") == true)
  }

  @Test("A port is free again as soon as its server has ended")
  func portAgain() throws {
    var port = 0
    do {
      let server = try TestServer(loops: 2)
      port = server.server.port
      let client = try server.client()
      try client.send(get("/hit", "Connection: close\r\n"))
      #expect(try client.receive().text == "hello")
    }
    let server = try TestServer(loops: 2, listen: "127.0.0.1:\(port)")
    #expect(server.server.port == port)
  }

  @Test("Addresses are understood or refused with words")
  func addresses() throws {
    #expect(try TestServer(listen: "localhost:0").server.port > 0)
    #expect(try TestServer(listen: "[::1]:0").server.address.hasPrefix("["))
    for wrong in ["localhost", ":80", "::1:80", "a:b", "a:70000", "[::1]", "no such host:1"] {
      let error = #expect(throws: HTTPError.self, "\(wrong)") { _ = try TestServer(listen: wrong) }
      #expect(error?.code == .badAddress, "\(wrong)")
    }
  }
}
