internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `GET /api/templates/{id}/thumbnail`: a template's default card in small, for pages that list
/// templates; nothing is stored.
extension EdgeHandler {
  static let thumbnailWidths = 64...1_200
  static let thumbnailWidthStandard = 480

  func answerThumbnail(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    guard let id = call.path[0] else { return refuse(.noSuchTemplate, &reply) }
    let values: MemberValues
    do throws(PipelineError) {
      values = try queryValues(call, request, usage: "/api/templates/blog-post/thumbnail?width=480")
    } catch {
      return refuse(Problem(error), &reply)
    }
    let width = values.integer("width") ?? Self.thumbnailWidthStandard
    let isVersioned = values.text("v") != nil
    let condition = request.field(.ifNoneMatch).map(Array.init)
    atDesk(&reply) { seat, answer throws(PipelineError) in
      let template = try seat.compiled(try seat.template(id))
      let sample = template.sampleRequest(size: template.definition.size, scale: 1)
      let order = Order(
        template: template, request: sample,
        settings: EncodeSettings(format: .png, effort: .fast, quality: 0), origin: .generated,
        policy: .forOperator(seat.edge.configuration))
      seat.edge.onDemand.thumbnail(
        order, width: width,
        isKnown: { key in
          condition.map { ConditionalRequest.matches($0, Array(Self.etag(key, width).utf8)) }
            ?? false
        }
      ) { result in
        switch result {
        case .success(let thumbnail):
          answer(
            Self.response(thumbnail, etag: Self.etag(thumbnail.key, width), isVersioned))
        case .failure(let error): answer(Problem(error).logged.response)
        }
      }
    }
  }

  /// Besides the template the key has its pictures, the site's fonts and the renderer.
  private static func etag(_ key: RenderKey, _ width: Int) -> String {
    "\"\(key.digest.hex.prefix(16))-\(width)\""
  }

  private static func response(
    _ thumbnail: Thumbnail, etag: String, _ isVersioned: Bool
  ) -> OwnedResponse {
    let lifetime = isVersioned ? "private, max-age=31536000, immutable" : "private, no-cache"
    var fields: [OwnedResponse.Field] = [
      .init("Cache-Control", lifetime), .init("ETag", etag),
    ]
    guard let picture = thumbnail.picture else { return OwnedResponse(status: 304, fields: fields) }
    fields += [
      .init("Content-Type", picture.format.mediaType), .init("X-Content-Type-Options", "nosniff"),
    ]
    return OwnedResponse(status: 200, fields: fields, body: picture.body)
  }
}

extension MemberTable {
  /// What a thumbnail is asked by.
  static let thumbnail = MemberTable([
    Member(
      "width", .integer(EdgeHandler.thumbnailWidths),
      "Pixels, \(EdgeHandler.thumbnailWidthStandard) if not given; "
        + "a canvas that is less wide is not drawn larger"),
    Member(
      "v", .text(0...200),
      "Anything that changes with the template, as its version: the answer may be kept for good"),
  ])
}
