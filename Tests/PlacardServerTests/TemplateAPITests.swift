import Foundation
import PlacardStore
import PlacardTesting
import Testing

@Suite("Templates over HTTP") struct TemplateAPITests {
  private func uuid(_ text: String) -> Bool {
    text.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
      != nil
  }

  private func strings(_ json: Any?) -> [String] { json as? [String] ?? [] }

  @Test("A new template has a UUID, is answered whole, and is drawn")
  func create() throws {
    let server = try RunningServer(TestSite())
    let answer = try server.templates(
      "POST",
      body: """
        {"name": "Über", "description": "d", "public": true, "previewUrl": "https://a.example/p.png",
         "onMiss": "signed", "fallback": "default", "jsonData": \(Definition.plain("#ff0000"))}
        """)
    #expect(answer.status == 201, "\(answer.text)")
    let json = try answer.json()
    let id = try #require(json["id"] as? String)
    #expect(uuid(id))
    #expect(answer.fields["location"] == "/api/templates/\(id)")
    #expect(
      Set(json.keys) == [
        "id", "name", "description", "public", "previewUrl", "onMiss", "fallback", "jsonData",
        "version", "createdAt", "updatedAt",
      ])
    #expect(json["name"] as? String == "Über" && json["description"] as? String == "d")
    #expect(json["public"] as? Bool == true && json["version"] as? Int == 1)
    #expect(json["onMiss"] as? String == "signed" && json["fallback"] as? String == "default")
    #expect(json["previewUrl"] as? String == "https://a.example/p.png")
    #expect(json["createdAt"] as? String == json["updatedAt"] as? String)
    let time = try #require(json["createdAt"] as? String)
    #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil)
    #expect(answer.etag.wholeMatch(of: /"1-[0-9a-f]{8}"/) != nil)
    let definition = try #require(json["jsonData"] as? [String: Any])
    #expect((definition["canvas"] as? [String: Any])?["width"] as? Int == 40)
    let got = try server.templates("GET", "/\(id)")
    #expect(got.status == 200 && got.body == answer.body && got.etag == answer.etag)
    let head = try server.templates("HEAD", "/\(id)")
    #expect(head.status == 200 && head.body.isEmpty && head.etag == answer.etag)
    #expect(head.fields["content-length"] == "\(got.body.count)")
    let same = try server.templates("GET", "/\(id)", ["If-None-Match": "W/\(answer.etag)"])
    #expect(same.status == 304 && same.body.isEmpty && same.etag == answer.etag)
    let drawn = try server.generate(#"{"templateId": "\#(id)"}"#)
    #expect(drawn.status == 200)
    #expect(try server.templates("POST", body: "{}").status == 400)
  }

