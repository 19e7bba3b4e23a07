internal import PlacardCore

/// What addresses in answers begin with.
enum BaseAddress {
  /// The base for a server that nobody gave one, from where it listens (`host:port`). One that
  /// listens on every interface has no address of its own but this machine's.
  static func listening(at address: String) -> String {
    guard let colon = address.lastIndex(of: ":"), isWildcard(address) else {
      return "http://" + address
    }
    return "http://localhost" + address[colon...]
  }

  /// Whether `address` stands for every interface.
  static func isWildcard(_ address: String) -> Bool {
    guard let colon = address.lastIndex(of: ":") else { return false }
    let host = address[..<colon]
    // `0.0.0.0`, or `[::]` written out.
    return host.utf8.allSatisfy { ".:[]0".utf8.contains($0) }
  }

  /// `text` without slashes at its end.
  static func parse(_ text: String) throws(InputError) -> String {
    if let url = BaseURL.normalized(text) { return url }
    throw InputError(
      .outOfRange, path: "--base-url",
      message: "\(JSON(.string(text)).excerpt) is not an http or https address",
      hint: "as in https://cards.example.org, without query and fragment")
  }
}
