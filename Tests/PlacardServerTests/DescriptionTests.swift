import Foundation
import PlacardCore
import PlacardServer
import PlacardTesting
import Testing

/// The API's description, and that the server does what it says.
@Suite("The API's description") struct DescriptionTests {
  typealias Object = [String: Any]

  /// One operation as it is described.
  private struct Described {
    var path: String
    var method: String
    var row: Object

    var name: String { row["operationId"] as? String ?? "" }
    var isKeyed: Bool { (row["security"] as? [Object])?.isEmpty == false }
    var parameters: [Object] { row["parameters"] as? [Object] ?? [] }
    var body: Object? { (row["requestBody"] as? Object)?["content"] as? Object }
    var bodySchema: Object? { (body?["application/json"] as? Object)?["schema"] as? Object }
    var responses: Object { row["responses"] as? Object ?? [:] }

    /// The path with values in its braces that are of their patterns, and name nothing.
    var address: String {
      var address = path
      for parameter in parameters where parameter["in"] as? String == "path" {
        let name = parameter["name"] as? String ?? ""
        let example = parameter["example"].map { "\($0)" } ?? ""
        address = address.replacing("{\(name)}", with: example)
      }
      return address
    }

    /// The codes that are described for `status`.
    func codes(_ status: Int) -> [String] {
      guard let answer = responses[String(status)] as? Object,
        let content = (answer["content"] as? Object)?["application/json"] as? Object,
        let schema = content["schema"] as? Object,
        let error = (schema["properties"] as? Object)?["error"] as? Object,
        let code = (error["properties"] as? Object)?["code"] as? Object
      else { return [] }
      return code["enum"] as? [String] ?? []
    }
  }

  private static func site() throws -> TestSite {
    try TestSite(["limits": ["bodyBytesMax": 4_000, "missesPerMinuteMax": 0]])
  }

  private static func document(_ server: RunningServer) throws -> Object {
    let answer = try server.get("/api/openapi.json")
    #expect(answer.status == 200)
    #expect(answer.fields["content-type"] == "application/json; charset=utf-8")
    #expect(answer.fields["access-control-allow-origin"] == "*")
    return try answer.json()
  }

  private static func operations(_ document: Object) throws -> [Described] {
    let paths = try #require(document["paths"] as? [String: Object])
    return paths.sorted { $0.key < $1.key }.flatMap { path, row in
      row.sorted { $0.key < $1.key }.map { method, operation in
        Described(
          path: path, method: method.uppercased(), row: operation as? Object ?? [:])
      }
    }
  }

  /// Checks that `answer` is the refusal, and that it is described.
  private func check(
    _ answer: Client.Answer, _ operation: Described, _ status: Int, _ code: String
  ) throws {
    #expect(answer.status == status, "\(operation.name): \(answer.text)")
    #expect(answer.fields["cache-control"] == "no-store", "\(operation.name)")
    #expect(try answer.error()["code"] as? String == code, "\(operation.name): \(answer.text)")
    #expect(operation.codes(status).contains(code), "\(operation.name) describes no \(code)")
  }

