import Foundation
import PlacardServer
import PlacardTesting
import Testing

@Suite("The access log") struct AccessLogTests {
  /// A server that logs into a file of its site.
  private static func server(
    _ settings: [String: Any] = [:], workers: Int = 2
  ) throws -> RunningServer {
    let site = try TestSite(settings)
    return try RunningServer(site, workers: workers) {
      $0.accessLog = site.path + "/access.log"
      // Lines of several loops have no order.
      $0.loopCount = 1
    }
  }

  /// The log's lines, once there are so many.
  private static func lines(
    _ server: RunningServer, _ count: Int, in name: String = "access.log"
  ) throws -> [[String: Any]] {
    var lines: [[String: Any]] = []
    try eventually {
      let text = String(decoding: try server.site.read(name), as: UTF8.self)
      guard text.isEmpty || text.hasSuffix("\n") else { return false }
      lines = try text.split(separator: "\n").map { line in
        let json = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        guard let json else { throw Client.Failure(what: "not an object: \(line)") }
        return json
      }
      return lines.count >= count
    }
    #expect(lines.count == count)
    return lines
  }

  @Test("Every answer has a line: at once, later, from the map, without a body")
  func answers() throws {
    let server = try Self.server()
    let target = "/api/render?templateId=card"
    let miss = try server.get(target, ["User-Agent": "curl/8.1 \"x\""])
    // Answered once it is committed, as the miss is not.
    let title = #"{"templateId": "private", "layers": {"title": {"text": "Other"}}}"#
    #expect(try server.generate(title).status == 200)
    let hit = try server.get(target)
    #expect(try server.get(target, ["If-None-Match": hit.etag]).status == 304)
    #expect(try server.send("HEAD", target).status == 200)
    #expect(try server.generate(#"{"templateId": "card"}"#).status == 200)
    #expect(try server.get("/nowhere").status == 404)
    let lines = try Self.lines(server, 7)
    #expect(lines.map { $0["status"] as? Int } == [200, 200, 200, 304, 200, 200, 404])
    #expect(
      lines.map { $0["cache"] as? String } == [
        "miss", "miss", "hit", "hit", "hit", "hit", "none",
      ])
    #expect(
      lines.map { $0["method"] as? String } == ["GET", "POST", "GET", "GET", "HEAD", "POST", "GET"])
    #expect(lines[0]["target"] as? String == target)
    #expect(lines[0]["agent"] as? String == "curl/8.1 \"x\"" && lines[2]["agent"] is NSNull)
    for line in lines {
      #expect(line["client"] as? String == "127.0.0.1")
      #expect((line["ms"] as? Double ?? -1) >= 0)
      let time = try #require(line["time"] as? String)
      #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil)
    }
    // Heads count too.
    let bytes = lines.map { $0["bytes"] as? Int ?? 0 }
    #expect(bytes[0] > miss.body.count && bytes[2] > hit.body.count && bytes[4] < hit.body.count)
    #expect((lines[1]["key"] as? String)?.isEmpty == false && lines[0]["key"] is NSNull)
    #expect(!(lines[1]["key"] as? String ?? "").contains(server.key))
  }

  @Test("Signatures and tokens are not in it, however their names are spelled")
  func secrets() throws {
    let server = try Self.server()
    for query in [
      "templateId=card&sig=hush&exp=9", "s%69g=hush", "a=1&token=hush&&access_token=hush",
      "KEY=hush&sig=", "sig", "signal=loud",
    ] {
      _ = try server.get("/api/render?\(query)")
    }
    let shown = try Self.lines(server, 6).map { $0["target"] as? String ?? "" }
    #expect(
      shown == [
        "/api/render?templateId=card&sig=***&exp=9", "/api/render?s%69g=***",
        "/api/render?a=1&token=***&&access_token=***", "/api/render?KEY=***&sig=***",
        "/api/render?sig", "/api/render?signal=loud",
      ])
    #expect(!String(decoding: try server.site.read("access.log"), as: UTF8.self).contains("hush"))
  }

  @Test("What the connection's layer refuses has a line, with as much as is known")
  func refusals() throws {
    let server = try Self.server(["limits": ["bodyBytesMax": 100]])
    for request in [
      "nonsense\r\n\r\n",
      "POST /api/generate?sig=hush HTTP/1.1\r\nHost: a\r\nContent-Length: 101\r\n\r\n",
      "GET / HTTP/1.1\r\n\r\n",
    ] {
      let client = try Client(port: server.port)
      try client.send(request)
      #expect(try client.receive().status >= 400)
    }
    let lines = try Self.lines(server, 3)
    #expect(lines.map { $0["status"] as? Int } == [400, 413, 400])
    #expect(lines[0]["method"] is NSNull && lines[0]["target"] is NSNull)
    #expect(lines[0]["client"] as? String == "127.0.0.1")
    #expect(lines[1]["target"] as? String == "/api/generate?sig=***")
    #expect(lines[1]["method"] as? String == "POST")
  }

  @Test("Whoever goes before the answer is there is logged with 499")
  func abandoned() throws {
    let server = try Self.server()
    var client: Client? = try Client(port: server.port)
    try client?.send("POST /api/generate HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc")
    client = nil
    let lines = try Self.lines(server, 1)
    #expect(lines[0]["status"] as? Int == 499 && lines[0]["bytes"] as? Int == 0)
    #expect(lines[0]["target"] as? String == "/api/generate")
  }

  @Test("Behind trusted proxies the client is the one they forward; agents are cut")
  func clients() throws {
    let server = try Self.server(["trustedProxies": ["127.0.0.0/8"]])
    _ = try server.get("/healthz", ["X-Forwarded-For": "198.51.100.7, 203.0.113.9"])
    _ = try server.get("/healthz", ["User-Agent": String(repeating: "a", count: 300)])
    _ = try server.get("/healthz", ["User-Agent": "\u{2028}é\u{9B}2J"])
    let lines = try Self.lines(server, 3)
    #expect(lines[0]["client"] as? String == "203.0.113.9")
    #expect((lines[1]["agent"] as? String)?.count == 200)
    let text = String(decoding: try server.site.read("access.log"), as: UTF8.self)
    #expect(!text.contains("\u{2028}") && !text.contains("\u{9B}") && text.contains("é"))
  }

  @Test("A rotated file is opened anew, and no line is lost")
  func rotation() throws {
    let server = try Self.server()
    _ = try server.get("/healthz")
    _ = try Self.lines(server, 1)
    let path = server.site.path + "/access.log"
    try FileManager.default.moveItem(atPath: path, toPath: path + ".1")
    _ = try server.get("/healthz?old")
    _ = try Self.lines(server, 2, in: "access.log.1")
    server.reopenAccessLog()
    _ = try server.get("/healthz?new")
    try eventually { FileManager.default.fileExists(atPath: path) }
    let lines = try Self.lines(server, 1)
    #expect(lines[0]["target"] as? String == "/healthz?new")
    server.stop()
    #expect(try Self.lines(server, 2, in: "access.log.1").count == 2)
  }

  @Test("A hundred pipelined requests have a hundred lines in their order")
  func pipelined() throws {
    let server = try Self.server()
    let client = try Client(port: server.port)
    try client.send((0..<100).map { "GET /healthz?\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
    for _ in 0..<100 { #expect(try client.receive().status == 200) }
    let lines = try Self.lines(server, 100)
    #expect(lines.map { $0["target"] as? String } == (0..<100).map { "/healthz?\($0)" })
  }

  @Test("A file that cannot be opened is an error of the start")
  func unwritable() throws {
    let site = try TestSite()
    #expect(throws: (any Error).self) {
      try RunningServer(site) { $0.accessLog = site.path + "/nothing/access.log" }
    }
    // Nothing of the failed start is left behind.
    #expect(try RunningServer(site).get("/healthz").status == 200)
  }
}
