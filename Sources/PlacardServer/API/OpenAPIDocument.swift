internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline

/// The API's description by OpenAPI 3.1, from the tables that route and check its calls.
struct OpenAPIDocument {
  private let api: API
  private let site: SiteConfiguration
  private let baseURL: String

  init(_ api: API, _ site: SiteConfiguration, baseURL: String) {
    self.api = api
    self.site = site
    self.baseURL = baseURL
  }

  /// The whole document.
  var json: JSON {
    .object([
      ("openapi", .text("3.1.0")),
      (
        "info",
        .object([
          ("title", .text(site.name.isEmpty ? "Placard" : "Placard: " + site.name)),
          ("version", .text(Self.version)), ("description", .text(Self.introduction)),
          (
            "license",
            .object([("name", .text("MIT")), ("identifier", .text("MIT"))])
          ),
        ])
      ),
      ("servers", .list([.object([("url", .text(baseURL))])])),
      (
        "tags",
        .list(Self.tags.map { .object([("name", .text($0.0)), ("description", .text($0.1))]) })
      ),
      ("paths", .object(api.routes.map { ($0.path.text, path($0)) })),
      (
        "components",
        .object([
          ("schemas", .object(schemas.map { ($0.name, $0.schema.json) })),
          ("securitySchemes", Self.security),
        ])
      ),
    ])
  }

  /// Of the API: moves when a client may have to change.
  static let version = "1.0.0"

  static let introduction = """
    Pictures are made ahead of time and served by look-up; what is not stored is rendered once.
    GET answers HEAD too. Unknown parameters of a query are ignored, unknown members of a body are
    errors. Every error is JSON with a code, a message, a path and a hint, and is never cached. No
    address of a picture ever redirects.
    """

  static let tags = [
    ("Pictures", "What pages show"), ("Templates", "What pictures are drawn from"),
    ("Keys", "Who may call, and what they use"),
    ("Studio", "What the studio's pages are made with"), ("Service", "The server itself"),
  ]

  private static let security = JSON.object([
    (
      "key",
      .object([
        ("type", .text("http")), ("scheme", .text("bearer")),
        ("description", .text("An API key, plk_live_… (RFC 6750 §2.1)")),
      ])
    ),
    (
      "session",
      .object([
        ("type", .text("apiKey")), ("in", .text("cookie")), ("name", .text(Session.cookieName)),
        (
          "description",
          .text(
            "A browser that was signed in; calls that change something must come from this server's own pages"
          )
        ),
      ])
    ),
  ])

  /// Every component: templates', then answers'.
  var schemas: [(name: String, schema: Schema)] {
    TemplateSchemas.components(limits: site.limits)
      + ShapeName.allCases.map { (name: $0.rawValue, schema: $0.schema) }
  }

  // MARK: Paths.

  private func path(_ route: API.Route) -> JSON {
    .object(
      route.operations.map { ($0.method.name.lowercased(), operation($0)) })
  }

  private func operation(_ operation: Operation) -> JSON {
    var members: [(String, JSON)] = [
      ("operationId", .text(operation.name.rawValue)), ("tags", .list([.text(operation.tag)])),
      ("summary", .text(operation.summary)),
    ]
    let details = [operation.details, operation.scopeSentence].filter { !$0.isEmpty }
    if !details.isEmpty { members.append(("description", .text(details.joined(separator: " ")))) }
    let parameters =
      operation.pathParameters.map(\.json) + operation.query.members.map(Self.parameter)
      + operation.requestHeaders.map(Self.header)
    if !parameters.isEmpty { members.append(("parameters", .list(parameters))) }
    if let body = operation.body { members.append(("requestBody", Self.body(body))) }
    members.append(("responses", .object(answers(operation))))
    let security: [JSON] =
      operation.access == .everybody
      ? [] : ["key", "session"].map { .object([($0, .list([]))]) }
    members.append(("security", .list(security)))
    return .object(members)
  }

