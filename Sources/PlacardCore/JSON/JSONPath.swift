/// The spelling of places within a JSON value: `layers.title.spans[0].text`.
package enum JSONPath {
  /// `inner` seen from `outer`; either may be empty.
  package static func join(_ outer: String, _ inner: String) -> String {
    if outer.isEmpty { return inner }
    if inner.isEmpty { return outer }
    return inner.utf8.first == UInt8(ascii: "[") ? outer + inner : outer + "." + inner
  }

  /// The path of the member `key` of the object at `outer`.
  package static func member(_ key: String, of outer: String = "") -> String {
    join(outer, segment(key))
  }

  /// The path of the element `index` of the array at `outer`.
  package static func element(_ index: Int, of outer: String = "") -> String {
    outer + "[\(index)]"
  }

  /// The path of what `path` stands in; empty for the whole.
  package static func parent(of path: String) -> String {
    let bytes = path.utf8
    guard let end = bytes.lastIndex(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "[") })
    else { return "" }
    return String(path[..<end])
  }

  /// Whether `path` is `outer` or leads into it.
  package static func covers(_ outer: String, _ path: String) -> Bool {
    guard path.hasPrefix(outer) else { return false }
    let next = path.utf8.dropFirst(outer.utf8.count).first
    return next == nil || next == UInt8(ascii: ".") || next == UInt8(ascii: "[")
  }

  /// A key as it stands in a path: plain where that is clear, else quoted in brackets.
  private static func segment(_ key: String) -> String {
    let isPlain =
      !key.isEmpty && key.utf8.count <= 64
      && key.unicodeScalars.allSatisfy {
        switch $0 {
        case "a"..."z", "A"..."Z", "0"..."9", "_", "-": true
        default: $0.value >= 0x80 && $0.properties.isAlphabetic
        }
      }
    return isPlain ? key : "[" + Excerpt.quoted(key) + "]"
  }
}

extension JSON {
  /// The value at `path`, spelled as errors spell it; nil where nothing stands.
  package func value(at path: String) -> JSON? { descendant(at: path, from: "") }

  private func descendant(at path: String, from here: String) -> JSON? {
    if here == path { return self }
    var inner: [(path: String, json: JSON)] = []
    switch value {
    case .object(let members):
      inner = members.map { (JSONPath.member($0.key, of: here), $0.value) }
    case .array(let elements):
      inner = elements.enumerated().map { (JSONPath.element($0.offset, of: here), $0.element) }
    default: return nil
    }
    for (place, json) in inner where JSONPath.covers(place, path) {
      return json.descendant(at: path, from: place)
    }
    return nil
  }
}
