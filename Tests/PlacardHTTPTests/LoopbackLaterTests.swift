import PlacardHTTP
import PlacardSystem
import PlacardTesting
import Testing

@Suite("Answers that come later") struct LoopbackLaterTests {
  @Test("A hit pipelined behind a promised answer waits its turn")
  func order() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send(get("/hit") + get("/later") + get("/hit") + get("/later"))
    #expect(try client.receive().text == "hello")
    let first = try #require(server.desk.tickets.pop())
    server.server.replyPort.complete(first, OwnedResponse(status: 201, body: [0x21]))
    let created = try client.receive()
    #expect(created.status == 201 && created.text == "!")
    #expect(try client.receive().text == "hello")
    let second = try #require(server.desk.tickets.pop())
    server.server.replyPort.resume(second, with: "hit")
    #expect(try client.receive().text == "hello")
    // A ticket is good for one answer.
    server.server.replyPort.complete(first, OwnedResponse(status: 500))
    server.server.replyPort.complete(second, OwnedResponse(status: 500))
    try client.send(get("/echo"))
    #expect(try client.receive().text == "/echo|")
  }

  @Test("An answer to HEAD is told so, and has no body")
  func head() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send("HEAD /later HTTP/1.1\r\nHost: a\r\n\r\n")
    server.server.replyPort.resume(try #require(server.desk.tickets.pop()), with: "x")
    #expect(try client.receive(toHead: true).fields["content-length"] == "6")
    try client.send(get("/hit"))
    #expect(try client.receive().text == "hello")
  }

  @Test("An answer whose client has gone is dropped, and its slot's next client is safe")
  func vanished() throws {
    let server = try TestServer()
    var tickets: [ReplyTicket] = []
    do {
      let client = try server.client()
      try client.send(get("/later"))
      tickets.append(try #require(server.desk.tickets.pop()))
    }
    let next = try server.client()
    try next.send(get("/later"))
    let ticket = try #require(server.desk.tickets.pop())
    for old in tickets {
      server.server.replyPort.complete(old, OwnedResponse(status: 200, body: [0x3F]))
    }
    server.server.replyPort.resume(ticket, with: "mine")
    #expect(try next.receive().text == "mine false")
  }

  @Test("Two hundred waiting clients each get their own answer from other threads")
  func many() throws {
    let server = try TestServer(loops: 2)
    let clients = try (0..<200).map { _ in try server.client() }
    let port = server.server.replyPort
    let desk = server.desk
    let worker = { @Sendable in
      while let ticket = desk.tickets.pop() { port.resume(ticket, with: "done") }
    }
    let one = try OwnedThread.start(name: "worker 1", worker)
    let two = try OwnedThread.start(name: "worker 2", worker)
    for client in clients { try client.send(get("/later") + get("/hit")) }
    for client in clients {
      #expect(try client.receive().text == "done false")
      #expect(try client.receive().text == "hello")
    }
    desk.tickets.close()
    one.join()
    two.join()
  }

  @Test("An answer nobody gives is 504 in the end")
  func timeout() throws {
    let server = try TestServer { $0.answerSecondsMax = 1 }
    let client = try server.client()
    try client.send(get("/later"))
    #expect(try client.receive().status == 504)
    #expect(try client.isClosed())
    // Too late.
    server.server.replyPort.resume(try #require(server.desk.tickets.pop()), with: "x")
    let other = try server.client()
    try other.send(get("/hit"))
    #expect(try other.receive().text == "hello")
  }
}
