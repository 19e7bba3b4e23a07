import Foundation
import PlacardCore
import PlacardTesting
import Testing

@Suite("Previews") struct PreviewTests {
  @Test("A preview is the picture a card would be, and leaves nothing behind")
  func drawn() throws {
    let server = try RunningServer(TestSite())
    let draft = Definition.plain("#3366cc")
    let id = try server.makeTemplate(draft)
    for (members, format) in [
      ("", "png"), (#", "variables": {"title": "b"}"#, "png"),
      (#", "format": "webp", "quality": 40, "scale": 2"#, "webp"),
      (#", "layers": {"title": {"color": "red"}}, "width": 80, "format": "jpg""#, "jpeg"),
    ] {
      let own = try server.templates(
        "POST", "/card/preview", body: #"{"jsonData": \#(draft)\#(members)}"#)
      #expect(own.status == 200, "\(own.text)")
      #expect(own.fields["content-type"] == "image/\(format)")
      #expect(own.fields["cache-control"] == "no-store" && own.fields["etag"] == nil)
      let stored = try server.templates("POST", "/\(id)/preview", body: "{\(members.dropFirst(2))}")
      #expect(stored.body == own.body)
    }
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.objectCount == 0 && look.cardCount == 0 && look.charged == 0)
  }

  @Test("A PNG of a preview has the pixels of the card's own, however it is packed")
  func pixels() throws {
    let server = try RunningServer(TestSite())
    for layers in [
      "", #"{"title": {"text": "Other", "rotation": 3}}"#,
      #"{"logo": {"x": 0, "y": 0, "width": 200, "height": 100}}"#,
    ] {
      let body = layers.isEmpty ? "{}" : #"{"layers": \#(layers)}"#
      let preview = try server.templates("POST", "/card/preview", body: body)
      let card = try server.get("/api/render?templateId=card&layers=\(layers.escaped)")
      #expect(preview.status == 200 && card.status == 200)
      #expect(try TestPNG.decode(preview.body) == TestPNG.decode(card.body), "\(layers)")
    }
  }

  @Test("A draft of no template is drawn as one of a template is, and must be given")
  func ofNoTemplate() throws {
    let server = try RunningServer(TestSite())
    func draw(_ body: String) throws -> Client.Answer {
      try server.send("POST", "/api/preview", server.keyed(), body: Array(body.utf8))
    }
    let draft = Definition.plain("#3366cc")
    let members = #", "variables": {"title": "b"}, "scale": 2"#
    let own = try draw(#"{"jsonData": \#(draft)\#(members)}"#)
    #expect(own.status == 200, "\(own.text)")
    #expect(own.fields["content-type"] == "image/png" && own.fields["cache-control"] == "no-store")
    #expect(own.pngSize == PixelSize(width: 80, height: 40))
    let other = try server.templates(
      "POST", "/card/preview", body: #"{"jsonData": \#(draft)\#(members)}"#)
    #expect(other.body == own.body)
    let lone = Definition.of(
      #"{"name": "a", "type": "image", "width": 9, "height": 9, "#
        + #""image_url": "assets/no.png"}"#)
    for refused in [
      Refused("{}", 400, "missing_value", nil, "\"jsonData\" is missing"),
      Refused(#"{"jsonData": {"layers": []}}"#, 400, "missing_value", "jsonData", "canvas"),
      Refused(
        #"{"jsonData": \#(draft), "layers": {"titel": {}}}"#, 422, "unknown_layer",
        "layers.titel", "title"),
      Refused(
        #"{"jsonData": \#(lone)}"#, 422, "missing_asset", "jsonData.layers[0].image_url",
        "assets/no.png"),
    ] { try refused.check(try draw(refused.request)) }
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.objectCount == 0 && look.cardCount == 0 && look.charged == 0)
  }

  @Test("A draft's remote pictures are fetched as for a holder of a key")
  func remote() throws {
    let host = LoopbackServer { _ in
      answer("200 OK", "Content-Type: image/png\r\n", body: TestSite.picture([9, 9, 200, 255]))
    }
    let origin = "127.0.0.1:\(host.port)"
    let server = try RunningServer(
      TestSite(["limits": ["privateFetchOrigins": [origin]]]))
    let draft = Definition.of(
      #"""
      {"name": "a", "type": "image", "width": 40, "height": 20, "image_url": "http://\#(origin)/x"}
      """#)
    let first = try server.templates("POST", "/card/preview", body: #"{"jsonData": \#(draft)}"#)
    #expect(first.status == 200, "\(first.text)")
    let second = try server.templates("POST", "/card/preview", body: #"{"jsonData": \#(draft)}"#)
    #expect(second.body == first.body && host.heads.count == 1)
    // A template is not asked for its remote pictures when it is stored.
    let other = draft.replacing("/x", with: "/y")
    _ = try server.makeTemplate(other)
    #expect(host.heads.count == 1)
    server.stop()
    #expect(try StoreLook(server.site).objectCount == 0)
  }

  @Test("What cannot be drawn is told at its place")
  func refused() throws {
    let server = try RunningServer(TestSite())
    for refused in [
      Refused(#"{"jsonData": 5}"#, 400, "wrong_type", "jsonData", "an object"),
      Refused(#"{"draft": {}}"#, 400, "unknown_member", nil, "draft"),
      Refused(#"{"templateId": "card"}"#, 400, "unknown_member", nil, "templateId"),
      Refused("{", 400, "invalid_syntax", nil, "line 1, column 2"),
      Refused(#"{"format": "gif"}"#, 400, "out_of_range", "format", "gif"),
      Refused(#"{"scale": 4}"#, 400, "out_of_range", "scale", "1 to 3"),
      Refused(#"{"quality": 0}"#, 400, "out_of_range", "quality", "1 to 100"),
      Refused(#"{"width": 7000}"#, 400, "out_of_range", "width", "6144"),
      Refused(#"{"layers": []}"#, 400, "wrong_type", "layers", "an object"),
      Refused(#"{"layers": {"titel": {}}}"#, 422, "unknown_layer", "layers.titel", "title"),
      Refused(
        #"{"layers": {"title": {"fontsize": 1}}}"#, 422, "unknown_property",
        "layers.title.fontsize", "fontSize"),
      Refused(
        #"{"variables": {"titel": "a"}}"#, 422, "unknown_variable", "variables.titel", "title"),
      Refused(
        #"{"layers": {"title": {"fontFamily": "Nope"}}}"#, 422, "unknown_font",
        "layers.title.fontFamily", "Nope"),
      Refused(
        #"{"layers": {"logo": {"image_url": "assets/no.png"}}}"#, 422, "missing_asset",
        "layers.logo.image_url", "assets/no.png"),
      Refused(
        #"{"layers": {"logo": {"image_url": "http://127.0.0.1:1/a"}}}"#, 422, "refused_asset",
        "layers.logo.image_url", ""),
      Refused(
        #"{"jsonData": \#(Definition.of(#"{"name":"a","type":"qr"},{"name":"a","type":"qr"}"#))}"#,
        400, "missing_value", "jsonData.layers[0].data", "a string"),
    ] { try refused.check(try server.templates("POST", "/card/preview", body: refused.request)) }
  }

  @Test("What a draft shows and cannot be had is told at its layer")
  func pictures() throws {
    let origin = "127.0.0.1:1"
    let site = try TestSite([
      "limits": ["privateFetchOrigins": [origin], "sourceBytesMax": 200_000]
    ])
    try site.write([UInt8](repeating: 7, count: 200_001), to: "big.png")
    let server = try RunningServer(site)
    for (address, refused) in [
      ("http://\(origin)/x", Refused("", 422, "asset_not_fetched", nil, "cannot be reached")),
      ("site.json", Refused("", 422, "bad_asset", nil, "")),
      ("big.png", Refused("", 422, "limit_exceeded", nil, "at most 200000")),
    ] {
      let draft = Definition.of(
        #"{"name": "a", "type": "image", "width": 9, "height": 9, "image_url": "\#(address)"}"#)
      var refused = refused
      refused.path = "jsonData.layers[0].image_url"
      try refused.check(
        try server.templates("POST", "/card/preview", body: #"{"jsonData": \#(draft)}"#))
    }
    // What the card itself gives is told where it gives it.
    let own = #"""
      {"jsonData": \#(Definition.of(#"{"name": "a", "type": "image", "width": 9, "height": 9}"#)),
       "layers": {"a": {"image_url": "site.json"}}}
      """#
    try Refused("", 422, "bad_asset", "layers.a.image_url", "").check(
      try server.templates("POST", "/card/preview", body: own))
    let wanting = Definition.of(
      #"{"name": "a", "type": "text", "width": 9, "height": 9, "text": "{{b}}"}"#,
      variables: #"{"name": "b", "required": true}"#)
    try Refused("", 422, "missing_variable", "variables.b", "required").check(
      try server.templates("POST", "/card/preview", body: #"{"jsonData": \#(wanting)}"#))
    let tall = Definition.of(
      #"""
      {"name": "a", "type": "text", "width": 9, "height": 9, "fontSize": 2000,
       "text": "\#(String(repeating: "aaaa ", count: 900))"}
      """#)
    let answer = try server.templates("POST", "/card/preview", body: #"{"jsonData": \#(tall)}"#)
    try Refused("", 422, "limit_exceeded", "jsonData.layers[0].text", "").check(answer)
  }

  @Test("A preview that is not begun in time is given up")
  func late() throws {
    let server = try RunningServer(
      TestSite(["limits": ["renderMilliseconds": 1]]), workers: 1)
    let big = Definition.plain("#3366cc", width: 1_500, height: 1_500)
    let request = RunningServer.request(
      "POST", "/api/templates/card/preview", server.keyed(),
      body: Array(#"{"jsonData": \#(big), "scale": 2}"#.utf8))
    let late = try server.atOnce(Array(repeating: request, count: 8)).filter { $0.status != 200 }
    #expect(!late.isEmpty)
    for answer in late {
      try Refused("", 503, "too_slow", nil, "try again").check(answer)
      #expect(answer.fields["retry-after"] == "5")
    }
  }

  @Test("Previews past the queue are told to come again, and the others are drawn")
  func busy() throws {
    let server = try RunningServer(
      TestSite(["limits": ["renderQueueMax": 2, "renderMilliseconds": 60_000]]), workers: 1)
    let big = Definition.plain("#3366cc", width: 1_500, height: 1_500)
    let request = RunningServer.request(
      "POST", "/api/templates/card/preview", server.keyed(),
      body: Array(#"{"jsonData": \#(big), "scale": 2, "format": "avif"}"#.utf8))
    let answers = try server.atOnce(Array(repeating: request, count: 24))
    let busy = answers.filter { $0.status == 503 }
    #expect(!busy.isEmpty && busy.count < 24)
    for answer in busy {
      try Refused("", 503, "busy", nil, "").check(answer)
      #expect(answer.fields["retry-after"] == "1")
    }
    #expect(Set(answers.filter { $0.status == 200 }.map(\.body)).count == 1)
    #expect(answers.allSatisfy { [200, 503].contains($0.status) })
  }
}