  @Test("A change replaces what it gives, keeps the rest, and has a tag of its own")
  func update() throws {
    let server = try RunningServer(TestSite())
    let before = try server.templates("GET", "/card")
    let old = try server.get("/api/render?templateId=card")
    #expect(before.status == 200 && old.status == 200)
    let renamed = try server.templates(
      "PUT", "/card", body: #"{"name": "Other", "previewUrl": "https://a.example/x"}"#)
    #expect(renamed.status == 200, "\(renamed.text)")
    var json = try renamed.json()
    #expect(json["name"] as? String == "Other" && json["version"] as? Int == 2)
    #expect(json["previewUrl"] as? String == "https://a.example/x")
    #expect(json["public"] as? Bool == true && json["jsonData"] != nil)
    #expect(renamed.etag != before.etag && renamed.etag.hasPrefix("\"2-"))
    #expect(try server.get("/api/render?templateId=card").body == old.body)
    let drawn = try server.templates(
      "PUT", "/card",
      body: #"{"previewUrl": null, "jsonData": \#(Definition.plain("#00ff00"))}"#)
    json = try drawn.json()
    #expect(json["previewUrl"] is NSNull && json["name"] as? String == "Other")
    let new = try server.get("/api/render?templateId=card")
    #expect(new.status == 200 && new.body != old.body)
    #expect(try server.get("/i/\(old.etag.trimmingCharacters(in: ["\""])).png").body == old.body)
    // What says nothing new is no version.
    let again = try server.templates("PUT", "/card", body: #"{"name": "Other"}"#)
    #expect(again.status == 200 && again.etag == drawn.etag)
    #expect(try server.templates("PUT", "/card", body: "{}").etag == drawn.etag)
    let hidden = try server.templates("PUT", "/card", body: #"{"public": false}"#)
    #expect(hidden.status == 200)
    #expect(try server.get("/api/render?templateId=card").status == 404)
  }

  @Test("Only the version that If-Match names is changed")
  func preconditions() throws {
    let server = try RunningServer(TestSite())
    let tag = try server.templates("GET", "/card").etag
    let good = try server.templates(
      "PUT", "/card", ["If-Match": "\"x\", \(tag)"], body: #"{"name": "One"}"#)
    #expect(good.status == 200)
    for (method, path, field) in [
      ("PUT", "/card", tag), ("PUT", "/card?dryRun=1", tag), ("DELETE", "/card", tag),
      ("DELETE", "/card?dryRun=true", tag), ("PUT", "/card", "W/\(good.etag)"),
      ("POST", "/card/versions/1/restore", tag),
    ] {
      let stale = try server.templates(
        method, path, ["If-Match": field], body: method == "PUT" ? #"{"name": "Two"}"# : nil)
      #expect(stale.status == 412, "\(method) \(path)")
      #expect(stale.etag == good.etag && stale.fields["cache-control"] == "no-store")
      let error = try stale.error()
      #expect(error["code"] as? String == "precondition_failed" && error["path"] is NSNull)
      #expect((error["hint"] as? String)?.contains(good.etag) == true)
    }
    #expect(try server.templates("PUT", "/card", ["If-Match": "*"], body: "{}").status == 200)
    #expect(try server.templates("DELETE", "/card", ["If-Match": good.etag]).status == 204)
    #expect(try server.templates("DELETE", "/card", ["If-Match": "*"]).status == 404)
  }

  @Test("Of two changes of one version at once, one wins")
  func race() throws {
    let server = try RunningServer(TestSite())
    for round in 0..<8 {
      let tag = try server.templates("GET", "/card").etag
      let requests = (0..<4).map {
        RunningServer.request(
          "PUT", "/api/templates/card", server.keyed(["If-Match": tag]),
          body: Array(#"{"name": "\#(round) \#($0)"}"#.utf8))
      }
      let answers = try server.atOnce(requests)
      #expect(answers.map(\.status).sorted() == [200, 412, 412, 412])
      let winner = try #require(answers.first { $0.status == 200 })
      #expect(try server.templates("GET", "/card").body == winner.body)
    }
    #expect(try server.templates("GET", "/card").json()["version"] as? Int == 9)
  }

  @Test("A deleted template is gone, its versions can be had back, and no import undoes it")
  func deletion() throws {
    let server = try RunningServer(TestSite())
    let before = try server.templates("GET", "/card")
    let old = try server.get("/api/render?templateId=card")
    let gone = try server.templates("DELETE", "/card")
    #expect(gone.status == 204 && gone.body.isEmpty)
    #expect(try server.get("/api/render?templateId=card").status == 404)
    #expect(try server.templates("GET", "/card").status == 404)
    #expect(try server.generate(#"{"templateId": "card"}"#).status == 404)
    server.importTemplates()
    #expect(try server.templates("GET", "/card").status == 404)
    #expect(try server.get("/i/\(old.etag.trimmingCharacters(in: ["\""])).png").body == old.body)
    let versions =
      try server.templates("GET", "/card/versions").json()["versions"] as? [[String: Any]]
    #expect(versions?.map { $0["version"] as? Int } == [1])
    #expect(versions?.first?["current"] as? Bool == false)
    let restored = try server.templates("POST", "/card/versions/1/restore")
    #expect(restored.status == 200, "\(restored.text)")
    let json = try restored.json()
    #expect(json["version"] as? Int == 2 && json["name"] as? String == "Test card")
    #expect(json["createdAt"] as? String == (try before.json())["createdAt"] as? String)
    #expect(try server.get("/api/render?templateId=card").body == old.body)
    server.importTemplates()
    #expect(try server.templates("GET", "/card").etag == restored.etag)
    // Made by a call, deleted by one: nothing is left but its versions.
    let id = try server.makeTemplate(Definition.plain("#123456"))
    #expect(try server.templates("DELETE", "/\(id)").status == 204)
    #expect(try server.templates("POST", "/\(id)/versions/1/restore").status == 200)
    #expect(try server.get("/api/render?templateId=\(id)").status == 200)
    server.stop()
    try Program.run("verify", "--store", server.site.store)
  }

  @Test("Versions are listed, the newest first, read, and restored as new ones")
  func versions() throws {
    let server = try RunningServer(TestSite())
    let first = try server.templates("GET", "/card")
    _ = try server.templates("PUT", "/card", body: #"{"name": "Two"}"#)
    let third = try server.templates(
      "PUT", "/card", body: #"{"jsonData": \#(Definition.plain("#00ff00"))}"#)
    let answer = try server.templates("GET", "/card/versions")
    let list = try #require(try answer.json()["versions"] as? [[String: Any]])
    #expect(list.map { $0["version"] as? Int } == [3, 2, 1])
    #expect(list.map { $0["current"] as? Bool } == [true, false, false])
    #expect(list.map { $0["name"] as? String } == ["Two", "Two", "Test card"])
    #expect(list.map { $0["source"] as? String } == ["api", "api", "file"])
    let old = try server.templates("GET", "/card/versions/1")
    #expect(old.status == 200 && old.body == first.body && old.etag == first.etag)
    #expect(try server.templates("GET", "/card/versions/3").body == third.body)
    #expect(
      try server.templates("GET", "/card/versions/1", ["If-None-Match": old.etag]).status == 304)
    let restored = try server.templates(
      "POST", "/card/versions/1/restore", ["If-Match": third.etag])
    #expect(restored.status == 200 && restored.etag.hasPrefix("\"4-"))
    #expect(try restored.json()["name"] as? String == "Test card")
    // What is current already stays.
    #expect(try server.templates("POST", "/card/versions/4/restore").etag == restored.etag)
  }

  @Test("The list is paged in the order of ids, and searched without case")
  func list() throws {
    let server = try RunningServer(TestSite())
    for index in 0..<5 {
      _ = try server.templates(
        "POST",
        body: #"{"name": "ÜBER \#(index)", "jsonData": \#(Definition.plain("#fff"))}"#)
    }
    let all = try server.templates("GET").json()
    #expect(all["total"] as? Int == 8 && all["next"] is NSNull)
    let items = try #require(all["templates"] as? [[String: Any]])
    let ids = items.compactMap { $0["id"] as? String }
    #expect(ids.count == 8 && ids == ids.sorted())
    let card = try #require(items.first { $0["id"] as? String == "card" })
    #expect(card["width"] as? Int == 200 && card["height"] as? Int == 100)
    #expect(card["source"] as? String == "file" && card["version"] as? Int == 1)
    #expect(card["jsonData"] == nil && card["updatedAt"] is String)
    var found: [String] = []
    var cursor = ""
    var pageCount = 0
    repeat {
      let page = try server.templates("GET", "?limit=3" + cursor).json()
      #expect(page["total"] as? Int == 8)
      let items = try #require(page["templates"] as? [[String: Any]])
      found += items.compactMap { $0["id"] as? String }
      cursor = (page["next"] as? String).map { "&cursor=\($0)" } ?? ""
      pageCount += 1
    } while !cursor.isEmpty && pageCount < 9
    #expect(found == ids && pageCount == 3)
    let searched = try server.templates("GET", "?q=\("über 3".escaped)").json()
    #expect(searched["total"] as? Int == 1)
    #expect(try server.templates("GET", "?q=LINK").json()["total"] as? Int == 1)
    #expect(try server.templates("GET", "?q=nothing&utm_source=x").json()["total"] as? Int == 0)
  }

  @Test("A file changed under an edit of the API is a conflict, and neither is lost")
  func conflict() throws {
    let server = try RunningServer(TestSite())
    let edited = try server.templates("PUT", "/card", body: #"{"name": "By the API"}"#)
    server.importTemplates()
    #expect(try server.templates("GET", "/card").etag == edited.etag)
    try server.site.write(
      TestSite.template("card", background: "#00ccff"), to: "templates/card.json")
    server.importTemplates()
    #expect(try server.templates("GET", "/card").etag == edited.etag)
    try Program.run("templates", "import", "--force", "--site", server.site.path)
    let forced = try server.templates("GET", "/card").json()
    #expect(forced["name"] as? String == "Test card" && forced["version"] as? Int == 3)
    #expect(try server.templates("GET", "/card/versions/2").body == edited.body)
  }
}
