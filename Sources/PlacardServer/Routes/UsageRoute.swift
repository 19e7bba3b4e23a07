internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `GET /api/usage`: fresh renders by key, month and day.
extension EdgeHandler {
  func answerUsage(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let values: MemberValues
    do throws(PipelineError) {
      values = try queryValues(call, request, usage: "/api/usage?month=2026-07")
    } catch {
      return refuse(Problem(error), &reply)
    }
    let caller = call.requireCaller()
    let now = request.unixSeconds
    let month =
      values.text("month").flatMap { UsageMonth(text: $0) }
      ?? UsageDay(unixSeconds: now)
      .month
    let wanted = values.text("keyId")
    guard caller.has(.admin) else {
      guard wanted == nil || wanted == caller.key.id else {
        return refuse(
          Problem(
            .scopeMissing, "the key may be told its own use only", path: "keyId",
            hint: "it takes a key with the scope admin"), &reply)
      }
      return reply.send(
        JSONAnswer.response(200, .object(try usage(of: caller.key, in: month, now))))
    }
    let keys = try reader.snapshot.keys().filter { wanted == nil || $0.id == wanted }
    if let wanted, keys.isEmpty {
      return refuse(
        Problem(.unknownKey, "there is no key \(JSON(.string(wanted)).excerpt)", path: "keyId"),
        &reply)
    }
    var rows: [JSON] = []
    for key in keys { rows.append(.object(try usage(of: key, in: month, now))) }
    reply.send(
      JSONAnswer.response(200, .object([("month", .text(month.text)), ("keys", .list(rows))])))
  }

  private func usage(
    of key: APIKeyRecord, in month: UsageMonth, _ now: Int64
  ) throws(StoreError) -> [(String, JSON)] {
    let snapshot = reader.snapshot
    let quota = Quota(key, edge.configuration, now: now)
    let used = try snapshot.usage(key.id, month)
    let limit = quota.charge.monthMax
    return [
      ("keyId", .text(key.id)), ("name", .text(key.name)),
      ("plan", .optional(key.plan.isEmpty ? nil : key.plan)), ("month", .text(month.text)),
      ("used", .count(used)), ("limit", limit.map { .count($0) } ?? JSON(.null)),
      ("remaining", limit.map { .count($0 - min($0, used)) } ?? JSON(.null)),
      (
        "resetsAt",
        .time(CivilTime.startOfMonth(year: month.year, month: month.month + 1))
      ),
      (
        "days",
        .list(
          try snapshot.usageDays(of: key.id, in: month).map {
            .object([("day", .text($0.day.text)), ("count", .count($0.count))])
          })
      ),
      (
        "months",
        .list(
          try snapshot.usages(of: key.id).map {
            .object([("month", .text($0.month.text)), ("count", .count($0.count))])
          })
      ),
    ]
  }
}

extension JSON {
  static func count(_ number: UInt64) -> JSON { JSON(.number(Double(number))) }
}
