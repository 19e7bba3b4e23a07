internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `GET /api/render`: a template's picture by its overrides, public or by a signed address. No key,
/// never counted.
extension EdgeHandler {
  func answerRender(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    do throws(PipelineError) {
      let values = try queryValues(call, request, usage: "/api/render?templateId=blog-post")
      let verdict = try verdict(call, values, request)
      var signedUntil: Int64?
      switch verdict {
      case .refused(let problem): return refuse(problem, request, &reply)
      case .valid(let end): signedUntil = end
      case .unsigned: break
      }
      let wanted = PictureRequest(values)
      guard let template = try templates.template(wanted.templateID, reader.snapshot),
        template.isPublic || verdict.isValid
      else {
        // Whether a template that is not public exists is nobody's business.
        return refuse(
          Problem(
            .unknownTemplate, "there is no public template of that id", path: "templateId"),
          request, &reply)
      }
      let accepted = wanted.format == nil ? AcceptedFormat(request) : nil
      let format = try wanted.format(accepted ?? .plain, of: template, edge.context)
      let settings = profile.settings(for: format, quality: wanted.quality)
      let plan = try planner.plan(template, wanted.card, [settings], readMax: readMax, reader)
      let (kind, until) = PictureAnswer.rendered(
        isNegotiated: accepted != nil, signedUntil: signedUntil, now: request.unixSeconds)
      if case .ready(let card) = plan, let (object, entry) = try stored(card) {
        var note = FrontNote(kind: kind, accepted: accepted, until: until)
        if card.scene.showsPictures { note.believedSeconds = believedSeconds }
        if verdict.isValid, entry.origin == .missed {
          keep(card.outputs[0].key, entry)
          note.believedSeconds = believedSeconds
        }
        return answer(with: object, entry.contentHash, note, request, &reply)
      }
      let miss = Miss(
        template: template, card: wanted.card, settings: settings, plan: plan, kind: kind,
        isSigned: verdict.isValid)
      answerMiss(miss, request, &reply)
    } catch {
      refuse(Problem(error), request, &reply)
    }
  }

  /// Refuses a request for `/api/render`, whose answer may vary.
  private func refuse(
    _ problem: Problem, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    var problem = problem
    let query = request.query ?? UnsafeRawBufferPointer(start: nil, count: 0)
    if let given = try? QueryString.parse(query, known: ["format"]), given["format"] == "auto" {
      problem.fields.append(PictureAnswer.vary)
    }
    refuse(problem, &reply)
  }

  /// The picture of a signed address stays, also where it was made for a stranger. Where the writer
  /// has no time, the next request asks again.
  private func keep(_ key: RenderKey, _ entry: CardEntry) {
    var entry = entry
    entry.origin = .generated
    edge.onDemand.promise(key, entry) { _ in }
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
}

extension Scene {
  /// Whether any layer shows a picture that lies elsewhere and may change there.
  fileprivate var showsPictures: Bool {
    var found = false
    walk { layer in
      guard case .image(let image) = layer.content else { return }
      if case .inline = image.address { return }
      found = true
    }
    return found
  }
}
