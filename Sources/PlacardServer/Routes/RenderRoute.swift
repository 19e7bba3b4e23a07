internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `GET /api/render`: a public template's picture by its overrides. No key, never counted.
extension EdgeHandler {
  func answerRender(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    do throws(PipelineError) {
      let wanted = RequestedPicture(
        try queryValues(call, request, usage: "/api/render?templateId=blog-post"))
      guard let template = try templates.template(wanted.templateID, reader.snapshot),
        template.isPublic
      else {
        // Whether a template that is not public exists is nobody's business.
        return refuse(
          Problem(
            .unknownTemplate, "there is no public template of that id", path: "templateId"),
          &reply)
      }
      let settings = profile.settings(for: wanted.format, quality: wanted.quality)
      let plan = try planner.plan(template, wanted.card, [settings], readMax: readMax, reader)
      if case .ready(let card) = plan, let (object, entry) = try stored(card) {
        return answer(
          with: object, entry.contentHash, .changing,
          believedSeconds: card.scene.showsPictures ? believedSeconds : nil, request, &reply)
      }
      let order = Order(
        template: template, request: wanted.card, settings: settings, origin: .missed,
        policy: .forStrangers(edge.configuration))
      render(order, plan, condition: request.field(.ifNoneMatch).map(Array.init), &reply)
    } catch {
      refuse(Problem(error), &reply)
    }
  }

  /// The stored picture of a planned card; nil when there is none.
  func stored(_ card: PlannedCard) throws(PipelineError) -> (ObjectView, CardEntry)? {
    do throws(StoreError) {
      guard let entry = try reader.card(card.outputs[0].key),
        let object = try reader.object(entry.contentHash)
      else { return nil }
      return (object, entry)
    } catch {
      throw .store(error)
    }
  }

  private func render(
    _ order: Order, _ plan: CardPlanner.Plan, condition: [UInt8]?, _ reply: inout HTTPReply
  ) {
    let ticket = reply.later()
    let port = port
    edge.onDemand.fill(order, plan, spare) { result in
      switch result {
      case .success(let filled):
        port.complete(
          ticket,
          Heads.response(
            filled.picture, .changing, status: filled.isFresh ? Heads.miss : Heads.joined,
            condition: condition))
      case .failure(let error): port.complete(ticket, Problem(error).logged.response)
      }
    }
  }
}

extension Scene {
  /// Whether any layer shows a picture that lies elsewhere and may change there.
  fileprivate var showsPictures: Bool {
    layers.contains { layer in
      guard case .image(let image) = layer.content else { return false }
      if case .inline = image.address { return false }
      return true
    }
  }
}
