/// Cuts lines of CSV (RFC 4180) into records: a line break within quotes belongs to the cell.
struct CSVRecords: Sendable {
  /// One record with its text and the number of its first line.
  struct Record: Sendable {
    var text: [UInt8]
    var line: Int
    var cells: [Cell]
  }

  /// What a cell holds, without its quotes, and where it begins in the record's text.
  struct Cell: Sendable, Equatable {
    var text: String
    var offset: Int
  }

  private var pending: [UInt8] = []
  private var firstLine = 0

  /// Whether a record has begun whose quotes are open.
  var isWithinRecord: Bool { !pending.isEmpty }

  /// What has come of the record that is open, and its first line.
  var open: (text: [UInt8], line: Int) { (pending, firstLine) }

  /// Takes the line of that number, without its line feed; the record that it ends, or nil.
  ///
  /// Throws, with an offset in the record's text, for quotes in the middle of a cell and for bytes that
  /// are no UTF-8.
  mutating func take(
    _ line: UnsafeRawBufferPointer, number: Int
  ) throws(InputError) -> Record? {
    if pending.isEmpty {
      firstLine = number
    } else {
      pending.append(0x0A)
    }
    pending.append(contentsOf: line)
    // Quotes come in pairs in a whole record, doubled ones too.
    guard pending.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 0 else { return nil }
    var text = pending
    pending = []
    if text.last == 0x0D { text.removeLast() }
    if number == 1, text.starts(with: [0xEF, 0xBB, 0xBF]) { text.removeFirst(3) }
    return Record(text: text, line: firstLine, cells: try Self.cells(text))
  }

  private static func cells(_ text: [UInt8]) throws(InputError) -> [Cell] {
    var cells: [Cell] = []
    var index = 0
    while true {
      cells.append(try cell(text, &index))
      guard index < text.count else { return cells }
      // The comma.
      index += 1
    }
  }

  /// The cell at `index`, which is then at the comma behind it or the end.
  private static func cell(_ text: [UInt8], _ index: inout Int) throws(InputError) -> Cell {
    let start = index
    guard index < text.count, text[index] == UInt8(ascii: "\"") else {
      while index < text.count, text[index] != UInt8(ascii: ",") {
        if text[index] == UInt8(ascii: "\"") { throw stray(index) }
        index += 1
      }
      return Cell(text: try string(text[start..<index], start), offset: start)
    }
    var bytes: [UInt8] = []
    index += 1
    while index < text.count {
      let byte = text[index]
      index += 1
      guard byte == UInt8(ascii: "\"") else {
        bytes.append(byte)
        continue
      }
      if index < text.count, text[index] == UInt8(ascii: "\"") {
        bytes.append(byte)
        index += 1
      } else if index == text.count || text[index] == UInt8(ascii: ",") {
        return Cell(text: try string(bytes[...], start), offset: start + 1)
      } else {
        throw stray(index)
      }
    }
    throw stray(start)
  }

  private static func string(
    _ bytes: ArraySlice<UInt8>, _ offset: Int
  ) throws(InputError) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    throw InputError(.syntax, message: "the cell is not UTF-8", offset: offset)
  }

  private static func stray(_ offset: Int) -> InputError {
    InputError(
      .syntax, message: "a quote in the middle of a cell",
      hint: "a cell with quotes stands in quotes, with each of its own doubled", offset: offset)
  }
}
