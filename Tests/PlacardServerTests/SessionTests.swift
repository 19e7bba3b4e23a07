import Foundation
import PlacardCore
import PlacardServer
import PlacardStore
import PlacardTesting
import Testing

@Suite("The operator's key and browser sessions") struct SessionTests {
  @Test("The first start makes the operator's key and keeps it in a file of its owner's alone")
  func adminKey() throws {
    let site = try TestSite()
    let first = try RunningServer(site)
    let made = try #require(first.newAdminKey)
    #expect(made.path == site.store + "/admin-token")
    #expect(try site.read(".placard/admin-token") == Array((made.text + "\n").utf8))
    let attributes = try FileManager.default.attributesOfItem(atPath: made.path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    let fields = ["Authorization": "Bearer \(made.text)"]
    #expect(try first.get("/api/keys", fields).status == 200)
    // It may do everything.
    let body = Array(#"{"templateId": "card"}"#.utf8)
    #expect(try first.send("POST", "/api/generate", fields, body: body).status == 200)
    first.stop()
    let second = try RunningServer(site)
    #expect(second.newAdminKey == nil)
    #expect(try second.get("/api/keys", fields).status == 200)
  }

  private struct Browser {
    let server: RunningServer
    let cookie: String

    /// Signed in.
    init(baseURL: String? = nil) throws {
      server = try RunningServer(TestSite(), baseURL: baseURL)
      let token = try #require(server.newAdminKey).text
      let answer = try Self.signIn(server, #"{"token": "\#(token)"}"#)
      #expect(answer.status == 200, "\(answer.text)")
      let set = try #require(answer.fields["set-cookie"])
      #expect(
        set.contains("; HttpOnly; SameSite=Strict") && set.contains("; Path=/; Max-Age=43200"))
      #expect(set.hasSuffix("; Secure") == (baseURL?.hasPrefix("https") ?? false))
      cookie = String(set.prefix { $0 != ";" })
      #expect(cookie.hasPrefix("placard_session=") && !answer.text.contains(cookie.suffix(64)))
    }

    static func signIn(
      _ server: RunningServer, _ body: String, _ fields: [String: String] = [:]
    ) throws -> Client.Answer {
      try server.send(
        "POST", "/api/session", ["Content-Type": "application/json"].merging(fields) { $1 },
        body: Array(body.utf8))
    }

    func send(
      _ method: String, _ target: String, _ fields: [String: String] = [:], _ body: String? = nil
    ) throws -> Client.Answer {
      try server.send(
        method, target, ["Cookie": "a=b; \(cookie)"].merging(fields) { $1 },
        body: body.map { Array($0.utf8) })
    }
  }

  @Test("A browser that is signed in may do what the operator may, until it signs out")
  func life() throws {
    let browser = try Browser()
    #expect(try browser.send("GET", "/api/keys").status == 200)
    let body = #"{"name": "made in the browser"}"#
    for origin in [["Origin": "http://example.org"], ["Sec-Fetch-Site": "same-origin"]] {
      #expect(try browser.send("POST", "/api/keys", origin, body).status == 201)
    }
    let out = try browser.send("DELETE", "/api/session", ["Origin": "http://example.org"])
    #expect(out.status == 204 && out.fields["set-cookie"]?.contains("Max-Age=0") == true)
    try Refused("", 401, "unauthorized", nil, "needs a key").check(
      try browser.send("GET", "/api/keys"))
    // Signing out without a session is no mistake.
    #expect(try browser.server.send("DELETE", "/api/session").status == 204)
  }

  @Test("A session of a server behind TLS is for TLS alone")
  func secure() throws { _ = try Browser(baseURL: "https://cards.example.org") }

  @Test("No page elsewhere can use a session or start one")
  func crossOrigin() throws {
    let browser = try Browser()
    let fields: [[String: String]] = [
      [:], ["Origin": "https://evil.example"], ["Origin": "null"],
      ["Origin": "http://example.org:81"], ["Origin": "http://example.organ"],
      ["Sec-Fetch-Site": "cross-site", "Origin": "http://example.org"],
      ["Sec-Fetch-Site": "same-site"],
    ]
    for fields in fields {
      try Refused("", 403, "cross_origin", nil, "Authorization").check(
        try browser.send("POST", "/api/keys", fields, #"{"name": "a"}"#))
      try Refused("", 403, "cross_origin", nil, "").check(
        try browser.send("DELETE", "/api/session", fields))
    }
    try Refused("", 403, "cross_origin", nil, "").check(
      try Browser.signIn(browser.server, "{}", ["Origin": "https://evil.example"]))
    #expect(try browser.send("GET", "/api/keys").status == 200)
  }

  @Test("Only a live key with the scope admin signs in, and its session ends with it")
  func keys() throws {
    let browser = try Browser()
    let server = browser.server
    let refusals: [Refused] = [
      Refused("", 400, "invalid_syntax", nil, ""),
      Refused("{}", 400, "missing_value", nil, "token"),
      Refused(#"{"token": ""}"#, 400, "out_of_range", "token", "from 1"),
      Refused(#"{"token": 1}"#, 400, "wrong_type", "token", "1"),
      Refused(#"{"key": "a"}"#, 400, "unknown_member", nil, "token"),
      Refused(#"{"token": "plk_live_nonsense"}"#, 401, "unauthorized", nil, "unknown"),
      Refused(#"{"token": "\#(server.key)"}"#, 403, "scope_missing", "token", "admin"),
    ]
    for refused in refusals { try refused.check(try Browser.signIn(server, refused.request)) }
    let keys = try #require(
      try browser.send("GET", "/api/keys").json()["keys"] as? [[String: Any]])
    let admin = try #require(keys.first { $0["name"] as? String == "admin" }?["id"] as? String)
    let gone = try browser.send(
      "DELETE", "/api/keys/\(admin)", ["Origin": "http://example.org"])
    #expect(gone.status == 204)
    #expect(try browser.send("GET", "/api/keys").status == 401)
    // Garbled cookies are none.
    for cookie in ["placard_session=", "placard_session=zz", "placard_sessions=a", ";;="] {
      #expect(try server.get("/api/keys", ["Cookie": cookie]).status == 401)
    }
  }

  @Test("A session that is over is nobody's, and is swept away")
  func expiry() throws {
    let site = try TestSite()
    let token = String(repeating: "a", count: 64)
    do {
      let first = try RunningServer(site)
      let id = try #require(
        (try first.get("/api/keys", ["Authorization": "Bearer \(first.newAdminKey!.text)"])
          .json()["keys"] as? [[String: Any]])?.first { $0["name"] as? String == "admin" }?["id"]
          as? String)
      first.stop()
      let store = try Store.open(at: site.store, create: false)
      let writer = try store.writer()
      try writer.putSession(
        Digest(of: token),
        SessionRecord(keyID: id, createdAt: 1_700_000_000, expiresAt: 1_700_000_001))
      try writer.commit()
    }
    let server = try RunningServer(site)
    #expect(try server.get("/api/keys", ["Cookie": "placard_session=\(token)"]).status == 401)
    server.tend()
    server.stop()
    let store = try Store.open(at: site.store, create: false)
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.session(Digest(of: token)) == nil)
  }
}
