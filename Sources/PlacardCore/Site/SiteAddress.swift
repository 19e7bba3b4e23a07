/// Which addresses in a page are this site's own, and what they are of.
package struct SiteAddress: Sendable {
  /// What an address is of.
  package enum Kind: Sendable, Hashable {
    /// `/api/render`, with the query as it stands, without a fragment.
    case render(query: String, isRelative: Bool)
    /// `/i/<hash>.<ext>`.
    case picture(isRelative: Bool)
    /// `/api/render` of that host, which is not the site's.
    case elsewhere(host: String)
    case other
  }

  /// What the site's addresses begin with, without a slash at its end; nil where nobody said: then
  /// only addresses from the root are the site's.
  package let base: String?
  /// In small letters, with a port where one is given.
  private let host: String?
  /// What goes before `/api/render` in the base, as in `/cards`; mostly empty.
  private let folder: String

  /// - Parameter base: as `BaseURL.normalized` gives it.
  package init(base: String?) {
    self.base = base
    guard let base, let (host, rest) = Self.split(base) else {
      host = nil
      folder = ""
      return
    }
    self.host = host.lowercased()
    folder = String(rest)
  }

  /// What `text`, an attribute's value, is the address of.
  package func kind(of text: String) -> Kind {
    // Without white space around it and a fragment, as a browser sends it (URL Standard, 4.4).
    var address = Substring(text)
    while let first = address.first, first.isWhitespace { address.removeFirst() }
    while let last = address.last, last.isWhitespace { address.removeLast() }
    address = address.prefix { $0 != "#" }
    if let (host, path) = Self.split(address) {
      if host.lowercased() == self.host, let kind = own(path, isRelative: false) { return kind }
      let isRender = path.prefix { $0 != "?" }.hasSuffix("/api/render")
      return isRender ? .elsewhere(host: String(host)) : .other
    }
    guard address.hasPrefix("/"), let kind = own(address, isRelative: true) else { return .other }
    return kind
  }

  /// The address of a stored picture, which a page of any host may name; nil without a base.
  package func absolute(_ picture: String) -> String? { base.map { $0 + picture } }

  /// The same from the host's root.
  package func relative(_ picture: String) -> String { folder + picture }

  private func own(_ path: Substring, isRelative: Bool) -> Kind? {
    guard path.hasPrefix(folder) else { return nil }
    let path = path.dropFirst(folder.count)
    if path.hasPrefix("/api/render?") {
      return .render(query: String(path.dropFirst(12)), isRelative: isRelative)
    }
    return Self.isPicture(path) ? .picture(isRelative: isRelative) : nil
  }

  private static func isPicture(_ path: Substring) -> Bool {
    guard path.hasPrefix("/i/") else { return false }
    let parts = path.dropFirst(3).split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, Digest(hex: Array(parts[0].utf8)) != nil else { return false }
    return PictureFormat(name: parts[1]).map { $0.fileExtension == parts[1] } ?? false
  }

  /// The host of an http(s) address, or of one that leaves the scheme to the page, and its path with
  /// the query.
  private static func split(_ address: some StringProtocol) -> (host: Substring, path: Substring)? {
    let address = Substring(address)
    let lowered = address.prefix(8).lowercased()
    guard let mark = ["https://", "http://", "//"].first(where: { lowered.hasPrefix($0) }) else {
      return nil
    }
    let rest = address.dropFirst(mark.count)
    let host = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return (host, rest[host.endIndex...])
  }
}
