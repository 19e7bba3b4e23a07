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

  /// By the kind's raw value.
  private let pairs: InlineArray<7, Pair>

  init(_ context: inout HTTPLoopContext<Never>) {
    let kinds = PictureAnswer.allCases
    precondition(kinds.count == 7, "every kind has its heads")
    pairs = InlineArray { index in
      let kind = kinds[index]
      let isStandIn = kind == kind.forStandIn
      return Pair(Self.fields(kind, status: isStandIn ? Self.standIn : Self.hit), &context)
    }
  }

  func pair(_ kind: PictureAnswer) -> Pair { pairs[Int(kind.rawValue)] }

  // RFC 9211 §2: what this cache did with the request.
  static let hit = "placard; hit"
  static let miss = "placard; fwd=uri-miss; stored"
  /// Another request had the picture rendered.
  static let joined = "placard; fwd=uri-miss; collapsed"
  /// The picture that was asked for is not stored; this is the template's default one.
  static let standIn = "placard; fwd=uri-miss; detail=default-picture"

  /// What every answer with a picture says, and its 304 too.
  private static func fields(
    _ kind: PictureAnswer, status: String
  ) -> [OwnedResponse.Field] {
    var fields: [OwnedResponse.Field] = [
      .init("Cache-Control", kind.cacheControl), .init("Cache-Status", status),
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
    _ picture: Artifact, _ kind: PictureAnswer, status: String, _ conditions: PictureConditions
  ) -> OwnedResponse {
    let etag = "\"\(picture.hash.hex)\""
    let fields = fields(kind, status: status)
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
    part(
      range, of: object.body, object.format, String(decoding: object.etag, as: UTF8.self),
      fields(kind, status: kind == kind.forStandIn ? standIn : hit))
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
