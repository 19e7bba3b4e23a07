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
  case ifRange

  /// The field of that name in any case; nil for all others.
  @inline(__always)
  static func recognise(_ start: UnsafeRawPointer, _ count: Int) -> FieldName? {
    func spells(_ word: StaticString) -> Bool { equalsFolded(start, count, word) }
    // Among names of one length the first letter decides, in either case.
    let first = start.load(as: UInt8.self) | 0x20
    switch count {
    case 4: return spells("host") ? .host : nil
    case 5: return spells("range") ? .range : nil
    case 6:
      switch first {
      case 0x61: return spells("accept") ? .accept : nil
      case 0x63: return spells("cookie") ? .cookie : nil
      case 0x65: return spells("expect") ? .expect : nil
      default: return spells("origin") ? .origin : nil
      }
    case 7: return spells("referer") ? .referer : nil
    case 8:
      if spells("if-range") { return .ifRange }
      return spells("if-match") ? .ifMatch : nil
    case 9: return spells("forwarded") ? .forwarded : nil
    case 10:
      if first == 0x63 { return spells("connection") ? .connection : nil }
      return spells("user-agent") ? .userAgent : nil
    case 12: return spells("content-type") ? .contentType : nil
    case 13:
      if first == 0x61 { return spells("authorization") ? .authorization : nil }
      return spells("if-none-match") ? .ifNoneMatch : nil
    case 14: return spells("content-length") ? .contentLength : nil
    case 15:
      if first == 0x61 { return spells("accept-encoding") ? .acceptEncoding : nil }
      return spells("x-forwarded-for") ? .xForwardedFor : nil
    case 17:
      if first == 0x69 { return spells("if-modified-since") ? .ifModifiedSince : nil }
      return spells("transfer-encoding") ? .transferEncoding : nil
    default: return nil
    }
  }
}
