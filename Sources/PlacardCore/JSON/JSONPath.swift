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
