import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

/// A request that cannot be answered, and what its answer says.
struct Refused: Sendable, CustomTestStringConvertible {
  var request: String
  var status: Int
  var code: String
  var path: String?
  /// A part of the message or the hint.
  var says: String

  init(_ request: String, _ status: Int, _ code: String, _ path: String?, _ says: String) {
    self.request = request
    self.status = status
    self.code = code
    self.path = path
    self.says = says
  }

  var testDescription: String { request }

  func check(_ answer: Client.Answer) throws {
    #expect(answer.status == status, "\(answer.text)")
    #expect(answer.fields["content-type"] == "application/json; charset=utf-8")
    #expect(answer.fields["cache-control"] == "no-store")
    #expect(answer.fields["x-content-type-options"] == "nosniff")
    #expect(answer.fields["etag"] == nil)
    let error = try answer.error()
    #expect(error["code"] as? String == code, "\(answer.text)")
    #expect(error["path"] as? String == path, "\(answer.text)")
    let message = try #require(error["message"] as? String)
    let words = message + " — " + (error["hint"] as? String ?? "")
    #expect(words.contains(says), "\(words)")
    #expect(!message.hasSuffix("."))
    #expect(Set(error.keys) == ["code", "message", "path", "hint"])
  }
}

@Suite("Refusals") struct ErrorTests {
  private static let queries: [Refused] = [
    Refused("", 400, "missing_value", "templateId", "/api/render?templateId=blog-post"),
    Refused("templateId=", 404, "unknown_template", "templateId", "no public template"),
    Refused("templateId=nobody", 404, "unknown_template", "templateId", "no public template"),
    Refused("templateId=card&templateId=card", 400, "duplicate", "templateId", "twice"),
    Refused("templateId=card&layers={}&layers={}", 400, "duplicate", "layers", "twice"),
    Refused("templateId=card&layers=%zz", 400, "invalid_syntax", "layers", "%25"),
    Refused("templateId=card&layers=%ff", 400, "invalid_syntax", "layers", "UTF-8"),
    Refused("templateId=card&layers={%00}", 400, "invalid_syntax", "layers", "UTF-8"),
    Refused(
      #"templateId=card&layers={"title":{"text":"a",}}"#, 400, "invalid_syntax", "layers.title",
      "line 1, column 22"),
    Refused(#"templateId=card&layers={"title""#, 400, "invalid_syntax", "layers", "the end"),
    Refused(
      #"templateId=card&layers={"title":{},"title":{}}"#, 400, "duplicate", "layers",
      "line 1, column 13"),
    Refused("templateId=card&layers=[]", 400, "wrong_type", "layers", "object"),
    Refused(#"templateId=card&layers={"title":5}"#, 400, "wrong_type", "layers.title", "5"),
    Refused(
      #"templateId=card&layers={"titel":{}}"#, 422, "unknown_layer", "layers.titel", "title"),
    Refused(
      #"templateId=card&layers={"title":{"fontsize":5}}"#, 422, "unknown_property",
      "layers.title.fontsize", "fontSize"),
    Refused(
      #"templateId=card&layers={"title":{"fontSize":"big"}}"#, 400, "wrong_type",
      "layers.title.fontSize", "big"),
    Refused(
      #"templateId=card&layers={"title":{"fontWeight":2000}}"#, 400, "out_of_range",
      "layers.title.fontWeight", "2000"),
    Refused(
      #"templateId=card&layers={"title":{"fontFamily":"Comic Sans"}}"#, 422, "unknown_font",
      "layers.title.fontFamily", "Comic Sans"),
    Refused(
      #"templateId=card&variables={"titel":"a"}"#, 422, "unknown_variable", "variables.titel",
      "title"),
    Refused(
      #"templateId=card&variables={"title":5}"#, 400, "wrong_type", "variables.title", "5"),
    Refused("templateId=linked", 422, "missing_variable", "variables.logo", "required"),
    Refused("templateId=card&format=gif", 400, "out_of_range", "format", "gif"),
    Refused("templateId=card&format=jpeg&quality=0", 400, "out_of_range", "quality", "1 to 100"),
    Refused("templateId=card&format=jpeg&quality=9e1", 400, "out_of_range", "quality", "whole"),
    Refused("templateId=card&scale=4", 400, "out_of_range", "scale", "1 to 3"),
    Refused("templateId=card&scale=nan", 400, "out_of_range", "scale", "1 to 3"),
    Refused("templateId=card&scale=1.234", 422, "limit_exceeded", "scale", "two decimals"),
    Refused("templateId=card&width=99999", 400, "out_of_range", "width", "from 1"),
    Refused("templateId=card&height=1e2", 400, "out_of_range", "height", "whole"),
    Refused("templateId=card&width=0&height=0", 400, "out_of_range", "width", "from 1"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"assets/nothing.png"}}"#, 422,
      "missing_asset", "layers.logo.image_url", "assets/nothing.png"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"assets"}}"#, 422, "bad_asset",
      "layers.logo.image_url", "directory"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"site.json"}}"#, 422, "bad_asset",
      "layers.logo.image_url", ""),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"big.png"}}"#, 422, "limit_exceeded",
      "layers.logo.image_url", "at most 200000"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":".placard/data.mdb"}}"#, 422,
      "refused_asset", "layers.logo.image_url", "hidden"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"a/../.placard/data.mdb"}}"#, 422,
      "refused_asset", "layers.logo.image_url", "hidden"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"../other.png"}}"#, 422, "refused_asset",
      "layers.logo.image_url", "out of the site"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"ftp://example.com/a"}}"#, 422,
      "refused_asset", "layers.logo.image_url", "ftp:"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"https://example.com/a.png"}}"#, 422,
      "refused_asset", "layers.logo.image_url", "allowed hosts"),
    Refused(
      "templateId=linked&variables={\"logo\":\"http://example.com:8080/a.png\"}", 422,
      "refused_asset", "layers.logo.image_url", "8080"),
    Refused(
      #"templateId=card&layers={"logo":{"image_url":"data:image/png;base64,AAAA"}}"#, 422,
      "bad_asset", "layers.logo.image_url", ""),
  ]

  private static func site() throws -> TestSite {
    let site = try TestSite(["limits": ["sourceBytesMax": 200_000]])
    try site.write([UInt8](repeating: 7, count: 200_001), to: "big.png")
    return site
  }

  @Test("GET /api/render says what is wrong, where, and what is allowed")
  func queries() throws {
    let server = try RunningServer(Self.site())
    for refused in Self.queries {
      let query = refused.request.replacing("\"", with: "%22").replacing(" ", with: "+")
      try refused.check(try server.get("/api/render?\(query)"))
    }
    // None of them harmed it, none is stored.
    #expect(try server.get("/api/render?templateId=card").status == 200)
    server.stop()
    #expect(try StoreLook(server.site).cardCount == 1)
  }

  private static let bodies: [Refused] = [
    Refused("", 400, "invalid_syntax", nil, "the end of the text"),
    Refused("templateId=card", 400, "invalid_syntax", nil, "line 1, column 1"),
    Refused(
      "{\n  \"templateId\": 'card'\n}", 400, "invalid_syntax", "templateId", "line 2, column 17"),
    Refused("[]", 400, "wrong_type", nil, "object"),
    Refused("{}", 400, "missing_value", nil, "templateId"),
    Refused(#"{"templateId": 5}"#, 400, "wrong_type", "templateId", "5"),
    Refused(#"{"templateId": "cart"}"#, 404, "unknown_template", "templateId", "card"),
    Refused(
      #"{"templateID": "card"}"#, 400, "unknown_member", nil, "templateId"),
    Refused(
      #"{"templateId": "card", "layers": {"titel": {}}}"#, 422, "unknown_layer",
      "layers.titel", "title"),
    Refused(
      #"{"templateId": "card", "layers": {"title": {"text": 5}}}"#, 400, "wrong_type",
      "layers.title.text", "5"),
    Refused(
      #"{"templateId": "card", "variables": {"x": ""}}"#, 422, "unknown_variable",
      "variables.x", "title"),
    Refused(#"{"templateId": "card", "format": "bmp"}"#, 400, "out_of_range", "format", "bmp"),
    Refused(
      #"{"templateId": "card", "quality": 101}"#, 400, "out_of_range", "quality", "100"),
    Refused(#"{"templateId": "card", "scale": 0.5}"#, 400, "out_of_range", "scale", "1 to 3"),
    Refused(
      #"{"templateId": "card", "layers": {"logo": {"image_url": "gone.png"}}}"#, 422,
      "missing_asset", "layers.logo.image_url", "gone.png"),
    Refused(
      #"{"templateId": "card", "layers": {"logo": {"image_url": "http://127.0.0.1/x"}}}"#, 422,
      "asset_not_fetched", "layers.logo.image_url", "cannot be reached"),
  ]

  @Test("POST /api/generate says what is wrong, where, and what is allowed, free of charge")
  func bodies() throws {
    let server = try RunningServer(Self.site())
    for refused in Self.bodies { try refused.check(try server.generate(refused.request)) }
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.charged == 0 && look.cardCount == 0)
  }

  @Test("A key that is missing, garbled, unknown, revoked or without the scope is refused")
  func keys() throws {
    let site = try Self.site()
    let revoked = try RunningServer.makeKey(in: site, revokedAt: 1_700_000_001)
    let narrow = try RunningServer.makeKey(in: site, scopes: ["templates"])
    let unknown = try RunningServer.makeKey(in: TestSite())
    let server = try RunningServer(site)
    let body = Array(#"{"templateId": "card"}"#.utf8)
    let words = "this server's form"
    // Whatever the key ends in.
    let other = server.key.hasSuffix("x") ? "y" : "x"
    let fields: [(String?, Int, String, String)] = [
      (nil, 401, "Bearer", "needs a key"),
      ("", 401, "Bearer error=\"invalid_token\"", words),
      ("Bearer", 401, "Bearer error=\"invalid_token\"", words),
      ("Bearer plk_live_short", 401, "Bearer error=\"invalid_token\"", words),
      ("Bearer \(server.key.dropLast())\(other)", 401, "Bearer error=\"invalid_token\"", words),
      ("Bearer \(server.key)0", 401, "Bearer error=\"invalid_token\"", words),
      ("Basic \(server.key)", 401, "Bearer error=\"invalid_token\"", words),
      (server.key, 401, "Bearer error=\"invalid_token\"", words),
      ("Bearer \(unknown)", 401, "Bearer error=\"invalid_token\"", "unknown or revoked"),
      ("Bearer \(revoked)", 401, "Bearer error=\"invalid_token\"", "unknown or revoked"),
      (
        "Bearer \(narrow)", 403, "Bearer error=\"insufficient_scope\", scope=\"generate\"",
        "the scope generate"
      ),
    ]
    for (field, status, challenge, says) in fields {
      let answer = try server.send(
        "POST", "/api/generate", field.map { ["Authorization": $0] } ?? [:], body: body)
      let code = status == 401 ? "unauthorized" : "scope_missing"
      try Refused("", status, code, nil, says).check(answer)
      #expect(answer.fields["www-authenticate"] == challenge)
      #expect(!answer.text.contains(unknown) && !answer.text.contains(narrow))
    }
    for field in ["bearer \(server.key)", "BEARER  \(server.key)"] {
      let answer = try server.send(
        "POST", "/api/generate", ["Authorization": field], body: body)
      #expect(answer.status == 200, "\(field)")
    }
    // Of two fields a proxy may have checked the other one.
    let client = try Client(port: server.port)
    try client.send(
      "POST /api/generate HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer \(server.key)\r\n"
        + "Authorization: Bearer \(narrow)\r\nContent-Length: \(body.count)\r\n\r\n")
    try client.send(body)
    #expect(try client.receive().status == 401)
  }

  @Test("Another method is 405 with what is allowed, an unknown address 404")
  func methodsAndPaths() throws {
    let server = try RunningServer(TestSite())
    for (method, target, allowed) in [
      ("POST", "/api/render?templateId=card", "GET, HEAD, OPTIONS"),
      ("GET", "/api/generate", "POST, OPTIONS"), ("HEAD", "/api/generate", "POST, OPTIONS"),
      ("PUT", "/api/generate", "POST, OPTIONS"), ("PATCH", "/api/generate", "POST, OPTIONS"),
      ("TRACE", "/api/generate", "POST, OPTIONS"), ("DELETE", "/i/x.png", "GET, HEAD, OPTIONS"),
      ("POST", "/c/x.png", "GET, HEAD, OPTIONS"), ("PUT", "/healthz", "GET, HEAD, OPTIONS"),
    ] {
      let answer = try server.send(method, target)
      #expect(answer.status == 405 && answer.fields["allow"] == allowed, "\(method) \(target)")
      if method == "HEAD" { continue }
      try Refused("", 405, "method_not_allowed", nil, "it takes \(allowed)").check(answer)
    }
    for target in ["/", "/api", "/api/render/", "/api/renders", "/I/x.png", "//i/x", "/healthz/"] {
      for method in ["GET", "POST", "DELETE"] {
        let answer = try server.send(method, target)
        try Refused("", 404, "not_found", nil, "at this address").check(answer)
      }
    }
    let health = try server.get("/healthz?x")
    #expect(health.status == 200 && health.text == "{\"status\":\"ok\"}\n")
    #expect(health.fields["cache-control"] == "no-store")
  }

  @Test("What the HTTP layer refuses has the same form")
  func transport() throws {
    let server = try RunningServer(TestSite(["limits": ["bodyBytesMax": 1_000]]))
    let requests: [(String, Int, String)] = [
      ("GET / HTTP/1.1\r\n\r\n", 400, "bad_request"),
      ("BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501, "method_not_implemented"),
      ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505, "version_not_supported"),
      (
        "GET /\(String(repeating: "a", count: 9_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414,
        "address_too_long"
      ),
      (
        "GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "a", count: 40_000))\r\n\r\n", 431,
        "headers_too_large"
      ),
      (
        "POST /api/generate HTTP/1.1\r\nHost: a\r\nContent-Length: 1001\r\n\r\n", 413,
        "body_too_large"
      ),
      (
        "POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417,
        "expectation_failed"
      ),
    ]
    for (request, status, code) in requests {
      let client = try Client(port: server.port)
      try client.send(request)
      let answer = try client.receive()
      try Refused("", status, code, nil, "").check(answer)
      #expect(answer.fields["connection"] == "close")
    }
  }

  @Test("No refusal tells of the machine behind it")
  func discretion() throws {
    let server = try RunningServer(Self.site())
    try server.site.write("x", to: "assets/secret-draft.png")
    var answers = try Self.queries.map {
      try server.get("/api/render?\($0.request.replacing("\"", with: "%22"))").text
    }
    answers += try Self.bodies.map { try server.generate($0.request).text }
    answers.append(
      try server.generate(
        #"{"templateId": "card", "layers": {"logo": {"image_url": "assets/secret-drafts.png"}}}"#
      ).text)
    for text in answers {
      for secret in [server.site.path, "/usr/", "secret-draft.png", "Sources/", "errno", "mdb_"] {
        #expect(!text.contains(secret), "\(text)")
      }
    }
  }
}
