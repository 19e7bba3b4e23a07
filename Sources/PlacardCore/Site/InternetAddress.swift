/// An IPv6 address, or an IPv4 one mapped into it (`::ffff:a.b.c.d`, RFC 4291 §2.5.5.2).
package struct InternetAddress: Sendable, Hashable {
  /// The 16 bytes as two big-endian words.
  package let high: UInt64
  package let low: UInt64

  package init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  package var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

  /// Reads `192.0.2.7` or the text form of RFC 4291 §2.2; nil for anything else. Zones, ports,
  /// brackets and an IPv4 address's leading zeros are not taken.
  package init?(_ text: some Collection<UInt8>) {
    let bytes = Array(text)
    guard bytes.count <= 45 else { return nil }
    if bytes.contains(UInt8(ascii: ":")) {
      guard let groups = Self.groups(bytes) else { return nil }
      self.init(high: Self.word(groups[..<4]), low: Self.word(groups[4...]))
    } else {
      guard let address = Self.ipv4(bytes[...]) else { return nil }
      self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(address))
    }
  }

  private static func word(_ groups: ArraySlice<UInt16>) -> UInt64 {
    groups.reduce(0) { $0 << 16 | UInt64($1) }
  }

  private static func ipv4(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var address: UInt32 = 0
    for part in parts {
      guard (1...3).contains(part.count), part.allSatisfy({ $0 &- 0x30 < 10 }),
        part.count == 1 || part.first != 0x30
      else { return nil }
      let number = part.reduce(UInt32(0)) { $0 * 10 + UInt32($1 - 0x30) }
      guard number < 256 else { return nil }
      address = address << 8 | number
    }
    return address
  }

  /// The eight groups; nil when the text is not an IPv6 address.
  private static func groups(_ bytes: [UInt8]) -> [UInt16]? {
    var before: [UInt16] = []
    var after: [UInt16]?
    var rest = bytes[...]
    if rest.starts(with: "::".utf8) {
      after = []
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let part = rest.prefix { $0 != UInt8(ascii: ":") }
      rest = rest.dropFirst(part.count)
      var found: [UInt16] = []
      if part.contains(UInt8(ascii: ".")) {
        guard rest.isEmpty, let address = ipv4(part) else { return nil }
        found = [UInt16(address >> 16), UInt16(truncatingIfNeeded: address)]
      } else {
        guard let group = group(part) else { return nil }
        found = [group]
      }
      if after == nil { before += found } else { after?.append(contentsOf: found) }
      if rest.starts(with: "::".utf8) {
        guard after == nil else { return nil }
        after = []
        rest = rest.dropFirst(2)
      } else if !rest.isEmpty {
        rest = rest.dropFirst()
        // A single colon at the end leads nowhere.
        guard !rest.isEmpty else { return nil }
      }
    }
    guard let after else { return before.count == 8 ? before : nil }
    let missing = 8 - before.count - after.count
    return missing >= 1 ? before + [UInt16](repeating: 0, count: missing) + after : nil
  }

  private static func group(_ digits: ArraySlice<UInt8>) -> UInt16? {
    guard (1...4).contains(digits.count) else { return nil }
    var number: UInt16 = 0
    for digit in digits {
      guard let value = PercentDecoding.hexValue(digit) else { return nil }
      number = number << 4 | UInt16(value)
    }
    return number
  }
}

/// All addresses with the same leading bits, as in `10.0.0.0/8` (RFC 4632 §3.1, RFC 4291 §2.3).
package struct AddressRange: Sendable, Hashable {
  private let first: InternetAddress
  /// Of the 128 of the mapped form.
  private let bitCount: Int

  /// Reads an address, which is a range of one, or an address and the number of its leading bits;
  /// nil for anything else, and where a bit behind those is set.
  package init?(_ text: String) {
    let parts = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = InternetAddress(parts[0]) else { return nil }
    let whole = address.isIPv4 && !parts[0].contains(UInt8(ascii: ":")) ? 32 : 128
    var count = whole
    if parts.count == 2 {
      guard (1...3).contains(parts[1].count), parts[1].allSatisfy({ $0 &- 0x30 < 10 }),
        let given = Int(Substring(parts[1])), given <= whole
      else { return nil }
      count = given
    }
    first = address
    bitCount = 128 - whole + count
    guard address.masked(bitCount) == address else { return nil }
  }

  /// Whether `address` has the range's leading bits.
  package func contains(_ address: InternetAddress) -> Bool { address.masked(bitCount) == first }
}

extension InternetAddress {
  /// The address with all but its first `bitCount` bits cleared.
  package func masked(_ bitCount: Int) -> InternetAddress {
    func mask(_ count: Int) -> UInt64 { count <= 0 ? 0 : ~0 << UInt64(64 - min(count, 64)) }
    return InternetAddress(high: high & mask(bitCount), low: low & mask(bitCount - 64))
  }
}
