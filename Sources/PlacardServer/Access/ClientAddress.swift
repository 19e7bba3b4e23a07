internal import PlacardCore
internal import PlacardHTTP

/// Whose request it is, behind proxies or not.
enum ClientAddress {
  /// The socket's peer, unless that is one of the site's own proxies: then the last entry of
  /// X-Forwarded-For that is not one of them, since every proxy adds at the end whom it heard.
  /// Where an entry cannot be read, or none is left, the proxy that wrote it.
  static func of(_ request: borrowing HTTPRequest, trusted: [AddressRange]) -> PeerAddress {
    // Where nobody is trusted, nothing is looked for.
    guard !trusted.isEmpty, isTrusted(request.peer, trusted),
      let field = request.field(.xForwardedFor)
    else { return request.peer }
    guard request.isRepeated(.xForwardedFor) else {
      return client(request.peer, field, trusted)
    }
    return request.joinedField("x-forwarded-for").withUnsafeBytes {
      client(request.peer, $0, trusted)
    }
  }

  /// As above, for the list `field` that came from `peer`, a trusted one.
  private static func client(
    _ peer: PeerAddress, _ field: UnsafeRawBufferPointer, _ trusted: [AddressRange]
  ) -> PeerAddress {
    var known = peer
    for entry in field.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
      .reversed()
    {
      guard let address = address(entry) else { return known }
      known = address
      if !isTrusted(address, trusted) { return known }
    }
    return known
  }

  private static func isTrusted(_ peer: PeerAddress, _ trusted: [AddressRange]) -> Bool {
    let address = InternetAddress(high: peer.high, low: peer.low)
    return trusted.contains { $0.contains(address) }
  }

  /// An entry's address; some proxies write ports too, and IPv6 addresses in brackets.
  private static func address(_ entry: UnsafeRawBufferPointer.SubSequence) -> PeerAddress? {
    var text = entry.drop { $0 == 0x20 || $0 == 0x09 }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    if text.first == UInt8(ascii: "[") {
      text = text.dropFirst().prefix { $0 != UInt8(ascii: "]") }
    } else if let colon = text.firstIndex(of: UInt8(ascii: ":")),
      text.contains(UInt8(ascii: ".")), colon == text.lastIndex(of: UInt8(ascii: ":"))
    {
      text = text[..<colon]
    }
    guard let address = InternetAddress(text) else { return nil }
    return PeerAddress(high: address.high, low: address.low)
  }
}
