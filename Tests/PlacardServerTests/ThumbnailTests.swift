import Foundation
import PlacardCore
import PlacardServer
import PlacardTesting
import Testing

@Suite("GET /api/templates/{id}/thumbnail") struct ThumbnailTests {
  private func thumbnail(
    _ server: RunningServer, _ query: String = "", of id: String = "card",
    _ fields: [String: String] = [:]
  ) throws -> Client.Answer {
    try server.templates("GET", "/\(id)/thumbnail\(query)", fields)
  }

  @Test("The default card is drawn to the width asked for, and never larger than its canvas")
  func sizes() throws {
    let server = try RunningServer(TestSite())
    for (query, width, height) in [
      ("?width=100", 100, 50), ("?width=64", 64, 32), ("", 200, 100), ("?width=1200", 200, 100),
    ] {
      let answer = try thumbnail(server, query)
      #expect(answer.status == 200, "\(answer.text)")
      #expect(answer.fields["content-type"] == "image/png")
      #expect(answer.fields["x-content-type-options"] == "nosniff")
      #expect(answer.pngSize == PixelSize(width: width, height: height), "\(query)")
    }
    let whole = try server.templates("POST", "/card/preview", body: "{}")
    #expect(try TestPNG.decode(thumbnail(server).body) == TestPNG.decode(whole.body))
    // A canvas so flat is a pixel high.
    let flat = try server.makeTemplate(Definition.plain("#3366cc", width: 1_000, height: 2))
    #expect(
      try thumbnail(server, "?width=64", of: flat).pngSize == PixelSize(width: 500, height: 1))
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.objectCount == 0 && look.cardCount == 0 && look.charged == 0)
  }

  @Test("It is laid out on its canvas and drawn smaller")
  func scaled() throws {
    let server = try RunningServer(TestSite())
    let draft = Definition.of(
      #"""
      {"name": "left", "type": "shape", "width": 20, "height": 20, "fill": "#ff0000",
       "constraints": {"horizontal": "left", "vertical": "top"}}
      """#
    ).replacing(#""width": 40, "height": 20}, "#, with: #""width": 200, "height": 100}, "#)
    let id = try server.makeTemplate(draft)
    let picture = try TestPNG.decode(thumbnail(server, "?width=100", of: id).body)
    // A tenth of the canvas, not the 20 px that a canvas of 100 px would have.
    #expect(picture[5, 5] == [0, 0, 255, 255])
    #expect(picture[9, 9] == [0, 0, 255, 255])
    #expect(picture[10, 5] == [255, 255, 255, 255])
    #expect(picture[5, 10] == [255, 255, 255, 255])
  }

  @Test("It has an entity tag of its template, pictures and width, and is kept with a version")
  func cached() throws {
    let server = try RunningServer(TestSite())
    let first = try thumbnail(server, "?width=100")
    #expect(first.fields["cache-control"] == "private, no-cache" && !first.etag.isEmpty)
    let again = try thumbnail(server, "?width=100", ["If-None-Match": first.etag])
    #expect(again.status == 304 && again.body.isEmpty && again.etag == first.etag)
    #expect(again.fields["cache-control"] == "private, no-cache")
    let kept = try thumbnail(server, "?width=100&v=3-abc")
    #expect(kept.fields["cache-control"] == "private, max-age=31536000, immutable")
    #expect(kept.body == first.body && kept.etag == first.etag)
    let known = try thumbnail(server, "?v=1&width=100", ["If-None-Match": first.etag])
    #expect(known.status == 304)
    #expect(known.fields["cache-control"] == "private, max-age=31536000, immutable")
    let wider = try thumbnail(server, "?width=101", ["If-None-Match": first.etag])
    #expect(wider.status == 200 && wider.etag != first.etag)
    try server.site.write(TestSite.picture([9, 200, 9, 255], side: 9), to: "assets/logo.png")
    usleep(1_200_000)
    let repainted = try thumbnail(server, "?width=100", ["If-None-Match": first.etag])
    #expect(repainted.status == 200 && repainted.etag != first.etag)
    let edit = #"{"jsonData": \#(Definition.plain("#3366cc"))}"#
    #expect(try server.templates("PUT", "/card", body: edit).status == 200)
    let edited = try thumbnail(server, "?width=100", ["If-None-Match": repainted.etag])
    #expect(edited.status == 200 && edited.etag != repainted.etag)
  }

  @Test("A browser that is signed in may show them as pictures of a page")
  func session() throws {
    let server = try RunningServer(TestSite())
    let token = try #require(server.newAdminKey).text
    let signed = try server.send(
      "POST", "/api/session", ["Content-Type": "application/json"],
      body: Array(#"{"token": "\#(token)"}"#.utf8))
    let cookie = try #require(signed.fields["set-cookie"]).prefix { $0 != ";" }
    let answer = try server.get(
      "/api/templates/card/thumbnail?width=64", ["Cookie": String(cookie)])
    #expect(answer.status == 200 && answer.pngSize == PixelSize(width: 64, height: 32))
  }

  @Test("What each card must give has its default, or stands in")
  func requiredVariables() throws {
    let server = try RunningServer(TestSite())
    let id = try server.makeTemplate(
      #"""
      {"canvas": {"width": 20, "height": 10, "background": "{{ground}}"},
       "layers": [{"name": "photo", "type": "image", "width": 20, "height": 10,
         "image_url": "{{photo}}"}],
       "variables": [{"name": "ground", "type": "color", "default": "#ff0000", "required": true},
         {"name": "photo", "type": "image", "required": true}]}
      """#)
    let answer = try thumbnail(server, of: id)
    #expect(answer.status == 200, "\(answer.text)")
    #expect(try TestPNG.decode(answer.body)[5, 5] == [0, 0, 255, 255])
  }

  @Test("A picture that is missing, and bad parameters, are told as such")
  func refused() throws {
    let server = try RunningServer(TestSite())
    try Refused("", 422, "missing_picture", "layers.logo.image_url", "give its image_url").check(
      try thumbnail(server, of: "linked"))
    try Refused("", 404, "unknown_template", "id", "card").check(try thumbnail(server, of: "cart"))
    try Refused("", 400, "out_of_range", "width", "from 64 to 1200").check(
      try thumbnail(server, "?width=63"))
    try Refused("", 400, "out_of_range", "width", "from 64 to 1200").check(
      try thumbnail(server, "?width=wide"))
    try server.site.remove("assets/logo.png")
    usleep(1_200_000)
    try Refused("", 422, "missing_asset", "layers.logo.image_url", "assets/logo.png").check(
      try thumbnail(server))
    try Refused("", 401, "unauthorized", nil, "needs a key").check(
      try server.get("/api/templates/card/thumbnail"))
  }
}
