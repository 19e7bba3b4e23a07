import Foundation
import PlacardContent
import PlacardCore
import PlacardTesting
import Testing

@Suite("Rewriting pages")
struct PageRewriterTests {
  static let site = SiteAddress(base: "https://cards.example.org")

  static func path(_ digit: Character, _ ending: String = "png") -> String {
    "/i/" + String(repeating: digit, count: 64) + "." + ending
  }

  private let picture = PagePicture(
    path: path("a"), width: 1200, height: 630, mediaType: "image/png")

  /// Every query but those that ask for nothing has the picture.
  private func rewrite(_ bytes: [UInt8], rule: PagePicture? = nil) throws -> [UInt8]? {
    let page = try HTMLPage.parse(bytes, limits: Limits())
    let rewriter = PageRewriter(page, of: bytes, site: Self.site) { query in
      query.contains("none") ? nil : picture
    }
    return rewriter.rewritten(rule: rule)
  }

  private func rewrite(_ text: String, rule: PagePicture? = nil) throws -> String? {
    let changed = try rewrite(Array(text.utf8), rule: rule)
    if let changed {
      #expect(try rewrite(changed, rule: rule) == nil, "a second run changes nothing")
    }
    return changed.map { String(decoding: $0, as: UTF8.self) }
  }

  @Test("an og:image gets its address and what goes with it, in the page's own layout")
  func openGraph() throws {
    let old = "https://cards.example.org/api/render?templateId=a&amp;scale=2"
    let page = """
      <html>\r
      <head>\r
      \t<title>A "title"</title>\r
      \t<meta property='og:image' content='\(old)' />\r
      </head>\r

      """
    #expect(
      try rewrite(page) == """
        <html>\r
        <head>\r
        \t<title>A "title"</title>\r
        \t<meta property='og:image' content='https://cards.example.org\(Self.path("a"))' \
        data-placard="\(old)" />\r
        \t<meta property="og:image:width" content="1200" />\r
        \t<meta property="og:image:height" content="630" />\r
        \t<meta property="og:image:type" content="image/png" />\r
        \t<meta property="og:image:alt" content="A &quot;title&quot;" />\r
        \t<meta name="twitter:card" content="summary_large_image" />\r
        </head>\r

        """)
  }

  @Test("what the page says already is put right or kept, not doubled")
  func present() throws {
    let page = """
      <head><meta name="twitter:card" content="summary"><meta property="og:image:width" content="5">
      <meta property="og:image" content="/api/render?templateId=a"><meta property=og:image:height \
      content=630><meta property="og:image:type" content="image/webp"><meta property="og:image:alt" \
      content="mine"></head>
      """
    let changed = try #require(try rewrite(page))
    #expect(changed.contains(#"name="twitter:card" content="summary">"#))
    #expect(changed.contains(#"property="og:image:width" content="1200">"#))
    #expect(changed.contains("property=og:image:height content=630>"))
    #expect(changed.contains(#"property="og:image:type" content="image/png">"#))
    #expect(changed.components(separatedBy: "og:image:").count == 5)
    #expect(changed.hasSuffix("content=\"mine\"></head>"))
  }

  @Test("several og:images have each their own sizes")
  func several() throws {
    let page = """
      <head>
      <title>t</title>
      <meta property="og:image" content="https://elsewhere.example/a.png">
      <meta property="og:image:width" content="7">
      <meta property="og:image" content="/api/render?templateId=a">
      </head>
      """
    let changed = try #require(try rewrite(page))
    #expect(changed.contains("og:image:width\" content=\"7\""))
    #expect(changed.contains("og:image:width\" content=\"1200\""))
    #expect(changed.contains("https://elsewhere.example/a.png"))
  }

  @Test(
    "an img keeps its style of address and says its size and alt where it did not",
    arguments: [
      (
        "<img src=/api/render?templateId=a>",
        "<img src=\(path("a")) width=\"1200\" height=\"630\" data-placard=\"/api/render?templateId=a\">"
      ),
      (
        "<img width=600 src=\"//cards.example.org/api/render?templateId=a\" alt=''>",
        "<img width=600 src=\"https://cards.example.org\(path("a"))\" height=\"315\" "
          + "data-placard=\"//cards.example.org/api/render?templateId=a\" alt=''>"
      ),
      (
        "<title>T</title><img height=63 src='/api/render?templateId=a'>",
        "<title>T</title><img height=63 src='\(path("a"))' width=\"120\" alt=\"T\" "
          + "data-placard=\"/api/render?templateId=a\">"
      ),
      (
        "<img width=1 height=1 alt=x srcset=\"/api/render?templateId=a 1x, /b.png 2x\">",
        "<img width=1 height=1 alt=x srcset=\"\(path("a")) 1x, /b.png 2x\" "
          + "data-placard-srcset=\"/api/render?templateId=a 1x, /b.png 2x\">"
      ),
    ])
  func images(page: String, expected: String) throws {
    #expect(try rewrite(page) == expected)
  }

  @Test(
    "other addresses, and those of cards without a picture, stay",
    arguments: [
      "<img src=/api/render?templateId=none>", "<img src=/other.png>",
      "<img src=https://other.example/api/render?templateId=a>", "<img src=/api/render>",
      "<img src=api/render?templateId=a>", "<img src=\(path("b"))>",
      "<!-- <img src=/api/render?templateId=a> -->",
    ])
  func others(page: String) throws {
    #expect(try rewrite(page) == nil)
  }

  @Test("another picture of the same address replaces the stored one and keeps the origin")
  func renewed() throws {
    let page =
      "<img width=1 height=1 alt=x src=\"\(Self.path("b"))\" "
      + "data-placard=\"/api/render?templateId=a\">"
    let wanted = page.replacingOccurrences(of: Self.path("b"), with: Self.path("a"))
    #expect(try rewrite(page) == wanted)
  }

  @Test("an address that somebody has put there since counts, and the kept one follows it")
  func replaced() throws {
    let page =
      "<img width=1 height=1 alt=x src='/api/render?templateId=b' "
      + "data-placard='/api/render?templateId=a'>"
    #expect(
      try rewrite(page)
        == "<img width=1 height=1 alt=x src='\(Self.path("a"))' "
        + "data-placard='/api/render?templateId=b'>")
    let other = page.replacingOccurrences(of: "/api/render?templateId=b", with: "/mine.png")
    #expect(try rewrite(other) == nil)
  }

  @Test("a rule's picture goes before </head>, and its next one to the same place")
  func rule() throws {
    let page = "<html>\n  <head>\n    <title>T</title>\n  </head>\n"
    let first = try #require(try rewrite(page, rule: picture))
    #expect(
      first == """
        <html>
          <head>
            <title>T</title>
            <meta property="og:image" content="https://cards.example.org\(Self.path("a"))" \
        data-placard="rule">
            <meta property="og:image:width" content="1200">
            <meta property="og:image:height" content="630">
            <meta property="og:image:type" content="image/png">
            <meta property="og:image:alt" content="T">
            <meta name="twitter:card" content="summary_large_image">
          </head>

        """)
    var next = picture
    next.path = Self.path("c", "webp")
    next.mediaType = "image/webp"
    let second = try #require(try rewrite(first, rule: next))
    #expect(
      second
        == first.replacingOccurrences(of: Self.path("a"), with: next.path)
        .replacingOccurrences(of: "image/png", with: "image/webp"))
    // Without its rule it is left alone.
    #expect(try rewrite(first) == nil)
    let own = "<head><meta property=og:image content=/mine.png></head>"
    #expect(try rewrite(own, rule: picture) == nil)
  }

  // MARK: Random pages.

  private static let pieces = [
    "<html>", "<head>", "</head>\n", "<body>", "</body>", "<div>", "</div>", "<p>", "\n", "\r\n",
    "  ", "\t", "text é", "&amp;", "<!-- x -->", "<", ">", "'", "\"", "<title>T</title>",
    "<template>",
    "</template>", "<b>", "</b>", "<table>", "<td>", "<svg>", "</svg>", "<script>", "</script>",
    "<meta property=og:image content=/api/render?templateId=a>",
    "<meta property=og:image content=''>",
    "<meta property=\"og:image\" content=\"https://cards.example.org/api/render?templateId=b\" />\n",
    "<META NAME='twitter:image' CONTENT='/api/render?templateId=c'>",
    "<meta property=og:image:width content=3>", "<meta property=og:image:alt content>",
    "<img src=/api/render?templateId=a>", "<img alt src=' /api/render?templateId=a '>",
    "<img src=/api/render?templateId=none>", "<img srcset='/api/render?templateId=a, x.png 2x'>",
    "<img width=9 src=\"/api/render?templateId=a&amp;layers={}\" src=/x", "<img/src='/x'/>",
    "\u{FEFF}",
    "<img src='\(path("b"))' data-placard='/api/render?templateId=a'>",
    "<meta property=og:image content=\(path("b")) data-placard=rule>",
  ]

  @Test("random pages keep every byte that is not one of an edited tag, and change once only")
  func preservation() throws {
    let seed =
      ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    var random = PageRandom(seed: seed)
    var changedCount = 0
    for round in 0..<1_500 {
      let text = (0..<Int.random(in: 1...14, using: &random)).map { _ in
        Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &random)]
      }.joined()
      let bytes = Array(text.utf8)
      let rule = Bool.random(using: &random) ? picture : nil
      guard let changed = try rewrite(bytes, rule: rule) else { continue }
      changedCount += 1
      #expect(
        try rewrite(changed, rule: rule) == nil, "PLACARD_SEED=\(seed) round \(round): \(text)")
      // Without what rewriting puts in, and with the origins back, the page is what it was.
      #expect(
        Self.stripped(changed) == Self.stripped(bytes),
        "PLACARD_SEED=\(seed) round \(round): \(text)")
    }
    #expect(changedCount > 200, "PLACARD_SEED=\(seed)")
  }

  /// `bytes` without any tag of `meta` and `img`, and the white space that new tags bring along.
  private static func stripped(_ bytes: [UInt8]) -> String {
    var text = String(decoding: bytes, as: UTF8.self)
    for tag in [#"(?i)<meta [^>]*>"#, #"(?i)<img[ /][^>]*>?"#, #"[ \t\r\n]+"#] {
      text = text.replacingOccurrences(of: tag, with: "", options: .regularExpression)
    }
    return text
  }
}

private struct PageRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
