/// Headers that can be asked for without a search.
package enum FieldName: UInt8, Sendable, Hashable, CaseIterable {
  case host
  case connection
  case contentLength
  case transferEncoding
  case expect
  case ifNoneMatch
  case ifMatch
  case ifModifiedSince
  case range
  case authorization
  case accept
  case acceptEncoding
  case contentType
  case userAgent
  case cookie
  case origin
  case referer
  case forwarded
  case xForwardedFor

  static let count = 19

  /// The name in lower case.
  var spelling: StaticString {
    switch self {
    case .host: "host"
    case .connection: "connection"
    case .contentLength: "content-length"
    case .transferEncoding: "transfer-encoding"
    case .expect: "expect"
    case .ifNoneMatch: "if-none-match"
    case .ifMatch: "if-match"
    case .ifModifiedSince: "if-modified-since"
    case .range: "range"
    case .authorization: "authorization"
    case .accept: "accept"
    case .acceptEncoding: "accept-encoding"
    case .contentType: "content-type"
    case .userAgent: "user-agent"
    case .cookie: "cookie"
    case .origin: "origin"
    case .referer: "referer"
    case .forwarded: "forwarded"
    case .xForwardedFor: "x-forwarded-for"
    }
  }

  /// The field of that name in any case; nil for all others.
  static func recognise(_ start: UnsafeRawPointer, _ count: Int) -> FieldName? {
    let first = start.load(as: UInt8.self) | 0x20
    let guess: FieldName
    switch (count, first) {
    case (4, 0x68): guess = .host
    case (5, 0x72): guess = .range
    case (6, 0x61): guess = .accept
    case (6, 0x63): guess = .cookie
    case (6, 0x65): guess = .expect
    case (6, 0x6F): guess = .origin
    case (7, 0x72): guess = .referer
    case (8, 0x69): guess = .ifMatch
    case (9, 0x66): guess = .forwarded
    case (10, 0x63): guess = .connection
    case (10, 0x75): guess = .userAgent
    case (12, 0x63): guess = .contentType
    case (13, 0x61): guess = .authorization
    case (13, 0x69): guess = .ifNoneMatch
    case (14, 0x63): guess = .contentLength
    case (15, 0x61): guess = .acceptEncoding
    case (15, 0x78): guess = .xForwardedFor
    case (17, 0x69): guess = .ifModifiedSince
    case (17, 0x74): guess = .transferEncoding
    default: return nil
    }
    return equalsFolded(start, count, guess.spelling) ? guess : nil
  }
}
