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
      ("file", .text(file)), ("style", .text(slant)),
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
