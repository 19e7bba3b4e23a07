internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// The calls that change templates.
extension EdgeHandler {
  /// `POST /api/templates`: a new one.
  func answerNewTemplate(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    let body = Array(request.body)
    let operation = call.operation
    atDesk(&reply) { seat throws(PipelineError) in
      let edit = try TemplateEdit(try seat.values(body, operation), seat)
      var random = SystemRandomNumberGenerator()
      let record = edit.record(id: RandomID.uuid(using: &random))
      let made = try seat.write { writer throws(StoreError) in try writer.putTemplate(record) }
      return try TemplateAnswer.response(made, seat.limits, status: 201)
    }
  }

  /// `PUT /api/templates/{id}`.
  func answerTemplateUpdate(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    guard let isDry = isDryRun(call, request, &reply) else { return }
    let condition = IfMatch(request)
    let body = Array(request.body)
    let operation = call.operation
    atDesk(&reply) { seat throws(PipelineError) in
      let known = try seat.template(id)
      let edit = try TemplateEdit(try seat.values(body, operation), seat)
      if isDry {
        return try seat.dryRun(of: known, condition, changes: edit.changesPictures(of: known))
      }
      return try seat.end(id, condition) { old in .put(edit.applied(to: old)) }
    }
  }

  /// `DELETE /api/templates/{id}`.
  func answerTemplateDeletion(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    guard let isDry = isDryRun(call, request, &reply) else { return }
    let condition = IfMatch(request)
    atDesk(&reply) { seat throws(PipelineError) in
      if isDry { return try seat.dryRun(of: try seat.template(id), condition, changes: true) }
      return try seat.end(id, condition) { _ in .bury }
    }
  }

  /// `POST /api/templates/{id}/versions/{version}/restore`.
  func answerTemplateRestoration(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    let number = call.path[1].flatMap { UInt64($0) }
    let condition = IfMatch(request)
    atDesk(&reply) { seat throws(PipelineError) in
      guard let version = try seat.version(number, of: id) else {
        return Problem.noSuchVersion.response
      }
      let edit = try TemplateEdit(restoring: version, seat)
      return try seat.end(id, condition, revived: version) { old in .put(edit.applied(to: old)) }
    }
  }

  /// Whether `dryRun` is asked for; nil when the query was refused.
  private func isDryRun(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) -> Bool? {
    do throws(PipelineError) {
      let values = try queryValues(call, request, usage: "/api/templates/blog-post?dryRun=1")
      return values.flag("dryRun") ?? false
    } catch {
      refuse(Problem(error), &reply)
      return nil
    }
  }
}

/// What a call makes of the template that is there when it is its turn.
private enum TemplateChange: Sendable {
  case put(TemplateRecord)
  case bury
}

/// What came of it.
private enum TemplateEnd: Sendable {
  case stored(TemplateRecord)
  case buried
  /// It has another tag than the caller has seen.
  case stale(etag: String)
  case missing
}

extension DeskSeat {
  /// The answer to a write that is not made.
  fileprivate func dryRun(
    of record: TemplateRecord, _ condition: IfMatch, changes: Bool
  ) throws(PipelineError) -> OwnedResponse {
    guard condition.allows(record.etag) else { return IfMatch.refusal(record.etag) }
    guard changes else {
      return TemplateAnswer.json(TemplateAnswer.dryRun(AffectedCards(), changes: false))
    }
    let affected = try read { snapshot throws(StoreError) in
      try AffectedCards(of: record.id, snapshot)
    }
    return TemplateAnswer.json(TemplateAnswer.dryRun(affected, changes: true))
  }

  /// Makes a change and answers it. `change` is given what is in the store when nobody else can write
  /// to it.
  ///
  /// - Parameter revived: what stands for a template that has been deleted; nil when that cannot be
  ///   changed.
  fileprivate func end(
    _ id: String, _ condition: IfMatch, revived: TemplateRecord? = nil,
    _ change: @escaping @Sendable (TemplateRecord) -> TemplateChange
  ) throws(PipelineError) -> OwnedResponse {
    let end = try write { writer throws(StoreError) -> TemplateEnd in
      let snapshot = try writer.pendingSnapshot()
      let old: TemplateRecord
      if let current = try snapshot.template(id) {
        guard condition.allows(current.etag) else { return .stale(etag: current.etag) }
        old = current
      } else if var gone = revived {
        gone.baseFileDigest = try snapshot.deletedTemplate(id)?.fileDigest ?? gone.fileDigest
        gone.source = .api
        gone.updatedAt = WallClock.unixSeconds()
        old = gone
      } else {
        return .missing
      }
      switch change(old) {
      case .put(let new): return .stored(try writer.putTemplate(new))
      case .bury:
        try writer.buryTemplate(id, now: WallClock.unixSeconds())
        return .buried
      }
    }
    switch end {
    case .stored(let record): return try TemplateAnswer.response(record, limits)
    case .buried: return OwnedResponse(status: 204, fields: [.init("Cache-Control", "no-store")])
    case .stale(let etag): return IfMatch.refusal(etag)
    case .missing: throw try unknown(id)
    }
  }
}
