import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("Generating with a key") struct GenerateTests {
  private let body = #"{"templateId": "private", "layers": {"title": {"text": "Keyed"}}}"#

  @Test("The first answer is fresh, the second cached, and imageUrl is that very picture")
  func freshThenCached() throws {
    let server = try RunningServer(TestSite(), baseURL: "https://cards.example.org/pictures/")
    let first = try server.generate(body)
    #expect(first.status == 200 && first.fields["cache-control"] == "no-store")
    #expect(first.fields["content-type"] == "application/json; charset=utf-8")
    #expect(first.fields["access-control-allow-origin"] == nil)
    let json = try first.json()
    let hash = try #require(json["hash"] as? String)
    #expect(json["success"] as? Bool == true && json["cached"] as? Bool == false)
    #expect(json["imageUrl"] as? String == "https://cards.example.org/pictures/i/\(hash).png")
    #expect(json["width"] as? Int == 200 && json["height"] as? Int == 100)
    #expect(json["format"] as? String == "png")
    // Answered once it is committed: it is there at once.
    let picture = try server.get("/i/\(hash).png")
    #expect(picture.status == 200 && ContentHash(of: picture.body).hex == hash)
    #expect(json["bytes"] as? Int == picture.body.count)
    let second = try server.generate(body)
    #expect(try second.json()["cached"] as? Bool == true)
    #expect(try second.imageTarget() == first.imageTarget())
    server.stop()
    #expect(try StoreLook(server.site).charged == 1)
  }

  @Test("Every format is named and addressed by its own extension")
  func formats() throws {
    let server = try RunningServer(TestSite())
    for (name, ending, type) in [
      ("png", "png", "image/png"), ("jpeg", "jpg", "image/jpeg"), ("jpg", "jpg", "image/jpeg"),
      ("webp", "webp", "image/webp"), ("avif", "avif", "image/avif"),
    ] {
      let answer = try server.generate(#"{"templateId": "card", "format": "\#(name)"}"#)
      let target = try answer.imageTarget()
      #expect(target.hasSuffix("." + ending))
      #expect(try server.get(target).fields["content-type"] == type)
    }
    server.stop()
    #expect(try StoreLook(server.site).charged == 4)
  }

  @Test(
    "imageUrl begins with where the server really listens, and never with the Host of a request")
  func listeningAddress() throws {
    for (listen, host) in [("127.0.0.1:0", "127.0.0.1"), ("*:0", "localhost")] {
      let server = try RunningServer(TestSite(), listen: listen)
      let answer = try server.generate(
        #"{"templateId": "card"}"#, ["X-Forwarded-Host": "evil.test"])
      let url = try #require(try answer.json()["imageUrl"] as? String)
      #expect(url.hasPrefix("http://\(host):\(server.port)/i/"), "\(url)")
    }
    let named = try RunningServer(TestSite(["baseUrl": "https://site.example/"]))
    let answer = try named.generate(#"{"templateId": "card"}"#)
    #expect(
      try (answer.json()["imageUrl"] as? String)?.hasPrefix("https://site.example/i/") == true)
  }

  @Test("A base address that is none keeps the server from starting")
  func badBase() throws {
    #expect(throws: (any Error).self) {
      _ = try RunningServer(TestSite(), baseURL: "cards.example.org")
    }
  }

  @Test("A picture that was missed is promised by generate, free of charge")
  func promise() throws {
    let server = try RunningServer(TestSite())
    let target = #"/api/render?templateId=card&layers={"title":{"text":"Promised"}}"#
    let missed = try server.get(target)
    try eventually { try server.get(target).fields["cache-status"] == "placard; hit" }
    let generated = try server.generate(
      #"{"templateId": "card", "layers": {"title": {"text": "Promised"}}}"#)
    #expect(try generated.json()["cached"] as? Bool == true)
    #expect(try server.get(generated.imageTarget()).body == missed.body)
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.origins == [.generated] && look.charged == 0)
  }

  @Test("The body may be declared as JSON in any form, or not at all, and as nothing else")
  func contentTypes() throws {
    let server = try RunningServer(TestSite())
    for type in [
      "application/json", "Application/JSON; charset=utf-8", "application/json ;x=y", "",
    ] {
      #expect(try server.generate(body, ["Content-Type": type]).status == 200, "\(type)")
    }
    for type in ["text/plain", "application/jsonp", "application/x-www-form-urlencoded", "json"] {
      let answer = try server.generate(body, ["Content-Type": type])
      #expect(answer.status == 415, "\(type)")
      #expect(try answer.error()["code"] as? String == "unsupported_media_type")
      #expect(try answer.error()["hint"] as? String == "send Content-Type: application/json")
    }
  }

  @Test("null members count as absent, as JavaScript's undefined ones would")
  func nulls() throws {
    let server = try RunningServer(TestSite())
    let answer = try server.generate(
      #"{"templateId": "card", "format": null, "layers": null, "variables": {"title": null}, "#
        + #""scale": null, "quality": null, "width": null, "height": null}"#)
    #expect(answer.status == 200)
  }

  @Test("A key's last use is noted, not at every call")
  func lastUse() throws {
    let server = try RunningServer(TestSite())
    _ = try server.generate(body)
    _ = try server.generate(body)
    server.stop()
    let key = try #require(try StoreLook(server.site).keys.first { $0.revokedAt == nil })
    let used = try #require(key.lastUsedAt)
    #expect(abs(Double(used) - Date().timeIntervalSince1970) < 600)
  }
}
