/// Where the attributes of a written start tag stand (HTML, section 13.2.5.32 and on).
struct TagText {
  struct Attribute {
    /// In small letters.
    var name: String
    /// The value with its quotes; nil where there is none.
    var value: Range<Int>?
    /// Where the attribute ends.
    var end: Int
  }

  let attributes: [Attribute]
  /// Whether the tag ends in `/>`.
  let isSelfClosing: Bool

  /// - Parameter tag: from its `<` to its `>`, both of them in it.
  init(_ bytes: UnsafeRawBufferPointer, _ tag: Range<Int>) {
    let end = max(tag.upperBound - 1, tag.lowerBound)
    var attributes: [Attribute] = []
    var index = tag.lowerBound + 1
    while index < end, !Self.isSpace(bytes[index]), bytes[index] != Self.slash { index += 1 }
    while true {
      while index < end, Self.isSpace(bytes[index]) || bytes[index] == Self.slash { index += 1 }
      guard index < end else { break }
      let start = index
      // A name may begin with the sign that ends others.
      index += 1
      while index < end, !Self.isSpace(bytes[index]), bytes[index] != Self.slash,
        bytes[index] != UInt8(ascii: "=")
      {
        index += 1
      }
      let name = String(decoding: bytes[start..<index], as: UTF8.self).lowercased()
      var attribute = Attribute(name: name, value: nil, end: index)
      var ahead = index
      while ahead < end, Self.isSpace(bytes[ahead]) { ahead += 1 }
      if ahead < end, bytes[ahead] == UInt8(ascii: "=") {
        ahead += 1
        while ahead < end, Self.isSpace(bytes[ahead]) { ahead += 1 }
        let value = Self.value(bytes, from: ahead, end: end)
        if !value.isEmpty { attribute.value = value }
        index = value.upperBound
        attribute.end = index
      }
      // The first of two equal names counts.
      if !attributes.contains(where: { $0.name == name }) { attributes.append(attribute) }
    }
    self.attributes = attributes
    let last = attributes.last?.end ?? tag.lowerBound
    isSelfClosing = end > last && end > 0 && bytes[end - 1] == Self.slash
  }

  subscript(name: String) -> Attribute? { attributes.first { $0.name == name } }

  private static func value(
    _ bytes: UnsafeRawBufferPointer, from start: Int, end: Int
  ) -> Range<Int> {
    guard start < end else { return start..<start }
    let quote = bytes[start]
    var index = start + 1
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      while index < end, bytes[index] != quote { index += 1 }
      return start..<min(index + 1, end)
    }
    index = start
    while index < end, !isSpace(bytes[index]) { index += 1 }
    return start..<index
  }

  private static let slash = UInt8(ascii: "/")

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0C || byte == 0x0D
  }
}
