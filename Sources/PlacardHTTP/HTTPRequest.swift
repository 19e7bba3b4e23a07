internal import Glibc
package import PlacardSystem

/// One request while it is answered. All pointers are valid until the handler returns.
package struct HTTPRequest: ~Copyable {
  /// The body, decoded and whole; empty when there is none.
  package let body: UnsafeRawBufferPointer
  package let peer: PeerAddress
  /// The loop's time at the start of its turn.
  package let now: MonotonicInstant
  package let unixSeconds: Int64

  private let head: UnsafePointer<RequestHead>
  private let base: UnsafeRawPointer

  init(
    head: UnsafePointer<RequestHead>, base: UnsafeRawPointer, body: UnsafeRawBufferPointer,
    peer: PeerAddress, now: MonotonicInstant, unixSeconds: Int64
  ) {
    self.head = head
    self.base = base
    self.body = body
    self.peer = peer
    self.now = now
    self.unixSeconds = unixSeconds
  }

  package var method: HTTPMethod { head.pointee.method }
  /// 0 or 1, of HTTP/1.0 or HTTP/1.1.
  package var minorVersion: Int { Int(head.pointee.minorVersion) }

  /// Path and query as they were sent, nothing decoded; `*` for OPTIONS of the whole server.
  /// An absolute form has lost its scheme and authority.
  package var target: UnsafeRawBufferPointer {
    let range = head.pointee.target
    return range.count == 0 ? Self.slash : range.bytes(of: base)
  }

  /// The target up to its first `?`, at least `/`.
  package var path: UnsafeRawBufferPointer {
    let target = target
    guard let mark = questionMark(target) else { return target }
    return mark == 0 ? Self.slash : UnsafeRawBufferPointer(rebasing: target[..<mark])
  }

  /// What follows the first `?`; nil without one.
  package var query: UnsafeRawBufferPointer? {
    let target = target
    return questionMark(target).map { UnsafeRawBufferPointer(rebasing: target[($0 + 1)...]) }
  }

  private func questionMark(_ target: UnsafeRawBufferPointer) -> Int? {
    memchr(target.baseAddress!, 0x3F, target.count).map {
      UnsafeRawPointer($0) - target.baseAddress!
    }
  }

  /// The first value of a known header, without blanks round it.
  package func field(_ name: FieldName) -> UnsafeRawBufferPointer? {
    head.pointee.range(name)?.bytes(of: base)
  }

  /// Whether a known header was sent more than once.
  package func isRepeated(_ name: FieldName) -> Bool {
    head.pointee.isRepeated(name)
  }

  /// The first value of any header, found by a search; `name` in lower case.
  package func field(named name: StaticString) -> UnsafeRawBufferPointer? {
    var lines = FieldLines(head.pointee, base)
    while let line = lines.next() {
      if line.isNamed(name) { return line.value }
    }
    return nil
  }

  /// All values of a header in their order, with commas between (RFC 9110 §5.3), found by a search;
  /// `name` in lower case.
  package func joinedField(_ name: StaticString) -> [UInt8] {
    var joined: [UInt8] = []
    var lines = FieldLines(head.pointee, base)
    while let line = lines.next() {
      guard line.isNamed(name) else { continue }
      if !joined.isEmpty { joined.append(UInt8(ascii: ",")) }
      joined.append(contentsOf: line.value)
    }
    return joined
  }

  private static let slashByte: StaticString = "/"
  private static var slash: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: slashByte.utf8Start, count: 1)
  }
}

/// Walks the field lines of a head that has been parsed, hence is well formed.
private struct FieldLines {
  struct Line {
    let name: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer

    func isNamed(_ wanted: StaticString) -> Bool {
      guard name.count == wanted.utf8CodeUnitCount else { return false }
      for index in 0..<name.count {
        let byte = name[index]
        let folded = byte &- 0x41 < 26 ? byte | 0x20 : byte
        if folded != wanted.utf8Start[index] { return false }
      }
      return true
    }
  }

  private let base: UnsafeRawPointer
  private var index: Int
  private let end: Int

  init(_ head: RequestHead, _ base: UnsafeRawPointer) {
    self.base = base
    index = head.fieldsStart
    end = head.byteCount - 2
  }

  mutating func next() -> Line? {
    guard index < end else { return nil }
    let colon = endOfName(base, index, end)
    let lineEnd = endOfValue(base, colon + 1, end)
    defer { index = lineEnd + 2 }
    return Line(
      name: UnsafeRawBufferPointer(start: base + index, count: colon - index),
      value: UnsafeRawBufferPointer(start: base + colon + 1, count: lineEnd - colon - 1)
        .trimmingBlanks)
  }
}
