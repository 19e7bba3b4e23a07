/// The known parameters of an address's query, decoded.
///
/// Raw `{ } " | ^` and UTF-8 bytes are taken as they are, `+` is a space. Parameters that are not
/// known (`utm_source`, `fbclid`, `v`) are ignored whatever they hold.
package struct QueryString: Sendable, Hashable {
  private let values: [String: String]

  /// The decoded value of the parameter `name`; nil when the query does not have it.
  package subscript(name: String) -> String? { values[name] }

  /// The known parameters that the query has, in no order.
  package var parameters: [(name: String, value: String)] {
    values.map { (name: $0.key, value: $0.value) }
  }

  /// Reads the part of a request target after its `?`.
  ///
  /// Throws when a known parameter stands twice, or its value has a broken percent escape, is not
  /// UTF-8 once decoded, or holds U+0000. The error's path is the parameter's name, its offset the
  /// parameter's in `query`.
  package static func parse(
    _ query: UnsafeRawBufferPointer, known: [String]
  ) throws(InputError) -> QueryString {
    var values: [String: String] = [:]
    var start = 0
    while start < query.count {
      var end = start
      while end < query.count, query[end] != UInt8(ascii: "&") { end += 1 }
      var equals = start
      while equals < end, query[equals] != UInt8(ascii: "=") { equals += 1 }
      let name = decoded(query, start, equals)
      if let name, known.contains(name) {
        guard let value = decoded(query, min(equals + 1, end), end) else {
          throw InputError(
            .syntax, path: name, message: "the parameter is not percent-encoded UTF-8",
            hint: "a percent sign itself is written %25", offset: start)
        }
        if values.updateValue(value, forKey: name) != nil {
          throw InputError(
            .duplicate, path: name, message: "the parameter stands twice", offset: start)
        }
      }
      start = end + 1
    }
    return QueryString(values: values)
  }

  /// Reads the part of a request target after its `?`; throws as the other does.
  package static func parse(_ query: [UInt8], known: [String]) throws(InputError) -> QueryString {
    try query.withUnsafeBufferPointer { buffer throws(InputError) in
      try parse(UnsafeRawBufferPointer(buffer), known: known)
    }
  }

  private static func decoded(
    _ query: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> String? {
    let part = UnsafeRawBufferPointer(rebasing: query[start..<end])
    guard let bytes = PercentDecoding.bytes(of: part, plusIsSpace: true), !bytes.contains(0)
    else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }
}
