internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `POST /api/generate`: any template's picture for the holder of a key, answered with its address.
extension EdgeHandler {
  func answerGenerate(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let key = call.requireCaller().key
    let quota = Quota(key, edge.configuration, now: request.unixSeconds)
    let used = try edge.onDemand.ledger.usedCount(
      quota.charge, storedCount: reader.snapshot.usage(key.id, quota.charge.day.month))
    do throws(PipelineError) {
      let wanted = PictureRequest(try bodyValues(call, request))
      guard let template = try templates.template(wanted.templateID, reader.snapshot) else {
        throw .input(
          TemplateShelf.unknown(wanted.templateID, reader.snapshot, path: "templateId"))
      }
      // A program that posts tells nothing of who will look at the picture.
      let format = try wanted.format(.plain, of: template, edge.context)
      let settings = profile.settings(for: format, quality: wanted.quality)
      let plan = try planner.plan(template, wanted.card, [settings], readMax: readMax, reader)
      if case .ready(let card) = plan, let (object, entry) = try stored(card) {
        return answer(
          with: object, entry, card.outputs[0].key, quota.fields(usedCount: used), &reply)
      }
      if quota.isPlanUnknown {
        return refuse(
          Problem(
            .planUnknown, "the key's plan “\(key.plan)” is not one of the site's",
            hint: "its operator names the plans in site.json"), &reply)
      }
      let order = Order(
        template: template, request: wanted.card, settings: settings, origin: .generated,
        policy: .forOperator(edge.configuration), charge: quota.charge)
      generate(order, plan, quota, usedCount: used, &reply)
    } catch {
      refuse(Problem(error), &reply)
    }
  }

  /// - Parameter usedCount: what the key had used before this call.
  private func generate(
    _ order: Order, _ plan: CardPlanner.Plan, _ quota: Quota, usedCount: UInt64,
    _ reply: inout HTTPReply
  ) {
    let ticket = reply.later()
    let port = port
    let baseURL = baseURL
    edge.onDemand.fill(order, plan, spare) { result in
      switch result {
      case .success(let filled):
        let fields = quota.fields(usedCount: filled.usedCount ?? usedCount)
        port.complete(ticket, GeneratedAnswer(filled).response(baseURL: baseURL, fields))
      case .failure(let error):
        var problem = Problem(error)
        if problem.code == .quotaExceeded { problem.fields += quota.fieldsWhenExceeded }
        port.complete(ticket, problem.logged.response)
      }
    }
  }

  /// Answers with a stored picture. One that was made for a stranger may go again: its address is
  /// given out only when it is promised.
  private func answer(
    with object: ObjectView, _ entry: CardEntry, _ key: RenderKey,
    _ fields: [OwnedResponse.Field], _ reply: inout HTTPReply
  ) {
    let answer = GeneratedAnswer(
      hash: entry.contentHash, format: object.format, size: object.size,
      byteCount: object.body.count, .hit)
    edge.recentUse.note(entry.contentHash)
    guard entry.origin == .missed else {
      return reply.send(answer.response(baseURL: baseURL, fields))
    }
    var entry = entry
    entry.origin = .generated
    let ticket = reply.later()
    let port = port
    let baseURL = baseURL
    edge.onDemand.promise(key, entry) { error in
      let response =
        error.map { Problem($0).logged.response } ?? answer.response(baseURL: baseURL, fields)
      port.complete(ticket, response)
    }
  }
}

/// What `POST /api/generate` answers.
struct GeneratedAnswer: Sendable {
  var hash: ContentHash
  var format: PictureFormat
  var size: PixelSize
  var byteCount: Int
  var outcome: CacheOutcome
  private var isCached: Bool { outcome != .miss }

  init(
    hash: ContentHash, format: PictureFormat, size: PixelSize, byteCount: Int,
    _ outcome: CacheOutcome
  ) {
    self.hash = hash
    self.format = format
    self.size = size
    self.byteCount = byteCount
    self.outcome = outcome
  }

  init(_ filled: Filled) {
    let picture = filled.picture
    self.init(
      hash: picture.hash, format: picture.format, size: picture.size,
      byteCount: picture.body.count, filled.isFresh ? .miss : .joined)
  }

  func response(baseURL: String, _ fields: [OwnedResponse.Field]) -> OwnedResponse {
    let address = baseURL + "/i/" + hash.hex + "." + format.fileExtension
    var response = OwnedResponse(
      status: 200, fields: JSONAnswer.fields + fields,
      body: JSONAnswer.body(
        .object([
          ("success", .flag(true)), ("imageUrl", .text(address)), ("cached", .flag(isCached)),
          ("width", .number(size.width)), ("height", .number(size.height)),
          ("format", .text(format.name)), ("bytes", .number(byteCount)),
          ("hash", .text(hash.hex)),
        ])))
    response.remark = outcome.rawValue
    return response
  }
}
