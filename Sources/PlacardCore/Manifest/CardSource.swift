/// Where a card stands in its manifest, with its text, so that a late error can still point.
package struct CardSource: Sendable {
  package let file: String
  /// The place of the text's first byte in the file.
  package let start: TextPlace
  /// The JSON path in the file, as in `cards[3]`; empty for a line of JSON Lines.
  package let path: String
  /// The bytes that the card was read from; offsets in its values count from their first.
  package let text: ArraySlice<UInt8>

  package init(file: String, start: TextPlace, path: String, text: ArraySlice<UInt8>) {
    self.file = file
    self.start = start
    self.path = path
    self.text = text
  }

  /// `error`, whose path and offset are the card's own, as the reader of the file sees it. An error
  /// without an offset is placed at the card's beginning.
  package func located(_ error: InputError) -> InputError {
    var error = error.within(path)
    if error.offset == nil { error.offset = 0 }
    return text.withUnsafeBytes {
      error.located(
        in: $0, named: file, firstLine: start.line, firstColumn: start.column)
    }
  }
}
