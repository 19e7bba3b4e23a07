import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

/// Errors that need a template, a site or a moment of their own.
@Suite("Rare refusals") struct RareErrorTests {
  @Test("Values that do not fit together or with what fills them are told at their place")
  func values() throws {
    let server = try RunningServer(TestSite())
    let box = #""name": "a", "x": 0, "y": 0, "width": 9, "height": 9"#
    let cases: [(layer: String, variables: String, refused: Refused)] = [
      (
        #"{\#(box), "type": "text", "text": "a", "spans": [{"text": "b"}]}"#, "",
        Refused("", 422, "conflicting_values", "jsonData.layers[0].spans", "give one of them")
      ),
      (
        #"{\#(box), "type": "text", "text": "{{ title"}"#, "",
        Refused("", 422, "bad_braces", "jsonData.layers[0].text", "two braces")
      ),
      (
        #"{\#(box), "type": "text", "text": "a", "fontSize": "{{size}}"}"#,
        #"{"name": "size", "type": "text", "default": "big"}"#,
        Refused("", 422, "variable_mismatch", "jsonData.layers[0].fontSize", "a number")
      ),
    ]
    for (layer, variables, refused) in cases {
      let body = Definition.of(layer, variables: variables)
      try refused.check(
        try server.templates("POST", body: #"{"name": "a", "jsonData": \#(body)}"#))
      try refused.check(
        try server.templates("POST", "/card/preview", body: #"{"jsonData": \#(body)}"#))
    }
    try Refused("", 422, "conflicting_values", "layers.logo.imageUrl", "given twice").check(
      try server.generate(
        #"{"templateId": "card", "layers": {"logo": {"image_url": "a", "imageUrl": "b"}}}"#))
  }

  @Test("A layer that shows no picture is told when a card is drawn")
  func noPicture() throws {
    let server = try RunningServer(TestSite())
    let id = try server.makeTemplate(
      Definition.of(#"{"name": "photo", "type": "image", "width": 9, "height": 9}"#))
    let refused = Refused(
      "", 422, "missing_picture", "layers.photo.image_url", "give its image_url")
    try refused.check(try server.generate(#"{"templateId": "\#(id)"}"#))
    try refused.check(try server.get("/api/render?templateId=\(id)"))
  }

  @Test("A card that is well formed and too much to draw is told so")
  func tooMuch() throws {
    let server = try RunningServer(TestSite(["limits": ["outputPixelsMax": 20_000]]))
    var layer = #"{"name": "leaf", "type": "shape", "width": 200, "height": 100}"#
    for depth in 0..<14 {
      layer =
        #"{"name": "g\#(depth)", "type": "group", "x": 0, "y": 0, "width": 200, "#
        + #""height": 100, "opacity": 0.9, "filter": "blur(1px)", "layers": [\#(layer)]}"#
    }
    let body = #"{"canvas": {"width": 200, "height": 100}, "layers": [\#(layer)]}"#
    let answer = try server.templates(
      "POST", "/card/preview", body: #"{"jsonData": \#(body)}"#)
    try Refused(
      "", 422, "cannot_render", "jsonData" + String(repeating: ".layers[0]", count: 6), ""
    ).check(
      answer)
  }

  @Test("A head that does not come, and an answer that does not, end with a word")
  func time() throws {
    let slow = LoopbackServer { _ in
      sleep(3)
      return answer("404 Not Found")
    }
    let origin = "127.0.0.1:\(slow.port)"
    let site = try TestSite([
      "limits": [
        "headSecondsMax": 1, "answerSecondsMax": 1, "fetchMilliseconds": 4_000,
        "privateFetchOrigins": [origin],
      ]
    ])
    let server = try RunningServer(site)
    let late = try Client(port: server.port)
    try late.send(
      RunningServer.request(
        "POST", "/api/generate", server.keyed(),
        body: Array(
          #"{"templateId": "linked", "variables": {"logo": "http://\#(origin)/a.png"}}"#.utf8))
    )
    let halted = try Client(port: server.port)
    try halted.send("GET /healthz HTTP/1.1\r\nHost: a\r\n")
    try Refused("", 408, "request_timeout", nil, "").check(try halted.receive())
    try Refused("", 504, "answer_timeout", nil, "").check(try late.receive())
  }

  @Test("The server's own trouble is an error without a word of the inside")
  func inside() throws {
    let site = try TestSite()
    do {
      let store = try Store.open(at: site.store, create: true)
      let writer = try store.writer()
      try writer.putTemplate(
        TemplateRecord(
          id: "spoilt", name: "Spoilt", jsonData: Array("no JSON".utf8),
          revision: TemplateRevision(Digest(of: "a")), source: .api, updatedAt: 1_700_000_000))
      try writer.commit()
    }
    let server = try RunningServer(site)
    for answer in [
      try server.templates("GET", "/spoilt"), try server.generate(#"{"templateId": "spoilt"}"#),
    ] {
      try Refused("", 500, "internal_error", nil, "its log says why").check(answer)
      #expect(!answer.text.contains("JSON") && !answer.text.contains(site.path))
    }
    // All others go on.
    #expect(try server.get("/api/render?templateId=card").status == 200)
  }
}
