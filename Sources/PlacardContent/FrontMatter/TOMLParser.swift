internal import PlacardCore

/// A parser of TOML 1.0. Dates and times become texts as written, and so do `inf` and `nan`, which
/// JSON has not.
struct TOMLParser {
  /// A key with its place.
  typealias Key = (name: String, offset: Int)

  let bytes: [UInt8]
  let limits: Limits
  var position = 0
  /// Levels of tables and arrays around the position, those of the header too.
  var depth = 0
  private var valueCount = 0
  private let root = TOMLTable(.header, offset: 0)
  /// The table that keys are added to, and the number of its header.
  private var current: TOMLTable
  private var section = 0

  /// The object that `text` spells; offsets count from its first byte. Throws, with such an offset,
  /// for what TOML or `limits` do not allow.
  static func parse(_ text: ArraySlice<UInt8>, limits: Limits) throws(InputError) -> JSON {
    var parser = TOMLParser(bytes: Array(text), limits: limits)
    try parser.refuseBadUTF8()
    try parser.document()
    return parser.root.json
  }

  private init(bytes: [UInt8], limits: Limits) {
    self.bytes = bytes
    self.limits = limits
    current = root
  }

  // MARK: Lines.

  private mutating func document() throws(InputError) {
    while true {
      skipBlanks()
      guard let byte = next else { return }
      switch byte {
      case UInt8(ascii: "#"), 0x0A, 0x0D: break
      case UInt8(ascii: "["): try header()
      default: try keyValue(into: current)
      }
      try endLine()
    }
  }

  /// Passes a comment and a line break, which have to come unless the text ends.
  private mutating func endLine() throws(InputError) {
    skipBlanks()
    if next == UInt8(ascii: "#") { try skipComment() }
    if next == nil || skipLineBreak() { return }
    throw unexpected("the end of the line")
  }

  private mutating func header() throws(InputError) {
    let start = position
    position += 1
    let isElement = skip("[")
    let keys = try dottedKey()
    guard skip("]"), !isElement || skip("]") else {
      throw unexpected(isElement ? "]] after the name of a table" : "] after the name of a table")
    }
    section += 1
    depth = keys.count
    var table = root
    for key in keys.dropLast() { table = try tableForHeader(key, in: table) }
    guard let last = keys.last else { return }
    if isElement {
      current = try newElement(last, in: table, at: start)
    } else {
      current = try newTable(last, in: table, at: start)
    }
  }

  /// The table that the header of a deeper one passes through.
  private mutating func tableForHeader(
    _ key: Key, in table: TOMLTable
  ) throws(InputError) -> TOMLTable {
    switch table[key.name]?.value {
    case nil:
      try count(at: key.offset)
      let new = TOMLTable(.implied, offset: key.offset)
      table.set(key.name, .table(new), at: key.offset)
      return new
    case .table(let inner):
      if case .inline = inner.origin { throw closed(key, in: table) }
      return inner
    case .tables(let tables): return tables[tables.count - 1]
    case .value: throw closed(key, in: table)
    }
  }

  private mutating func newTable(
    _ key: Key, in table: TOMLTable, at start: Int
  ) throws(InputError) -> TOMLTable {
    switch table[key.name]?.value {
    case nil:
      try count(at: key.offset)
      let new = TOMLTable(.header, offset: start)
      table.set(key.name, .table(new), at: key.offset)
      return new
    case .table(let inner):
      guard case .implied = inner.origin else { throw twice(key, in: table) }
      inner.origin = .header
      return inner
    default: throw twice(key, in: table)
    }
  }

  private mutating func newElement(
    _ key: Key, in table: TOMLTable, at start: Int
  ) throws(InputError) -> TOMLTable {
    try count(at: key.offset)
    let new = TOMLTable(.header, offset: start)
    switch table[key.name]?.value {
    case nil: table.set(key.name, .tables([new]), at: key.offset)
    case .tables(let tables): table.set(key.name, .tables(tables + [new]), at: key.offset)
    default: throw twice(key, in: table)
    }
    return new
  }

  // MARK: Keys.

  /// Reads `key = value`, where a key with dots makes tables.
  mutating func keyValue(into table: TOMLTable) throws(InputError) {
    let keys = try dottedKey()
    guard skip("=") else { throw unexpected("= after a name") }
    skipBlanks()
    // Tables by dotted keys are levels as well.
    depth += keys.count - 1
    defer { depth -= keys.count - 1 }
    guard depth <= limits.jsonDepthMax else { throw tooDeep(position) }
    var table = table
    for key in keys.dropLast() { table = try tableForKey(key, in: table) }
    guard let last = keys.last else { return }
    guard table[last.name] == nil else { throw twice(last, in: table) }
    guard table.entries.count < limits.jsonObjectKeysMax else {
      throw InputError(
        .limit, message: "a table of more than \(limits.jsonObjectKeysMax) names",
        hint: "limits.jsonObjectKeysMax", offset: last.offset)
    }
    table.set(last.name, try value(), at: last.offset)
  }

  private mutating func tableForKey(
    _ key: Key, in table: TOMLTable
  ) throws(InputError) -> TOMLTable {
    switch table[key.name]?.value {
    case nil:
      try count(at: key.offset)
      let new = TOMLTable(.dotted(section: section), offset: key.offset)
      table.set(key.name, .table(new), at: key.offset)
      return new
    case .table(let inner):
      switch inner.origin {
      case .dotted(section): return inner
      case .implied:
        inner.origin = .dotted(section: section)
        return inner
      default: throw closed(key, in: table)
      }
    default: throw closed(key, in: table)
    }
  }

  private mutating func dottedKey() throws(InputError) -> [Key] {
    var keys: [Key] = []
    repeat {
      skipBlanks()
      let start = position
      keys.append((try simpleKey(), start))
      guard keys.count <= limits.jsonDepthMax else { throw tooDeep(start) }
      skipBlanks()
    } while skip(".")
    return keys
  }

  private mutating func simpleKey() throws(InputError) -> String {
    switch next {
    case UInt8(ascii: "\""): return try basicString()
    case UInt8(ascii: "'"): return try literalString()
    default: break
    }
    let start = position
    while let byte = next, Self.isBare(byte) { position += 1 }
    guard position > start else {
      throw unexpected("a name", hint: "letters, digits, _ and -; any other stands in quotes")
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  // MARK: Counts.

  mutating func count(at offset: Int) throws(InputError) {
    valueCount += 1
    if valueCount <= limits.frontMatterValuesMax { return }
    throw InputError(
      .limit, message: "more than \(limits.frontMatterValuesMax) values",
      hint: "limits.frontMatterValuesMax", offset: offset)
  }

  /// Runs `body` one level down.
  mutating func descend<Result>(
    _ body: (inout TOMLParser) throws(InputError) -> Result
  ) throws(InputError) -> Result {
    guard depth < limits.jsonDepthMax else { throw tooDeep(position) }
    depth += 1
    defer { depth -= 1 }
    return try body(&self)
  }
}
