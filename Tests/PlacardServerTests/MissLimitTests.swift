import PlacardCore
import PlacardTesting
import Testing

@Suite("Limits of misses") struct MissLimitTests {
  private func serve(_ limit: Int, trusted: [String] = []) throws -> RunningServer {
    let site = try TestSite(
      ["limits": ["missesPerMinuteMax": limit], "trustedProxies": trusted])
    try TestKeys.write([TestKeys.first], in: site)
    return try RunningServer(site)
  }

  private func target(_ title: String) -> String {
    "/api/render?templateId=card&layers={\"title\":{\"text\":\"\(title)\"}}"
  }

  private func check(_ answer: Client.Answer) throws {
    try Refused("", 429, "too_many_misses", nil, "from this address").check(answer)
    let seconds = try #require(answer.fields["retry-after"].flatMap { Int($0) })
    #expect((1...60).contains(seconds))
  }

  @Test("Past the limit a miss is 429 with Retry-After; hits, keys and signatures are served on")
  func limit() throws {
    let server = try serve(3)
    for index in 0..<3 { #expect(try server.get(target("\(index)")).status == 200) }
    try check(try server.get(target("3")))
    #expect(try server.send("HEAD", target("3")).status == 429)
    try eventually { try server.get(target("2")).fields["cache-status"] == "placard; hit" }
    for index in 0..<3 { #expect(try server.get(target("\(index)")).status == 200) }
    #expect(try server.generate(#"{"templateId": "card"}"#).status == 200)
    let layers = #"{"title":{"text":"3"}}"#
    let signed = try server.get(
      TestKeys.address([("templateId", "card"), ("layers", layers)]))
    #expect(signed.status == 200)
    // Now it is there for everybody.
    #expect(try server.get(target("3")).status == 200)
    // A mistake in the request is told, and costs nothing.
    #expect(try server.get("/api/render?templateId=card&layers={\"x\":{}}").status == 422)
    try check(try server.get(target("4")))
  }

  @Test("Who waits for a picture that another has rendered is not counted")
  func joined() throws {
    let server = try serve(1)
    let request = RunningServer.request("GET", target("crowd"))
    let answers = try server.atOnce((0..<200).map { _ in request })
    for answer in answers where answer.status != 200 { Issue.record("\(answer.text)") }
    try check(try server.get(target("another")))
  }

  @Test("No limit is no limit")
  func unlimited() throws {
    let server = try serve(0)
    for index in 0..<130 { #expect(try server.get(target("\(index)")).status == 200) }
  }

  @Test("Who is not trusted is counted as itself, whatever it says")
  func untrusted() throws {
    for trusted in [[], ["10.0.0.0/8", "::1"]] {
      let server = try serve(1, trusted: trusted)
      #expect(try server.get(target("a"), ["X-Forwarded-For": "192.0.2.1"]).status == 200)
      try check(try server.get(target("b"), ["X-Forwarded-For": "192.0.2.2"]))
      try check(try server.get(target("b")))
    }
  }

  @Test("Behind trusted proxies the last address that is none of them is counted")
  func proxies() throws {
    let server = try serve(1, trusted: ["127.0.0.1", "10.0.0.0/8", "2001:db8:1::/48"])
    var count = 0
    /// The status of a miss that came through these.
    func miss(_ forwarded: String...) throws -> Int {
      count += 1
      let client = try Client(port: server.port)
      let lines = forwarded.map { "X-Forwarded-For: \($0)\r\n" }.joined()
      try client.send(
        "GET /api/render?templateId=card&variables={\"title\":\"\(count)\"} HTTP/1.1\r\n"
          + "Host: a\r\n\(lines)\r\n")
      return try client.receive().status
    }
    #expect(try miss("192.0.2.1") == 200)
    #expect(try miss("192.0.2.1") == 429)
    // What stands before it the client may have written itself.
    #expect(try miss("198.51.100.7, 192.0.2.1") == 429)
    #expect(try miss("198.51.100.7", "192.0.2.1, 10.1.2.3") == 429)
    #expect(try miss("192.0.2.1:4711 ,\t10.0.0.1,2001:db8:1::7") == 429)
    #expect(try miss("198.51.100.7, 192.0.2.1", "[2001:db8:1::9]:443") == 429)
    #expect(try miss("::ffff:192.0.2.1") == 429)
    #expect(try miss("192.0.2.2, 10.0.0.1") == 200)
    // Addresses of one IPv6 network of 64 bits are one client.
    #expect(try miss("2001:db8:2:3::1") == 200)
    #expect(try miss("2001:db8:2:3:ffff::2") == 429)
    #expect(try miss("2001:db8:2:4::1") == 200)
    // The proxy itself, and what it wrote that is no address.
    #expect(try miss() == 200)
    #expect(try miss("192.0.2.9, unknown") == 429)
    #expect(try miss("192.0.2.9,") == 429)
    #expect(try miss("10.0.0.5, 127.0.0.1") == 200)
    #expect(try miss("10.0.0.5") == 429)
  }
}
