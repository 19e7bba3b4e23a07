/// An API key: `plk_live_` + 43 base-62 digits of 256 random bits + 6 base-62 digits of their
/// CRC-32, so that a typing error is known without a look-up and scanners find leaked keys.
///
/// Only its digest is kept at rest: 256 random bits need no slow hash.
package struct APIKey: Sendable {
  /// The whole key, shown to its owner once.
  package let text: String

  package static let prefix = "plk_live_"
  private static let digits = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
  private static let secretDigitCount = 43
  private static let checksumDigitCount = 6

  /// A fresh key. `random` must be fit for secrets, as the system's generator is.
  package static func make(using random: inout some RandomNumberGenerator) -> APIKey {
    var number = (0..<8).map { _ in UInt32.random(in: .min ... .max, using: &random) }
    let secret = base62(&number, digitCount: secretDigitCount)
    return APIKey(text: prefix + secret + checksum(of: secret))
  }

  private init(text: String) { self.text = text }

  /// The key spelled by `bytes`; nil when the form or the checksum is off.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    let length = Self.prefix.utf8.count + Self.secretDigitCount + Self.checksumDigitCount
    guard bytes.count == length, bytes.starts(with: Self.prefix.utf8) else { return nil }
    let tail = bytes.dropFirst(Self.prefix.utf8.count)
    guard tail.allSatisfy({ Self.digits.contains($0) }) else { return nil }
    let secret = String(decoding: tail.prefix(Self.secretDigitCount), as: UTF8.self)
    guard tail.suffix(Self.checksumDigitCount).elementsEqual(Self.checksum(of: secret).utf8) else {
      return nil
    }
    text = String(decoding: bytes, as: UTF8.self)
  }

  /// A name for a key that may be shown anywhere: `k` and eight hexadecimal digits.
  package static func makeID(using random: inout some RandomNumberGenerator) -> String {
    let digits = String(UInt32.random(in: .min ... .max, using: &random), radix: 16)
    return "k" + String(repeating: "0", count: 8 - digits.count) + digits
  }

  /// What the store keeps and looks up.
  package var digest: Digest { Digest(of: text) }

  /// The public name of a key: its first eight secret digits, for lists and logs.
  package var shownPrefix: String { String(text.prefix(Self.prefix.count + 8)) }

  private static func checksum(of secret: String) -> String {
    var number = [CRC32.sum(of: Array(secret.utf8))]
    return base62(&number, digitCount: checksumDigitCount)
  }

  /// The number's base-62 digits, highest first; `number` is spent.
  private static func base62(_ number: inout [UInt32], digitCount: Int) -> String {
    var out = [UInt8](repeating: digits[0], count: digitCount)
    for position in out.indices.reversed() {
      var remainder: UInt64 = 0
      for index in number.indices {
        let value = remainder << 32 | UInt64(number[index])
        number[index] = UInt32(truncatingIfNeeded: value / 62)
        remainder = value % 62
      }
      out[position] = digits[Int(remainder)]
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// CRC-32 (ISO 3309), for checksums of a few bytes.
enum CRC32 {
  static func sum(of bytes: [UInt8]) -> UInt32 {
    var sum = UInt32.max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }
}