  @Test("It is OpenAPI 3.1, whole in itself, and names every operation once")
  func form() throws {
    let server = try RunningServer(Self.site(), baseURL: "https://cards.example.org")
    let document = try Self.document(server)
    #expect(document["openapi"] as? String == "3.1.0")
    let servers = try #require(document["servers"] as? [Object])
    #expect(servers.first?["url"] as? String == "https://cards.example.org")
    let operations = try Self.operations(document)
    #expect(operations.count > 25)
    #expect(Set(operations.map(\.name)).count == operations.count)
    let components = try #require(document["components"] as? Object)
    let schemas = try #require(components["schemas"] as? Object)
    var references: Set<String> = []
    func collect(_ value: Any) {
      if let object = value as? Object {
        if let reference = object["$ref"] as? String { references.insert(reference) }
        for member in object.values { collect(member) }
      } else if let list = value as? [Any] {
        for element in list { collect(element) }
      }
    }
    collect(document)
    #expect(references.count > 20)
    for reference in references {
      let name = reference.replacing("#/components/schemas/", with: "")
      #expect(schemas[name] != nil, "\(reference)")
    }
    for operation in operations {
      #expect(operation.row["summary"] is String && operation.row["tags"] is [String])
      let statuses = operation.responses.keys.compactMap { Int($0) }
      #expect(statuses.contains { $0 < 300 } && statuses.contains(500), "\(operation.name)")
      for name in operation.path.matches(of: /\{(\w+)\}/).map({ String($0.1) }) {
        #expect(
          operation.parameters.contains {
            $0["in"] as? String == "path" && $0["name"] as? String == name
          }, "\(operation.name) does not describe \(name)")
      }
    }
  }

  @Test("Every call that takes a key refuses none, a wrong one, and one that is for something else")
  func keys() throws {
    let site = try Self.site()
    let generate = try RunningServer.makeKey(in: site, scopes: ["generate"])
    let templates = try RunningServer.makeKey(in: site, scopes: ["templates"])
    let server = try RunningServer(site)
    let operations = try Self.operations(Self.document(server)).filter(\.isKeyed)
    #expect(operations.count > 15)
    for operation in operations {
      let words = operation.row["description"] as? String ?? ""
      let body = operation.body == nil ? nil : Array("{}".utf8)
      func send(_ key: String?) throws -> Client.Answer {
        let type =
          operation.body?.keys.first == "application/json" ? "application/json" : "image/png"
        var fields = operation.body == nil ? [:] : ["Content-Type": type]
        fields["Authorization"] = key.map { "Bearer \($0)" }
        return try server.send(operation.method, operation.address, fields, body: body)
      }
      try check(send(nil), operation, 401, "unauthorized")
      try check(send("plk_live_x"), operation, 401, "unauthorized")
      if words.contains("a key with the scope `generate`") {
        try check(send(templates), operation, 403, "scope_missing")
      } else if words.contains("a key with the scope") {
        try check(send(generate), operation, 403, "scope_missing")
      } else {
        #expect(words.contains("any scope"), "\(operation.name) says nothing of its scope")
      }
    }
  }

  @Test("Every call that takes JSON refuses what is none, and members that it does not have")
  func bodies() throws {
    let server = try RunningServer(Self.site())
    let admin = try #require(server.newAdminKey).text
    let operations = try Self.operations(Self.document(server)).filter { $0.bodySchema != nil }
    #expect(operations.count >= 5)
    for operation in operations {
      func send(_ body: String, type: String = "application/json") throws -> Client.Answer {
        try server.send(
          operation.method, operation.address.replacing("blog-post", with: "card"),
          ["Authorization": "Bearer \(admin)", "Content-Type": type], body: Array(body.utf8))
      }
      try check(send(""), operation, 400, "invalid_syntax")
      try check(send("{\"a\": 1,}"), operation, 400, "invalid_syntax")
      try check(send("[]"), operation, 400, "wrong_type")
      try check(send("{\"no such member\": 1}"), operation, 400, "unknown_member")
      try check(send("{\"a\": 1, \"a\": 1}"), operation, 400, "duplicate")
      try check(send("{}", type: "text/plain"), operation, 415, "unsupported_media_type")
      let long = "{\"a\": \"\(String(repeating: "a", count: 4_100))\"}"
      try check(send(long), operation, 413, "body_too_large")
      let schema = try #require(operation.bodySchema)
      let required = schema["required"] as? [String] ?? []
      if !required.isEmpty { try check(send("{}"), operation, 400, "missing_value") }
      for (name, value) in schema["properties"] as? [String: Object] ?? [:] {
        // What is of no kind that any member has.
        let others = required.filter { $0 != name }.map { "\"\($0)\": \"x\", " }
        if !others.isEmpty { continue }
        let answer = try send("{\"\(name)\": [[{\"x\": {}}]]}")
        #expect(
          answer.status == 400, "\(operation.name) takes a wrong \(name): \(value), \(answer.text)")
      }
    }
  }

  @Test("Every call refuses a parameter that stands twice, and every path other methods")
  func parametersAndMethods() throws {
    let server = try RunningServer(Self.site())
    let admin = try #require(server.newAdminKey).text
    let operations = try Self.operations(Self.document(server))
    let fields = ["Authorization": "Bearer \(admin)", "Content-Type": "application/json"]
    for operation in operations {
      for parameter in operation.parameters where parameter["in"] as? String == "query" {
        let name = try #require(parameter["name"] as? String)
        let answer = try server.send(
          operation.method, "\(operation.address)?\(name)=1&\(name)=1", fields,
          body: operation.body == nil ? nil : Array("{}".utf8))
        try check(answer, operation, 400, "duplicate")
        #expect(try answer.error()["path"] as? String == name)
      }
    }
    for (_, operations) in Dictionary(grouping: operations, by: \.path) {
      let own = Set(operations.map(\.method))
      for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "QUERY"]
      where !own.contains(method) {
        let answer = try server.send(method, operations[0].address, fields)
        try Refused("", 405, "method_not_allowed", nil, "it takes ").check(answer)
        let allowed = Set(
          (answer.fields["allow"] ?? "").split(separator: ",").map {
            $0.trimmingCharacters(in: .whitespaces)
          })
        #expect(own.isSubset(of: allowed) && !allowed.contains(method), "\(operations[0].path)")
      }
    }
  }

  @Test("Every code of an error is described by a call or the connection's, and has a test here")
  func codes() throws {
    let server = try RunningServer(Self.site())
    let document = try Self.document(server)
    let schemas = (document["components"] as? Object)?["schemas"] as? Object
    let problem = try #require(schemas?["Error"] as? Object)
    let error = (problem["properties"] as? Object)?["error"] as? Object
    let code = (error?["properties"] as? Object)?["code"] as? Object
    let all = try #require(code?["enum"] as? [String])
    #expect(all.count > 40 && Set(all).count == all.count)
    var described: Set<String> = []
    for operation in try Self.operations(document) {
      for status in operation.responses.keys.compactMap({ Int($0) }) {
        described.formUnion(operation.codes(status))
      }
    }
    // No operation's own: no address was found, or the connection's layer refused by itself.
    let general: Set<String> = [
      "method_not_allowed", "method_not_implemented", "version_not_supported",
      "expectation_failed", "answer_timeout",
    ]
    #expect(Set(all).subtracting(described) == general)
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let sources = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "swift" && $0.lastPathComponent != "DescriptionTests.swift" }
      .map { try String(contentsOf: $0, encoding: .utf8) }.joined()
    let untested = all.filter { !sources.contains("\"\($0)\"") }
    #expect(untested.isEmpty)
  }
}
