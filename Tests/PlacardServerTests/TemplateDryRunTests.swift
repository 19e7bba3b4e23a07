import Foundation
import PlacardStore
import PlacardTesting
import Testing

@Suite("Dry runs of templates") struct TemplateDryRunTests {
  private func site() throws -> TestSite {
    let site = try TestSite()
    let lines = (0..<120).map { index in
      let id = "posts/\(String(index + 1_000))"
      return
        #"{"id": "\#(id)", "templateId": "card", "formats": ["png", "webp"], "#
        + #""variables": {"title": "\#(index)"}}"#
    }
    let other = #"{"id": "other", "templateId": "private"}"#
    try site.write((lines + [other]).joined(separator: "\n"), to: "cards.jsonl")
    try Program.run("build", site.path + "/cards.jsonl", "--site", site.path)
    return site
  }

  private func pageBytes(_ site: TestSite, _ prefix: String) throws -> Int {
    let reader = try Store.open(at: site.store, create: false).reader()
    try reader.renew()
    var sum = 0
    try reader.snapshot.forEachPage { page throws(StoreError) in
      guard page.id.hasPrefix(prefix) else { return true }
      for variant in page.variants {
        sum += Int(try reader.card(variant.renderKey)?.byteCount ?? 0)
      }
      return true
    }
    return sum
  }

  @Test("A dry run tells which cards of the build would be drawn anew, and changes nothing")
  func affected() throws {
    let site = try site()
    let bytes = try pageBytes(site, "posts/")
    #expect(bytes > 0)
    let server = try RunningServer(site)
    let before = try server.templates("GET", "/card")
    let new = #"{"jsonData": \#(Definition.plain("#00ff00"))}"#
    for (method, body) in [("PUT", Optional(new)), ("DELETE", nil)] {
      let answer = try server.templates(
        method, "/card?dryRun=1", ["If-Match": before.etag], body: body)
      #expect(answer.status == 200, "\(answer.text)")
      #expect(answer.fields["cache-control"] == "no-store" && answer.fields["etag"] == nil)
      let json = try answer.json()
      #expect(json["dryRun"] as? Bool == true && json["changes"] as? Bool == true)
      #expect(json["cards"] as? Int == 120 && json["pictures"] as? Int == 240)
      #expect(json["bytes"] as? Int == bytes)
      #expect(json["unknownPictures"] as? Int == 0)
      let ids = try #require(json["ids"] as? [String])
      #expect(ids == (0..<100).map { "posts/\($0 + 1_000)" })
    }
    #expect(try server.templates("GET", "/card") == before)
    let versions = try server.templates("GET", "/card/versions").json()["versions"] as? [Any]
    #expect(versions?.count == 1)
    // The one card of the other template.
    let other = try server.templates("PUT", "/private?dryRun=true", body: new).json()
    #expect(other["cards"] as? Int == 1 && other["pictures"] as? Int == 1)
    #expect(other["ids"] as? [String] == ["other"])
    let none = try server.templates("DELETE", "/linked?dryRun=1").json()
    #expect(none["changes"] as? Bool == true && none["cards"] as? Int == 0)
  }

  @Test("The same definition in another spelling changes no picture; a wrong one is refused")
  func unchanged() throws {
    let server = try RunningServer(site())
    let text = try #require(
      try server.templates("GET", "/card").json()["jsonData"] as? [String: Any])
    let spelled = String(
      decoding: try JSONSerialization.data(withJSONObject: text, options: [.prettyPrinted]),
      as: UTF8.self
    ).replacing("#003366", with: "rgb(0, 51, 102)")
    for body in [#"{"jsonData": \#(spelled)}"#, #"{"name": "Other"}"#, "{}"] {
      let answer = try server.templates("PUT", "/card?dryRun=1", body: body)
      let json = try answer.json()
      #expect(json["changes"] as? Bool == false, "\(answer.text)")
      #expect(json["cards"] as? Int == 0 && json["bytes"] as? Int == 0)
      #expect(json["ids"] as? [String] == [])
    }
    let real = try server.templates("PUT", "/card?dryRun=0", body: #"{"name": "Other"}"#)
    #expect(try real.json()["name"] as? String == "Other")
    try Refused("", 400, "out_of_range", "dryRun", "true or false").check(
      try server.templates("PUT", "/card?dryRun=yes", body: "{}"))
    try Refused("", 400, "duplicate", "dryRun", "twice").check(
      try server.templates("DELETE", "/card?dryRun=1&dryRun=1"))
    try Refused("", 422, "unknown_font", "jsonData.layers[0].fontFamily", "Nope").check(
      try server.templates(
        "PUT", "/card?dryRun=1",
        body:
          #"{"jsonData": \#(Definition.of(#"""
          {"name": "a", "type": "text", "width": 9, "height": 9, "fontFamily": "Nope"}
          """#))}"#))
    #expect(try server.templates("GET", "/card").status == 200)
  }
}
