/// Reads the tokens that Placard's CSS values are made of (CSS Syntax 3 §4.3), each parser asking
/// for the token it expects next.
struct CSSScanner {
  let bytes: [UInt8]
  private(set) var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// The byte at the position; 0, which no CSS value holds, at the end.
  @inline(__always)
  var next: UInt8 { position < bytes.count ? bytes[position] : 0 }

  @inline(__always)
  func byte(after count: Int) -> UInt8 {
    position + count < bytes.count ? bytes[position + count] : 0
  }

  /// Whether only white space and comments are left; skips them.
  mutating func isAtEnd() -> Bool {
    skipSpace()
    return position >= bytes.count
  }

  /// Skips white space and comments; false where there was none.
  @discardableResult
  mutating func skipSpace() -> Bool {
    let start = position
    while true {
      switch next {
      case 0x20, 0x09, 0x0A, 0x0D, 0x0C: position += 1
      case UInt8(ascii: "/") where byte(after: 1) == UInt8(ascii: "*"): skipComment()
      default: return position > start
      }
    }
  }

  /// A comment that never ends reaches to the end of the value, as in CSS.
  private mutating func skipComment() {
    position += 2
    while position < bytes.count {
      if next == UInt8(ascii: "*"), byte(after: 1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
  }

  /// Takes `byte` and the space before it, if it comes next.
  mutating func take(_ byte: UInt8) -> Bool {
    let start = position
    skipSpace()
    if next == byte, position < bytes.count {
      position += 1
      return true
    }
    position = start
    return false
  }

  mutating func takeComma() -> Bool { take(UInt8(ascii: ",")) }

  mutating func takeClose() -> Bool { take(UInt8(ascii: ")")) }

  /// Takes the identifier that comes next, in small letters; nil (and nothing taken) where another
  /// token stands. Identifiers of Placard's keywords are ASCII without escapes.
  mutating func takeWord() -> String? {
    skipSpace()
    let end = wordEnd()
    guard end > position else { return nil }
    let word = bytes[position..<end].map(Self.lowercase)
    position = end
    return String(decoding: word, as: UTF8.self)
  }

  /// Takes the identifier that comes next if it is `word`, which is in small letters.
  mutating func take(word: StaticString) -> Bool {
    let start = position
    skipSpace()
    let end = wordEnd()
    let count = word.utf8CodeUnitCount
    if end - position == count {
      var isEqual = true
      for index in 0..<count
      where Self.lowercase(bytes[position + index]) != word.utf8Start[index] {
        isEqual = false
      }
      if isEqual, end >= bytes.count || bytes[end] != UInt8(ascii: "(") {
        position = end
        return true
      }
    }
    position = start
    return false
  }

  /// Takes `name(` and gives the name in small letters; nil (and nothing taken) for anything else.
  mutating func takeFunction() -> String? {
    let start = position
    if let name = takeWord(), next == UInt8(ascii: "("), position < bytes.count {
      position += 1
      return name
    }
    position = start
    return nil
  }

  private func wordEnd() -> Int {
    var end = position
    if end < bytes.count, bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard end < bytes.count, Self.isLetter(bytes[end]) else { return position }
    while end < bytes.count, Self.isWordByte(bytes[end]) { end += 1 }
    return end
  }

  static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"):
      true
    default: false
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

  static func isWordByte(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "-")
  }

  @inline(__always)
  static func lowercase(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }

  /// Moves past `count` bytes that the caller has looked at.
  mutating func advance(_ count: Int) { position += count }

  /// Goes back to a position that was `position` before.
  mutating func rewind(to earlier: Int) { position = earlier }

  /// What comes next, cut short, for a message.
  func excerpt() -> String {
    let rest = bytes[position...]
    if rest.isEmpty { return "its end" }
    let text = String(decoding: rest, as: UTF8.self).unicodeScalars
    return JSONWriter.quoted(
      text.count > 24 ? String(text.prefix(23)) + "…" : String(text))
  }
}
