import PlacardCore
import Testing

@Suite("SHA-256") struct SHA256Tests {
  @Test("The examples of FIPS 180-4 give their digests")
  func examples() {
    let examples = [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ]
    for (text, hex) in examples {
      let digest = SHA256.digest(of: Array(text.utf8))
      let digits = digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
      #expect(digits.joined() == hex)
    }
  }

  @Test("A Base64 text reads back as the bytes it was made of, with RFC 4648's padding")
  func base64() {
    let texts = [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ]
    for (plain, encoded) in texts {
      #expect(Base64.encode(Array(plain.utf8)) == encoded)
      #expect(Base64.decode(Array(encoded.utf8)) == Array(plain.utf8))
    }
  }
}
