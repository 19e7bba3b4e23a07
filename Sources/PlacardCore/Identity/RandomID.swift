/// Ids that nobody can guess and nobody has yet.
package enum RandomID {
  /// A random UUID (RFC 9562 §5.4, version 4) in small letters.
  package static func uuid(using random: inout some RandomNumberGenerator) -> String {
    var high = random.next() as UInt64
    var low = random.next() as UInt64
    high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
    low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hex(high) + hex(low)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if [8, 12, 16, 20].contains(index) { text += "-" }
      text.append(digit)
    }
    return text
  }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
