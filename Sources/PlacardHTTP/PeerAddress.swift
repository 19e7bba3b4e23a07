internal import CLinux
internal import Glibc

/// Who is at the other end: an IPv6 address, or an IPv4 one mapped into it (`::ffff:a.b.c.d`).
package struct PeerAddress: Sendable, Hashable, CustomStringConvertible {
  /// The 16 bytes in network order.
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Whether it is this machine's own: 127.0.0.0/8 or ::1.
  package var isLoopback: Bool {
    isIPv4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1
  }

  /// `192.0.2.7`, or eight groups of hexadecimal digits.
  package var description: String {
    if isIPv4 {
      return [24, 16, 8, 0].map { String(low >> $0 & 0xFF) }.joined(separator: ".")
    }
    return [high, low].flatMap { half in
      [48, 32, 16, 0].map { String(half >> $0 & 0xFFFF, radix: 16) }
    }.joined(separator: ":")
  }

  init(_ storage: sockaddr_storage) {
    let family = Int32(storage.ss_family)
    (high, low) = withUnsafeBytes(of: storage) { raw in
      switch family {
      case AF_INET:
        let address = raw.loadUnaligned(
          fromByteOffset: MemoryLayout<sockaddr_in>.offset(of: \.sin_addr)!, as: UInt32.self)
        return (0, 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: address)))
      case AF_INET6:
        let place = MemoryLayout<sockaddr_in6>.offset(of: \.sin6_addr)!
        return (
          UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)),
          UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: place + 8, as: UInt64.self))
        )
      default: return (0, 0)
      }
    }
  }
}
