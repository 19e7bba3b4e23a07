internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// The calls that read templates.
extension EdgeHandler {
  /// `GET /api/templates`: a page of them.
  func answerTemplates(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let values: MemberValues
    do throws(PipelineError) {
      values = try queryValues(call, request, usage: "/api/templates?limit=20")
    } catch {
      return refuse(Problem(error), &reply)
    }
    atDesk(&reply) { seat throws(PipelineError) in
      try TemplatePage(values, seat).response(seat.limits)
    }
  }

  /// `GET /api/templates/{id}`.
  func answerTemplate(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    let condition = request.field(.ifNoneMatch).map(Array.init)
    atDesk(&reply) { seat throws(PipelineError) in
      try TemplateAnswer.response(
        try seat.template(id), seat.limits, condition: condition)
    }
  }

  /// `GET /api/templates/{id}/versions`: the newest first.
  func answerTemplateVersions(_ call: Call, _ reply: inout HTTPReply) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    atDesk(&reply) { seat throws(PipelineError) in
      let (former, current) = try seat.read { snapshot throws(StoreError) in
        (try snapshot.templateVersions(id), try snapshot.template(id))
      }
      guard current != nil || !former.isEmpty else { throw try seat.unknown(id) }
      var list = former.filter { $0.version != current?.version }.map {
        TemplateAnswer.version($0, isCurrent: false)
      }
      if let current { list.append(TemplateAnswer.version(current, isCurrent: true)) }
      return TemplateAnswer.json(.object([("versions", JSON(.array(list.reversed())))]))
    }
  }

  /// `GET /api/templates/{id}/versions/{version}`.
  func answerTemplateVersion(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    let number = call.path[1].flatMap { UInt64($0) }
    let condition = request.field(.ifNoneMatch).map(Array.init)
    atDesk(&reply) { seat throws(PipelineError) in
      guard let record = try seat.version(number, of: id) else {
        return Problem.noSuchVersion.response
      }
      return try TemplateAnswer.response(record, seat.limits, condition: condition)
    }
  }
}

extension DeskSeat {
  /// Version `number` of a template, current or not; nil when there is none. Throws when there is no
  /// version of the template at all.
  func version(_ number: UInt64?, of id: String) throws(PipelineError) -> TemplateRecord? {
    let (found, isKnown) = try read { snapshot throws(StoreError) in
      let current = try snapshot.template(id)
      if let current, current.version == number { return (Optional(current), true) }
      let former = try number.flatMap { number throws(StoreError) in
        try snapshot.templateVersion(id, number)
      }
      if former != nil || current != nil { return (former, true) }
      return (nil, try !snapshot.templateVersions(id).isEmpty)
    }
    guard isKnown else { throw try unknown(id) }
    return found
  }
}

extension Problem {
  /// The template has other versions.
  static let noSuchVersion = Problem(
    .notFound, "the template has no such version", path: "version",
    hint: "its versions are listed without a number")
}

/// A part of the list of templates.
private struct TemplatePage {
  private static let countStandard = 20

  private let items: [TemplateRecord]
  /// All that are asked for, on this page or another.
  private let total: Int
  /// Where the next page begins; nil on the last.
  private let next: String?

  init(_ values: MemberValues, _ seat: DeskSeat) throws(PipelineError) {
    let wanted = values.text("q")?.lowercased() ?? ""
    let cursor = values.text("cursor")
    let all = try seat.read { snapshot throws(StoreError) in try snapshot.templates() }
    let found = all.filter { template in
      wanted.isEmpty
        || [template.id, template.name, template.description].contains {
          $0.lowercased().contains(wanted)
        }
    }
    total = found.count
    let rest = found.filter { template in
      cursor.map { $0.utf8.lexicographicallyPrecedes(template.id.utf8) } ?? true
    }
    items = Array(rest.prefix(values.integer("limit") ?? Self.countStandard))
    next = items.count < rest.count ? items.last?.id : nil
  }

  func response(_ limits: Limits) throws(PipelineError) -> OwnedResponse {
    var list: [JSON] = []
    for item in items { list.append(try TemplateAnswer.item(item, limits)) }
    return TemplateAnswer.json(
      .object([
        ("templates", JSON(.array(list))), ("total", .number(total)), ("next", .optional(next)),
      ]))
  }
}
