import Foundation
import PlacardTesting
import Testing

@Suite("GET /api/store") struct StoreRouteTests {
  private func report(_ server: RunningServer) throws -> [String: Any] {
    let answer = try server.get("/api/store", server.keyed())
    #expect(answer.status == 200 && answer.fields["cache-control"] == "no-store", "\(answer.text)")
    return try answer.json()
  }

  @Test("Cards and bytes are told by template and by origin, and misses by their last use")
  func sums() throws {
    let server = try RunningServer(TestSite(), scopes: ["admin"])
    let site = server.site
    try site.write(
      #"{"cards": [{"id": "a", "templateId": "card", "formats": ["png", "webp"]}]}"#,
      to: "cards.json")
    try Program.run("build", site.path + "/cards.json", "--site", site.path)
    let text = #"{"title":{"text":"Other"}}"#
    let miss = try server.get("/api/render?templateId=card&layers=\(text.escaped)")
    #expect(miss.status == 200)
    // Answered when all that was handed over before is committed.
    let generated = try server.generate(
      #"{"templateId": "private", "layers": {"title": {"text": "Mine"}}}"#)
    #expect(generated.status == 200)
    #expect(try server.get("/c/a.png").status == 200)
    let report = try report(server)
    for (name, count) in [("cards", 4), ("objects", 4), ("pages", 1), ("templates", 3)] {
      #expect(report[name] as? Int == count, "\(name)")
    }
    let build = try #require(report["build"] as? [String: Any])
    #expect(build["number"] as? Int == 1)
    let origins = try #require(report["byOrigin"] as? [[String: Any]])
    #expect(origins.map { $0["origin"] as? String } == ["built", "generated", "missed"])
    #expect(origins.map { $0["cards"] as? Int } == [2, 1, 1])
    let templates = try #require(report["byTemplate"] as? [[String: Any]])
    let counts = Dictionary(
      uniqueKeysWithValues: templates.map { ($0["templateId"] as? String, $0["cards"] as? Int) })
    #expect(counts == ["card": 3, "private": 1])
    let bytes = templates.map { $0["bytes"] as? Int ?? 0 }
    #expect(bytes == bytes.sorted(by: >))
    #expect(bytes.reduce(0, +) == origins.map { $0["bytes"] as? Int ?? 0 }.reduce(0, +))
    let store = try #require(report["bytes"] as? [String: Int])
    #expect(store["missed"] == miss.body.count && store["missedMax"] == 256_000_000)
    #expect(try #require(store["used"]) > 0)
    let missed = try #require((report["missed"] as? [[String: Any]])?.first)
    #expect(missed["templateId"] as? String == "card" && missed["format"] as? String == "png")
    #expect(missed["bytes"] as? Int == miss.body.count)
    let address = try #require(missed["imageUrl"] as? String)
    #expect(address.hasPrefix("http://\(server.address)/i/"))
    #expect(try server.get(URL(string: address)!.path).body == miss.body)
    let answers = try #require(report["answers"] as? [String: Any])
    #expect(answers["miss"] as? Int == 2 && answers["hit"] as? Int == 1)
    #expect(answers["joined"] as? Int == 0 && answers["fallback"] as? Int == 0)
  }

  @Test("Of many missed pictures the twenty used last are told")
  func missed() throws {
    let server = try RunningServer(TestSite(), scopes: ["admin"])
    for number in 0..<22 {
      #expect(try server.get("/api/render?templateId=card&scale=1.\(10 + number)").status == 200)
    }
    try eventually { try report(server)["cards"] as? Int == 22 }
    let missed = try #require(try report(server)["missed"] as? [[String: Any]])
    #expect(missed.count == 20)
    #expect(Set(missed.compactMap { $0["hash"] as? String }).count == 20)
    #expect(missed.allSatisfy { ($0["scale"] as? Double ?? 0) > 1 })
  }

  @Test("It takes a key with the scope admin")
  func refusals() throws {
    let server = try RunningServer(TestSite())
    try Refused("", 401, "unauthorized", nil, "needs a key").check(try server.get("/api/store"))
    try Refused("", 403, "scope_missing", nil, "the scope admin").check(
      try server.get("/api/store", server.keyed()))
    try Refused("", 405, "method_not_allowed", nil, "it takes GET, HEAD, OPTIONS").check(
      try server.send("DELETE", "/api/store"))
  }
}
