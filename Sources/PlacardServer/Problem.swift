internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// An error as a client sees it. Not an `Error`, so that no status travels inward; which status goes
/// with it is `ProblemCode`'s to say.
struct Problem {
  var code: ProblemCode
  var message: String
  var path: String?
  var hint: String?
  /// For the log, when the client is not told everything.
  var detail: String?
  var fields: [OwnedResponse.Field] = []

  var status: Int { code.status }

  init(_ code: ProblemCode, _ message: String, path: String? = nil, hint: String? = nil) {
    self.code = code
    self.message = message
    self.path = path
    self.hint = hint
  }

  init(_ error: InputError) {
    var message = error.message
    // Where the text is no JSON, no path leads to the place.
    if error.code == .syntax || error.code == .duplicate, let line = error.line,
      let column = error.column
    {
      message += " at line \(line), column \(column)"
    }
    self.init(
      ProblemCode(error.code), message, path: error.path.isEmpty ? nil : error.path,
      hint: error.hint)
  }

  init(_ error: PipelineError) {
    switch error {
    case .input(let error): self.init(error)
    case .notFetched(let error):
      self.init(
        error.isRefused ? .refusedAsset : .assetNotFetched,
        "cannot fetch \(error.address): \(error.message)")
      path = error.path.isEmpty ? nil : error.path
      detail = error.detail
    case .busy, .interrupted: self = .busy
    case .quotaExceeded:
      self.init(
        .quotaExceeded, "the key's plan has no fresh renders left this month",
        hint: "pictures that are stored are answered all the same")
    case .tooManyMisses(let seconds):
      self.init(
        .tooManyMisses,
        "too many pictures that are not stored were asked for from this address",
        hint: "ask again in \(seconds) s")
      fields.append(.init("Retry-After", String(seconds)))
    case .late:
      self.init(.tooSlow, "the picture took too long to render", hint: "try again")
      fields.append(.init("Retry-After", "5"))
    case .notRendered(let error) where error.isOfRequest:
      self.init(.cannotRender, error.message)
      path = error.layer.map { JSONPath.member($0, of: "layers") }
    case .store(let error) where error.code == .diskFull || error.code == .mapFull:
      self.init(.storeFull, "there is no room for a new picture")
      detail = error.description
    case .store, .system, .notRendered, .notEncoded:
      self = .internalError
      detail = error.description
    }
  }

  init(_ error: StoreError) { self.init(.store(error)) }

  static let internalError = Problem(
    .internalError, "the server could not answer; its log says why")

  static var busy: Problem {
    var problem = Problem(
      .busy, "too many pictures are being rendered", hint: "try again shortly")
    problem.fields.append(.init("Retry-After", "1"))
    return problem
  }

  static func notFound(_ what: String) -> Problem {
    Problem(.notFound, "there is no \(what) at this address")
  }

  /// The problem, noted in the log when it is the server's own. A busy server has better to do.
  var logged: Problem {
    if status >= 500, status != 503 {
      LogLine(.error, "request failed").with("code", code.rawValue).with(
        "detail", detail ?? message
      )
      .write()
    }
    return self
  }

  /// The answer: JSON that is never cached.
  var response: OwnedResponse {
    OwnedResponse(
      status: status, fields: JSONAnswer.fields + fields,
      body: JSONAnswer.body(
        .object([
          ("success", .flag(false)),
          (
            "error",
            .object([
              ("code", .text(code.rawValue)), ("message", .text(message)),
              ("path", .optional(path)),
              ("hint", .optional(hint)),
            ])
          ),
        ])))
  }
}

extension Problem {
  /// What the layer below refuses by itself.
  init(_ refusal: HTTPRefusal) {
    let words = "\(refusal.reason)"
    self.init(
      Self.code(of: refusal),
      words.hasSuffix(".") ? String(words.dropLast()) : words)
    if refusal == .overloaded { fields.append(.init("Retry-After", "1")) }
  }

  private static func code(of refusal: HTTPRefusal) -> ProblemCode {
    switch refusal.status {
    case 408: .requestTimeout
    case 413: .bodyTooLarge
    case 414: .addressTooLong
    case 417: .expectationFailed
    case 431: .headersTooLarge
    case 500: .internalError
    case 501: .methodNotImplemented
    case 503: .busy
    case 504: .answerTimeout
    case 505: .versionNotSupported
    default: .badRequest
    }
  }
}

/// Answers in JSON.
enum JSONAnswer {
  static let fields: [OwnedResponse.Field] = [
    .init("Content-Type", "application/json; charset=utf-8"),
    .init("Cache-Control", "no-store"),
    .init("X-Content-Type-Options", "nosniff"),
  ]

  static func response(_ status: Int, _ json: JSON) -> OwnedResponse {
    OwnedResponse(status: status, fields: fields, body: body(json))
  }

  static func body(_ json: JSON) -> [UInt8] {
    Array((JSONWriter.text(of: json, sortsKeys: false) + "\n").utf8)
  }
}

extension JSON {
  static func object(_ members: [(String, JSON)]) -> JSON {
    JSON(.object(members.map { Member(key: $0.0, keyOffset: 0, value: $0.1) }))
  }

  static func text(_ string: String) -> JSON { JSON(.string(string)) }

  static func list(_ elements: [JSON]) -> JSON { JSON(.array(elements)) }

  static func number(_ integer: Int) -> JSON { JSON(.number(Double(integer))) }

  static func flag(_ bool: Bool) -> JSON { JSON(.bool(bool)) }

  static func optional(_ text: String?) -> JSON { text.map { .text($0) } ?? JSON(.null) }
}
