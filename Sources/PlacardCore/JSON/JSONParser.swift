/// A strict parser of JSON texts (RFC 8259): what the grammar does not allow is an error with its
/// byte offset, what was found and what was expected.
///
/// Stricter than the RFC asks: equal keys in one object, U+0000, lone surrogates, a byte order mark
/// and numbers beyond a `Double` are refused. Recursion is bounded by `JSONLimits.depthMax`.
package struct JSONParser {
  let bytes: UnsafePointer<UInt8>
  let end: Int
  let limits: JSONLimits
  /// Lets the reader of a manifest walk past a card that it will refuse by itself.
  let allowsDuplicates: Bool
  var position: Int
  var depth = 0
  var scratch: [UInt8] = []
  /// What a `JSONFailure` stands for.
  var failure: InputError?

  /// The value that `bytes`, one whole JSON text in UTF-8, spells; offsets count from its start.
  package static func parse(
    _ bytes: UnsafeRawBufferPointer, limits: JSONLimits = JSONLimits()
  ) throws(InputError) -> JSON {
    try bytes.withMemoryRebound(to: UInt8.self) { buffer throws(InputError) in
      guard let base = buffer.baseAddress else { throw emptyText() }
      var parser = JSONParser(base, count: buffer.count, limits: limits)
      return try parser.run { parser throws(JSONFailure) in try parser.wholeText() }
    }
  }

  /// The value that `bytes`, one whole JSON text in UTF-8, spells; offsets count from its start.
  package static func parse(
    _ bytes: [UInt8], limits: JSONLimits = JSONLimits()
  ) throws(InputError) -> JSON {
    try bytes.withUnsafeBufferPointer { buffer throws(InputError) in
      try parse(UnsafeRawBufferPointer(buffer), limits: limits)
    }
  }

  /// A parser at `position` of a text, for callers that walk its outer levels by themselves.
  init(
    _ bytes: UnsafePointer<UInt8>, count: Int, limits: JSONLimits, at position: Int = 0,
    allowsDuplicates: Bool = false
  ) {
    self.bytes = bytes
    self.end = count
    self.limits = limits
    self.allowsDuplicates = allowsDuplicates
    self.position = position
  }

  private mutating func wholeText() throws(JSONFailure) -> JSON {
    try refuseByteOrderMark()
    let value = try value()
    try expectEnd()
    return value
  }

  /// Refuses anything but white space up to the text's end.
  mutating func expectEnd() throws(JSONFailure) {
    skipSpace()
    if position < end { throw unexpected(expected: "the end of the text") }
  }

  @inline(__always)
  mutating func skipSpace() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
      default: return
      }
    }
  }

  /// The byte at the position; 0, which no JSON text holds outside, at the end.
  @inline(__always)
  var next: UInt8 { position < end ? bytes[position] : 0 }

  /// Reads one value and the white space before it.
  mutating func value() throws(JSONFailure) -> JSON {
    skipSpace()
    let start = position
    switch next {
    case UInt8(ascii: "\""): return JSON(.string(try string(isValue: true)), offset: start)
    case UInt8(ascii: "{"): return JSON(.object(try object()), offset: start)
    case UInt8(ascii: "["): return JSON(.array(try array()), offset: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
      return JSON(.number(try number()), offset: start)
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    default: throw unexpected(expected: "a value")
    }
  }

  private mutating func literal(_ word: StaticString, _ value: JSON.Value) throws(JSONFailure)
    -> JSON
  {
    let start = position
    let count = word.utf8CodeUnitCount
    guard end - position >= count else { throw unexpected(expected: "a value") }
    for index in 0..<count where bytes[position + index] != word.utf8Start[index] {
      throw unexpected(expected: "a value")
    }
    if position + count < end, isWordByte(bytes[position + count]) {
      throw unexpected(expected: "a value")
    }
    position += count
    return JSON(value, offset: start)
  }

  private mutating func array() throws(JSONFailure) -> [JSON] {
    try descend()
    skipSpace()
    var elements: [JSON] = []
    if next == UInt8(ascii: "]") {
      ascend()
      return elements
    }
    while true {
      do throws(JSONFailure) {
        elements.append(try value())
      } catch {
        throw within(element: elements.count)
      }
      skipSpace()
      switch next {
      case UInt8(ascii: ","):
        position &+= 1
        skipSpace()
        if next == UInt8(ascii: "]") { throw trailingComma(expected: "a value") }
      case UInt8(ascii: "]"):
        ascend()
        return elements
      default: throw unexpected(expected: "a comma or ] after an array's element")
      }
    }
  }

  private mutating func object() throws(JSONFailure) -> [JSON.Member] {
    try descend()
    skipSpace()
    var members: [JSON.Member] = []
    var seen: Set<String>?
    if next == UInt8(ascii: "}") {
      ascend()
      return members
    }
    // Most objects have one to four members: one allocation, not three.
    members.reserveCapacity(4)
    while true {
      let keyOffset = position
      let key = try memberName()
      if members.count >= limits.objectKeysMax { throw tooManyMembers(at: keyOffset) }
      if !allowsDuplicates {
        try refuseDuplicate(key, at: keyOffset, among: members, seen: &seen)
      }
      do throws(JSONFailure) {
        members.append(JSON.Member(key: key, keyOffset: keyOffset, value: try value()))
      } catch {
        throw within(member: key)
      }
      skipSpace()
      switch next {
      case UInt8(ascii: ","):
        position &+= 1
        skipSpace()
        if next == UInt8(ascii: "}") { throw trailingComma(expected: "a member's name") }
      case UInt8(ascii: "}"):
        ascend()
        return members
      default: throw unexpected(expected: "a comma or } after an object's member")
      }
    }
  }

  /// Reads a member's name and the colon after it.
  mutating func memberName() throws(JSONFailure) -> String {
    guard next == UInt8(ascii: "\"") else {
      throw unexpected(expected: "a member's name in double quotes")
    }
    let key = try string()
    skipSpace()
    guard next == UInt8(ascii: ":") else {
      throw unexpected(expected: "a colon after a member's name")
    }
    position &+= 1
    return key
  }

  /// Few keys are compared one by one; a set keeps large objects from costing squares.
  @inline(__always)
  private mutating func refuseDuplicate(
    _ key: String, at offset: Int, among members: [JSON.Member], seen: inout Set<String>?
  ) throws(JSONFailure) {
    if members.count < 16 {
      for member in members where member.key == key {
        throw duplicate(key, at: offset, first: member.keyOffset)
      }
      return
    }
    if seen == nil { seen = Set(members.lazy.map(\.key)) }
    if seen?.insert(key).inserted == false {
      let first = members.first { $0.key == key }
      throw duplicate(key, at: offset, first: first?.keyOffset ?? offset)
    }
  }

  @inline(__always)
  mutating func descend() throws(JSONFailure) {
    if depth >= limits.depthMax { throw tooDeep() }
    depth &+= 1
    position &+= 1
  }

  @inline(__always)
  mutating func ascend() {
    depth &-= 1
    position &+= 1
  }
}
