/// A place in a text as people count it: lines and columns (in code points) from 1.
package struct TextPlace: Sendable, Hashable {
  package var line: Int
  package var column: Int

  /// The place of the byte at `offset`; past the end, the place after the last byte.
  package init(of offset: Int, in text: UnsafeRawBufferPointer, firstLine: Int = 1) {
    var line = firstLine
    var lineStart = 0
    let end = max(0, min(offset, text.count))
    for index in 0..<end where text[index] == 0x0A {
      line += 1
      lineStart = index + 1
    }
    var column = 1
    for index in lineStart..<end where text[index] & 0xC0 != 0x80 { column += 1 }
    self.line = line
    self.column = column
  }
}
