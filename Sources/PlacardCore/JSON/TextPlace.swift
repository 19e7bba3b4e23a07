/// A place in a text as people count it: lines and columns (in code points) from 1.
package struct TextPlace: Sendable, Hashable {
  package var line: Int
  package var column: Int

  /// The beginning of a text, or of a part of it that begins elsewhere.
  package init(line: Int = 1, column: Int = 1) {
    self.line = line
    self.column = column
  }

  /// The place of the byte at `offset` in `text`, which begins at `start`; past the end, the place
  /// after the last byte.
  package init(
    of offset: Int, in text: UnsafeRawBufferPointer, from start: TextPlace = TextPlace()
  ) {
    self = start
    advance(over: UnsafeRawBufferPointer(rebasing: text[..<max(0, min(offset, text.count))]))
  }

  /// Moves past `text`.
  package mutating func advance(over text: UnsafeRawBufferPointer) {
    for byte in text {
      if byte == 0x0A {
        line &+= 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column &+= 1
      }
    }
  }
}
