import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("Rendering on demand") struct RenderTests {
  @Test("A picture that is missed is rendered, stored, and a hit from then on")
  func missThenHit() throws {
    let server = try RunningServer(TestSite())
    let target = #"/api/render?templateId=card&layers={"title":{"text":"Missed"}}"#
    let missed = try server.get(target)
    #expect(missed.status == 200 && missed.pngSize == PixelSize(width: 200, height: 100))
    #expect(missed.fields["cache-status"] == "placard; fwd=uri-miss; stored")
    #expect(
      missed.fields["cache-control"] == "public, max-age=300, stale-while-revalidate=86400")
    #expect(missed.etag == "\"\(ContentHash(of: missed.body).hex)\"")
    #expect(missed.fields["access-control-allow-origin"] == "*")
    // The answer may come before the store has it.
    try eventually { try server.get(target).fields["cache-status"] == "placard; hit" }
    var hit = try server.get(target)
    #expect(hit.body == missed.body)
    for name in ["date", "cache-status"] { hit.fields[name] = missed.fields[name] }
    #expect(hit.fields == missed.fields)
  }

  @Test("A miss answers HEAD without its body, and 304 to who has the picture")
  func missForms() throws {
    let server = try RunningServer(TestSite())
    func target(_ text: String, _ format: String = "png") -> String {
      "/api/render?templateId=card&layers={\"title\":{\"text\":\"\(text)\"}}&format=\(format)"
    }
    let head = try server.send("HEAD", target("A"))
    #expect(head.status == 200 && head.body.isEmpty)
    let whole = try server.get(target("A"))
    #expect(whole.etag == head.etag)
    #expect(head.fields["content-length"] == "\(whole.body.count)")
    for (text, condition) in [("B", "*"), ("C", "\"x\", *")] {
      let answer = try server.get(target(text), ["If-None-Match": condition])
      #expect(answer.status == (condition == "*" ? 304 : 200))
      #expect(answer.body.isEmpty == (answer.status == 304))
      #expect(answer.etag.count == 66)
    }
  }

  @Test("What a server renders are the bytes that a build and `placard render` make")
  func determinism() throws {
    let site = try TestSite()
    let layers =
      #"{"title":{"text":"Same bytes","fontSize":22},"#
      + #""logo":{"objectFit":"contain","image_url":"assets/logo.svg"}}"#
    try site.write(
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><circle cx='4' cy='5' r='3'/></svg>",
      to: "assets/logo.svg")
    try site.write(
      #"{"id": "same", "templateId": "card", "formats": ["png", "webp", "jpeg", "avif"], "layers": "#
        + layers + "}\n", to: "cards.jsonl")
    let server = try RunningServer(site)
    // A build into a store of its own, where nothing is there yet.
    let other = site.path + "/other"
    try Program.run(
      "build", site.path + "/cards.jsonl", "--site", site.path, "--store", other, "--jobs", "1")
    let store = try Store.open(at: other, create: false)
    let reader = try store.reader()
    try reader.renew()
    let found = try reader.page("same")
    let page = try #require(found)
    for format in PictureFormat.allCases {
      let missed = try server.get(
        "/api/render?templateId=card&format=\(format.name)&layers=\(layers.escaped)")
      #expect(missed.status == 200 && missed.fields["cache-status"] != "placard; hit")
      let variant = try #require(page.variants.first { $0.format == format })
      #expect(missed.etag == "\"\(variant.contentHash.hex)\"", "\(format)")
      let file = "one.\(format.fileExtension)"
      try Program.run(
        "render", "card", "--site", site.path, "--layers", layers, "--format", format.name, "-o",
        site.path + "/" + file)
      #expect(try site.read(file) == missed.body, "\(format)")
    }
  }

  @Test("Every spelling of one wish leads to one picture")
  func spellings() throws {
    let server = try RunningServer(TestSite())
    let layers =
      ##"{"title":{"text":"One wish","color":"#fff","fontSize":20},"panel":{"fill":"red"}}"##
    let raw = layers.replacing("#", with: "%23").replacing(" ", with: "%20")
    let first = try server.get("/api/render?templateId=card&layers=\(raw)")
    #expect(first.status == 200)
    // Whoever comes before the store shows it is told by the flight: all have the same tag.
    let spellings = [
      "layers=\(raw)&templateId=card",
      "templateId=card&layers=\(layers.escaped)&format=png",
      "templateId=card&scale=1.0&layers=" + raw.replacing("%20", with: "+"),
      "templateId=c%61rd&utm_source=x&utm_source=y&fbclid&v=3&layers=\(raw)",
      #"templateId=card&layers={"panel":{"fill":"%23F00"},"title":"#
        + #"{"fontSize":2e1,"color":"rgb(255+255+255)","text":"One\u0020wish"}}"#,
      #"templateId=card&layers={%20"title"%20:+{"text":"One%20wish",%0A"color":"white","#
        + #""fontSize":20.0},%09"panel":{"fill":"hsl(0,100%25,50%25)"}}"#,
      #"templateId=card&layers={"title":{"text":"One+wish","color":"%23ffff","fontSize":20,"x":10},"#
        + #""panel":{"fill":"%23ff0000ff","opacity":1},"subtitle":{}}&variables={}&quality=7"#,
      #"templateId=card&layers={"title":{"text":"One+wish","color":"WHITE","fontSize":20},"#
        + #""panel":{"fill":"red"}}&variables={"title":"replaced+anyway"}&variables2=x"#,
    ]
    for spelling in spellings {
      let answer = try server.get("/api/render?\(spelling)")
      #expect(answer.status == 200, "\(spelling): \(answer.text.prefix(200))")
      #expect(answer.etag == first.etag, "\(spelling)")
    }
    let generated = try server.generate(#"{"layers": \#(layers), "templateId": "card"}"#)
    #expect(try generated.json()["cached"] as? Bool == true)
    #expect(try generated.json()["hash"] as? String == String(first.etag.dropFirst().dropLast()))
    server.stop()
    #expect(try StoreLook(server.site).cardCount == 1)
  }

  @Test("Raw UTF-8, quotes, bars and carets in an address are taken as they are")
  func rawBytes() throws {
    let server = try RunningServer(TestSite())
    let layers = #"{"title":{"text":"Grüße | ^_^ “ok”"}}"#
    let raw = try server.get(
      "/api/render?templateId=card&layers=" + layers.replacing(" ", with: "%20"))
    let escaped = try server.get("/api/render?templateId=card&layers=\(layers.escaped)")
    #expect(raw.status == 200 && raw.etag == escaped.etag)
  }

  @Test("A template that is not public is not there for strangers, and is for keys")
  func privateTemplates() throws {
    let server = try RunningServer(TestSite())
    let stranger = try server.get("/api/render?templateId=private")
    let nobody = try server.get("/api/render?templateId=nothing")
    #expect(stranger.status == 404 && stranger.body == nobody.body)
    #expect(try server.generate(#"{"templateId": "private"}"#).status == 200)
    // Not even now that its picture is stored.
    #expect(try server.get("/api/render?templateId=private").status == 404)
  }

  @Test("Scale and quality are part of the wish, an empty query parameter is not")
  func parameters() throws {
    let server = try RunningServer(TestSite())
    let target = "/api/render?templateId=card"
    let plain = try server.get(target)
    #expect(try server.get(target + "&layers=&variables=").etag == plain.etag)
    #expect(try server.get(target + "&width=200&height=100").etag == plain.etag)
    let scaled = try server.get(target + "&scale=1.5")
    #expect(scaled.pngSize == PixelSize(width: 300, height: 150))
    let fine = try server.get(target + "&format=jpg&quality=95")
    let coarse = try server.get(target + "&format=jpeg&quality=20")
    #expect(fine.fields["content-type"] == "image/jpeg")
    #expect(fine.body.count > coarse.body.count)
  }

  @Test("Width and height ask for another size, either alone keeps the other")
  func sizes() throws {
    let server = try RunningServer(TestSite())
    let target = "/api/render?templateId=card"
    let plain = try server.get(target)
    #expect(try server.get(target + "&width=200").etag == plain.etag)
    let square = try server.get(target + "&width=1080&height=1080")
    #expect(square.pngSize == PixelSize(width: 1080, height: 1080))
    #expect(
      try server.get(target + "&height=300").pngSize == PixelSize(width: 200, height: 300))
    #expect(
      try server.get(target + "&width=150&height=50&scale=2").pngSize
        == PixelSize(width: 300, height: 100))
    let made = try server.generate(#"{"templateId": "card", "width": 1080, "height": 1080}"#)
    let json = try made.json()
    #expect(json["width"] as? Int == 1080 && json["height"] as? Int == 1080)
    #expect(try server.get(made.imageTarget()).body == square.body)
  }
}
