import Foundation
import PlacardCore
import Testing

@Suite("sign")
struct SignTests {
  struct Signed: Decodable {
    var address: String?
    var key: String?
    var expiresAt: Int?
    var madeKey: String?
    var droppedKey: String?
    var keys: [String]
  }

  private let file = ".placard/signing-keys"
  /// The bytes from 0 to 31 and from 32 to 63.
  private let known = """
    # two keys
    a AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=
    b ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=

    """

  private func sign(_ site: TestSite, _ words: String...) throws -> Ran {
    try site.start(["sign"] + words).wait()
  }

  private func decoded(_ ran: Ran) throws -> Signed {
    #expect(ran.status == 0, "\(ran.errors)")
    return try JSONDecoder().decode(Signed.self, from: Data(ran.output))
  }

  private func siteWithKeys() throws -> TestSite {
    let site = try TestSite()
    try FileManager.default.createDirectory(
      atPath: site.path + "/.placard", withIntermediateDirectories: true)
    try site.write(file, known)
    return site
  }

  @Test("makes the first key, for its owner's eyes only, and prints an address that it signs")
  func firstKey() throws {
    let site = try TestSite()
    let ran = try sign(site, "plain", "--site", ".", "--set", "title.text=Hello & more")
    #expect(ran.status == 0)
    let mode = try FileManager.default.attributesOfItem(atPath: site.path + "/" + file)[
      .posixPermissions]
    #expect(mode as? Int == 0o600)
    let keys = try SigningKeys.parse(try site.read(file), source: file)
    let key = try #require(keys.first)
    #expect(keys.keys.count == 1)
    #expect(ran.errors == "made the key \(key.id) in \(site.path)/\(file)\n")
    let query =
      "layers=%7B%22title%22%3A%7B%22text%22%3A%22Hello%20%26%20more%22%7D%7D&templateId=plain"
    #expect(
      ran.text == "/api/render?\(query)&sig=\(Signature(of: query, by: key).text)\n")
    // From then on it is the one.
    let again = try sign(site, "plain", "--store", ".placard", "--set", "title.text=Hello & more")
    #expect(again.text == ran.text && again.errors.isEmpty)
  }

  @Test("prints what other implementations of the signature print")
  func vectors() throws {
    let site = try siteWithKeys()
    #expect(
      try sign(site, "private", "--site", ".").text
        == "/api/render?templateId=private&sig=a.UyrJEJdT5XioZ5UaDHLzbFLlOaiw6ubua3iTCsvlAGE\n")
    let address =
      #"https://cards.example.org/api/render?utm_source=x&layers={"title":{"text":"A+b"}}"#
      + "&exp=4102444800&sig=a.old&templateId=private#top"
    let signed = try sign(site, address, "--site", ".", "--json")
    let expected =
      "https://cards.example.org/api/render?exp=4102444800&layers=%7B%22title%22%3A%7B%22text%22%3A"
      + "%22A%20b%22%7D%7D&templateId=private&sig=a.rXQcT3zSH8R_mXlyLiR8gfViUeMIsqpSgt8zEHEA0DM"
    let json = try decoded(signed)
    #expect(json.address == expected && json.key == "a" && json.keys == ["a", "b"])
    #expect(json.madeKey == nil && json.droppedKey == nil)
  }

  @Test("puts every option of a card into the address")
  func options() throws {
    let site = try siteWithKeys()
    let ran = try sign(
      site, "plain", "--site", ".", "--variables", #"{"title": "x"}"#, "--layers",
      #"{"box": {"fill": "red"}}"#, "--set", "title.fontSize=12", "--format", "auto", "--quality",
      "80", "--scale", "1.5", "--size", "og", "--key", "b", "--base-url", "https://a.example/")
    #expect(ran.status == 0, "\(ran.errors)")
    let address = try #require(URLComponents(string: ran.text.trimmingCharacters(in: .newlines)))
    #expect(address.host == "a.example" && address.path == "/api/render")
    let items = try #require(address.queryItems)
    var values: [String: String] = [:]
    for item in items { values[item.name] = item.value }
    #expect(values.removeValue(forKey: "sig")?.hasPrefix("b.") == true)
    #expect(
      values == [
        "templateId": "plain", "variables": #"{"title":"x"}"#, "format": "auto", "quality": "80",
        "layers": #"{"box":{"fill":"red"},"title":{"fontSize":12}}"#, "scale": "1.5",
        "width": "1200", "height": "630",
      ])
  }

  @Test("begins with site.json's base unless it is told another")
  func bases() throws {
    let site = try siteWithKeys()
    try site.write(
      "site.json", #"{"fonts": ["fonts/DejaVuSans.ttf"], "baseUrl": "https://b.example/og/"}"#)
    func base(_ words: String...) throws -> String {
      let ran = try site.start(["sign"] + words + ["--site", "."]).wait()
      return String(ran.text.prefix { $0 != "?" })
    }
    #expect(try base("plain") == "https://b.example/og/api/render")
    #expect(try base("plain", "--base-url", "http://c") == "http://c/api/render")
    #expect(try base("/api/render?templateId=x") == "https://b.example/og/api/render")
    #expect(try base("http://d/api/render?templateId=x") == "http://d/api/render")
    #expect(
      try base("http://d/api/render?templateId=x", "--base-url", "https://e")
        == "https://e/api/render")
  }

  @Test("ends an address after seconds, minutes, hours or days")
  func expiry() throws {
    let site = try siteWithKeys()
    for (text, seconds) in [
      ("90", 90), ("90s", 90), ("2m", 120), ("3h", 10_800), ("30d", 2_592_000),
    ] {
      let before = Int(Date().timeIntervalSince1970)
      let signed = try decoded(
        try sign(site, "plain", "--site", ".", "--json", "--expires", text))
      let after = Int(Date().timeIntervalSince1970)
      let end = try #require(signed.expiresAt)
      #expect((before + seconds...after + seconds).contains(end), "\(text)")
      #expect(signed.address?.contains("exp=\(end)&") == true)
    }
    // An older end is replaced.
    let again = try sign(
      site, "/api/render?templateId=x&exp=5", "--site", ".", "--expires", "30d")
    #expect(!again.text.contains("exp=5&"))
    #expect(try decoded(try sign(site, "plain", "--site", ".", "--json")).expiresAt == nil)
  }

  @Test("adds keys in front and drops them; what signs is the first")
  func rotation() throws {
    let site = try siteWithKeys()
    let added = try decoded(try sign(site, "--new-key", "--site", ".", "--json"))
    let new = try #require(added.madeKey)
    #expect(added.keys == [new, "a", "b"] && added.address == nil)
    #expect(try sign(site, "plain", "--site", ".").text.contains("&sig=\(new)."))
    #expect(try sign(site, "plain", "--site", ".", "--key", "a").text.contains("&sig=a."))
    let dropped = try sign(site, "--drop-key", "a", "--store", ".placard")
    #expect(dropped.status == 0 && dropped.errors == "dropped the key a\n")
    #expect(dropped.output.isEmpty)
    let both = try decoded(
      try sign(site, "plain", "--new-key", "--drop-key", "b", "--site", ".", "--json"))
    #expect(both.keys.count == 2 && both.keys.last == new && both.key == both.madeKey)
    #expect(both.droppedKey == "b")
    let lost = try sign(site, "--drop-key", "a", "--site", ".")
    #expect(lost.status == 2)
    #expect(lost.errors.hasPrefix("placard: there is no signing key “a”"))
    let other = try decoded(
      try sign(site, "--new-key", "--signing-keys", "other/keys", "--json"))
    #expect(
      other.keys.count == 1 && FileManager.default.fileExists(atPath: site.path + "/other/keys"))
  }

  @Test("Many that start at once agree on the first key")
  func parallel() throws {
    let site = try TestSite()
    let runs = try (0..<8).map { _ in try site.start(["sign", "plain", "--site", "."]) }
    let texts = Set(runs.map { $0.wait().text })
    #expect(texts.count == 1 && texts.first?.contains("&sig=") == true)
    #expect(try SigningKeys.parse(try site.read(file), source: file).keys.count == 1)
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    var words: [String]
    var status: Int32
    var said: String
    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(
    "says what is wrong, and makes no key for it",
    arguments: [
      Slip(
        words: ["plain"], status: 2,
        said: "sign needs --site DIR, --store DIR or --signing-keys FILE"),
      Slip(
        words: ["--site", "."], status: 2,
        said: "sign needs an address or a template, --new-key or --drop-key"),
      Slip(
        words: ["plain", "--site", ".", "--expires", "soon"], status: 2,
        said: "--expires takes seconds, or a number with m, h or d, not “soon”"),
      Slip(
        words: ["plain", "--site", ".", "--expires", "0"], status: 2,
        said: "--expires takes seconds, or a number with m, h or d, not “0”"),
      Slip(
        words: ["plain", "--site", ".", "--expires", "9999999999999d"], status: 2,
        said: "--expires takes seconds, or a number with m, h or d, not “9999999999999d”"),
      Slip(
        words: ["plain", "--site", ".", "--base-url", "ftp://a"], status: 2,
        said: "--base-url takes an http or https address, not “ftp://a”"),
      Slip(
        words: ["/c/x.png", "--site", "."], status: 2,
        said: "only addresses of /api/render?… are signed, not “/c/x.png”"),
      Slip(
        words: ["/api/render?templateId=x", "--scale", "2", "--site", "."], status: 2,
        said: "--scale goes with a template; an address has its parameters already"),
      Slip(
        words: ["/api/render?layers={}", "--site", "."], status: 3,
        said: "templateId: the parameter templateId is missing"),
      Slip(
        words: ["plain", "--site", ".", "--format", "gif"], status: 3,
        said: "format: there is no format \"gif\""),
      Slip(
        words: ["plain", "--site", ".", "--layers", "{"], status: 3, said: "--layers:1:2: "),
    ])
  func slip(slip: Slip) throws {
    let site = try TestSite()
    let ran = try site.start(["sign"] + slip.words).wait()
    #expect(ran.status == slip.status)
    #expect(ran.output.isEmpty && ran.errors.hasPrefix("placard: " + slip.said), "\(ran.errors)")
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
  }

  @Test("A file that holds no keys is told with its line, without a secret")
  func badFile() throws {
    let site = try siteWithKeys()
    try site.write(file, known + "c AAAA\n")
    let ran = try sign(site, "plain", "--site", ".")
    #expect(ran.status == 3 && ran.errors.contains("signing-keys:4:1: the secret of the key c is"))
    #expect(!ran.errors.contains("AAEC"))
    let wrong = try siteWithKeys()
    let unknown = try sign(wrong, "plain", "--site", ".", "--key", "A")
    #expect(unknown.status == 2 && unknown.errors.contains("there is no signing key “A”"))
    try wrong.write(file, "# none\n")
    let made = try decoded(try sign(wrong, "plain", "--site", ".", "--json"))
    #expect(made.madeKey != nil && made.key == made.madeKey)
  }
}
