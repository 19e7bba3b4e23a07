import Foundation
import Testing

@Suite("plan and why")
struct PlanTests {
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest([
      #"{"defaults": {"templateId": "plain", "formats": ["png", "webp"]}}"#,
      #"{"id": "one", "variables": {"title": "One"}}"#,
      #"{"id": "two", "variables": {"title": "Two"}, "locales": {"de": {"variables": {"title": "Zwei"}}}}"#,
      #"{"id": "red", "templateId": "badge", "formats": ["png"]}"#,
    ])
    return site
  }

  private func json(_ ran: Ran) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(ran.output)) as? [String: Any])
  }

  private func plan(_ site: TestSite, status: Int32 = 0) throws -> [String: Any] {
    let ran = try site.run("plan", "cards.jsonl", "--site", ".", "--json")
    #expect(ran.status == status, "\(ran.errors)")
    return try json(ran)
  }

  private func why(_ site: TestSite, _ words: String..., status: Int32) throws -> [[String: Any]] {
    let ran = try site.start(["why"] + words + ["--site", ".", "--json"]).wait()
    #expect(ran.status == status, "\(ran.errors)")
    return try #require(try json(ran)["pictures"] as? [[String: Any]])
  }

  @Test("A plan tells pictures, bytes and reasons, and writes nothing")
  func planned() throws {
    let site = try site()
    let fresh = try plan(site)
    #expect(fresh["toRender"] as? Int == 7 && fresh["reused"] as? Int == 0)
    #expect(fresh["cardCount"] as? Int == 3)
    let reasons = try #require(fresh["reasons"] as? [[String: Any]])
    #expect(reasons.count == 1 && reasons[0]["reason"] as? String == "new card")
    let groups = try #require(fresh["groups"] as? [[String: Any]])
    #expect(groups.map { $0["pictures"] as? Int }.compactMap(\.self).reduce(0, +) == 7)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
    // The bytes are judged by the pictures themselves, which are few here.
    let built = try site.build()
    let judged = try #require(fresh["bytes"] as? Int)
    #expect(abs(judged - built.bytes) <= built.bytes / 2)
    let after = try plan(site)
    #expect(after["toRender"] as? Int == 0 && after["reused"] as? Int == 7)
  }

  @Test("A plan tells what changed, what goes and what fails")
  func changes() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    try site.manifest([
      #"{"defaults": {"templateId": "plain", "formats": ["png", "webp"]}}"#,
      #"{"id": "one", "variables": {"title": "Uno"}}"#, #"{"id": "new", "templateId": "nope"}"#,
      #"{"id": "red", "templateId": "badge", "formats": ["png"], "scales": [1, 2]}"#,
    ])
    let report = try plan(site, status: 1)
    #expect(report["toRender"] as? Int == 3 && report["removed"] as? Int == 1)
    #expect(report["firstRemoved"] as? [String] == ["two"])
    let cards = try #require(report["firstCards"] as? [[String: Any]])
    #expect(cards.map { $0["id"] as? String } == ["one", "red"])
    #expect(
      cards[0]["reason"] as? String == #"layers.title.text: "One" → "Uno""#)
    #expect(cards[0]["pictures"] as? [String] == ["64x48~1x.png", "64x48~1x.webp"])
    #expect(cards[1]["reason"] as? String == "new picture of the card")
    #expect((report["failures"] as? [[String: Any]])?.count == 1)
    let text = try site.run("plan", "cards.jsonl", "--site", ".")
    #expect(text.text.contains("1 card would leave /c: two\n"))
    #expect(text.text.contains("3 to render, 1 reused, 2 failed; about "), "\(text.text)")
    #expect(text.errors.contains("there is no template “nope”"))
  }

  @Test("why names the one input that changed, whichever it is")
  func changedInput() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    func parts(_ id: String, status: Int32 = 1) throws -> [String] {
      let pictures = try why(site, id, "cards.jsonl", status: status)
      let changes = try #require(pictures[0]["changes"] as? [[String: Any]])
      return changes.compactMap { $0["part"] as? String }
    }
    #expect(try parts("one", status: 0) == [])
    try site.write(
      "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    #expect(try parts("one") == ["template"])
    let pictures = try why(site, "one", "cards.jsonl", status: 1)
    let places = try #require(pictures[0]["templateChanges"] as? [[String: Any]])
    #expect(places.map { $0["part"] as? String } == ["layers.box.fill"])
    #expect(try parts("red", status: 0) == [])
    try site.write("assets/red.png", TestSite.png([0, 255, 0, 255]))
    #expect(try parts("red") == ["picture assets/red.png"])
    try site.copyFont("DejaVuSerif.ttf")
    let settings = String(decoding: try site.read("site.json"), as: UTF8.self)
    try site.write(
      "site.json",
      settings.replacingOccurrences(
        of: #""fonts/DejaVuSans.ttf""#, with: #""fonts/DejaVuSans.ttf", "fonts/DejaVuSerif.ttf""#))
    #expect(try parts("two") == ["template", "fonts"])
    let german = try why(site, "two", "cards.jsonl", status: 1)
    #expect(german.map { $0["name"] as? String }.contains("64x48~1x~de.webp"))
  }

  @Test("why answers for addresses: a hit, the nearest of a miss, and content")
  func addresses() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    let hit = try why(
      site, "https://x.example/api/render?templateId=plain&variables={\"title\":\"One\"}", status: 0
    )
    let hash = try #require(hit[0]["hash"] as? String)
    #expect(hit[0]["origin"] as? String == "built")
    let miss = try why(
      site, "/api/render?templateId=plain&variables={\"title\":\"Ono\"}&utm_source=x", status: 1)
    #expect(miss[0]["hit"] as? Bool == false)
    #expect(miss[0]["heldAgainst"] as? String == "the nearest stored picture")
    #expect((miss[0]["changes"] as? [[String: Any]])?.count == 1)
    let content = try why(site, "/i/\(hash).png", status: 0)
    #expect(content[0]["key"] as? String == hit[0]["key"] as? String)
    let card = try why(site, "/c/one.png", status: 0)
    #expect(card.count == 1 && card[0]["hash"] as? String == hash)
    #expect(try why(site, "one", status: 0).count == 2)
    let absent = String(repeating: "0", count: 64)
    #expect(try why(site, "/i/\(absent).png", status: 1)[0]["hit"] as? Bool == false)
  }

  @Test(
    "why says what it does not know",
    arguments: [
      (["on"], "the published build has no card “on” (did you mean “one”?)"),
      (["oen", "cards.jsonl"], "the manifests have no card “oen” (did you mean “one”?)"),
      (["one", "none.jsonl"], "there is no such manifest"),
      (["/about"], "“/about” is no address of a picture"),
      (["/api/render?templateId=plian"], "there is no template “plian” (did you mean “plain”?)"),
      (["/i/abc.png"], "is no content hash"),
    ])
  func unknown(words: [String], said: String) throws {
    let site = try site()
    #expect(try site.build().status == 0)
    let ran = try site.start(["why"] + words + ["--site", "."]).wait()
    #expect(ran.status == 3 && ran.errors.contains(said), "\(ran.errors)")
  }
}
