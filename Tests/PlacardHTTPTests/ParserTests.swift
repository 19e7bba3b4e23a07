import PlacardHTTP
import Testing

@Suite("Request parser") struct ParserTests {
  @Test(
    "What is well formed is taken, and its parts are where they stand", arguments: validRequests)
  func valid(request: ValidRequest) throws {
    let parsed = try #require(Parsed(request.text))
    #expect(parsed.method == request.method)
    #expect(parsed.target == request.target)
    #expect(parsed.head.byteCount == request.text.utf8.count)
    for (name, value) in request.fields { #expect(parsed.field(name) == value) }
  }

  @Test("What is not well formed is refused with its status", arguments: refusedRequests)
  func refused(request: String, status: Int) {
    #expect(status == outcome(request))
  }

  @Test("A request cut anywhere ends the same as in one piece", arguments: texts)
  func cut(text: String) {
    let bytes = Array(text.utf8)
    let whole = Model.parse(bytes, HTTPLimits())
    for count in 1...bytes.count {
      let part = observe(Array(bytes[..<count]))
      // A cut request is unfinished, or is what the whole one is.
      if part != .incomplete { #expect(part == whole, "cut after \(count) bytes") }
    }
  }

  @Test("A limit is met at its last byte and broken one past it")
  func limits() {
    let line = "GET /\(String(repeating: "a", count: 8_192 - 14)) HTTP/1.1"
    #expect(line.utf8.count == 8_192)
    #expect(outcome("\(line)\r\nHost: a\r\n\r\n") == 200)
    #expect(outcome("\(line.replacing("/a", with: "/aa"))\r\nHost: a\r\n\r\n") == 414)
    #expect(outcome("GET /" + String(repeating: "a", count: 9_000)) == 414)
    #expect(outcome(String(repeating: "A", count: 8_193)) == 414)

    func fields(_ count: Int) -> String {
      "GET / HTTP/1.1\r\nHost: a\r\n" + String(repeating: "X: y\r\n", count: count - 1) + "\r\n"
    }
    #expect(outcome(fields(100)) == 200)
    #expect(outcome(fields(101)) == 431)

    func size(_ bytes: Int) -> String {
      let used = "Host: a\r\nX: \r\n".utf8.count
      return
        "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "v", count: bytes - used))\r\n\r\n"
    }
    #expect(outcome(size(32_768)) == 200)
    #expect(outcome(size(32_769)) == 431)
    #expect(outcome(String(size(40_000).prefix(33_000))) == 431)
  }

  @Test("Small limits hold at their last byte wherever the request is cut")
  func smallLimits() {
    var limits = HTTPLimits()
    limits.requestLineBytesMax = 20
    limits.headerBytesMax = 30
    limits.headerCountMax = 3
    let texts = (0..<24).flatMap { count in
      let fill = String(repeating: "x", count: count)
      return [
        "GET /\(fill) HTTP/1.1\r\nHost: a\r\n\r\n", "\(fill)A / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX:\(fill)\r\nY:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\(fill)X:\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "x:\r\n", count: count))\r\n",
      ]
    }
    for text in texts {
      let bytes = Array(text.utf8)
      let whole = Model.parse(bytes, limits)
      #expect(observe(bytes, limits) == whole, "\(text.debugDescription)")
      for count in 1...bytes.count {
        let part = observe(Array(bytes[..<count]), limits)
        if part != .incomplete {
          #expect(part == whole, "\(text.debugDescription) cut at \(count)")
        }
      }
    }
  }

  @Test("Connection options decide what becomes of the connection, close before keep-alive")
  func connection() throws {
    func keeps(_ version: String, _ fields: String) throws -> Bool {
      let parsed = try #require(Parsed("GET / HTTP/\(version)\r\nHost: a\r\n\(fields)\r\n"))
      return parsed.head.keepsAlive && !parsed.head.closes
    }
    #expect(try keeps("1.1", ""))
    #expect(try !keeps("1.1", "Connection: Close\r\n"))
    #expect(try !keeps("1.1", "Connection: keep-alive , x,close\r\n"))
    #expect(try !keeps("1.1", "Connection: close\r\nConnection: keep-alive\r\n"))
    #expect(try keeps("1.1", "Connection: closed, upgrade\r\n"))
    #expect(try !keeps("1.0", ""))
    #expect(try keeps("1.0", "Connection: Keep-Alive\r\n"))
    #expect(try !keeps("1.0", "Connection: keep-alive, close\r\n"))
  }

  @Test("Every known header is found under its name in any case, and its like are not")
  func known() throws {
    let names: [FieldName: String] = [
      .ifNoneMatch: "If-None-Match", .ifMatch: "IF-MATCH", .range: "Range",
      .ifModifiedSince: "if-modified-since", .authorization: "authorization",
      .accept: "Accept", .acceptEncoding: "ACCEPT-encoding", .contentType: "Content-type",
      .userAgent: "User-Agent", .cookie: "Cookie", .origin: "Origin", .referer: "Referer",
      .forwarded: "Forwarded", .xForwardedFor: "X-Forwarded-For",
      .ifRange: "IF-range",
    ]
    for (field, name) in names {
      let parsed = try #require(
        Parsed("GET / HTTP/1.1\r\nHost: a\r\n\(name):\t v w \r\n\(name): 2\r\n\r\n"))
      #expect(parsed.field(field) == "v w")
      #expect(parsed.head.isRepeated(field))
      for other in ["\(name.dropLast(1))_", "_\(name.dropFirst(1))"] {
        let parsed = try #require(Parsed("GET / HTTP/1.1\r\nHost: a\r\n\(other): v\r\n\r\n"))
        #expect(parsed.field(field) == nil)
      }
    }
  }
}

struct ValidRequest: Sendable, CustomTestStringConvertible {
  let text: String
  let method: HTTPMethod
  let target: String
  var fields: [FieldName: String] = [:]

