/// How a page lays out its tags: one a line, with which indentation and line ends, or without lines.
struct TagLayout {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Where tags are put in, and their text.
  ///
  /// - Parameters:
  ///   - offset: behind one tag, or before another (`isBefore`).
  ///   - neighbour: the start of a tag like them, whose indentation they get.
  func insertion(
    _ tags: [String], at offset: Int, isBefore: Bool, neighbour: Int?
  ) -> (text: String, offset: Int) {
    if isBefore {
      guard let own = indentation(before: offset) else { return (tags.joined(), offset) }
      let indent = neighbour.flatMap(indentation) ?? own + (own.isEmpty ? "" : own)
      return (tags.map { indent + $0 + newline }.joined(), offset - own.utf8.count)
    }
    guard let indent = neighbour.flatMap(indentation), endsLine(offset) else {
      return (tags.joined(), offset)
    }
    return (tags.map { newline + indent + $0 }.joined(), offset)
  }

  /// The white space between the line's start and `offset`; nil where anything else stands there.
  private func indentation(before offset: Int) -> String? {
    var start = offset
    while start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 { start -= 1 }
    guard start > 0, bytes[start - 1] == 0x0A else { return nil }
    return String(decoding: bytes[start..<offset], as: UTF8.self)
  }

  /// Whether only white space stands between `offset` and the line's end.
  private func endsLine(_ offset: Int) -> Bool {
    var end = offset
    while end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x09 || bytes[end] == 0x0D {
      end += 1
    }
    return end < bytes.count && bytes[end] == 0x0A
  }

  /// That of the page's first line.
  private var newline: String {
    guard let feed = bytes.firstIndex(of: 0x0A) else { return "\n" }
    return feed > 0 && bytes[feed - 1] == 0x0D ? "\r\n" : "\n"
  }
}
