import Foundation
import PlacardTesting
import Testing

@Suite("Refused calls on templates") struct TemplateErrorTests {
  /// A `jsonData` that no build could use.
  private static let definitions: [Refused] = [
    Refused("5", 400, "wrong_type", "jsonData", "an object"),
    Refused("{}", 400, "missing_value", "jsonData", "canvas"),
    Refused(
      #"{"canvas": {"width": 0, "height": 1}, "layers": []}"#, 400, "out_of_range",
      "jsonData.canvas.width", "1 to 6144"),
    Refused(
      #"{"canvas": {"width": 6144, "height": 6144}, "layers": []}"#, 422, "limit_exceeded",
      "jsonData.canvas", "outputPixelsMax"),
    Refused(
      #"{"canvas": {"width": 1, "height": 1}, "layer": []}"#, 400, "unknown_member", "jsonData",
      "layers"),
    Refused(
      #"{"canvas": {"width": 1, "height": 1, "width": 1}, "layers": []}"#, 400, "duplicate",
      "jsonData.canvas", "line 1, column"),
    Refused(
      Definition.of(#"{"name": "a", "type": "txt"}"#), 400, "wrong_type",
      "jsonData.layers[0].type", "text"),
    Refused(
      Definition.of(
        #"""
        {"name": "a", "type": "shape", "width": 1, "height": 1},
        {"name": "a", "type": "shape", "width": 1, "height": 1}
        """#), 422, "duplicate_name", "jsonData.layers[1].name", "the first is jsonData.layers[0]"),
    Refused(
      Definition.of("", variables: #"{"name": "a"}, {"name": "a"}"#), 422, "duplicate_name",
      "jsonData.variables[1].name", "the first is jsonData.variables[0]"),
    Refused(
      Definition.of(
        #"{"name": "a", "type": "text", "width": 1, "height": 1, "fontsize": 1}"#), 422,
      "unknown_property", "jsonData.layers[0].fontsize", "fontSize"),
    Refused(
      Definition.of(
        #"{"name": "a", "type": "text", "width": 1, "height": 1, "text": "{{b}}"}"#), 422,
      "unknown_variable", "jsonData.layers[0].text", "b"),
    Refused(
      Definition.of(
        #"{"name": "a", "type": "text", "width": 1, "height": 1, "fontFamily": "Comic Sans"}"#),
      422, "unknown_font", "jsonData.layers[0].fontFamily", "Comic Sans"),
    Refused(
      Definition.of(
        #"{"name": "a", "type": "image", "width": 1, "height": 1, "image_url": "assets/no.png"}"#),
      422, "missing_asset", "jsonData.layers[0].image_url", "assets/no.png"),
    Refused(
      Definition.of(
        #"{"name": "a", "type": "image", "width": 1, "height": 1, "imageUrl": "assets"}"#), 422,
      "bad_asset", "jsonData.layers[0].imageUrl", "directory"),
    Refused(
      Definition.of(
        #"{"name": "a", "type": "image", "width": 1, "height": 1, "image_url": "../x.png"}"#), 422,
      "refused_asset", "jsonData.layers[0].image_url", "out of the site"),
  ]

  /// A body, whatever the call.
  private static let bodies: [Refused] = [
    Refused("", 400, "invalid_syntax", nil, "line 1, column 1"),
    Refused("{", 400, "invalid_syntax", nil, "line 1, column 2"),
    Refused("[]", 400, "wrong_type", nil, "an object"),
    Refused(#"{"nam": "a"}"#, 400, "unknown_member", nil, "name"),
    Refused(#"{"id": "a"}"#, 400, "unknown_member", nil, "id"),
    Refused(#"{"name": 5}"#, 400, "wrong_type", "name", "a string"),
    Refused(
      #"{"name": "\#(String(repeating: "a", count: 201))"}"#, 400, "out_of_range", "name", "200"),
    Refused(#"{"name": "a", "name": "a"}"#, 400, "duplicate", nil, "line 1, column 15"),
  ]

  private static let members: [Refused] = [
    Refused(#"{"public": "yes"}"#, 400, "wrong_type", "public", "true or false"),
    Refused(#"{"description": []}"#, 400, "wrong_type", "description", "a string"),
    Refused(#"{"previewUrl": 5}"#, 400, "wrong_type", "previewUrl", "a string"),
    Refused(#"{"onMiss": "nevr"}"#, 400, "out_of_range", "onMiss", "never"),
    Refused(#"{"fallback": "defualt"}"#, 400, "out_of_range", "fallback", "default"),
  ]

  @Test("A definition that no build could use is refused by every call that takes one")
  func definitions() throws {
    let server = try RunningServer(TestSite())
    for refused in Self.definitions {
      let body = #"{"name": "a", "jsonData": \#(refused.request)}"#
      try refused.check(try server.templates("POST", body: body))
      try refused.check(try server.templates("PUT", "/card", body: body))
    }
    #expect(try server.templates("GET").json()["total"] as? Int == 3)
    #expect(try server.templates("GET", "/card").json()["version"] as? Int == 1)
  }

  @Test("A body that is no template is refused at its place")
  func bodies() throws {
    let server = try RunningServer(TestSite())
    for refused in Self.bodies {
      try refused.check(try server.templates("POST", body: refused.request))
      try refused.check(try server.templates("PUT", "/card", body: refused.request))
    }
    for refused in Self.members {
      try refused.check(try server.templates("PUT", "/card", body: refused.request))
      let body = #"{"name": "a", "jsonData": {}, "# + refused.request.dropFirst()
      try refused.check(try server.templates("POST", body: body))
    }
    try Refused("", 400, "missing_value", nil, "\"name\"").check(
      try server.templates("POST", body: #"{"jsonData": {}}"#))
    try Refused("", 400, "missing_value", nil, "\"jsonData\"").check(
      try server.templates("POST", body: #"{"name": "a"}"#))
    for (method, path) in [("POST", ""), ("PUT", "/card"), ("POST", "/card/preview")] {
      try Refused("", 415, "unsupported_media_type", nil, "application/json").check(
        try server.templates(method, path, ["Content-Type": "text/plain"], body: "{}"))
      let long = #"{"name": "\#(String(repeating: "a", count: 1_000_001))"}"#
      try Refused("", 413, "body_too_large", nil, "").check(
        try server.templates(method, path, body: long))
    }
  }

  /// Method and path of every call, the body that it takes.
  private static let calls: [(method: String, path: String, body: String?)] = [
    ("GET", "", nil), ("POST", "", "{}"), ("GET", "/card", nil), ("PUT", "/card", "{}"),
    ("DELETE", "/card", nil), ("GET", "/card/versions", nil), ("GET", "/card/versions/1", nil),
    ("POST", "/card/versions/1/restore", nil), ("POST", "/card/preview", "{}"),
  ]

  @Test("Every call wants a key for templates")
  func keys() throws {
    let site = try TestSite()
    let other = try RunningServer.makeKey(in: site, scopes: ["generate"])
    let revoked = try RunningServer.makeKey(in: site, revokedAt: 1_700_000_001)
    let server = try RunningServer(site)
    for call in Self.calls {
      let none = try server.templates(
        call.method, call.path, ["Authorization": ""], body: call.body)
      try Refused("", 401, "unauthorized", nil, "needs a key").check(none)
      #expect(none.fields["www-authenticate"] == "Bearer")
      try Refused("", 401, "unauthorized", nil, "revoked").check(
        try server.templates(
          call.method, call.path, ["Authorization": "Bearer \(revoked)"], body: call.body))
      let scope = try server.templates(
        call.method, call.path, ["Authorization": "Bearer \(other)"], body: call.body)
      try Refused("", 403, "scope_missing", nil, "the scope templates").check(scope)
      #expect(scope.fields["www-authenticate"]?.contains("scope=\"templates\"") == true)
    }
    #expect(try server.templates("GET", "/card").status == 200)
  }

  @Test("A template that is not there is told by its id, with the nearest that is")
  func unknown() throws {
    let server = try RunningServer(TestSite())
    for call in Self.calls where !call.path.isEmpty {
      let path = call.path.replacing("/card", with: "/cart")
      try Refused("", 404, "unknown_template", "id", "did you mean “card”?").check(
        try server.templates(call.method, path, body: call.body))
      let garbled = call.path.replacing("/card", with: "/%ff")
      try Refused("", 404, "unknown_template", "id", "no template of that id").check(
        try server.templates(call.method, garbled, body: call.body))
    }
    for version in ["2", "0", "-1", "x", "%ff", "99999999999999999999"] {
      try Refused("", 404, "not_found", "version", "no such version").check(
        try server.templates("GET", "/card/versions/\(version)"))
      try Refused("", 404, "not_found", "version", "no such version").check(
        try server.templates("POST", "/card/versions/\(version)/restore"))
    }
    for dry in ["PUT", "DELETE"] {
      try Refused("", 404, "unknown_template", "id", "card").check(
        try server.templates(dry, "/cart?dryRun=1", body: dry == "PUT" ? "{}" : nil))
    }
  }

  @Test("Other methods and paths are refused as everywhere")
  func methods() throws {
    let server = try RunningServer(TestSite())
    for (method, path, allow) in [
      ("PUT", "", "GET, HEAD, POST, OPTIONS"), ("POST", "/card", "GET, HEAD, PUT, DELETE, OPTIONS"),
      ("POST", "/card/versions", "GET, HEAD, OPTIONS"),
      ("DELETE", "/card/versions/1", "GET, HEAD, OPTIONS"),
      ("GET", "/card/versions/1/restore", "POST, OPTIONS"),
      ("GET", "/card/preview", "POST, OPTIONS"),
    ] {
      let answer = try server.templates(method, path, body: method == "GET" ? nil : "{}")
      try Refused("", 405, "method_not_allowed", nil, allow).check(answer)
      #expect(answer.fields["allow"] == allow)
    }
    for path in ["/", "/card/", "/card/version", "/card/versions/1/restore/x"] {
      try Refused("", 404, "not_found", nil, "").check(try server.templates("GET", path))
    }
  }

  @Test("Calls past the desk's queue are told to come again, and the others are answered")
  func busy() throws {
    let server = try RunningServer(TestSite(["limits": ["renderQueueMax": 1]]))
    let layers = (0..<400).map {
      #"{"name": "\#($0)", "type": "text", "width": 9, "height": 9, "text": "{{a}} b"}"#
    }
    let body = """
      {"jsonData": \(Definition.of(
        layers.joined(separator: ","), variables: #"{"name": "a", "default": "b"}"#))}
      """
    let request = RunningServer.request(
      "PUT", "/api/templates/card?dryRun=1", server.keyed(), body: Array(body.utf8))
    let answers = try server.atOnce(Array(repeating: request, count: 40))
    let busy = answers.filter { $0.status != 200 }
    #expect(!busy.isEmpty && busy.count < 40)
    for answer in busy {
      try Refused("", 503, "busy", nil, "try again").check(answer)
      #expect(answer.fields["retry-after"] == "1")
    }
    #expect(try server.templates("GET", "/card").status == 200)
  }

  @Test("A store without room takes no template and keeps what it has")
  func full() throws {
    let server = try RunningServer(TestSite(["limits": ["storeMapBytes": 4_194_304]]))
    let text = String(repeating: "a", count: 4_000)
    let layers = (0..<100).map {
      #"{"name": "\#($0)", "type": "text", "width": 9, "height": 9, "text": "\#(text)"}"#
    }
    let body = #"{"name": "a", "jsonData": \#(Definition.of(layers.joined(separator: ",")))}"#
    var answer = try server.templates("POST", body: body)
    for _ in 0..<40 where answer.status == 201 {
      answer = try server.templates("POST", body: body)
    }
    try Refused("", 507, "store_full", nil, "no room").check(answer)
    #expect(try server.templates("GET", "/card").status == 200)
    #expect(try server.get("/healthz").status == 200)
  }

  @Test("The list's parameters are checked")
  func parameters() throws {
    let server = try RunningServer(TestSite())
    for refused in [
      Refused("limit=0", 400, "out_of_range", "limit", "from 1 to 1000"),
      Refused("limit=1001", 400, "out_of_range", "limit", "from 1 to 1000"),
      Refused("limit=ten", 400, "out_of_range", "limit", "whole number"),
      Refused("limit=1&limit=1", 400, "duplicate", "limit", "twice"),
      Refused("q=%ff", 400, "invalid_syntax", "q", "UTF-8"),
      Refused(
        "q=\(String(repeating: "a", count: 201))", 400, "out_of_range", "q", "from 0 to 200"),
      Refused(
        "cursor=\(String(repeating: "a", count: 1_025))", 400, "out_of_range", "cursor", "1024"),
    ] { try refused.check(try server.templates("GET", "?" + refused.request)) }
  }
}
