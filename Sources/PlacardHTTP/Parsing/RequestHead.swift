/// A place in a request's bytes.
package struct ByteRange: Sendable {
  package var start: UInt32 = 0
  package var count: UInt32 = 0

  package init() {}

  init(_ start: Int, _ end: Int) {
    self.start = UInt32(truncatingIfNeeded: start)
    count = UInt32(truncatingIfNeeded: end &- start)
  }

  /// The bytes at the place in a request that starts at `base`; borrowed, not copied.
  package func bytes(of base: UnsafeRawPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: base + Int(start), count: Int(count))
  }
}

/// What the parser found in the head of one request: places, never copies.
package struct RequestHead: Sendable {
  package var method = HTTPMethod.get
  /// 1 for HTTP/1.1 and its successors, 0 for HTTP/1.0.
  package var minorVersion: UInt8 = 1
  package var isChunked = false
  package var expectsContinue = false
  /// The version's default, or what a Connection header asks for; `closes` wins over it.
  package var keepsAlive = true
  package var closes = false
  /// The body's length where one is named.
  package var contentLength: Int?
  /// The target's path and query; empty for an absolute form without a path.
  package var target = ByteRange()
  /// The first field line.
  package var fieldsStart = 0
  /// All of the head with its blank line.
  package var byteCount = 0
  /// Bit n: the field of raw value n is there, or there more than once.
  package var present: UInt32 = 0
  package var repeated: UInt32 = 0
  /// The first value of each known field; only those that are present are set.
  var known = InlineArray<20, ByteRange>(repeating: ByteRange())

  package init() {}

  /// Forgets the last request; `known` may stay, since `present` guards it.
  mutating func reset() {
    isChunked = false
    expectsContinue = false
    keepsAlive = true
    closes = false
    contentLength = nil
    present = 0
    repeated = 0
  }

  package var hasBody: Bool { isChunked || (contentLength ?? 0) > 0 }

  /// Where the field's value stands, the first if it is repeated; nil when the field is absent.
  package func range(_ name: FieldName) -> ByteRange? {
    guard present & (1 &<< UInt32(name.rawValue)) != 0 else { return nil }
    return known[Int(name.rawValue)]
  }

  /// Whether the field came on more than one line.
  package func isRepeated(_ name: FieldName) -> Bool {
    repeated & (1 &<< UInt32(name.rawValue)) != 0
  }
}
