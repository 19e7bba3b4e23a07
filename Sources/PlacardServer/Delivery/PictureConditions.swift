internal import PlacardHTTP

/// Under which conditions, and of which of its bytes, a request asks for a picture: copied from the
/// request, which may be gone when the picture comes.
struct PictureConditions: Sendable {
  /// If-None-Match.
  private var known: [UInt8]?
  /// Range, where it counts.
  private var range: [UInt8]?
  /// If-Range.
  private var ifRange: [UInt8]?

  /// What of a picture is to be sent.
  enum Part: Hashable {
    /// Nothing: the client has it.
    case notModified
    case whole
    case bytes(Range<Int>)
    /// The range begins past the end.
    case unsatisfiable
  }

  init(_ request: borrowing HTTPRequest) {
    known = request.field(.ifNoneMatch).map(Array.init)
    // RFC 9110 §14.2: a range has a meaning for GET alone.
    guard request.method == .get, !request.isRepeated(.range) else { return }
    range = request.field(.range).map(Array.init)
    ifRange = range == nil ? nil : request.field(.ifRange).map(Array.init)
  }

  /// What to send of a picture of `byteCount` bytes whose tag, with its quotes, is `etag`: in the
  /// order of RFC 9110 §13.2.2.
  func part(etag: UnsafeRawBufferPointer, byteCount: Int) -> Part {
    if let known, known.withUnsafeBytes({ ConditionalRequest.matches($0, etag) }) {
      return .notModified
    }
    guard let range else { return .whole }
    // Compared strongly (RFC 9110 §13.1.5): a date or a weak tag is never the same.
    if let ifRange, !ifRange.elementsEqual(etag) { return .whole }
    guard let span = ByteSpan(range) else { return .whole }
    return span.bytes(of: byteCount).map { .bytes($0) } ?? .unsatisfiable
  }

  func part(etag: String, byteCount: Int) -> Part {
    Array(etag.utf8).withUnsafeBytes { part(etag: $0, byteCount: byteCount) }
  }
}

/// One range of bytes, as a Range header asks for it (RFC 9110 §14.1.2).
enum ByteSpan {
  case from(Int, through: Int?)
  case last(Int)

  /// Nil where there are several, another unit, or none that is well formed: then the header is
  /// ignored, which RFC 9110 §14.2 allows for any reason.
  init?(_ field: [UInt8]) {
    let unit = "bytes="
    guard field.count > unit.utf8.count,
      zip(field, unit.utf8).allSatisfy({ ($0 &- 0x41 < 26 ? $0 | 0x20 : $0) == $1 })
    else { return nil }
    var text = field.dropFirst(unit.utf8.count)
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    text = text.drop { $0 == 0x20 || $0 == 0x09 }
    guard let dash = text.firstIndex(of: UInt8(ascii: "-")) else { return nil }
    let (first, second) = (text[..<dash], text[(dash + 1)...])
    if first.isEmpty {
      guard let count = DecimalDigits.value(of: second) else { return nil }
      self = .last(count)
      return
    }
    guard let start = DecimalDigits.value(of: first) else { return nil }
    if second.isEmpty {
      self = .from(start, through: nil)
      return
    }
    guard let end = DecimalDigits.value(of: second), end >= start else { return nil }
    self = .from(start, through: end)
  }

  /// Its bytes in a picture of `byteCount`; nil when the picture has none of them.
  func bytes(of byteCount: Int) -> Range<Int>? {
    switch self {
    case .from(let start, let end):
      guard start < byteCount else { return nil }
      return start..<min(end ?? .max, byteCount - 1) + 1
    case .last(let count):
      guard count > 0, byteCount > 0 else { return nil }
      return max(0, byteCount - count)..<byteCount
    }
  }
}

extension Problem {
  /// RFC 9110 §15.5.17: the answer tells how much there is.
  static func rangeNotSatisfiable(byteCount: Int) -> Problem {
    var problem = Problem(
      .rangeNotSatisfiable, "the picture ends before the range begins",
      hint: "it has \(byteCount) bytes")
    problem.fields.append(.init("Content-Range", "bytes */\(byteCount)"))
    problem.fields.append(.init("Accept-Ranges", "bytes"))
    return problem
  }
}
