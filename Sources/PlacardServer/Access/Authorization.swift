internal import PlacardCore
internal import PlacardHTTP
internal import PlacardStore

/// Who holds the key of a request (RFC 6750 §2.1: only the header carries it).
enum Authorization {
  enum Verdict {
    case caller(Caller)
    case refused(Problem)
  }

  /// The holder of the request's key, if that key may do what `access` asks.
  static func check(
    _ request: borrowing HTTPRequest, _ access: Access, _ reader: StoreReader
  ) throws(StoreError) -> Verdict {
    guard let field = request.field(.authorization) else {
      if let verdict = try Session.check(request, reader) { return allowed(verdict, access) }
      return .refused(unauthorized("this call needs a key", challenge: "Bearer"))
    }
    // Of two fields a proxy may have checked the other one.
    guard !request.isRepeated(.authorization), let key = key(in: field) else {
      return .refused(
        unauthorized("the Authorization header holds no key of this server's form"))
    }
    let secret = key.digest
    guard let record = try reader.key(secret), record.isLive else {
      return .refused(unauthorized("the key is unknown or revoked"))
    }
    return allowed(.caller(Caller(key: record, secret: secret)), access)
  }

  /// The verdict on a caller who is known: whether it may do what `access` asks.
  private static func allowed(_ verdict: Verdict, _ access: Access) -> Verdict {
    guard case .caller(let caller) = verdict else { return verdict }
    if case .scope(let scope) = access, !caller.has(scope) {
      var problem = Problem(
        .scopeMissing, "the key \(caller.key.prefix)… may not do this",
        hint: "it takes a key with the scope \(scope.rawValue)")
      problem.fields.append(
        .init(
          "WWW-Authenticate",
          "Bearer error=\"insufficient_scope\", scope=\"\(scope.rawValue)\""))
      return .refused(problem)
    }
    return .caller(caller)
  }

  /// The key in `Bearer KEY`; the scheme's name in any case (RFC 9110 §11.1).
  private static func key(in field: UnsafeRawBufferPointer) -> APIKey? {
    let scheme: StaticString = "bearer"
    let count = scheme.utf8CodeUnitCount
    guard field.count > count, field[count] == 0x20 else { return nil }
    for index in 0..<count where field[index] | 0x20 != scheme.utf8Start[index] { return nil }
    let rest = field.dropFirst(count).drop { $0 == 0x20 }
    return APIKey(UnsafeRawBufferPointer(rebasing: rest))
  }

  static func unauthorized(
    _ message: String, challenge: String = "Bearer error=\"invalid_token\""
  ) -> Problem {
    var problem = Problem(
      .unauthorized, message, hint: "send Authorization: Bearer followed by a key")
    problem.fields.append(.init("WWW-Authenticate", challenge))
    return problem
  }
}
