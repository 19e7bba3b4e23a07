internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `POST /api/templates/{id}/preview`: a draft drawn for whoever is making it; nothing is stored.
extension EdgeHandler {
  func answerPreview(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    let body = Array(request.body)
    let operation = call.operation
    let profile = profile
    atDesk(&reply) { seat, answer throws(PipelineError) in
      let record = try seat.template(id)
      let values = try seat.values(body, operation)
      let wanted = PictureRequest(values)
      let draft = values.json("jsonData")
      let template = try seat.draft(draft, of: record)
      let format = try wanted.format(.plain, of: template, seat.edge.context)
      let order = Order(
        template: template, request: wanted.card,
        settings: profile.settings(for: format, quality: wanted.quality),
        origin: .generated, policy: .forOperator(seat.edge.configuration))
      seat.edge.onDemand.draw(order) { result in
        switch result {
        case .success(let filled): answer(Self.preview(filled.picture))
        case .failure(let error):
          var problem = Problem(error)
          if draft != nil, let path = problem.path, !wanted.card.gives(path) {
            problem.path = template.placed(InputError(.badAsset, path: path, message: "")).path
          }
          answer(problem.logged.response)
        }
      }
    }
  }

  private static func preview(_ picture: Artifact) -> OwnedResponse {
    OwnedResponse(
      status: 200,
      fields: [
        .init("Content-Type", picture.format.mediaType), .init("Cache-Control", "no-store"),
        .init("X-Content-Type-Options", "nosniff"),
      ], body: picture.body)
  }
}

extension CardRequest {
  /// Whether something stands at `path`, so that an error there is the card's and not its draft's.
  fileprivate func gives(_ path: String) -> Bool {
    var members: [(String, JSON)] = []
    if let layers { members.append(("layers", layers)) }
    if let variables { members.append(("variables", variables)) }
    return JSON.object(members).value(at: path) != nil
  }
}

extension DeskSeat {
  /// The template that `record` would be with the definition `jsonData`, or is.
  fileprivate func draft(
    _ jsonData: JSON?, of record: TemplateRecord
  ) throws(PipelineError) -> Template {
    do throws(InputError) {
      let own =
        if let jsonData { jsonData } else {
          try JSONParser.parse(record.jsonData, limits: limits.jsonBodies)
        }
      return try Template.parse(jsonData: own, head: record.head, limits: limits)
    } catch {
      throw .input(error)
    }
  }
}
