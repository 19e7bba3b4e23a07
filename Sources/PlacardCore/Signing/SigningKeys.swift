/// One secret that addresses are signed with.
package struct SigningKey: Sendable, Hashable {
  /// May be shown anywhere; it stands in every signature.
  package let id: String
  package let secret: [UInt8]

  package static let secretBytes = 32...256

  /// Nil when the id is not of the form, or the secret has not 32 to 256 bytes.
  package init?(id: String, secret: [UInt8]) {
    guard Self.isID(id), Self.secretBytes.contains(secret.count) else { return nil }
    self.id = id
    self.secret = secret
  }

  /// A fresh key of 256 bits. `random` must be fit for secrets, as the system's generator is.
  package static func make(using random: inout some RandomNumberGenerator) -> SigningKey {
    let digits = String(UInt32.random(in: .min ... .max, using: &random), radix: 16)
    let id = "s" + String(repeating: "0", count: 8 - digits.count) + digits
    let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    guard let key = SigningKey(id: id, secret: secret) else {
      preconditionFailure("a made key is of the form")
    }
    return key
  }

  /// 1 to 32 letters, digits, `-` and `_`.
  package static func isID(_ text: String) -> Bool {
    (1...32).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F
      }
  }
}

/// A site's signing keys: the first signs, all verify, so that a new key can be put in front while
/// the addresses that an older one signed stay good until it is dropped.
package struct SigningKeys: Sendable, Hashable {
  package private(set) var keys: [SigningKey] = []

  package init() {}

  package subscript(id: String) -> SigningKey? { keys.first { $0.id == id } }

  /// The key that signs; nil when there is none.
  package var first: SigningKey? { keys.first }

  /// Puts `key`, whose id no other has, in front.
  package mutating func add(_ key: SigningKey) { keys.insert(key, at: 0) }

  /// Takes the key of that id away; false when there is none.
  package mutating func drop(_ id: String) -> Bool {
    guard let index = keys.firstIndex(where: { $0.id == id }) else { return false }
    keys.remove(at: index)
    return true
  }

  /// Reads a file of keys, called `source`: lines of an id and a secret in base64; empty lines and
  /// those that begin with `#` say nothing. Errors have their line and column and show no secret.
  package static func parse(_ bytes: [UInt8], source: String) throws(InputError) -> SigningKeys {
    var keys = SigningKeys()
    var start = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      let words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
      guard let word = words.first, word.first != UInt8(ascii: "#") else { continue }
      do throws(InputError) {
        keys.keys.append(try key(words, after: keys))
      } catch {
        var error = error
        error.offset = start
        throw bytes.withUnsafeBytes { error.located(in: $0, named: source) }
      }
    }
    return keys
  }

  private static func key(
    _ words: [ArraySlice<UInt8>], after known: SigningKeys
  ) throws(InputError) -> SigningKey {
    let id = String(decoding: words[0], as: UTF8.self)
    guard words.count == 2, SigningKey.isID(id) else {
      throw InputError(
        .syntax, message: "a line is a key's id and its secret",
        hint: "an id has 1 to 32 letters, digits, \"-\" and \"_\"")
    }
    guard known[id] == nil else {
      throw InputError(.duplicate, message: "the key \(id) stands twice")
    }
    guard let secret = Base64.decode(Array(words[1])),
      let key = SigningKey(id: id, secret: secret)
    else {
      throw InputError(
        .syntax, message: "the secret of the key \(id) is not 32 to 256 bytes in base64",
        hint: "openssl rand -base64 32 makes one")
    }
    return key
  }

  /// The file's bytes; comments of an older file are not kept.
  package var fileBytes: [UInt8] {
    var text = "# The first key signs addresses, all are taken: placard sign --help tells more.\n"
    for key in keys { text += key.id + " " + Base64.encode(key.secret) + "\n" }
    return Array(text.utf8)
  }
}
