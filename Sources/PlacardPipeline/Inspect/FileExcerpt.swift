internal import PlacardSystem

/// A few lines of a file round the place that an error points to.
package struct FileExcerpt: Sendable, Hashable {
  /// One line, shortened where it is long.
  package struct Line: Sendable, Hashable {
    package var number: Int
    package var text: String
  }

  package let file: String
  package let line: Int
  /// From 1, in the text of its line; nil where the line was shortened before it.
  package let column: Int?
  package let lines: [Line]

  private static let bytesMax = 4_000_000
  private static let linesAround = 2
  private static let characterMax = 240

  /// The lines round `file:line:column`, the place that `text` begins with after words that end in a
  /// colon and a space; nil where it begins with none, or the file cannot be read.
  package init?(placeIn text: String) {
    let line = text.prefix { $0 != "\n" }
    var rest = line[...]
    while true {
      if let place = Self.place(rest.prefix { $0 != " " }) {
        self.init(file: place.file, line: place.line, column: place.column)
        return
      }
      guard let space = rest.firstIndex(of: " "), space != rest.startIndex,
        rest[rest.index(before: space)] == ":"
      else { return nil }
      rest = rest[rest.index(after: space)...]
    }
  }

  /// `file:line:column:`.
  private static func place(_ word: Substring) -> (file: String, line: Int, column: Int?)? {
    var parts = word.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.last == "" else { return nil }
    parts.removeLast()
    var numbers: [Int] = []
    while parts.count > 1, numbers.count < 2, let number = parts.last.flatMap({ Int($0) }) {
      numbers.insert(number, at: 0)
      parts.removeLast()
    }
    guard let line = numbers.first else { return nil }
    return (parts.joined(separator: ":"), line, numbers.count > 1 ? numbers[1] : nil)
  }

  private init?(file: String, line: Int, column: Int?) {
    guard let bytes = try? FileBytes.read(file, bytesMax: Self.bytesMax) else { return nil }
    let all = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard all.indices.contains(line - 1) else { return nil }
    self.file = file
    self.line = line
    let range = max(1, line - Self.linesAround)...min(all.count, line + Self.linesAround)
    lines = range.map { number in
      let text = String(decoding: all[number - 1], as: UTF8.self)
      let isLong = text.count > Self.characterMax
      return Line(
        number: number, text: isLong ? text.prefix(Self.characterMax) + "…" : text)
    }
    self.column = column.flatMap { $0 <= Self.characterMax ? $0 : nil }
  }
}
