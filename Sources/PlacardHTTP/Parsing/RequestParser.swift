/// Finds the head of one request in bytes, in place (RFC 9112 §§2–3, 5).
///
/// What it decides depends only on the bytes up to where it decides: a request cut anywhere ends
/// the same as the same request in one piece. Whatever frames a message must be clean; nothing is
/// repaired, since a proxy in front may repair it differently (RFC 9112 §11.2).
package struct RequestParser: Sendable {
  /// How one call of `parse` ended.
  package enum Outcome {
    /// The head is in the `RequestHead`.
    case complete
    /// Nothing more can be said before a line feed arrives or there are so many bytes.
    case incomplete(lookAgainAt: Int)
    /// An empty line before a request, two bytes, to be passed over (RFC 9112 §2.2).
    case blankLine
    case refused(HTTPRefusal)
  }

  /// One step's end: the index behind it, or why there is none.
  enum Step {
    case at(Int)
    case ended(Outcome)
  }

  let requestLineBytesMax: Int
  let headerCountMax: Int
  let headerBytesMax: Int

  package init(_ limits: HTTPLimits) {
    requestLineBytesMax = limits.requestLineBytesMax
    headerCountMax = limits.headerCountMax
    headerBytesMax = limits.headerBytesMax
  }

  /// Parses from the first of `bytes`, which are not empty.
  package func parse(_ bytes: UnsafeRawBufferPointer, into head: inout RequestHead) -> Outcome {
    let base = bytes.baseAddress!
    let first = bytes[0]
    if first <= 0x0D {
      guard first == 0x0D else { return .refused(first == 0x0A ? .badLineEnd : .badMethod) }
      guard bytes.count > 1 else { return .incomplete(lookAgainAt: 2) }
      return bytes[1] == 0x0A ? .blankLine : .refused(.badLineEnd)
    }
    head.reset()
    switch parseRequestLine(base, bytes.count, &head) {
    case .ended(let outcome): return outcome
    case .at(let index):
      head.fieldsStart = index
      return parseFields(base, bytes.count, &head)
    }
  }

  @inline(__always)
  private func parseRequestLine(
    _ base: UnsafeRawPointer, _ count: Int, _ head: inout RequestHead
  ) -> Step {
    let targetStart: Int
    switch parseMethod(base, count, &head) {
    case .ended(let outcome): return .ended(outcome)
    case .at(let index): targetStart = index
    }

    let lineMax = requestLineBytesMax
    let end = endOfTarget(base, targetStart, min(count, lineMax))
    guard end < lineMax else { return .ended(.refused(.lineTooLong)) }
    guard end < count else { return .ended(.incomplete(lookAgainAt: lineMax)) }
    guard base.load(fromByteOffset: end, as: UInt8.self) == 0x20, end > targetStart else {
      return .ended(.refused(.badTarget))
    }
    guard end &+ 9 <= lineMax else { return .ended(.refused(.lineTooLong)) }
    guard let target = originForm(base, targetStart, end, head.method) else {
      return .ended(.refused(.badTarget))
    }
    head.target = target
    return parseVersion(base, count, end &+ 1, &head)
  }

  @inline(__always)
  private func parseMethod(
    _ base: UnsafeRawPointer, _ count: Int, _ head: inout RequestHead
  ) -> Step {
    if count >= 4 && base.loadUnaligned(as: UInt32.self) == UInt32(littleEndian: 0x2054_4547) {
      head.method = .get
      return .at(4)
    }
    var index = 0
    let end = min(count, requestLineBytesMax)
    while index < end {
      let byte = base.load(fromByteOffset: index, as: UInt8.self)
      if byte == 0x20 && index > 0 {
        guard let method = method(base, index) else { return .ended(.refused(.unknownMethod)) }
        head.method = method
        return .at(index &+ 1)
      }
      guard isTokenByte(byte) else { return .ended(.refused(.badMethod)) }
      index &+= 1
    }
    if index == requestLineBytesMax { return .ended(.refused(.lineTooLong)) }
    return .ended(.incomplete(lookAgainAt: requestLineBytesMax))
  }

  /// Methods are case-sensitive (RFC 9110 §9.1).
  private func method(_ base: UnsafeRawPointer, _ count: Int) -> HTTPMethod? {
    func spells(_ word: StaticString) -> Bool {
      guard count == word.utf8CodeUnitCount else { return false }
      for index in 0..<count
      where base.load(fromByteOffset: index, as: UInt8.self) != word.utf8Start[index] {
        return false
      }
      return true
    }
    if spells("GET") { return .get }
    if spells("HEAD") { return .head }
    if spells("POST") { return .post }
    if spells("PUT") { return .put }
    if spells("DELETE") { return .delete }
    if spells("OPTIONS") { return .options }
    if spells("PATCH") { return .patch }
    if spells("TRACE") { return .trace }
    if spells("QUERY") { return .query }
    return nil
  }

  /// Path and query of a target in one of its forms (RFC 9112 §3.2); nil for a wrong one.
  private func originForm(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ method: HTTPMethod
  ) -> ByteRange? {
    let first = base.load(fromByteOffset: start, as: UInt8.self)
    if first == 0x2F { return ByteRange(start, end) }
    if first == 0x2A {
      return end == start + 1 && method == .options ? ByteRange(start, end) : nil
    }
    // absolute-form: `http://authority/path?query`, as sent to proxies.
    var index = start
    if end - start > 7 && equalsFolded(base + start, 4, "http") {
      index += 4
      if base.load(fromByteOffset: index, as: UInt8.self) | 0x20 == 0x73 { index += 1 }
    }
    let marks: StaticString = "://"
    guard index > start && end - index > 3 else { return nil }
    for offset in 0..<3 {
      guard base.load(fromByteOffset: index + offset, as: UInt8.self) == marks.utf8Start[offset]
      else { return nil }
    }
    index += 3
    let authority = index
    while index < end {
      let byte = base.load(fromByteOffset: index, as: UInt8.self)
      if byte == 0x2F || byte == 0x3F { break }
      guard HostSyntax.allows(byte) else { return nil }
      index += 1
    }
    return index > authority ? ByteRange(index, end) : nil
  }

  @inline(__always)
  private func parseVersion(
    _ base: UnsafeRawPointer, _ count: Int, _ start: Int, _ head: inout RequestHead
  ) -> Step {
    // "HTTP/1.1" and CR LF at once.
    if start &+ 10 <= count,
      UInt64(littleEndian: (base + start).loadUnaligned(as: UInt64.self))
        == 0x312E_312F_5054_5448,
      UInt16(littleEndian: (base + start + 8).loadUnaligned(as: UInt16.self)) == 0x0A0D
    {
      head.minorVersion = 1
      return .at(start &+ 10)
    }
    let word: StaticString = "HTTP/d.d\r\n"
    var digits: (UInt8, UInt8) = (0, 0)
    for offset in 0..<10 {
      guard start &+ offset < count else {
        return .ended(.incomplete(lookAgainAt: start &+ 10))
      }
      let byte = base.load(fromByteOffset: start &+ offset, as: UInt8.self)
      switch offset {
      case 5, 7:
        guard byte &- 0x30 < 10 else { return .ended(.refused(.badVersion)) }
        if offset == 5 { digits.0 = byte &- 0x30 } else { digits.1 = byte &- 0x30 }
        if offset == 7 && digits.0 != 1 { return .ended(.refused(.otherVersion)) }
      default:
        guard byte == word.utf8Start[offset] else {
          return .ended(.refused(offset < 8 ? .badVersion : .badLineEnd))
        }
      }
    }
    // A higher minor version is served as 1.1 (RFC 9110 §6.2).
    head.minorVersion = digits.1 == 0 ? 0 : 1
    head.keepsAlive = digits.1 != 0
    return .at(start &+ 10)
  }
}
