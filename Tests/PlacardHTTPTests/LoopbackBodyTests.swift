import PlacardHTTP
import PlacardSystem
import PlacardTesting
import Testing

@Suite("Bodies on loopback") struct LoopbackBodyTests {
  @Test("A body of any length up to the limit arrives whole, and one byte more is 413")
  func lengths() throws {
    let server = try TestServer()
    for count in [0, 1, 60_000, 70_000, 1_000_000] {
      let client = try server.client()
      let body = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      try client.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: \(count)\r\n\r\n")
      try client.send(body)
      try client.send(get("/hit"))
      #expect(try client.receive().body == Array("/e|".utf8) + body)
      #expect(try client.receive().text == "hello")
    }
    let client = try server.client()
    try client.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 1000001\r\n\r\n")
    try client.send([UInt8](repeating: 1, count: 1_000_001))
    #expect(try client.receive().status == 413)
    #expect(try client.isClosed())
  }

  @Test("A handler may allow a route more")
  func ownLimit() throws {
    let server = try TestServer()
    let client = try server.client()
    try client.send("PUT /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 4000000\r\n\r\n")
    try client.send([UInt8](repeating: 9, count: 4_000_000))
    #expect(try client.receive().body.count == 4_000_000 + 8)
  }

  @Test("A chunked body arrives decoded, and what follows it is the next request")
  func chunked() throws {
    let server = try TestServer()
    let head = "POST /e HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    let coded = "5;x\r\nhello\r\n1\r\n!\r\n0\r\nT: v\r\n\r\n"
    let whole = try server.client()
    try whole.send(head + coded + head + coded + get("/hit"))
    #expect(try whole.receive().text == "/e|hello!")
    #expect(try whole.receive().text == "/e|hello!")
    #expect(try whole.receive().text == "hello")

    let slow = try server.client()
    for byte in (head + coded).utf8 { try slow.send([byte]) }
    #expect(try slow.receive().text == "/e|hello!")

    let long = try server.client()
    try long.send(head)
    let piece = "4000\r\n" + String(repeating: "p", count: 16_384) + "\r\n"
    for _ in 0..<61 { try long.send(piece) }
    try long.send("240\r\n" + String(repeating: "q", count: 576) + "\r\n0\r\n\r\n")
    #expect(try long.receive().body.count == 1_000_000 + 3)

    let tooLong = try server.client()
    try tooLong.send(head)
    for _ in 0..<61 { try tooLong.send(piece) }
    try tooLong.send("241\r\n")
    #expect(try tooLong.receive().status == 413)

    let wrong = try server.client()
    try wrong.send(head + "5 \r\nhello\r\n")
    #expect(try wrong.receive().status == 400)
    #expect(try wrong.isClosed())
  }

  @Test("100 Continue comes when it is waited for, and only then")
  func expectation() throws {
    let server = try TestServer()
    let client = try server.client()
    let head = "POST /e HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: "
    try client.send(head + "3\r\n\r\n")
    #expect(try client.receive().status == 100)
    try client.send("abc")
    #expect(try client.receive().text == "/e|abc")
    // The body is there already.
    try client.send(head + "3\r\n\r\ndef")
    #expect(try client.receive().text == "/e|def")
    // There is none.
    try client.send(head + "0\r\n\r\n")
    #expect(try client.receive().text == "/e|")
    // It would be refused.
    try client.send(head + "1000001\r\n\r\n")
    #expect(try client.receive().status == 413)

    let old = try server.client()
    try old.send("POST /e HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n")
    try old.send("abc")
    #expect(try old.receive().text == "/e|abc")
  }

  @Test("A slow reader of a large body gets every byte right, and those behind it theirs")
  func stalledReader() throws {
    let server = try TestServer()
    let slow = try server.client(receiveBufferBytes: 4_096)
    try slow.send(get("/big") + get("/hit"))
    // Another connection is served meanwhile.
    let other = try server.client()
    for _ in 0..<20 {
      try other.send(get("/hit"))
      #expect(try other.receive().text == "hello")
    }
    // The socket has not taken it all, so what follows comes from the server's own copy.
    #expect(server.server.access.totals().bytesSent < TestHandler.bigCount)
    let answer = try slow.receive()
    #expect(answer.body.count == TestHandler.bigCount)
    #expect(answer.body == TestHandler.bigBody)
    #expect(try slow.receive().text == "hello")
    #expect(server.waits { $0.bytesSent > TestHandler.bigCount })
  }

  @Test("Held memory is bounded: past it uploads are 503 and large unread answers end")
  func heldBytes() throws {
    let server = try TestServer { $0.heldBytesMax = 200_000 }
    let client = try server.client()
    try client.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n")
    try client.send([UInt8](repeating: 1, count: 300_000))
    #expect(try client.receive().status == 503)

    let reader = try server.client(receiveBufferBytes: 4_096)
    try reader.send(get("/big"))
    #expect(server.waits { $0.requests == 1 && $0.connectionsOpen <= 1 })
    #expect(throws: Client.Failure.self) { try reader.receive() }
    let other = try server.client()
    try other.send(get("/hit"))
    #expect(try other.receive().text == "hello")
  }
}
