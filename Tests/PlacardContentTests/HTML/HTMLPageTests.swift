import PlacardContent
import PlacardCore
import Testing

@Suite("Reading built HTML")
struct HTMLPageTests {
  private func parse(_ text: String, limits: Limits = Limits()) throws -> HTMLPage {
    try HTMLPage.parse(Array(text.utf8), limits: limits)
  }

  @Test("takes what a page says of itself, whatever the case, the quotes and the entities")
  func facts() throws {
    let page = try parse(
      """
      <!DOCTYPE html><HTML LANG=de><HEAD><TITLE> Caf&eacute; &amp;
        Bar </TITLE><META NAME='Description' CONTENT=one>
      <meta property="OG:Title" content="&quot;Hi&quot;"><link rel="x canonical" href=/a?b&amp;c>
      <script type="application/ld+json">{"@graph": [{"headline": "H", "datePublished": "2024-01-02",
        "author": [{"name": "Ann"}]}]}</script></HEAD><body><h1>One <em>two</em></h1><h1>no</h1>
      """)
    #expect(page.title == "Café & Bar" && page.lang == "de" && page.heading == "One two")
    #expect(page.content("description") == "one" && page.content("og:title") == "\"Hi\"")
    #expect(page.canonical == "/a?b&c")
    #expect(page.structured.headline == "H" && page.structured.author == "Ann")
    #expect(page.structured.datePublished == "2024-01-02")
  }

  @Test("knows the bytes of every value, its quotes among them")
  func ranges() throws {
    let text =
      "\u{FEFF}<p>é</p>\r\n<img alt=\"\" SRC='/a?b=1&amp;c'\r\n><img src=/x/y.png/><img src>"
    let bytes = Array(text.utf8)
    let page = try HTMLPage.parse(bytes, limits: Limits())
    let sources = page.images.map { image in
      image.src.map { (String(decoding: bytes[$0.range], as: UTF8.self), $0.value) }
    }
    #expect(sources.count == 3 && sources[2] == nil)
    #expect(sources[0]?.0 == "'/a?b=1&amp;c'" && sources[0]?.1 == "/a?b=1&c")
    #expect(sources[1]?.0 == "/x/y.png/" && sources[1]?.1 == "/x/y.png/")
    #expect(page.images.map(\.alt) == ["", nil, nil])
  }

  @Test("leaves comments, scripts, styles and templates alone")
  func hidden() throws {
    let page = try parse(
      """
      <!-- <img src=a> --><script>"<img src=b>"</script><style><img src=c></style>
      <template><img src=d></template><textarea><img src=e></textarea><noscript><img src=f></noscript>
      <svg><title>drawing</title></svg>
      """)
    #expect(page.images.map { $0.src?.value } == ["f"] && page.title == nil)
  }

  @Test("takes the first of two attributes of one name, as browsers do")
  func doubled() throws {
    let text = "<img src=one src='two'>"
    let page = try parse(text)
    let src = try #require(page.images.first?.src)
    #expect(src.value == "one")
    #expect(Array(text.utf8)[src.range].elementsEqual("one".utf8))
  }

  @Test(
    "reads broken pages as something",
    arguments: [
      "", "<", "<!", "</", "<img", "<img src='", "<meta content=", "<!--", "\u{0}<title>\u{0}",
      "<title>never closed", "<head><head></head></head>", "<table><img src=x><td>",
      "<p/><html lang>",
    ])
  func broken(text: String) throws {
    #expect(throws: Never.self) { try parse(text) }
  }

  @Test("tags go before </head>, behind the last of a head without end, and nowhere in a fragment")
  func insertions() throws {
    let closed = try parse("<html><head><title>a</title> </head><body>")
    #expect(closed.insertion?.offset == 29 && closed.insertion?.isBeforeEnd == true)
    let open = try parse("<!doctype html><title>a</title><p>x")
    #expect(open.insertion?.offset == 31 && open.insertion?.isBeforeEnd == false)
    #expect(try parse("<p>piece</p>").insertion == nil)
  }

  @Test("refuses other encodings, and takes pages up to the limits and not past them")
  func limits() throws {
    let latin = #expect(throws: InputError.self) {
      try HTMLPage.parse([0x63, 0xE9], limits: Limits())
    }
    #expect(latin?.code == .syntax)
    var limits = Limits()
    limits.htmlBytesMax = 10
    #expect(throws: Never.self) { try parse("<p>1234567", limits: limits) }
    let long = #expect(throws: InputError.self) { try parse("<p>12345678", limits: limits) }
    #expect(long?.code == .limit && long?.hint?.contains("htmlBytesMax") == true)
    limits = Limits()
    limits.htmlDepthMax = 3
    #expect(throws: Never.self) { try parse("<div><div></div><b><i></i>", limits: limits) }
    #expect(throws: Never.self) { try parse("<div></div><p><p><p><p><li><br><br>", limits: limits) }
    let deep = #expect(throws: InputError.self) { try parse("<a><b><i><u>", limits: limits) }
    #expect(deep?.code == .limit && deep?.hint?.contains("htmlDepthMax") == true)
  }

  @Test("a page made to take all memory is refused, and a deep one does not end the stack")
  func hostile() throws {
    var limits = Limits()
    limits.htmlDepthMax = 10_000
    // Every paragraph opens all of these again.
    let bomb =
      "<p>" + (0..<2_000).map { "<b x=\($0)>" }.joined() + String(repeating: "<p>x", count: 20_000)
    let error = #expect(throws: InputError.self) { try parse(bomb, limits: limits) }
    #expect(error?.code == .limit)
    let deep = String(repeating: "<span>", count: 10_000) + "<img src=x>"
    #expect(try parse(deep, limits: limits).images.count == 1)
  }
}
