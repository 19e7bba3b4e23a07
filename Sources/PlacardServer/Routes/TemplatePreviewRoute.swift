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
      let wanted = RequestedPicture(values)
      let template = try seat.draft(values.json("jsonData"), of: record)
      let format = try wanted.format(.plain, of: template, seat.edge.context)
      let order = Order(
        template: template, request: wanted.card,
        settings: profile.settings(for: format, quality: wanted.quality),
        origin: .generated, policy: .forOperator(seat.edge.configuration))
      seat.edge.onDemand.draw(order) { result in
        switch result {
        case .success(let filled): answer(Self.preview(filled.picture))
        case .failure(let error): answer(Problem(error).logged.response)
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
