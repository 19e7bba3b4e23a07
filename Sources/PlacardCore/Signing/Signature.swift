internal import CSodium

/// HMAC-SHA-256 (RFC 2104) of a canonical query under one of a site's signing keys, as the parameter
/// `sig` carries it: the key's id, a dot, and 43 characters of base64url (RFC 4648 §5).
package struct Signature: Sendable, Hashable {
  /// The id of the key that it was made with.
  package let keyID: String
  /// 32 bytes.
  private let code: [UInt8]

  package static let byteCount = 32

  /// The signature of `message` by `key`.
  package init(of message: String, by key: SigningKey) {
    keyID = key.id
    code = Self.code(of: Array(message.utf8), key.secret)
  }

  /// The signature that `text` spells; nil when it is not of the form.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let id = String(decoding: bytes[..<dot], as: UTF8.self)
    guard SigningKey.isID(id), let code = Base64URL.decode(bytes[(dot + 1)...]),
      code.count == Self.byteCount
    else { return nil }
    keyID = id
    self.code = code
  }

  /// As in `sig=`.
  package var text: String { keyID + "." + Base64URL.encode(code) }

  /// Whether `key` makes this signature of `message`; the time it takes tells nothing of how much of
  /// it is right.
  package func holds(for message: String, by key: SigningKey) -> Bool {
    let expected = Self.code(of: Array(message.utf8), key.secret)
    return key.id == keyID && sodium_memcmp(expected, code, Self.byteCount) == 0
  }

  private static func code(of message: [UInt8], _ secret: [UInt8]) -> [UInt8] {
    Digest.prepare
    var state = crypto_auth_hmacsha256_state()
    crypto_auth_hmacsha256_init(&state, secret, secret.count)
    crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
    return [UInt8](unsafeUninitializedCapacity: byteCount) { out, count in
      if let place = out.baseAddress { crypto_auth_hmacsha256_final(&state, place) }
      count = byteCount
    }
  }
}

/// Base64 with `-` and `_`, without padding (RFC 4648 §5).
enum Base64URL {
  private static let digits = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var bits: UInt32 = 0
      for index in 0..<3 { bits = bits << 8 | (index < count ? UInt32(bytes[start + index]) : 0) }
      for index in 0...count { text.append(digits[Int(bits >> UInt32(18 - 6 * index) & 63)]) }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that `text` spells; nil when it holds another character, stops within a byte, or has
  /// bits behind its last byte: one signature has one spelling.
  static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    var bitCount = 0
    for byte in text {
      guard let value = digits.firstIndex(of: byte) else { return nil }
      bits = (bits << 6 | UInt32(value)) & 0xFFFF
      bitCount += 6
      if bitCount >= 8 {
        bitCount -= 8
        bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(bitCount)))
      }
    }
    guard bitCount < 6, bits & (1 << UInt32(bitCount) - 1) == 0 else { return nil }
    return bytes
  }
}
