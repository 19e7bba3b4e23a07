internal import Glibc

/// Whether an address is one of the public internet: global unicast, by IANA's special-purpose
/// registries (RFC 6890), after unwrapping the IPv6 forms that carry an IPv4 address.
///
/// Checked on the address a socket is about to connect to, after DNS: no spelling of a host name,
/// redirect or rebinding comes round it.
package enum PublicAddress {
  /// Whether `address` may be connected to. Every family but IPv4 and IPv6 is refused.
  static func isPublic(_ address: UnsafePointer<sockaddr>, length: Int) -> Bool {
    let raw = UnsafeRawPointer(address)
    switch Int32(address.pointee.sa_family) {
    case AF_INET where length >= MemoryLayout<sockaddr_in>.size:
      let inet = raw.loadUnaligned(as: sockaddr_in.self)
      return isPublic(ipv4: UInt32(bigEndian: inet.sin_addr.s_addr))
    case AF_INET6 where length >= MemoryLayout<sockaddr_in6>.size:
      var inet = raw.loadUnaligned(as: sockaddr_in6.self)
      return withUnsafeBytes(of: &inet.sin6_addr) { isPublic(ipv6: Array($0)) }
    default: return false
    }
  }

  /// Whether the IPv4 address (host order) is global unicast.
  package static func isPublic(ipv4 address: UInt32) -> Bool {
    !specialIPv4.contains { address >> (32 - $0.bits) == $0.prefix >> (32 - $0.bits) }
  }

  /// Whether the IPv6 address (16 bytes) is global unicast.
  package static func isPublic(ipv6 bytes: [UInt8]) -> Bool {
    let embedded = { (index: Int) -> UInt32 in
      bytes[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    // ::ffff:a.b.c.d reaches the IPv4 host itself.
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return isPublic(ipv4: embedded(12))
    }
    // Only 2000::/3 is handed out as global unicast: this leaves out ::/8 with the
    // IPv4-compatible and NAT64 forms, unique local, link-local, site-local and multicast.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    for block in specialIPv6 where bytes.starts(with: block.prefix) {
      guard let next = block.next else { return false }
      if bytes[block.prefix.count] & next.mask == next.value { return false }
    }
    // ISATAP (RFC 5214): an interface identifier of 00-00-5e-fe or 02-00-5e-fe and an IPv4 address.
    if bytes[8] & 0xFD == 0, bytes[9] == 0, bytes[10] == 0x5E, bytes[11] == 0xFE {
      return isPublic(ipv4: embedded(12))
    }
    return true
  }

  private static let specialIPv4: [(prefix: UInt32, bits: UInt32)] = [
    (0x0000_0000, 8),  // this network
    (0x0A00_0000, 8),  // private
    (0x6440_0000, 10),  // shared by carriers
    (0x7F00_0000, 8),  // loopback
    (0xA9FE_0000, 16),  // link-local, and most clouds' metadata
    (0xAC10_0000, 12),  // private
    (0xC000_0000, 24),  // protocol assignments, and one cloud's metadata
    (0xC000_0200, 24),  // documentation
    (0xC058_6300, 24),  // 6to4 relays
    (0xC0A8_0000, 16),  // private
    (0xC612_0000, 15),  // benchmarks
    (0xC633_6400, 24),  // documentation
    (0xCB00_7100, 24),  // documentation
    (0xE000_0000, 4),  // multicast
    (0xF000_0000, 4),  // reserved, broadcast
  ]

  /// Whole bytes of a prefix, then the bits of the next byte where the prefix does not end on one.
  private static let specialIPv6: [(prefix: [UInt8], next: (mask: UInt8, value: UInt8)?)] = [
    ([0x20, 0x01], (0xFE, 0x00)),  // 2001::/23: Teredo, ORCHID, benchmarks
    ([0x20, 0x01, 0x0D, 0xB8], nil),  // documentation
    ([0x20, 0x02], nil),  // 6to4 carries any IPv4 address
    ([0x3F, 0xFF], (0xF0, 0x00)),  // documentation
  ]
}
