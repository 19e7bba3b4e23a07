package import PlacardSystem

/// Why a server could not start.
package struct HTTPError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What kind of trouble: with the address as given, or with the kernel.
  package enum Code: Sendable, Hashable {
    /// Not `host:port`, or a host nobody knows.
    case badAddress
    case addressInUse
    /// The kernel refused for another reason; see `cause`.
    case system
  }

  package let code: Code
  /// The address as it was given.
  package let address: String
  package let cause: SystemError?
  private let words: String

  /// One sentence with the likely cause and the next step.
  package var description: String { "listen on \(address): \(words)" }

  static func badAddress(_ address: String, _ words: String) -> HTTPError {
    HTTPError(code: .badAddress, address: address, cause: nil, words: words)
  }

  static func system(_ address: String, _ cause: SystemError) -> HTTPError {
    if cause.isAddressInUse {
      return HTTPError(
        code: .addressInUse, address: address, cause: cause,
        words: "the address is in use by another server; stop it or choose another port")
    }
    return HTTPError(code: .system, address: address, cause: cause, words: cause.description)
  }
}
