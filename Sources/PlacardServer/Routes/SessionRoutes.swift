internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `/api/session`: a browser signs in and out.
extension EdgeHandler {
  func answerSignIn(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    // A page elsewhere must not sign a browser in either, under a key of its own.
    if request.field(.origin) != nil, !Session.isSameOrigin(request) {
      return refuse(Session.crossOrigin, &reply)
    }
    let values: MemberValues
    do throws(PipelineError) { values = try bodyValues(call, request) } catch {
      return refuse(Problem(error), &reply)
    }
    try takeSnapshot()
    var given = values.text("token") ?? ""
    let secret = given.withUTF8 { APIKey(UnsafeRawBufferPointer($0))?.digest }
    guard let secret, let key = try reader.key(secret), key.isLive else {
      return refuse(Authorization.unauthorized("the key is unknown or revoked"), &reply)
    }
    guard key.has(.admin) else {
      return refuse(
        Problem(
          .scopeMissing, "the key \(key.prefix)… may not sign in", path: "token",
          hint: "it takes a key with the scope admin"), &reply)
    }
    edge.recentUse.note(key, secret: secret, now: request.unixSeconds)
    var random = SystemRandomNumberGenerator()
    let token = Session.makeToken(using: &random)
    let end = request.unixSeconds &+ Session.secondsMax
    var response = JSONAnswer.response(
      200, .object([("keyId", .text(key.id)), ("expiresAt", .time(end))]))
    response.fields.append(
      Session.cookie(token, seconds: Session.secondsMax, baseURL: baseURL))
    let session = SessionRecord(
      keyID: key.id, createdAt: request.unixSeconds, expiresAt: end)
    write([.session(token: Digest(of: token), session)], response, &reply)
  }

  func answerSignOut(_ request: borrowing HTTPRequest, _ reply: inout HTTPReply) {
    var response = OwnedResponse.nothing
    response.fields.append(Session.cookie("", seconds: 0, baseURL: baseURL))
    guard let token = Session.token(of: request) else { return reply.send(response) }
    guard Session.isSameOrigin(request) else { return refuse(Session.crossOrigin, &reply) }
    write([.deleteSession(token: token.digest)], response, takesAway: true, &reply)
  }
}
