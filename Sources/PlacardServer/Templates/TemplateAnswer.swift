internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

extension TemplateRecord {
  /// The strong entity tag of what the API answers for it, with its quotes.
  var etag: String {
    var hasher = Digest.Hasher()
    hasher.update(Array(JSONWriter.text(of: .object(headMembers)).utf8))
    hasher.update(jsonData)
    return "\"\(version)-\(hasher.finish().hex.prefix(8))\""
  }

  /// The head as the API spells it.
  fileprivate var headMembers: [(String, JSON)] {
    [
      ("id", .text(id)), ("name", .text(name)), ("description", .text(description)),
      ("public", .flag(isPublic)), ("previewUrl", .optional(previewURL)),
      ("onMiss", .text(onMiss.name)), ("fallback", .text(fallback.name)),
    ]
  }

  fileprivate var timeMembers: [(String, JSON)] {
    [
      ("version", .number(Int(clamping: version))),
      ("createdAt", .text("\(CivilTime(unixSeconds: createdAt))")),
      ("updatedAt", .text("\(CivilTime(unixSeconds: updatedAt))")),
    ]
  }

  fileprivate var sourceName: String {
    if case .file = source { "file" } else { "api" }
  }

  /// The stored definition.
  fileprivate func definition(_ limits: Limits) throws(PipelineError) -> JSON {
    do throws(InputError) { return try JSONParser.parse(jsonData, limits: limits.jsonBodies) } catch
    {
      throw .store(
        StoreError(
          .damaged, operation: "read template \(id)", detail: error.description,
          next: "import the site's templates again"))
    }
  }
}

/// The JSON that calls on templates answer.
enum TemplateAnswer {
  /// The bare template.
  static func whole(_ record: TemplateRecord, _ limits: Limits) throws(PipelineError) -> JSON {
    .object(
      record.headMembers + [("jsonData", try record.definition(limits))] + record.timeMembers)
  }

  /// A template in a list: without its definition, with its canvas's size.
  static func item(_ record: TemplateRecord, _ limits: Limits) throws(PipelineError) -> JSON {
    let canvas = try record.definition(limits)["canvas"]
    return .object(
      record.headMembers + [
        ("width", canvas?["width"] ?? JSON(.null)), ("height", canvas?["height"] ?? JSON(.null)),
      ] + record.timeMembers + [("source", .text(record.sourceName))])
  }

  /// A version in a list.
  static func version(_ record: TemplateRecord, isCurrent: Bool) -> JSON {
    .object([
      ("version", .number(Int(clamping: record.version))), ("name", .text(record.name)),
      ("updatedAt", .text("\(CivilTime(unixSeconds: record.updatedAt))")),
      ("source", .text(record.sourceName)), ("current", .flag(isCurrent)),
    ])
  }

  /// What a write would do to the cards of the published build.
  static func dryRun(_ affected: AffectedCards, changes: Bool) -> JSON {
    .object([
      ("dryRun", .flag(true)), ("changes", .flag(changes)),
      ("cards", .number(affected.cardCount)), ("pictures", .number(affected.pictureCount)),
      ("bytes", .number(affected.byteCount)),
      ("ids", JSON(.array(affected.firstIDs.map { .text($0) }))),
      ("unknownPictures", .number(affected.unknownCount)),
    ])
  }

  /// The answer with the bare template; `status` is 200 or 201. A client that has it already is told
  /// so.
  static func response(
    _ record: TemplateRecord, _ limits: Limits, status: Int = 200, condition: [UInt8]? = nil
  ) throws(PipelineError) -> OwnedResponse {
    let etag = record.etag
    var fields: [OwnedResponse.Field] = [
      .init("Cache-Control", "private, no-cache"), .init("ETag", etag),
    ]
    if let condition, ConditionalRequest.matches(condition, Array(etag.utf8)) {
      return OwnedResponse(status: 304, fields: fields)
    }
    fields += [
      .init("Content-Type", "application/json; charset=utf-8"),
      .init("X-Content-Type-Options", "nosniff"),
    ]
    if status == 201 { fields.append(.init("Location", "/api/templates/\(record.id)")) }
    return OwnedResponse(
      status: status, fields: fields, body: JSONAnswer.body(try whole(record, limits)))
  }

  static func json(_ json: JSON) -> OwnedResponse {
    OwnedResponse(status: 200, fields: JSONAnswer.fields, body: JSONAnswer.body(json))
  }
}
