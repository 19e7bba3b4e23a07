internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// What a call says of a template, checked as a build would check it.
struct TemplateEdit: Sendable {
  /// A `jsonData` that can be built.
  private struct Definition: Sendable {
    var jsonData: [UInt8]
    var revision: TemplateRevision
  }

  private var name: String?
  private var description: String?
  private var isPublic: Bool?
  /// nil when nothing is said of it.
  private var previewURL: String??
  private var onMiss: MissPolicy?
  private var fallback: FallbackPicture?
  private var definition: Definition?

  /// What `values`, of `MemberTable.template`, say. Throws when no build could use their `jsonData`.
  init(_ values: MemberValues, _ seat: DeskSeat) throws(PipelineError) {
    name = values.text("name")
    description = values.text("description")
    isPublic = values.flag("public")
    if let url = values.text("previewUrl") {
      previewURL = .some(url)
    } else if values.isNull("previewUrl") {
      previewURL = .some(nil)
    }
    onMiss = values.text("onMiss").flatMap { MissPolicy(name: $0) }
    fallback = values.text("fallback").flatMap { FallbackPicture(name: $0) }
    if let json = values.json("jsonData") { definition = try Self.define(json, seat) }
  }

  /// All that `record` says, to be said again. Throws when no build could use it any more.
  init(restoring record: TemplateRecord, _ seat: DeskSeat) throws(PipelineError) {
    let json: JSON
    do throws(InputError) {
      json = try JSONParser.parse(record.jsonData, limits: seat.limits.jsonBodies)
    } catch {
      throw .input(error)
    }
    definition = try Self.define(json, seat)
    name = record.name
    description = record.description
    isPublic = record.isPublic
    previewURL = .some(record.previewURL)
    onMiss = record.onMiss
    fallback = record.fallback
  }

  private static func define(_ json: JSON, _ seat: DeskSeat) throws(PipelineError) -> Definition {
    let template = try template(json, TemplateHead(id: "draft", name: ""), seat)
    return Definition(
      jsonData: Array(JSONWriter.text(of: json, sortsKeys: false).utf8),
      revision: template.revision)
  }

  /// The template that `json` defines, if a build could use it.
  private static func template(
    _ json: JSON, _ head: TemplateHead, _ seat: DeskSeat
  ) throws(PipelineError) -> Template {
    let template: Template
    do throws(InputError) {
      template = try Template.parse(jsonData: json, head: head, limits: seat.limits)
    } catch {
      throw .input(error)
    }
    try TemplateCheck.run(template, seat.planner, seat.reader)
    return template
  }

  // MARK: On records.

  /// `record` with what is said here, as a change of now; `record` itself when it says so already.
  func applied(to record: TemplateRecord) -> TemplateRecord {
    var new = record
    if let name { new.name = name }
    if let description { new.description = description }
    if let isPublic { new.isPublic = isPublic }
    if let previewURL { new.previewURL = previewURL }
    if let onMiss { new.onMiss = onMiss }
    if let fallback { new.fallback = fallback }
    if let definition {
      new.jsonData = definition.jsonData
      new.revision = definition.revision
    }
    guard !new.reads(as: record) else { return record }
    new.source = .api
    new.updatedAt = WallClock.unixSeconds()
    return new
  }

  /// A template of its own with what is said here; it must have a definition.
  func record(id: String) -> TemplateRecord {
    guard let definition else { preconditionFailure("a new template has a definition") }
    let record = TemplateRecord(
      id: id, name: "", jsonData: definition.jsonData, revision: definition.revision,
      source: .api, updatedAt: WallClock.unixSeconds())
    return applied(to: record)
  }

  /// Whether cards of `record` would be other pictures.
  func changesPictures(of record: TemplateRecord) -> Bool {
    definition.map { $0.revision != record.revision } ?? false
  }
}

extension TemplateRecord {
  /// The file that the template was read from, or edited from.
  var fileDigest: Digest? {
    switch source {
    case .file(_, let digest), .deleted(_, let digest): digest
    case .api: baseFileDigest
    }
  }
}
