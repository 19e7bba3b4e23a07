internal import PlacardCore
internal import PlacardHTTP

/// The examples of a site's calls. Each can be run as often as one likes: what it changes or
/// deletes it has made itself, or it only asks what would change.
struct ExampleBook {
  let api: API
  /// Without a slash at its end.
  let baseURL: String
  let sample: SiteSample

  /// nil when the site has nothing to show the call with.
  func example(_ name: OperationName) -> CallExample? {
    let operation = api.operation(name)
    switch name {
    case .picture:
      var example = example(operation, [])
      example.address = [.captured("imageUrl")]
      return after(.generate, giving: "imageUrl", example)
    case .card:
      guard let path = sample.cardPath else { return nil }
      var example = example(operation, [])
      example.address = [.text(baseURL + path)]
      return example
    case .fontFile:
      guard let path = sample.fontPath else { return nil }
      var example = example(operation, [])
      example.address = [.text(baseURL + path)]
      return example
    case .restoreTemplate:
      return after(
        .createTemplate, giving: "id", example(operation, [.captured("id"), .text("1")]))
    case .revokeKey:
      return after(.createKey, giving: "id", example(operation, [.captured("id")]))
    case .uploadAsset:
      // Any picture will do, and that one is at hand.
      guard var picture = self.example(.picture) else { return nil }
      var example = example(operation, [])
      example.before = picture.before
      picture.before = []
      example.before.append(picture)
      example.body = .file("card.png", mediaType: "image/png")
      return example
    case .deleteTemplate:
      var example = example(operation, [.text(pathValue(operation.pathParameters[0], operation))])
      // Nothing is deleted: the answer tells what would be.
      example.outcome = .json
      return example
    case .metrics:
      var example = example(operation, [])
      // On other machines than the server's it takes one.
      example.needsKey = true
      return example
    default:
      let values = operation.pathParameters.map { pathValue($0, operation) }
      var example = example(operation, values.map { .text($0) })
      guard let body = operation.body, body.table == nil else { return example }
      // A body that is no JSON is a picture's.
      let drawn = self.example(.render)
      example.before = drawn.map { [$0] } ?? []
      example.body = .file(Self.fileName, mediaType: PictureFormat.png.mediaType)
      return example
    }
  }

  private static let fileName = "card.png"

  /// `example` after a call whose answer it uses.
  private func after(
    _ name: OperationName, giving member: String, _ example: CallExample
  ) -> CallExample? {
    guard var first = self.example(name) else { return nil }
    let earlier = first.before
    first.before = []
    first.captured = member
    var example = example
    example.before = earlier + [first]
    return example
  }

  private func example(_ operation: Operation, _ values: [CallExample.Piece]) -> CallExample {
    CallExample(
      method: operation.method, address: address(operation.path, values),
      query: members(of: operation.query), body: body(of: operation),
      needsKey: operation.access != .everybody, outcome: outcome(of: operation))
  }

  private func address(_ path: PathPattern, _ values: [CallExample.Piece]) -> [CallExample.Piece] {
    var pieces: [CallExample.Piece] = []
    var text = baseURL
    var values = values[...]
    for segment in path.text.dropFirst().split(separator: "/") {
      text += "/"
      guard segment.first == "{" else {
        text += segment
        continue
      }
      switch values.popFirst() {
      case .text(let value): text += value
      case .captured(let name):
        pieces += [.text(text), .captured(name)]
        text = ""
      case nil: text += segment
      }
    }
    return text.isEmpty ? pieces : pieces + [.text(text)]
  }

  private func pathValue(_ parameter: PathParameter, _ operation: Operation) -> String {
    let isTemplate = parameter.name == "id" && operation.path.text.hasPrefix("/api/templates/")
    return (isTemplate ? sample.templateID : nil) ?? parameter.example
  }

  private func outcome(of operation: Operation) -> CallExample.Outcome {
    switch operation.answers.first?.content {
    case .picture, .pictureOf: .file(Self.fileName)
    case .font: .file("font.ttf")
    case .json, .document: .json
    case .text: .text
    case .nothing, nil: .nothing
    }
  }

  private func body(of operation: Operation) -> CallExample.Body? {
    guard let table = operation.body?.table else { return nil }
    return .json(.object(members(of: table).map { ($0.name, $0.value) }))
  }

  /// What must be given, and what is worth showing.
  private func members(of table: MemberTable) -> [(name: String, value: JSON)] {
    let isDraft = table.members.contains { $0.kind == .templateData }
    return table.members.compactMap { member in
      value(of: member, isDraft: isDraft).map { (member.name, $0) }
    }
  }

  /// - Parameter isDraft: whether it goes with `templateData`, not with the site's template.
  private func value(of member: Member, isDraft: Bool) -> JSON? {
    switch member.kind {
    case .overrides:
      if isDraft { return Self.json(member.example) }
      guard sample.templateID != nil else { return Self.json(member.example) }
      return sample.textLayer.map { .object([($0, .object([("text", .text("Hello"))]))]) }
    case .variables: return isDraft ? nil : sample.variables
    case .templateData: return Self.templateData
    default:
      if member.name == "templateId", let id = sample.templateID { return .text(id) }
      return Self.json(member.example)
    }
  }

  private static func json(_ text: String?) -> JSON? {
    text.flatMap { try? JSONParser.parse(Array($0.utf8), limits: .init()) }
  }

  /// A small template.
  static let templateData = JSON.object([
    (
      "canvas",
      .object([
        ("width", .number(1_200)), ("height", .number(630)), ("background", .text("#f4f1ea")),
      ])
    ),
    (
      "layers",
      .list([
        .object([
          ("name", .text("title")), ("type", .text("text")), ("x", .number(80)),
          ("y", .number(200)), ("width", .number(1_040)), ("height", .number(230)),
          ("text", .text("{{title}}")), ("fontSize", .number(72)), ("color", .text("#1b1b1b")),
        ])
      ])
    ),
    (
      "variables",
      .list([
        .object([
          ("name", .text("title")), ("type", .text("text")), ("default", .text("Hello")),
        ])
      ])
    ),
  ])
}
