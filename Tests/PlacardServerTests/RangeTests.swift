import PlacardCore
import PlacardPipeline
import PlacardSystem
import PlacardTesting
import Testing

/// A server over a site whose card `hello` has been built, the three addresses of its picture, and
/// its bytes.
private func serve() throws -> (server: RunningServer, targets: [String], body: [UInt8]) {
  let site = try TestSite()
  try site.write(#"{"id": "hello", "templateId": "card"}"# + "\n", to: "cards.jsonl")
  var options = BuildOptions(manifests: [site.path + "/cards.jsonl"], site: site.path, store: nil)
  options.jobs = 1
  let report = try Generator.build(options, progress: BuildProgress(), stop: StopFlag())
  #expect(report.failed == 0)
  let server = try RunningServer(site)
  let body = try server.get("/c/hello.png").body
  let image = "/i/\(ContentHash(of: body).hex).png"
  return (server, ["/c/hello.png", image, "/api/render?templateId=card"], body)
}

@Suite("Ranges") struct RangeTests {
  @Test("One range of bytes is answered with 206, those bytes and their place")
  func parts() throws {
    let (server, targets, body) = try serve()
    let count = body.count
    let ranges: [(String, Range<Int>)] = [
      ("bytes=0-0", 0..<1), ("bytes=0-99", 0..<100), ("bytes=7-", 7..<count),
      ("bytes=-5", count - 5..<count), ("bytes=-\(count + 9)", 0..<count),
      ("bytes=\(count - 1)-\(count)", count - 1..<count), ("BYTES=3-4", 3..<5),
      ("bytes= 3-4 ", 3..<5), ("bytes=0-99999999999999999999", 0..<count),
      ("bytes=-99999999999999999999", 0..<count), ("bytes=0-9223372036854775807", 0..<count),
    ]
    for target in targets {
      let whole = try server.get(target)
      #expect(whole.status == 200 && whole.fields["accept-ranges"] == "bytes")
      for (field, range) in ranges {
        let answer = try server.get(target, ["Range": field])
        #expect(answer.status == 206, "\(field)")
        #expect(answer.body == Array(body[range]), "\(field)")
        let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(count)"
        var expected = whole.fields
        expected["content-range"] = place
        expected["content-length"] = "\(range.count)"
        expected["date"] = answer.fields["date"]
        #expect(answer.fields == expected, "\(target) \(field)")
      }
    }
  }

  @Test("A range past the end is 416 with the picture's length")
  func unsatisfiable() throws {
    let (server, targets, body) = try serve()
    for target in targets {
      for field in [
        "bytes=\(body.count)-", "bytes=\(body.count)-\(body.count + 1)", "bytes=-0",
        "bytes=99999999999999999999-",
      ] {
        let answer = try server.get(target, ["Range": field])
        try Refused(field, 416, "range_not_satisfiable", nil, "it has \(body.count) bytes")
          .check(answer)
        #expect(answer.fields["content-range"] == "bytes */\(body.count)")
        #expect(answer.fields["accept-ranges"] == "bytes")
      }
    }
  }

  @Test("Several ranges, other units and what is not well formed are not there, nor is HEAD's")
  func ignored() throws {
    let (server, targets, body) = try serve()
    for target in targets {
      for field in [
        "bytes=0-1,3-4", "bytes=0-1,", "bytes=", "bytes", "bytes=-", "bytes=2-1", "bytes=a-b",
        "bytes=1-2-3", "bytes=+1-2", "bytes=0x0-1", "items=0-1", "bytes 0-1", "bytes=1 -2", "=0-1",
      ] {
        let answer = try server.get(target, ["Range": field])
        #expect(answer.status == 200 && answer.body == body, "\(field)")
        #expect(answer.fields["content-range"] == nil)
      }
      let head = try server.send("HEAD", target, ["Range": "bytes=0-1"])
      #expect(head.status == 200 && head.fields["content-length"] == "\(body.count)")
      let client = try Client(port: server.port)
      try client.send(
        "GET \(target) HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\nRange: bytes=0-1\r\n\r\n")
      #expect(try client.receive().status == 200)
    }
  }

  @Test("If-Range gives the part to who has the picture's strong tag, the whole to all others")
  func ifRange() throws {
    let (server, targets, body) = try serve()
    let etag = "\"\(ContentHash(of: body).hex)\""
    for target in targets {
      let same = try server.get(target, ["Range": "bytes=0-1", "If-Range": etag])
      #expect(same.status == 206)
      let past = try server.get(target, ["Range": "bytes=\(body.count)-", "If-Range": etag])
      #expect(past.status == 416)
      for other in [
        "W/" + etag, "\"x\"", etag + ", " + etag, "*", "Thu, 01 Jan 2026 00:00:00 GMT", "",
      ] {
        let answer = try server.get(target, ["Range": "bytes=0-1", "If-Range": other])
        #expect(answer.status == 200 && answer.body == body, "\(other)")
        let past = try server.get(
          target, ["Range": "bytes=\(body.count)-", "If-Range": other])
        #expect(past.status == 200)
      }
    }
  }

  @Test("If-None-Match comes before Range, and If-Range without a Range is nothing")
  func order() throws {
    let (server, targets, body) = try serve()
    let etag = "\"\(ContentHash(of: body).hex)\""
    for target in targets {
      let known = try server.get(target, ["Range": "bytes=0-1", "If-None-Match": etag])
      #expect(known.status == 304 && known.body.isEmpty)
      let other = try server.get(target, ["Range": "bytes=0-1", "If-None-Match": "\"x\""])
      #expect(other.status == 206 && other.body == Array(body[..<2]))
      #expect(try server.get(target, ["If-Range": etag]).status == 200)
    }
  }

  @Test("A picture that is rendered for the request is cut like a stored one")
  func misses() throws {
    let server = try RunningServer(TestSite())
    func target(_ title: String) -> String {
      "/api/render?templateId=card&variables={\"title\":\"\(title)\"}"
    }
    let part = try server.get(target("a"), ["Range": "bytes=8-15"])
    #expect(part.status == 206 && part.fields["cache-status"] != "placard; hit")
    let whole = try server.get(target("a"))
    #expect(part.body == Array(whole.body[8..<16]) && part.etag == whole.etag)
    #expect(part.fields["content-range"] == "bytes 8-15/\(whole.body.count)")
    let past = try server.get(target("b"), ["Range": "bytes=99999999-"])
    try Refused("", 416, "range_not_satisfiable", nil, "bytes").check(past)
    // It is stored nevertheless.
    try eventually { try server.get(target("b")).fields["cache-status"] == "placard; hit" }
  }

  @Test("Scripts of any page may ask for ranges")
  func preflight() throws {
    let server = try RunningServer(TestSite())
    let answer = try server.send("OPTIONS", "/api/render")
    #expect(
      answer.fields["access-control-allow-headers"] == "If-None-Match, If-Range, Range")
  }
}
