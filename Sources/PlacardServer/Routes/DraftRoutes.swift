internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// The calls for whoever is making a template; nothing of them is stored.
extension EdgeHandler {
  /// `POST /api/templates/{id}/preview` and `POST /api/preview`: the draft's picture.
  func answerPreview(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    let profile = profile
    withDraft(call, request, &reply) { draft, seat, answer throws(PipelineError) in
      let format = try draft.wanted.format(.plain, of: draft.template, seat.edge.context)
      let settings = profile.settings(for: format, quality: draft.wanted.quality)
      seat.edge.onDemand.draw(draft.order(settings, seat.edge.configuration)) { result in
        switch result {
        case .success(let filled): answer(Self.preview(filled.picture))
        case .failure(let error): answer(draft.problem(error).logged.response)
        }
      }
    }
  }

  /// `POST /api/templates/{id}/inspect` and `POST /api/inspect`: where the draft's layers stand, and
  /// what there is to be said of it.
  func answerInspection(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    let settings = profile.settings(for: .png)
    withDraft(call, request, &reply) { draft, seat, answer in
      seat.edge.onDemand.survey(draft.order(settings, seat.edge.configuration)) { result in
        switch result {
        case .success(let survey): answer(JSONAnswer.response(200, survey.json))
        case .failure(let error): answer(draft.problem(error).logged.response)
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

  /// Has `work` make the answer out of the body's draft: of the template that the path names, or of
  /// none where the path has no name.
  private func withDraft(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply,
    _ work:
      @escaping @Sendable (
        Draft, DeskSeat, @escaping @Sendable (OwnedResponse) -> Void
      ) throws(PipelineError) -> Void
  ) {
    let operation = call.operation
    let id = operation.path.names.isEmpty ? nil : call.path[0]
    if id == nil, !operation.path.names.isEmpty { return refuse(.noSuchTemplate, &reply) }
    let body = Array(request.body)
    atDesk(&reply) { seat, answer throws(PipelineError) in
      try work(try Draft(body, operation, of: id, seat), seat, answer)
    }
  }
}
