// A manifest is read in two walks: the first finds where its cards begin and end and whether the
// whole is JSON, the second reads the cards one by one. What only a limit forbids, or a name that
// stands twice, is the fault of one card and passes the first walk.
extension JSONParser {
  /// Deeper than any limit that can be set, and still few enough for a small stack.
  private static let outlineLimits = JSONLimits(
    depthMax: 160, objectKeysMax: .max, stringBytesMax: .max)

  /// A parser for the first walk, at the beginning of `bytes`.
  static func outline(_ bytes: UnsafeBufferPointer<UInt8>) throws(InputError) -> JSONParser {
    guard let base = bytes.baseAddress else { throw emptyText() }
    var parser = JSONParser(
      base, count: bytes.count, limits: outlineLimits, allowsDuplicates: true)
    try parser.run { parser throws(JSONFailure) in try parser.refuseByteOrderMark() }
    return parser
  }

  /// Walks the object at the position; `body` is called at each value and has to read it.
  mutating func walkObject(
    _ body: (inout JSONParser, _ key: String, _ keyOffset: Int) throws(JSONFailure) -> Void
  ) throws(JSONFailure) {
    skipSpace()
    guard next == UInt8(ascii: "{") else { throw unexpected(expected: "an object") }
    try descend()
    skipSpace()
    if next == UInt8(ascii: "}") { return ascend() }
    while true {
      let keyOffset = position
      let key = try memberName()
      skipSpace()
      try body(&self, key, keyOffset)
      skipSpace()
      if next == UInt8(ascii: "}") { return ascend() }
      guard next == UInt8(ascii: ",") else {
        throw unexpected(expected: "a comma or } after an object's member")
      }
      position &+= 1
      skipSpace()
      if next == UInt8(ascii: "}") { throw trailingComma(expected: "a member's name") }
    }
  }

  /// The byte ranges of the elements of the array at the position.
  mutating func elementRanges() throws(JSONFailure) -> [Range<Int>] {
    guard next == UInt8(ascii: "[") else { throw unexpected(expected: "an array") }
    try descend()
    skipSpace()
    var ranges: [Range<Int>] = []
    if next == UInt8(ascii: "]") {
      ascend()
      return ranges
    }
    while true {
      do throws(JSONFailure) {
        ranges.append(try valueRange())
      } catch {
        throw within(element: ranges.count)
      }
      skipSpace()
      if next == UInt8(ascii: "]") {
        ascend()
        return ranges
      }
      guard next == UInt8(ascii: ",") else {
        throw unexpected(expected: "a comma or ] after an array's element")
      }
      position &+= 1
      skipSpace()
      if next == UInt8(ascii: "]") { throw trailingComma(expected: "a value") }
    }
  }

  /// The byte range of the value at the position.
  mutating func valueRange() throws(JSONFailure) -> Range<Int> {
    skipSpace()
    let start = position
    _ = try value()
    return start..<position
  }

  /// The member `name` of a text that may break off or go wrong after it; nil where it cannot be
  /// made out.
  static func member(_ name: String, ofBroken bytes: UnsafeRawBufferPointer) -> JSON? {
    var found: JSON?
    guard var parser = try? outline(bytes.assumingMemoryBound(to: UInt8.self)) else { return nil }
    try? parser.walkObject { (parser, key, _) throws(JSONFailure) in
      let value = try parser.value()
      if key == name, found == nil { found = value }
    }
    return found
  }
}