  private static func parameter(_ member: Member) -> JSON {
    var members: [(String, JSON)] = [
      ("name", .text(member.name)), ("in", .text("query")),
      ("required", .flag(member.isRequired)), ("description", .text(member.summary)),
    ]
    let example = member.exampleJSON
    if member.isJSON {
      var content = [("schema", member.querySchema.json)]
      if let example { content.append(("example", example)) }
      members.append(("content", .object([("application/json", .object(content))])))
    } else {
      members.append(("schema", member.querySchema.json))
      if let example { members.append(("example", example)) }
    }
    return .object(members)
  }

  private static func header(_ header: RequestHeader) -> JSON {
    .object([
      ("name", .text(header.rawValue)), ("in", .text("header")), ("required", .flag(false)),
      ("description", .text(header.summary)), ("schema", Schema.string().json),
    ])
  }

  private static func body(_ body: RequestBody) -> JSON {
    let content = body.mediaTypes.map { type -> (String, JSON) in
      guard let table = body.table else {
        return (type, .object([]))
      }
      var members = [("schema", table.bodySchema.json)]
      if let example = table.example { members.append(("example", example)) }
      return (type, .object(members))
    }
    return .object([("required", .flag(body.isRequired)), ("content", .object(content))])
  }

  // MARK: Answers.

  private func answers(_ operation: Operation) -> [(String, JSON)] {
    var all: [(String, JSON)] = []
    let statuses = Set(operation.answers.map(\.status)).sorted()
    for status in statuses {
      all.append(
        (String(status), Self.answer(operation.answers.filter { $0.status == status })))
    }
    let codes = operation.allProblems
    for status in Set(codes.map(\.status)).sorted() {
      let codes = codes.filter { $0.status == status }
      all.append((String(status), Self.refusal(codes)))
    }
    return all
  }

  /// The answers of one status.
  private static func answer(_ answers: [Answer]) -> JSON {
    var members: [(String, JSON)] = [
      ("description", .text(answers.map(\.summary).joined(separator: "; or: ")))
    ]
    let headers = answers.reduce(into: [HeaderName]()) { headers, answer in
      headers += answer.headers.filter { !headers.contains($0) }
    }
    if !headers.isEmpty {
      members.append(("headers", .object(headers.map { ($0.rawValue, header($0.summary)) })))
    }
    let shapes = answers.compactMap { answer -> Schema? in
      guard case .json(let shape) = answer.content else { return nil }
      return .reference(shape.rawValue)
    }
    var content: [(String, JSON)] = []
    if !shapes.isEmpty {
      content.append(
        ("application/json", .object([("schema", Schema.any(of: shapes).json)])))
    }
    for answer in answers {
      switch answer.content {
      case .picture:
        content += PictureFormat.allCases.map(\.mediaType)
          .map { ($0, .object([])) }
      case .pictureOf(let format): content.append((format.mediaType, .object([])))
      case .font:
        content += FontContainer.allCases.map { ($0.mediaType, .object([])) }
      case .document: content.append(("application/json", .object([])))
      case .text(let type): content.append((type, .object([("schema", Schema.string().json)])))
      case .json, .nothing: break
      }
    }
    if !content.isEmpty { members.append(("content", .object(content))) }
    return .object(members)
  }

  /// The refusals of one status.
  private static func refusal(_ codes: [ProblemCode]) -> JSON {
    let causes = codes.map { "`\($0.rawValue)`: \($0.row.cause)" }
    var members: [(String, JSON)] = [("description", .text(causes.joined(separator: "\n\n")))]
    let headers = codes.reduce(into: [ProblemHeader]()) { headers, code in
      headers += code.headers.filter { !headers.contains($0) }
    }
    if !headers.isEmpty {
      members.append(("headers", .object(headers.map { ($0.rawValue, header($0.summary)) })))
    }
    members.append(
      (
        "content",
        .object([
          ("application/json", .object([("schema", ShapeName.problem(codes: codes).json)]))
        ])
      ))
    return .object(members)
  }

  private static func header(_ summary: String) -> JSON {
    .object([("description", .text(summary)), ("schema", Schema.string().json)])
  }
}

extension PathParameter {
  fileprivate var json: JSON {
    .object([
      ("name", .text(name)), ("in", .text("path")), ("required", .flag(true)),
      ("description", .text(summary)),
      ("schema", Schema.string().with("pattern", .text(pattern)).json),
      ("example", .text(example)),
    ])
  }
}
