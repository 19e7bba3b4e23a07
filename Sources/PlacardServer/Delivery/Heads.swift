internal import PlacardCore
internal import PlacardHTTP
internal import PlacardStore

/// The fixed heads of picture answers; the stored record brings the rest of each head.
struct Heads {
  /// The head of one kind of answer, with status 200 and with 304.
  struct Pair {
    var found: PrefixID
    var notModified: PrefixID

    init(
      _ fields: [OwnedResponse.Field], _ outcome: CacheOutcome,
      _ context: inout HTTPLoopContext<Never>
    ) {
      let remark = outcome.rawValue
      found = context.registerPrefix(status: 200, fields: fields, remark: remark)
      notModified = context.registerPrefix(status: 304, fields: fields, remark: remark)
    }
  }

  /// By the kind's raw value.
  private let pairs: InlineArray<7, Pair>

  init(_ context: inout HTTPLoopContext<Never>) {
    let kinds = PictureAnswer.allCases
    precondition(kinds.count == 7, "every kind has its heads")
    pairs = InlineArray { index in
      let kind = kinds[index]
      let outcome = Self.outcome(ofStored: kind)
      return Pair(Self.fields(kind, outcome), outcome, &context)
    }
  }

  private static func outcome(ofStored kind: PictureAnswer) -> CacheOutcome {
    kind == kind.forStandIn ? .fallback : .hit
  }

  func pair(_ kind: PictureAnswer) -> Pair { pairs[Int(kind.rawValue)] }

  /// What every answer with a picture says, and its 304 too.
  private static func fields(
    _ kind: PictureAnswer, _ outcome: CacheOutcome
  ) -> [OwnedResponse.Field] {
    var fields: [OwnedResponse.Field] = [
      .init("Cache-Control", kind.cacheControl), .init("Cache-Status", outcome.cacheStatus),
      .init("Accept-Ranges", "bytes"),
      // Pictures are for every page; the rest of the API is for none.
      .init("Access-Control-Allow-Origin", "*"),
      .init("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    if kind.isNegotiated { fields.append(PictureAnswer.vary) }
    return fields
  }

  /// The answer with a picture that is not sent from the turn's snapshot.
  static func response(
    _ picture: Artifact, _ kind: PictureAnswer, _ outcome: CacheOutcome,
    _ conditions: PictureConditions
  ) -> OwnedResponse {
    var response = response(picture, kind, conditions, fields(kind, outcome))
    response.remark = outcome.rawValue
    return response
  }

  private static func response(
    _ picture: Artifact, _ kind: PictureAnswer, _ conditions: PictureConditions,
    _ fields: [OwnedResponse.Field]
  ) -> OwnedResponse {
    let etag = "\"\(picture.hash.hex)\""
    let body = picture.body
    switch conditions.part(etag: etag, byteCount: body.count) {
    case .notModified: return OwnedResponse(status: 304, fields: fields + [.init("ETag", etag)])
    case .whole:
      return OwnedResponse(
        status: 200, fields: fields + ownFields(picture.format, etag), body: body)
    case .bytes(let range):
      return body.withUnsafeBytes {
        part(range, of: $0, picture.format, etag, fields)
      }
    case .unsatisfiable: return unsatisfiable(kind, byteCount: body.count)
    }
  }

  /// Some bytes of a stored picture (RFC 9110 §15.3.7).
  static func part(
    _ range: Range<Int>, of object: ObjectView, _ kind: PictureAnswer
  ) -> OwnedResponse {
    let outcome = outcome(ofStored: kind)
    var response = part(
      range, of: object.body, object.format, String(decoding: object.etag, as: UTF8.self),
      fields(kind, outcome))
    response.remark = outcome.rawValue
    return response
  }

  static func unsatisfiable(_ kind: PictureAnswer, byteCount: Int) -> OwnedResponse {
    Problem.rangeNotSatisfiable(byteCount: byteCount).of(kind).response
  }

  private static func part(
    _ range: Range<Int>, of body: UnsafeRawBufferPointer, _ format: PictureFormat, _ etag: String,
    _ fields: [OwnedResponse.Field]
  ) -> OwnedResponse {
    let place = "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(body.count)"
    return OwnedResponse(
      status: 206, fields: fields + ownFields(format, etag) + [.init("Content-Range", place)],
      body: Array(body[range]))
  }

  private static func ownFields(_ format: PictureFormat, _ etag: String) -> [OwnedResponse.Field] {
    [
      .init("Content-Type", format.mediaType),
      .init("X-Content-Type-Options", "nosniff"), .init("ETag", etag),
    ]
  }
}

extension CacheOutcome {
  /// The value of `Cache-Status` (RFC 9211 §2) for an answer with a picture.
  var cacheStatus: String {
    switch self {
    case .none, .hit: "placard; hit"
    case .miss: "placard; fwd=uri-miss; stored"
    case .joined: "placard; fwd=uri-miss; collapsed"
    case .fallback: "placard; fwd=uri-miss; detail=default-picture"
    }
  }
}
