/// Why bytes could not be fetched.
package struct FetchError: Error, Sendable, Hashable {
  /// What kind of trouble, told no finer than a stranger may know.
  package enum Code: Sendable, Hashable {
    /// Not an http or https address, or one with a user name, a wrong port, too long.
    case badAddress
    /// The host is not one the site allows.
    case hostNotAllowed
    /// Refused, unresolved, unreachable or not public: told apart only in `detail`, so that a
    /// stranger's request cannot map a network.
    case unreachable
    case timedOut
    case tooLarge
    case tooManyHops
    /// The server answered, but not with the bytes.
    case status(Int)
    /// The library failed.
    case library
  }

  package var code: Code
  /// The address as it was asked for.
  package var address: String
  /// One sentence that may be shown to anybody.
  package var message: String
  /// The library's words, for the operator.
  package var detail: String

  init(_ code: Code, address: String, _ message: String, detail: String = "") {
    self.code = code
    self.address = address
    self.message = message
    self.detail = detail
  }
}

extension FetchError: CustomStringConvertible {
  package var description: String {
    "cannot fetch \(address): \(message)" + (detail.isEmpty ? "" : " — " + detail)
  }
}
