/// Reads a manifest in CSV as its lines come: a header of columns, then a card a record. Holds nothing
/// but the header and a record whose quotes are open.
package struct ManifestTable: Sendable {
  private let file: String
  private let limits: Limits
  private var records = CSVRecords()
  private var header: CSVHeader?

  /// `file` is the name that errors show.
  package init(file: String, limits: Limits = Limits()) {
    self.file = file
    self.limits = limits
  }

  /// Reads the line of that number, counted from 1, without its line feed; nil for a line that ends
  /// no card: the header, an empty one, one within a quoted cell.
  ///
  /// Throws only when the header cannot be read: then no card of the file can be.
  package mutating func read(
    _ line: UnsafeRawBufferPointer, number: Int
  ) throws(InputError) -> ManifestEntry? {
    if !records.isWithinRecord, line.allSatisfy({ $0 == 0x20 || (0x09...0x0D).contains($0) }) {
      return nil
    }
    let record: CSVRecords.Record?
    do throws(InputError) { record = try records.take(line, number: number) } catch {
      let text = Array(line)
      let source = source(text, number)
      if header == nil { throw source.located(error) }
      return .failed(FailedCard(id: nil, error: source.located(error), source: source))
    }
    guard let record else {
      if records.open.text.count > limits.manifestLineBytesMax { return try unclosed() }
      return nil
    }
    guard let header else {
      header = try CSVHeader(record, source(record.text, record.line))
      return nil
    }
    return entry(record, header)
  }

  /// The record that the file's end leaves open, which is none; nil when there is no such record.
  package mutating func finish() throws(InputError) -> ManifestEntry? {
    records.isWithinRecord ? try unclosed() : nil
  }

  private mutating func unclosed() throws(InputError) -> ManifestEntry {
    let (text, line) = records.open
    records = CSVRecords()
    let source = source(text, line)
    let error = source.located(
      InputError(
        .syntax, message: "the record has a quote that is not closed",
        hint: "a cell with quotes stands in quotes, with each of its own doubled"))
    if header == nil { throw error }
    return .failed(FailedCard(id: nil, error: error, source: source))
  }

  private func source(_ text: [UInt8], _ line: Int) -> CardSource {
    CardSource(file: file, start: TextPlace(line: line), path: "", text: text[...])
  }

  private func entry(_ record: CSVRecords.Record, _ header: CSVHeader) -> ManifestEntry {
    let source = source(record.text, record.line)
    let id = header.id(of: record)
    do throws(InputError) {
      let json = try header.card(record)
      var hasher = Digest.Hasher()
      hasher.update(header.digest)
      hasher.update(record.text)
      let card = try ManifestCard(
        CardMembers(json, allowsID: true, limits: limits), own: json, defaults: nil,
        source: source, rawDigest: hasher.finish(), hasCells: true)
      return .card(card)
    } catch {
      return .failed(FailedCard(id: id, error: source.located(error), source: source))
    }
  }
}
