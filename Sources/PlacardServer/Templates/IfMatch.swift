internal import PlacardHTTP
internal import PlacardStore

/// The precondition of a write (RFC 9110 §13.1.1): the entity tag that the caller has seen.
struct IfMatch: Sendable {
  private let field: [UInt8]?

  init(_ request: borrowing HTTPRequest) {
    field = request.field(.ifMatch).map(Array.init)
  }

  /// Whether a template that is there, with the tag `etag`, may be changed.
  func allows(_ etag: String) -> Bool {
    guard let field else { return true }
    return ConditionalRequest.matchesStrongly(field, Array(etag.utf8))
  }

  /// The refusal of a write that was based on another version than the one with `etag`.
  static func refusal(_ etag: String) -> OwnedResponse {
    var problem = Problem(
      .preconditionFailed, "the template has changed since the version that If-Match names",
      hint: "its entity tag is now \(etag): get it, merge, and put again")
    problem.fields.append(.init("ETag", etag))
    return problem.response
  }
}
