internal import PlacardCore
internal import PlacardHTTP

/// A header that a request may have and an operation heeds.
enum RequestHeader: String, Sendable, CaseIterable {
  case ifMatch = "If-Match"
  case ifNoneMatch = "If-None-Match"
  case range = "Range"

  var summary: String {
    switch self {
    case .ifMatch: "The entity tag of the version to change (RFC 9110 §13.1.1)"
    case .ifNoneMatch: "Entity tags that the client has (RFC 9110 §13.1.2)"
    case .range: "One range of bytes (RFC 9110 §14.2); several are not served apart"
    }
  }
}

/// A header that an error may have.
enum ProblemHeader: String, Sendable, CaseIterable {
  case retryAfter = "Retry-After"
  case challenge = "WWW-Authenticate"

  var summary: String {
    switch self {
    case .retryAfter: "Seconds after which it may be tried again (RFC 9110 §10.2.3)"
    case .challenge: "That it takes a key, and which scope it lacks (RFC 6750 §3)"
    }
  }
}

extension ProblemCode {
  /// What its answers have besides their body.
  var headers: [ProblemHeader] {
    switch self {
    case .unauthorized, .scopeMissing: [.challenge]
    default: status == 503 || status == 429 ? [.retryAfter] : []
    }
  }
}

extension Operation {
  /// The headers that it heeds, as its answers tell.
  var requestHeaders: [RequestHeader] {
    var headers: [RequestHeader] = []
    if problems.contains(.preconditionFailed) { headers.append(.ifMatch) }
    if answers.contains(where: { $0.status == 304 }) { headers.append(.ifNoneMatch) }
    if answers.contains(where: { $0.status == 206 }) { headers.append(.range) }
    return headers
  }

  /// Whatever it may be refused with, each once.
  var allProblems: [ProblemCode] {
    (problems + ProblemCode.general).reduce(into: []) { codes, code in
      if !codes.contains(code) { codes.append(code) }
    }
  }

  /// What a key must be for, in a sentence; empty where it takes none.
  var scopeSentence: String {
    switch access {
    case .everybody: ""
    case .anyKey: "Takes a key of any scope."
    case .scope(let scope): "Takes a key with the scope `\(scope.rawValue)`, or `admin`."
    }
  }
}
