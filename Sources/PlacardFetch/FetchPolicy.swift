package import PlacardCore

/// From where bytes may be fetched, and how much of everything that may take.
package struct FetchPolicy: Sendable {
  /// The names of the hosts that may be asked; that their addresses are public is looked at
  /// besides.
  package enum Hosts: Sendable, Hashable {
    /// Every public host.
    case anyPublic
    /// Only these: exact names, or `*.example.org` for every name below one. None when empty.
    case listed([String])
  }

  package var hosts: Hosts
  package var limits: Limits

  package init(hosts: Hosts, limits: Limits) {
    self.hosts = hosts
    self.limits = limits
  }

  /// Whether `host` (lower case) is one of the allowed names.
  func allows(host: String) -> Bool {
    guard case .listed(let names) = hosts else { return true }
    return names.contains { name in
      let name = name.lowercased()
      guard name.hasPrefix("*.") else { return host == name }
      return host.hasSuffix(name.dropFirst())
    }
  }

  /// Whether the operator named this very origin although its address is not public.
  func isPrivateException(host: String, port: Int) -> Bool {
    limits.privateFetchOrigins.contains { $0.lowercased() == "\(host):\(port)" }
  }
}
