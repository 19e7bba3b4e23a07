internal import PlacardCore

/// A table while its text is read: what may still be added to it depends on how it came to be.
final class TOMLTable {
  enum Origin {
    /// By a longer header, as `a` by `[a.b]`: its own header may still come.
    case implied
    /// By its own header.
    case header
    /// By dotted keys below the header of that number: more may come below that one only.
    case dotted(section: Int)
    /// Between braces: whole.
    case inline
  }

  enum Value {
    case value(JSON)
    case table(TOMLTable)
    /// Of `[[headers]]`; at least one.
    case tables([TOMLTable])
  }

  struct Entry {
    var key: String
    var keyOffset: Int
    var value: Value
  }

  var origin: Origin
  let offset: Int
  private(set) var entries: [Entry] = []
  private var indices: [String: Int] = [:]

  init(_ origin: Origin, offset: Int) {
    self.origin = origin
    self.offset = offset
  }

  subscript(key: String) -> Entry? { indices[key].map { entries[$0] } }

  /// Adds a key, or puts another value in the place of the one it has.
  func set(_ key: String, _ value: Value, at offset: Int) {
    if let index = indices[key] {
      entries[index].value = value
    } else {
      indices[key] = entries.count
      entries.append(Entry(key: key, keyOffset: offset, value: value))
    }
  }

  /// The table as a value; recursion is bounded by what the parser lets be nested.
  var json: JSON {
    let members = entries.map { entry in
      let value: JSON =
        switch entry.value {
        case .value(let json): json
        case .table(let table): table.json
        case .tables(let tables):
          JSON(.array(tables.map(\.json)), offset: tables.first?.offset ?? 0)
        }
      return JSON.Member(key: entry.key, keyOffset: entry.keyOffset, value: value)
    }
    return JSON(.object(members), offset: offset)
  }
}
