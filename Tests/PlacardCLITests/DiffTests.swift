import Foundation
import PlacardStore
import Testing

@Suite("placard diff")
struct DiffTests {
  /// What `placard diff --json` prints.
  private struct Output: Decodable {
    struct Picture: Decodable {
      var hash: String
      var format: String
      var width: Int
      var height: Int
      var bytes: Int?
    }

    struct Change: Decodable {
      var card: String
      var variant: String
      var kind: String
      var before: Picture?
      var after: Picture?
      var distance: Double?
      var changedShare: Double?
      var channelMost: Int?
      var channelMean: Double?
      var trouble: String?
    }

    var before: String
    var after: String
    var changed: Int
    var added: Int
    var removed: Int
    var alike: Int
    var pictures: [Change]
  }

  private func card(_ id: String, _ title: String, _ more: String = "") -> String {
    #"{"id": "\#(id)", "templateId": "plain", "variables": {"title": "\#(title)"}\#(more)}"#
  }

  /// Two builds: `a` stays, `b` changes a little, `c` much, `d` goes, `e` comes, `f` is larger.
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest([
      card("a", "Same"), card("b", "One"), card("c", "One"), card("d", "Gone"),
      card("f", "Size", #", "sizes": ["64x48"]"#),
    ])
    #expect(try site.build().status == 0)
    let big = #", "layers": {"box": {"x": 0, "y": 0, "width": 64, "height": 48}}"#
    try site.manifest([
      card("a", "Same"), card("b", "Two"), card("c", "One", big), card("e", "New"),
      card("f", "Size", #", "sizes": ["65x48"]"#),
    ])
    #expect(try site.build().status == 0)
    return site
  }

  private func json(_ ran: Ran) throws -> Output {
    try JSONDecoder().decode(Output.self, from: Data(ran.output))
  }

  @Test("What was changed, added and removed is told, the largest change first, with status 1")
  func changes() throws {
    let site = try site()
    let ran = try site.run("diff", "previous", "current", "--store", ".placard", "--json")
    #expect(ran.status == 1 && ran.errors.isEmpty)
    let output = try json(ran)
    #expect(output.before == "build 1" && output.after == "build 2" && output.alike == 0)
    #expect(output.changed == 2 && output.added == 2 && output.removed == 2)
    #expect(
      output.pictures.map { "\($0.kind) \($0.card) \($0.variant)" } == [
        "changed c 64x48", "changed b 64x48", "added e 64x48", "added f 65x48", "removed d 64x48",
        "removed f 64x48",
      ])
    try #require(output.pictures.count == 6)
    let most = output.pictures[0]
    #expect(try #require(most.distance) > #require(output.pictures[1].distance))
    #expect(try #require(most.changedShare) > 0.5 && #require(most.channelMost) > 100)
    #expect(most.before?.bytes != nil && most.before?.width == 64 && most.trouble == nil)
  }

  @Test("For people a line a change, and a sum")
  func text() throws {
    let site = try site()
    let ran = try site.run("diff", "1", "2", "--store", ".placard")
    let lines = ran.text.split(separator: "\n").map(String.init)
    try #require(lines.count == 7)
    #expect(lines[0].hasPrefix("changed  c (64x48 png): distance 0."))
    #expect(lines[2] == "added  e (64x48 png)")
    #expect(lines[6] == "build 1 → build 2: 2 changed, 2 added, 2 removed")
  }

  @Test("A build and itself are the same, with status 0; backwards, what came is what goes")
  func same() throws {
    let site = try site()
    let same = try site.run("diff", "2", "current", "--store", ".placard")
    #expect(same.status == 0 && same.text == "build 2 → build 2: the same pictures\n")
    let back = try json(try site.run("diff", "2", "1", "--store", ".placard", "--json"))
    #expect(back.pictures.filter { $0.kind == "added" }.map(\.card) == ["d", "f"])
  }

  @Test("Builds of two stores are compared")
  func stores() throws {
    let site = try site()
    #expect(try site.build(store: "other").status == 0)
    let same = try site.run("diff", ".placard", "other")
    #expect(same.status == 0)
    #expect(same.text == "build 2 of .placard → build 1 of other: the same pictures\n")
    let first = try json(try site.run("diff", "1", "other", "--store", ".placard", "--json"))
    #expect(first.changed == 2 && first.added == 2 && first.removed == 2)
    // Whatever its name, a store is opened once.
    #expect(try site.run("diff", "current", "./.placard", "--store", ".placard").status == 0)
  }

