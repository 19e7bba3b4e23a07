internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `/api/keys`: made, listed, revoked.
extension EdgeHandler {
  func answerKeys(_ reply: inout HTTPReply) throws(StoreError) {
    let keys = try reader.snapshot.keys()
    reply.send(JSONAnswer.response(200, .object([("keys", .list(keys.map(\.json)))])))
  }

  func answerNewKey(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let values: MemberValues
    do throws(PipelineError) { values = try bodyValues(call, request) } catch {
      return refuse(Problem(error), &reply)
    }
    var random = SystemRandomNumberGenerator()
    let key = APIKey.make(using: &random)
    let record = APIKeyRecord(
      id: APIKey.makeID(using: &random), name: values.text("name") ?? "",
      plan: values.text("plan") ?? "",
      scopes: values.texts("scopes") ?? KeyScope.standard.map(\.rawValue),
      prefix: key.shownPrefix, createdAt: request.unixSeconds)
    let response = JSONAnswer.response(
      201, .object(record.members + [("key", .text(key.text))]))
    write([.key(secret: key.digest, record)], response, &reply)
  }

  func answerRevocation(
    _ call: Call, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let id = call.path[0] ?? ""
    let keys = try reader.snapshot.keys()
    guard let key = keys.first(where: { $0.id == id }) else {
      return refuse(
        Problem(
          .unknownKey, "there is no key of that id", path: "id",
          hint: NearestName.of(id, among: keys.map(\.id)).map { "did you mean \"\($0)\"?" }),
        &reply)
    }
    guard key.isLive else { return reply.send(.nothing) }
    write(
      [.revokeKey(id: id, now: WallClock.unixSeconds())], .nothing, takesAway: true, &reply)
  }

  /// Hands `changes` to the writer and answers with `response` when they are committed.
  ///
  /// - Parameter takesAway: whether something is no longer allowed; then it is answered when no loop
  ///   can allow it any more.
  func write(
    _ changes: [StoreChange], _ response: OwnedResponse, takesAway: Bool = false,
    _ reply: inout HTTPReply
  ) {
    let ticket = reply.later()
    let (port, desk, fence) = (port, edge.desk, edge.fence)
    let isTaken = edge.writer.tryPut(changes) { error in
      let answer: @Sendable () -> Void = {
        port.complete(ticket, error.map { Problem($0).logged.response } ?? response)
      }
      guard takesAway, error == nil else { return answer() }
      // Turns are short, but the writer waits for nobody.
      let errand = ErrandThreads.Errand(
        run: {
          fence.wait()
          answer()
        }, refuse: answer)
      if !desk.tryPush(errand) { answer() }
    }
    if !isTaken { port.complete(ticket, Problem.busy.response) }
  }
}

extension APIKeyRecord {
  /// What may be told of it: everything but the key itself.
  var members: [(String, JSON)] {
    [
      ("id", .text(id)), ("name", .text(name)), ("plan", .optional(plan.isEmpty ? nil : plan)),
      ("scopes", .list(scopes.map { .text($0) })), ("prefix", .text(prefix)),
      ("createdAt", .time(createdAt)), ("lastUsedAt", .time(lastUsedAt)),
      ("revokedAt", .time(revokedAt)),
    ]
  }

  var json: JSON { .object(members) }
}

extension JSON {
  /// Unix seconds as RFC 3339 spells them; null for none.
  static func time(_ unixSeconds: Int64?) -> JSON {
    .optional(unixSeconds.map { CivilTime(unixSeconds: $0).description })
  }
}

extension OwnedResponse {
  /// 204, not to be kept.
  static var nothing: OwnedResponse {
    OwnedResponse(status: 204, fields: [.init("Cache-Control", "no-store")])
  }
}
