internal import PlacardHTTP

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

  static let immutableControl = "public, max-age=31536000, immutable"
  static let changingControl = "public, max-age=300, stale-while-revalidate=86400"
  /// RFC 9211 §2: what this cache did with the request.
  static let hit = OwnedResponse.Field("Cache-Status", "placard; hit")

  init(_ context: inout HTTPLoopContext<Never>) {
    let shared: [OwnedResponse.Field] = [
      Self.hit, .init("Access-Control-Allow-Origin", "*"),
      .init("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    immutable = Pair([.init("Cache-Control", Self.immutableControl)] + shared, &context)
    changing = Pair([.init("Cache-Control", Self.changingControl)] + shared, &context)
  }

  func pair(_ route: FrontTable.Route) -> Pair {
    switch route {
    case .immutable: immutable
    case .changing: changing
    }
  }

  /// The fields of a picture that was rendered for this request and is answered from memory.
  static func missFields(mediaType: String, etag: String) -> [OwnedResponse.Field] {
    [
      .init("Cache-Control", changingControl),
      .init("Cache-Status", "placard; fwd=uri-miss; stored"),
      .init("Access-Control-Allow-Origin", "*"),
      .init("Cross-Origin-Resource-Policy", "cross-origin"),
      .init("Content-Type", mediaType), .init("X-Content-Type-Options", "nosniff"),
      .init("ETag", etag),
    ]
  }
}
