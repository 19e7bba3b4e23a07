internal import PlacardCore
internal import PlacardHTTP
internal import PlacardStore

/// The fixed heads of picture answers; the stored record brings the rest of each head.
struct Heads {
  /// The head of one kind of answer, with status 200 and with 304.
  struct Pair {
    var found: PrefixID
    var notModified: PrefixID

    init(_ fields: [OwnedResponse.Field], _ context: inout HTTPLoopContext<Never>) {
      found = context.registerPrefix(status: 200, fields: fields)
      notModified = context.registerPrefix(status: 304, fields: fields)
    }
  }

  let immutable: Pair
  let changing: Pair

  init(_ context: inout HTTPLoopContext<Never>) {
    immutable = Pair(Self.fields(.immutable, status: Self.hit), &context)
    changing = Pair(Self.fields(.changing, status: Self.hit), &context)
  }

  func pair(_ route: FrontTable.Route) -> Pair {
    switch route {
    case .immutable: immutable
    case .changing: changing
    }
  }

  // RFC 9211 §2: what this cache did with the request.
  static let hit = "placard; hit"
  static let miss = "placard; fwd=uri-miss; stored"
  /// Another request had the picture rendered.
  static let joined = "placard; fwd=uri-miss; collapsed"

  /// What every answer with a picture says, and its 304 too.
  private static func fields(
    _ route: FrontTable.Route, status: String
  ) -> [OwnedResponse.Field] {
    let control =
      switch route {
      case .immutable: "public, max-age=31536000, immutable"
      case .changing: "public, max-age=300, stale-while-revalidate=86400"
      }
    return [
      .init("Cache-Control", control), .init("Cache-Status", status),
      // Pictures are for every page; the rest of the API is for none.
      .init("Access-Control-Allow-Origin", "*"),
      .init("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
  }

  /// The answer with a picture that is not sent from the turn's snapshot; `condition` is the
  /// request's If-None-Match.
  static func response(
    _ picture: Artifact, _ route: FrontTable.Route, status: String, condition: [UInt8]?
  ) -> OwnedResponse {
    let etag = "\"\(picture.hash.hex)\""
    var fields = fields(route, status: status)
    if let condition, ConditionalRequest.matches(condition, Array(etag.utf8)) {
      return OwnedResponse(status: 304, fields: fields + [.init("ETag", etag)])
    }
    fields += [
      .init("Content-Type", picture.format.mediaType),
      .init("X-Content-Type-Options", "nosniff"), .init("ETag", etag),
    ]
    return OwnedResponse(status: 200, fields: fields, body: picture.body)
  }
}
