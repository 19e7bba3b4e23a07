/// The first record of a manifest in CSV: what each column is for.
struct CSVHeader: Sendable {
  private enum Column: Sendable, Hashable {
    case id
    case template
    /// A list of words apart by blanks: formats, sizes or scales.
    case list(String)
    case property(layer: String, name: String)
    case variable(String)
  }

  private let columns: [Column]
  /// Of the header's text.
  let digest: Digest

  private static let plainNames = ["id", "templateId", "formats", "sizes", "scales"]

  /// Throws, located in the file, for a column that means nothing, one that stands twice, and a header
  /// without `id`.
  init(_ record: CSVRecords.Record, _ source: CardSource) throws(InputError) {
    var columns: [Column] = []
    for cell in record.cells {
      guard let column = Self.column(cell.text) else {
        throw source.located(
          InputError(
            .unknownMember, message: "there is no column \(Excerpt.quoted(cell.text))",
            hint: NearestName.of(cell.text, among: Self.plainNames).map {
              "did you mean \"\($0)\"?"
            }
              ?? "columns are id, templateId, formats, sizes, scales, layer.property and var:name",
            offset: cell.offset))
      }
      guard !columns.contains(column) else {
        throw source.located(
          InputError(
            .duplicate, message: "the column \(Excerpt.quoted(cell.text)) stands twice",
            offset: cell.offset))
      }
      columns.append(column)
    }
    guard columns.contains(.id) else {
      throw source.located(
        InputError(
          .missing, message: "the header has no column \"id\"",
          hint: "as in id,templateId,title.text", offset: 0))
    }
    self.columns = columns
    digest = Digest(of: record.text)
  }

  private static func column(_ text: String) -> Column? {
    let name = text.trimmingBlanks
    switch name {
    case "id": return .id
    case "templateId": return .template
    case "formats", "sizes", "scales": return .list(name)
    default: break
    }
    if name.hasPrefix("var:") {
      let variable = String(name.dropFirst(4))
      return variable.isEmpty ? nil : .variable(variable)
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
    return .property(layer: String(parts[0]), name: String(parts[1]))
  }

  /// The id that `record` gives, if it is one: its last picture stays published.
  func id(of record: CSVRecords.Record) -> String? {
    guard let index = columns.firstIndex(of: .id), index < record.cells.count else { return nil }
    let id = record.cells[index].text
    return CardID.isValid(id) ? id : nil
  }

  /// The card of `record` as JSON, whose values are strings where the template's types decide. An
  /// empty cell says nothing. Throws where the record has more or fewer cells than the header.
  func card(_ record: CSVRecords.Record) throws(InputError) -> JSON {
    guard record.cells.count == columns.count else {
      throw InputError(
        .outOfRange, message: "\(record.cells.count) cells, and the header has \(columns.count)",
        hint: "a cell with a comma stands in quotes", offset: 0)
    }
    var members: [JSON.Member] = []
    var layers: [JSON.Member] = []
    var variables: [JSON.Member] = []
    for (column, cell) in zip(columns, record.cells) where !cell.text.isEmpty {
      let value = JSON(.string(cell.text), offset: cell.offset)
      switch column {
      case .id: members.append(Self.member("id", value))
      case .template: members.append(Self.member("templateId", value))
      case .list(let name): members.append(Self.member(name, Self.list(cell, name)))
      case .variable(let name): variables.append(Self.member(name, value))
      case .property(let layer, let name):
        Self.add(Self.member(name, value), to: layer, &layers)
      }
    }
    if !layers.isEmpty { members.append(Self.member("layers", JSON(.object(layers)))) }
    if !variables.isEmpty { members.append(Self.member("variables", JSON(.object(variables)))) }
    return JSON(.object(members))
  }

  private static func member(_ key: String, _ value: JSON) -> JSON.Member {
    JSON.Member(key: key, keyOffset: value.offset, value: value)
  }

  private static func add(
    _ property: JSON.Member, to layer: String, _ layers: inout [JSON.Member]
  ) {
    if let index = layers.firstIndex(where: { $0.key == layer }),
      case .object(var properties) = layers[index].value.value
    {
      properties.append(property)
      layers[index].value.value = .object(properties)
    } else {
      layers.append(
        member(layer, JSON(.object([property]), offset: property.value.offset)))
    }
  }

  /// The words of a cell, as a card's list: numbers for scales.
  private static func list(_ cell: CSVRecords.Cell, _ name: String) -> JSON {
    let words = cell.text.split { $0 == " " || $0 == ";" || $0 == "," }.map { word -> JSON in
      let number = name == "scales" ? Double(word) : nil
      return JSON(number.map { .number($0) } ?? .string(String(word)), offset: cell.offset)
    }
    return JSON(.array(words), offset: cell.offset)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    let blanks: Set<Character> = [" ", "\t"]
    return String(drop { blanks.contains($0) }.reversed().drop { blanks.contains($0) }.reversed())
  }
}
