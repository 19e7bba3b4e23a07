/// The address that a site's own addresses begin with.
package enum BaseURL {
  /// `text` without slashes at its end; nil unless it is an http or https address without user,
  /// query, fragment, white space or other characters that an address must escape.
  package static func normalized(_ text: String) -> String? {
    let lowered = text.prefix(8).lowercased()
    let scheme = ["https://", "http://"].first { lowered.hasPrefix($0) }
    guard let scheme else { return nil }
    var rest = text.dropFirst(scheme.count)
    while rest.last == "/" { rest.removeLast() }
    guard let first = rest.utf8.first, first != UInt8(ascii: "/"), first != UInt8(ascii: ":"),
      rest.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"?#@\\\"<>^`{|}".utf8.contains($0) })
    else { return nil }
    return scheme + rest
  }
}
