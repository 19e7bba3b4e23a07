/// `If-None-Match` (RFC 9110 §13.1.2) against a strong entity tag, compared weakly, as it asks; and
/// `If-Match` (§13.1.1), compared strongly.
enum ConditionalRequest {
  /// Whether the client has the representation whose tag (with its quotes) is `etag`.
  static func matches(
    _ field: UnsafeRawBufferPointer, _ etag: UnsafeRawBufferPointer, isStrong: Bool = false
  ) -> Bool {
    if field.elementsEqual(etag) { return true }
    if field.count == 1, field[0] == UInt8(ascii: "*") { return true }
    var start = 0
    while start < field.count {
      var end = start
      // A comma inside the quotes belongs to the tag.
      var isQuoted = false
      while end < field.count, isQuoted || field[end] != UInt8(ascii: ",") {
        if field[end] == UInt8(ascii: "\"") { isQuoted.toggle() }
        end += 1
      }
      let tag = trimmed(field, start, end)
      if isStrong ? tag.elementsEqual(etag) : isEqual(tag, etag) { return true }
      start = end + 1
    }
    return false
  }

  static func matches(_ field: [UInt8], _ etag: [UInt8]) -> Bool {
    field.withUnsafeBytes { field in etag.withUnsafeBytes { matches(field, $0) } }
  }

  /// Whether `field`, the value of If-Match, names `etag`; a weak tag names nothing.
  static func matchesStrongly(_ field: [UInt8], _ etag: [UInt8]) -> Bool {
    field.withUnsafeBytes { field in
      etag.withUnsafeBytes { matches(field, $0, isStrong: true) }
    }
  }

  private static func isEqual(_ tag: Slice<UnsafeRawBufferPointer>, _ etag: UnsafeRawBufferPointer)
    -> Bool
  {
    tag.elementsEqual(etag)
      || (tag.count == etag.count + 2 && tag.starts(with: "W/".utf8)
        && tag.dropFirst(2).elementsEqual(etag))
  }

  private static func trimmed(_ field: UnsafeRawBufferPointer, _ start: Int, _ end: Int)
    -> Slice<UnsafeRawBufferPointer>
  {
    var start = start
    var end = end
    while start < end, field[start] == 0x20 || field[start] == 0x09 { start += 1 }
    while end > start, field[end - 1] == 0x20 || field[end - 1] == 0x09 { end -= 1 }
    return field[start..<end]
  }
}
