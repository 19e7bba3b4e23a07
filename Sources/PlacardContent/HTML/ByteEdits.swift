/// Replacements in a file; every byte that none of them names stays.
struct ByteEdits {
  private var edits: [(range: Range<Int>, text: [UInt8])] = []

  var isEmpty: Bool { edits.isEmpty }

  /// Puts `text` in place of `range`; of two at the same place the first stays the first.
  mutating func replace(_ range: Range<Int>, with text: String) {
    edits.append((range, Array(text.utf8)))
  }

  mutating func insert(_ text: String, at offset: Int) { replace(offset..<offset, with: text) }

  /// `bytes` with the edits made. No two of them share a byte.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var done = 0
    let ordered = edits.enumerated().sorted {
      ($0.element.range.lowerBound, $0.element.range.upperBound, $0.offset)
        < ($1.element.range.lowerBound, $1.element.range.upperBound, $1.offset)
    }
    for (_, edit) in ordered {
      precondition(edit.range.lowerBound >= done, "edits do not overlap")
      result += bytes[done..<edit.range.lowerBound]
      result += edit.text
      done = edit.range.upperBound
    }
    return result + bytes[done...]
  }
}
