import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("Keys and their use by the API") struct KeyRouteTests {
  private struct Stand {
    let server: RunningServer
    let admin: String
    let plain: String

    init() throws {
      let site = try TestSite(["plans": ["free": ["rendersPerMonth": 5]]])
      admin = try RunningServer.makeKey(in: site, scopes: ["admin"])
      plain = try RunningServer.makeKey(in: site, plan: "free")
      server = try RunningServer(site)
    }

    func send(_ method: String, _ target: String, _ body: String? = nil, key: String? = nil)
      throws -> Client.Answer
    {
      try server.send(
        method, target,
        server.keyed(["Authorization": "Bearer \(key ?? admin)"]), body: body.map { Array($0.utf8) }
      )
    }
  }

  @Test("A key is made, shown once, listed, used, and useless as soon as it is revoked")
  func life() throws {
    let stand = try Stand()
    let made = try stand.send("POST", "/api/keys", #"{"name": "web", "plan": "free"}"#)
    #expect(made.status == 201 && made.fields["cache-control"] == "no-store")
    let json = try made.json()
    let key = try #require(json["key"] as? String)
    let id = try #require(json["id"] as? String)
    #expect(json["scopes"] as? [String] == ["generate", "templates"])
    #expect(json["plan"] as? String == "free" && json["revokedAt"] is NSNull)
    let body = #"{"templateId": "card"}"#
    #expect(try stand.send("POST", "/api/generate", body, key: key).status == 200)

    let listed = try stand.send("GET", "/api/keys")
    #expect(!listed.text.contains(key) && !listed.text.contains("\"key\""))
    let keys = try #require(try listed.json()["keys"] as? [[String: Any]])
    #expect(keys.contains { $0["id"] as? String == id && $0["name"] as? String == "web" })

    #expect(try stand.send("DELETE", "/api/keys/\(id)").status == 204)
    try Refused("", 401, "unauthorized", nil, "revoked").check(
      try stand.send("POST", "/api/generate", body, key: key))
    // Its second revocation changes nothing.
    #expect(try stand.send("DELETE", "/api/keys/\(id)").status == 204)
    // The time of its use is noted by the upkeep.
    stand.server.tend()
    let after = try #require(
      try stand.send("GET", "/api/keys").json()["keys"] as? [[String: Any]])
    let record = try #require(after.first { $0["id"] as? String == id })
    #expect(record["revokedAt"] is String && record["lastUsedAt"] is String)
  }

  @Test("A key that another process revokes is useless at once")
  func revokedElsewhere() throws {
    let stand = try Stand()
    let made = try stand.send("POST", "/api/keys", #"{"name": "web"}"#).json()
    let key = try #require(made["key"] as? String)
    let id = try #require(made["id"] as? String)
    #expect(try stand.send("GET", "/api/usage", key: key).status == 200)
    try Program.run("keys", "revoke", id, "--store", stand.server.site.store)
    #expect(try stand.send("GET", "/api/usage", key: key).status == 401)
  }

  @Test("What is wrong with a call about keys is said with its place")
  func refusals() throws {
    let stand = try Stand()
    let bodies: [Refused] = [
      Refused("", 400, "invalid_syntax", nil, "the end of the text"),
      Refused("[]", 400, "wrong_type", nil, "object"),
      Refused("{}", 400, "missing_value", nil, "name"),
      Refused(#"{"name": ""}"#, 400, "out_of_range", "name", "from 1 to 200"),
      Refused(#"{"name": 5}"#, 400, "wrong_type", "name", "5"),
      Refused(#"{"name": "a", "name": "b"}"#, 400, "duplicate", nil, "name"),
      Refused(#"{"name": "a", "scope": ["admin"]}"#, 400, "unknown_member", nil, "scopes"),
      Refused(#"{"name": "a", "scopes": []}"#, 400, "out_of_range", "scopes", "empty"),
      Refused(
        #"{"name": "a", "scopes": ["genrate"]}"#, 400, "out_of_range", "scopes[0]", "generate"),
      Refused(#"{"name": "a", "plan": "fre"}"#, 400, "out_of_range", "plan", "free"),
    ]
    for refused in bodies {
      try refused.check(try stand.send("POST", "/api/keys", refused.request))
    }
    try Refused("", 404, "unknown_key", "id", "no key").check(
      try stand.send("DELETE", "/api/keys/k00000000"))
    let queries: [Refused] = [
      Refused("month=2026-13", 400, "out_of_range", "month", "2026-07"),
      Refused("month=07-2026", 400, "out_of_range", "month", "2026-07"),
      Refused("month=2026-01&month=2026-02", 400, "duplicate", "month", "twice"),
      Refused("keyId=%zz", 400, "invalid_syntax", "keyId", "%25"),
      Refused("keyId=k0", 404, "unknown_key", "keyId", "k0"),
    ]
    for refused in queries {
      try refused.check(try stand.send("GET", "/api/usage?\(refused.request)"))
    }
    try Refused("", 403, "scope_missing", "keyId", "admin").check(
      try stand.send("GET", "/api/usage?keyId=k0", key: stand.plain))
    for (method, target) in [
      ("GET", "/api/keys"), ("POST", "/api/keys"), ("DELETE", "/api/keys/k00000000"),
    ] {
      let answer = try stand.send(method, target, method == "POST" ? "{}" : nil, key: stand.plain)
      try Refused("", 403, "scope_missing", nil, "the scope admin").check(answer)
      try Refused("", 401, "unauthorized", nil, "needs a key").check(
        try stand.server.send(method, target))
    }
    try Refused("", 401, "unauthorized", nil, "needs a key").check(
      try stand.server.get("/api/usage"))
  }

  @Test("A key is told its own use by day and month, an admin everybody's")
  func usage() throws {
    let stand = try Stand()
    for text in ["a", "b", "a"] {
      let body = #"{"templateId": "card", "variables": {"title": "\#(text)"}}"#
      #expect(try stand.send("POST", "/api/generate", body, key: stand.plain).status == 200)
    }
    let own = try stand.send("GET", "/api/usage", key: stand.plain).json()
    #expect(own["used"] as? Int == 2 && own["limit"] as? Int == 5)
    #expect(own["remaining"] as? Int == 3 && own["plan"] as? String == "free")
    let days = try #require(own["days"] as? [[String: Any]])
    #expect(days.reduce(0) { $0 + ($1["count"] as? Int ?? 0) } == 2)
    let month = try #require(own["month"] as? String)
    #expect(days.allSatisfy { ($0["day"] as? String)?.hasPrefix(month + "-") == true })
    let months = try #require(own["months"] as? [[String: Any]])
    #expect(months.count == 1 && months[0]["month"] as? String == month)
    let before = try stand.send("GET", "/api/usage?month=2020-02", key: stand.plain).json()
    #expect(before["used"] as? Int == 0 && (before["days"] as? [Any])?.isEmpty == true)
    #expect(before["resetsAt"] as? String == "2020-03-01T00:00:00Z")

    let all = try stand.send("GET", "/api/usage").json()
    let rows = try #require(all["keys"] as? [[String: Any]])
    #expect(rows.count == 3)
    #expect(rows.compactMap { $0["used"] as? Int }.reduce(0, +) == 2)
    let id = try #require(own["keyId"] as? String)
    let one = try stand.send("GET", "/api/usage?keyId=\(id)").json()
    #expect((one["keys"] as? [Any])?.count == 1)
    let printed = try Program.run("usage", "--store", stand.server.site.store)
    #expect(printed == "\(month)  \(id)  2 of 5  free  test\n")
  }
}
