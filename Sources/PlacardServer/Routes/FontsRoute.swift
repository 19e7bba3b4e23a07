internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline

/// `GET /api/fonts`: what the site's texts may be drawn with.
extension EdgeHandler {
  func answerFonts(_ reply: inout HTTPReply) {
    let fonts = edge.context.listedFonts
    reply.send(
      JSONAnswer.response(
        200,
        .object([
          ("defaultFamilies", .list(fonts.defaultFamilies.map { .text($0) })),
          ("families", .list(fonts.families.map(\.json))),
        ])))
  }

  /// `GET /api/fonts/files/{digest}`: a font of the site's list as it is, so that a browser can show
  /// the same letters.
  func answerFontFile(_ call: Call, _ reply: inout HTTPReply) {
    guard let digest = Digest(hex: Array(call.path.raw(0))) else {
      return refuse(.notFound("font"), &reply)
    }
    atDesk(&reply) { seat throws(PipelineError) in
      guard let file = try seat.edge.context.fontFile(digest) else {
        return Problem.notFound("font").response
      }
      return OwnedResponse(
        status: 200,
        fields: [
          .init("Content-Type", file.container.mediaType),
          .init("Cache-Control", "private, max-age=31536000, immutable"),
          .init("X-Content-Type-Options", "nosniff"),
        ], body: file.bytes)
    }
  }
}

/// Where a font's file is found.
enum FontAddress {
  static let pattern = PathPattern("/api/fonts/files/{digest}")

  static func path(_ digest: Digest) -> String { "/api/fonts/files/\(digest.hex)" }
}

extension SiteFonts.Family {
  fileprivate var json: JSON {
    .object([
      ("name", .text(name)), ("isFallback", .flag(isFallback)), ("hasItalic", .flag(hasItalic)),
      ("weights", .list(weights.map { JSON.object(SiteFonts.members($0)) })),
      ("axes", .list(axes.map(\.json))), ("styles", .list(styles.map(\.json))),
    ])
  }
}

extension SiteFonts.Style {
  fileprivate var json: JSON {
    .object([
      ("file", .text(file)), ("url", .optional(digest.map { FontAddress.path($0) })),
      ("style", .text(slant)),
      ("weight", .object(SiteFonts.members(weights))), ("stretch", JSON(.number(stretch))),
      ("axes", .list(axes.map(\.json))), ("isColor", .flag(isColor)),
    ])
  }
}

extension SiteFonts.Axis {
  fileprivate var json: JSON {
    .object(
      [("tag", .text(tag))] + SiteFonts.members(range) + [("default", JSON(.number(standard)))])
  }
}

extension SiteFonts {
  fileprivate static func members(_ range: ClosedRange<Double>) -> [(String, JSON)] {
    [("min", JSON(.number(range.lowerBound))), ("max", JSON(.number(range.upperBound)))]
  }
}
