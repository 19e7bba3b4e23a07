import PlacardCore
import Testing

@Suite("Addresses of the site in its pages")
struct SiteAddressTests {
  @Test(
    "are told from all others",
    arguments: [
      ("/api/render?a=1", .render(query: "a=1", isRelative: true)),
      ("  /api/render?a=1#x\n", .render(query: "a=1", isRelative: true)),
      ("https://Cards.example.org/api/render?a", .render(query: "a", isRelative: false)),
      ("HTTP://cards.example.org/api/render?a", .render(query: "a", isRelative: false)),
      ("//cards.example.org/api/render?a", .render(query: "a", isRelative: false)),
      ("https://cards.example.org:8080/api/render?a", .elsewhere(host: "cards.example.org:8080")),
      ("https://evil.example/api/render?a", .elsewhere(host: "evil.example")),
      ("https://cards.example.org.evil.example/x", .other), ("/api/render", .other),
      ("/api/renders?a", .other), ("api/render?a", .other), ("", .other), ("//", .other),
      ("/i/" + String(repeating: "0", count: 64) + ".png", .picture(isRelative: true)),
      ("/i/" + String(repeating: "0", count: 63) + ".png", .other),
      ("/i/" + String(repeating: "0", count: 64) + ".jpeg", .other),
    ] as [(String, SiteAddress.Kind)])
  func kinds(text: String, expected: SiteAddress.Kind) {
    #expect(SiteAddress(base: "https://cards.example.org").kind(of: text) == expected)
  }

  @Test("start below the base's path where it has one")
  func folder() {
    let site = SiteAddress(base: "https://example.org/cards")
    #expect(site.kind(of: "/cards/api/render?a") == .render(query: "a", isRelative: true))
    #expect(site.kind(of: "/api/render?a") == .other)
    #expect(site.relative("/i/x.png") == "/cards/i/x.png")
    #expect(site.absolute("/i/x.png") == "https://example.org/cards/i/x.png")
  }

  @Test("start from the root alone where nobody says what they begin with")
  func unknownBase() {
    let site = SiteAddress(base: nil)
    #expect(site.kind(of: "/api/render?a") == .render(query: "a", isRelative: true))
    #expect(site.kind(of: "https://a.example/api/render?a") == .elsewhere(host: "a.example"))
    #expect(site.absolute("/i/x.png") == nil)
  }
}
