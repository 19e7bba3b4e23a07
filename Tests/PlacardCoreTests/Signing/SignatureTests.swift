import PlacardCore
import Testing

/// Codes computed by Python's hmac and urllib, the first by openssl too.
private let counted = SigningKey(id: "a", secret: (0..<32).map { UInt8($0) })!
private let long = SigningKey(id: "k_9-Z", secret: [UInt8](repeating: 0xFF, count: 100))!

@Suite("Signatures")
struct SignatureTests {
  struct Vector: Sendable {
    var parameters: [(name: String, value: String)]
    var canonical: String
    var counted: String
    var long: String
  }

  private static let vectors = [
    Vector(
      parameters: [("templateId", "blog-post")], canonical: "templateId=blog-post",
      counted: "7U0qSe_fQtm6zOcBke9fJgHrWjFfwETHWevGJjCx3Mk",
      long: "kUYpOXlhcSlWzmR15wf9pgmUlAE7LnAYaIl6G2R_8iA"),
    Vector(
      parameters: [
        ("templateId", "private"), ("layers", #"{"title":{"text":"Grüße & mehr/+100%"}}"#),
        ("exp", "1893456000"),
      ],
      canonical: "exp=1893456000&layers=%7B%22title%22%3A%7B%22text%22%3A%22Gr%C3%BC%C3%9Fe%20%26"
        + "%20mehr%2F%2B100%25%22%7D%7D&templateId=private",
      counted: "rFv7Agcbz4Hh4mZ9XxrEAH43H_wk--psm1umfZjEHT8",
      long: "oZ8cOuDhsk4qJ7uvZYA2WHGd7SMA0fjZX0j6FmLquvY"),
    Vector(
      parameters: [
        ("variables", #"{"a":"~._-"}"#), ("templateId", "a b"), ("layers", ""), ("scale", "2"),
      ],
      canonical: "layers=&scale=2&templateId=a%20b&variables=%7B%22a%22%3A%22~._-%22%7D",
      counted: "5yoksSTHiCg5E8_ffPQDbCnJEuo7TYLzYjibSBQtX6k",
      long: "t3qcSqlS-hDKF54cOi8M552TWfq1TKQnIm8ZFSzIt5s"),
  ]

  @Test("agree with other implementations of HMAC and of the canonical query")
  func known() throws {
    for vector in Self.vectors {
      let text = CanonicalQuery.text(of: vector.parameters)
      #expect(text == vector.canonical)
      #expect(CanonicalQuery.text(of: vector.parameters.reversed()) == text)
      #expect(Signature(of: text, by: counted).text == "a." + vector.counted)
      #expect(Signature(of: text, by: long).text == "k_9-Z." + vector.long)
      let read = try #require(Signature("k_9-Z." + vector.long))
      #expect(read.keyID == "k_9-Z" && read == Signature(of: text, by: long))
      #expect(read.holds(for: text, by: long) && !read.holds(for: text + "&", by: long))
      #expect(!read.holds(for: text, by: counted))
    }
  }

  @Test("hold for no other secret of the same id, and with no bit changed")
  func bits() throws {
    let vector = Self.vectors[0]
    let other = try #require(SigningKey(id: "a", secret: [UInt8](repeating: 1, count: 32)))
    let right = try #require(Signature("a." + vector.counted))
    #expect(right.holds(for: vector.canonical, by: counted))
    #expect(!right.holds(for: vector.canonical, by: other))
    for index in vector.counted.indices {
      var text = vector.counted
      let letter = text[index] == "A" ? "B" : "A"
      text.replaceSubrange(index...index, with: letter)
      // The last character's lowest bits belong to no byte: another spelling is none.
      guard let wrong = Signature("a." + text) else { continue }
      #expect(!wrong.holds(for: vector.canonical, by: counted), "\(text)")
    }
  }

  @Test("are of one form")
  func forms() {
    let code = Self.vectors[0].counted
    #expect(Signature("a." + code) != nil)
    for text in [
      "", ".", code, "." + code, "a." + code + "=", "a." + code + "A", "a." + code.dropLast(),
      "a." + code.replacing("_", with: "/"), "a b." + code, "a/b." + code, " a." + code,
      "a.b." + code, "ä." + code, String(repeating: "a", count: 33) + "." + code,
      // The same bytes with bits set behind their end.
      "a." + code.dropLast() + "l",
    ] {
      #expect(Signature(text) == nil, "\(text)")
    }
  }
}

@Suite("Files of signing keys")
struct SigningKeysTests {
  private let first = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="

  private func parse(_ text: String) throws(InputError) -> SigningKeys {
    try SigningKeys.parse(Array(text.utf8), source: "keys")
  }

  @Test("hold an id and a secret a line, comments and empty lines between")
  func lines() throws {
    let keys = try parse("# mine\n\n  s1 \t \(first)\r\n#s9 x\ns2 \(first.dropLast())\n")
    #expect(keys.keys.map(\.id) == ["s1", "s2"] && keys.first?.id == "s1")
    #expect(keys["s1"]?.secret == (0..<32).map { UInt8($0) })
    #expect(keys["s2"]?.secret == keys["s1"]?.secret && keys["s9"] == nil)
    #expect(try parse("").first == nil)
    #expect(try parse("a \(first)").keys.count == 1)
  }

  @Test("are refused with their line, without a secret in the message")
  func refused() {
    for (text, message) in [
      ("s1\n", "keys:1:1: a line is a key's id and its secret"),
      ("# a\ns1 \(first) x\n", "keys:2:1: a line is a key's id and its secret"),
      ("s/1 \(first)\n", "keys:1:1: a line is a key's id and its secret"),
      ("s1 AAAA\n", "keys:1:1: the secret of the key s1 is not 32 to 256 bytes in base64"),
      ("s1 \(first)!\n", "keys:1:1: the secret of the key s1 is not 32 to 256 bytes in base64"),
      ("s1 \(first)\ns1 \(first)\n", "keys:2:1: the key s1 stands twice"),
    ] {
      let error = #expect(throws: InputError.self) { try parse(text) }
      #expect(error?.description.hasPrefix(message) == true, "\(String(describing: error))")
      #expect(error?.description.contains(first.prefix(20)) == false)
    }
  }

  @Test("are read back as they were written, the newest key in front")
  func roundTrip() throws {
    var random = SystemRandomNumberGenerator()
    var keys = SigningKeys()
    let (old, new) = (SigningKey.make(using: &random), SigningKey.make(using: &random))
    keys.add(old)
    keys.add(new)
    #expect(keys.first == new && old.secret != new.secret && old.secret.count == 32)
    #expect(try SigningKeys.parse(keys.fileBytes, source: "keys") == keys)
    let dropped = keys.drop(new.id)
    #expect(dropped && keys.first == old)
    let isThere = keys.drop(new.id)
    #expect(!isThere)
  }
}