  var testDescription: String { text.debugDescription }

  init(_ text: String, _ method: HTTPMethod, _ target: String, _ fields: [FieldName: String] = [:])
  {
    self.text = text
    self.method = method
    self.target = target
    self.fields = fields
  }
}

private let host = "Host: a\r\n"

private let validRequests: [ValidRequest] = [
  ValidRequest("GET / HTTP/1.1\r\n\(host)\r\n", .get, "/", [.host: "a"]),
  ValidRequest("HEAD /i/x.png?a=b?c HTTP/1.1\r\n\(host)\r\n", .head, "/i/x.png?a=b?c"),
  ValidRequest("POST /a HTTP/1.1\r\n\(host)Content-Length: 007\r\n\r\n", .post, "/a"),
  ValidRequest("PUT /a HTTP/1.1\r\n\(host)Transfer-Encoding: Chunked\r\n\r\n", .put, "/a"),
  ValidRequest("DELETE /a HTTP/1.0\r\n\r\n", .delete, "/a"),
  ValidRequest("OPTIONS * HTTP/1.1\r\n\(host)\r\n", .options, "*"),
  ValidRequest("GET / HTTP/1.7\r\n\(host)\r\n", .get, "/"),
  ValidRequest(
    "GET /api/render?layers={\"t\":{\"text\":\"é|^\u{1F600}\"}} HTTP/1.1\r\n\(host)\r\n", .get,
    "/api/render?layers={\"t\":{\"text\":\"é|^\u{1F600}\"}}"),
  ValidRequest("GET http://b.example:80/x?y HTTP/1.1\r\n\(host)\r\n", .get, "/x?y"),
  ValidRequest("GET HTTPS://[::1]/ HTTP/1.1\r\n\(host)\r\n", .get, "/"),
  ValidRequest("GET http://b HTTP/1.1\r\n\(host)\r\n", .get, ""),
  ValidRequest("GET http://b?q HTTP/1.1\r\n\(host)\r\n", .get, "?q"),
  ValidRequest("GET / HTTP/1.1\r\nhost:\r\n\r\n", .get, "/", [.host: ""]),
  ValidRequest("GET / HTTP/1.1\r\nHOST:\t[::1]:80 \t\r\n\r\n", .get, "/", [.host: "[::1]:80"]),
  ValidRequest(
    "GET / HTTP/1.1\r\n\(host)X-Y: a\tb\r\nUser-Agent: é\r\n\r\n", .get, "/", [.userAgent: "é"]),
  ValidRequest("GET / HTTP/1.1\r\n\(host)Expect: 100-Continue\r\n\r\n", .get, "/"),
  ValidRequest("GET / HTTP/1.1\r\n\(host)!#$%&'*+-.^_`|~09: x\r\n\r\n", .get, "/"),
]

private let refusedRequests: [(String, Int)] = [
  // Line ends.
  ("\nGET / HTTP/1.1\r\n\(host)\r\n", 400), ("\rGET / HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET / HTTP/1.1\n\(host)\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)\n", 400), ("GET / HTTP/1.1\r\(host)\r\n", 400),
  ("GET / HTTP/1.1\r\nHost: a\rX: b\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\(host)\r\r\n", 400),
  ("GET /\n", 400), ("GET / \n", 400), ("GET\n", 400), ("GET /\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)X\n\r\n", 400),
  // Request line.
  (" GET / HTTP/1.1\r\n\(host)\r\n", 400), ("GET  / HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET /  HTTP/1.1\r\n\(host)\r\n", 400), ("GET / HTTP/1.1 \r\n\(host)\r\n", 400),
  ("GET / a HTTP/1.1\r\n\(host)\r\n", 400), ("GET\t/ HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET /a\tb HTTP/1.1\r\n\(host)\r\n", 400), ("GET /a\0b HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET /\u{7F} HTTP/1.1\r\n\(host)\r\n", 400), ("GET /a#b HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET a HTTP/1.1\r\n\(host)\r\n", 400), ("GET * HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET a.example:443 HTTP/1.1\r\n\(host)\r\n", 400), ("GET ftp://a/ HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET http:///x HTTP/1.1\r\n\(host)\r\n", 400), ("GET http://u@b/ HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET http:/b/ HTTP/1.1\r\n\(host)\r\n", 400), ("G(T / HTTP/1.1\r\n\(host)\r\n", 400),
  ("GET / http/1.1\r\n\(host)\r\n", 400), ("GET / HTTP/11\r\n\(host)\r\n", 400),
  ("GET / HTTP/1.10\r\n\(host)\r\n", 400), ("GET / HTTP/1,1\r\n\(host)\r\n", 400),
  ("get / HTTP/1.1\r\n\(host)\r\n", 501), ("BREW / HTTP/1.1\r\n\(host)\r\n", 501),
  ("CONNECT a:443 HTTP/1.1\r\n\(host)\r\n", 501), ("PROPFIND / HTTP/1.1\r\n\(host)\r\n", 501),
  ("PRI * HTTP/2.0\r\n\r\n", 501), ("GET / HTTP/2.0\r\n\(host)\r\n", 505),
  ("GET / HTTP/0.9\r\n\(host)\r\n", 505),
  // Fields.
  ("GET / HTTP/1.1\r\n\(host)X : y\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\(host): y\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n X: y\r\n\(host)\r\n", 400), ("GET / HTTP/1.1\r\n\(host) y\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)\ty\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\(host)X\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)X: a\0b\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)X\0: b\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)X: a\u{B}\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)X/Y: a\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)Xé: a\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)X: \u{7F}\r\n\r\n", 400),
  // Host.
  ("GET / HTTP/1.1\r\n\r\n", 400), ("GET / HTTP/1.1\r\n\(host)\(host)\r\n", 400),
  ("GET / HTTP/1.1\r\n\(host)Host: b\r\n\r\n", 400), ("GET / HTTP/1.0\r\n\(host)\(host)\r\n", 400),
  ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a,b\r\n\r\n", 400),
  ("GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", 400), ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", 400),
  // Framing.
  ("POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: 1, 1\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: +1\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: -1\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: 0x1\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length:\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: 1 1\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: \u{661}\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: gzip, chunked\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked, chunked\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: identity\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding: xchunked\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Transfer-Encoding:\r\n\r\n", 400),
  (
    "POST / HTTP/1.1\r\n\(host)Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n",
    400
  ),
  ("POST / HTTP/1.0\r\n\(host)Transfer-Encoding: chunked\r\n\r\n", 400),
  ("POST / HTTP/1.1\r\n\(host)Expect: 200-ok\r\n\r\n", 417),
]

private let texts: [String] = validRequests.map(\.text) + refusedRequests.map(\.0)

private func outcome(_ text: String) -> Int? {
  switch observe(Array(text.utf8)) {
  case .complete: 200
  case .refused(let status): status
  case .incomplete, .blankLine: nil
  }
}