  @Test("Bytes that are others while their pixels are not, and small changes, can be let pass")
  func threshold() throws {
    let site = try site()
    #expect(try site.build(["cards.jsonl"], "--effort", "fast").rendered > 0)
    let effort = try site.run("diff", "2", "3", "--store", ".placard", "--json")
    #expect(effort.status == 0)
    #expect(try json(effort).pictures.isEmpty)
    let all = try site.run(
      "diff", "1", "2", "--store", ".placard", "--json", "--threshold", "1")
    #expect(all.status == 1)
    let output = try json(all)
    #expect(output.alike == 2 && output.changed == 0 && output.added == 2)
  }

  @Test("The page has every picture in it and asks for nothing")
  func page() throws {
    let site = try site()
    let ran = try site.run("diff", "1", "2", "--store", ".placard", "-o", "diff.html")
    #expect(ran.status == 1 && ran.errors.hasPrefix("diff.html: "))
    let html = String(decoding: try site.read("diff.html"), as: UTF8.self)
    #expect(html.hasPrefix("<!doctype html>") && html.hasSuffix("</html>\n"))
    #expect(html.components(separatedBy: "<article ").count - 1 == 6)
    #expect(html.components(separatedBy: "data:image/png;base64,").count - 1 == 8)
    #expect(!html.contains("http:") && !html.contains("https:"))
    // A picture is the one of the store.
    let hash = try #require(try site.pages()["e"]?.variants.first?.contentHash)
    let body = try #require(try site.body(hash))
    #expect(html.contains(Data(body).base64EncodedString()))
  }

  @Test("The formats of one picture are one on the page, which shows the PNG")
  func formats() throws {
    let site = try TestSite()
    for title in ["One", "Two"] {
      try site.manifest([card("a", title, #", "formats": ["webp", "png"]"#)])
      #expect(try site.build().status == 0)
    }
    let ran = try site.run("diff", "1", "2", "--store", ".placard", "-o", "-")
    #expect(ran.text.components(separatedBy: "<article ").count - 1 == 1)
    #expect(ran.text.components(separatedBy: "data:image/png;base64,").count - 1 == 2)
    #expect(!ran.text.contains("data:image/webp"))
    #expect(ran.text.contains("<p>Pictures: 2 changed, 0 added, 0 removed.</p>"))
    let output = try json(try site.run("diff", "1", "2", "--store", ".placard", "--json"))
    #expect(Set(output.pictures.compactMap(\.after?.format)) == ["png", "webp"])
  }

  @Test("--max-pictures bounds the page; the others are rows of a table")
  func bounded() throws {
    let site = try site()
    let ran = try site.run(
      "diff", "1", "2", "--store", ".placard", "-o", "-", "--max-pictures", "1")
    #expect(ran.status == 1 && ran.errors.isEmpty)
    #expect(ran.text.components(separatedBy: "<article ").count - 1 == 1)
    #expect(ran.text.contains("data-words=\"c 64x48 png\""))
    #expect(ran.text.contains("<summary>5 more without pictures</summary>"))
    #expect(ran.text.components(separatedBy: "<tr><td>").count - 1 == 5)
  }

  @Test("A build whose pictures were collected is told as forgotten")
  func gone() throws {
    let site = try site()
    do {
      // As `gc` does, some hours and its two minutes later.
      let writer = try Store.open(at: site.path + "/.placard", create: false).writer()
      let later = Int64(Date().timeIntervalSince1970) + 7_200
      for now in [later, later + 7_200] {
        _ = try writer.collect(
          CollectionPolicy(now: now, missedBytesMax: 0, olderThanSeconds: 0))
      }
    }
    let ran = try site.run("diff", "1", "2", "--store", ".placard")
    #expect(ran.status == 4 && ran.errors.contains("`placard gc` has forgotten it"))
    #expect(try site.run("diff", "2", "current", "--store", ".placard").status == 0)
  }

  @Test("Wrong words are status 2, builds and stores that are not there status 4")
  func wrong() throws {
    let site = try site()
    func run(_ words: String...) throws -> Ran { try site.start(["diff"] + words).wait() }
    #expect(try run("1").status == 2)
    #expect(try run("1", "2").errors.contains("say which with --store DIR"))
    #expect(try run("1", "2").status == 2)
    #expect(try run("1", "2", "--store", ".placard", "--threshold", "2").status == 2)
    #expect(try run("1", "2", "--store", ".placard", "-o", "-", "--json").status == 2)
    #expect(try run("1", "9", "--store", ".placard").status == 4)
    #expect(try run("1", "9", "--store", ".placard").errors.contains("name one of 1, 2"))
    #expect(try run("nowhere", ".placard").status == 4)
    #expect(
      try run("1", "2", "--store", ".placard", "-o", "no/folder/diff.html").status == 5)
  }

  @Test("--help says what the distance is and has an example")
  func help() throws {
    let text = try TestSite().run("diff", "--help").text
    #expect(text.contains("structural similarity") && text.contains("example:\n  placard diff"))
  }
}
