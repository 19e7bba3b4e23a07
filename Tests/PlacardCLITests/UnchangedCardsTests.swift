import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("Cards that a build passes unread")
struct UnchangedCardsTests {
  private let lines = [
    #"{"defaults": {"templateId": "plain"}}"#,
    #"{"id": "one", "variables": {"title": "One"}}"#,
    #"{"id": "two", "variables": {"title": "Two"}}"#,
    #"{"id": "red", "templateId": "badge"}"#,
  ]

  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest(lines)
    let first = try site.build()
    #expect(first.status == 0 && first.rendered == 3)
    // Every card has been met, and none had to be read.
    let second = try site.build()
    #expect(second.cards == 3 && second.pictures == 3 && second.reused == 3)
    #expect(second.root == first.root)
    return site
  }

  /// How many cards the store lets the next build pass.
  private func lineCount(_ site: TestSite) throws -> Int {
    try site.withSnapshot(".placard") { try $0.lineCount() }
  }

  @Test("A line that goes takes its card with it, and one that comes brings its own")
  func comeAndGo() throws {
    let site = try site()
    try site.manifest([lines[0], lines[1], #"{"id": "new", "templateId": "bare"}"#, lines[3]])
    let report = try site.build()
    #expect(report.cards == 3 && report.rendered == 1 && report.reused == 2)
    #expect(Set(try site.pages().keys) == ["one", "new", "red"])
    #expect(try lineCount(site) == 3)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("Another spelling of a card renders nothing, and is passed itself from then on")
  func respelled() throws {
    let site = try site()
    try site.manifest([lines[0], #"{"variables":{"title":"One"},"id":"one"}"#, lines[2], lines[3]])
    #expect(try site.build().rendered == 0)
    let digest = try site.withSnapshot(".placard") { try $0.line("one")?.digest }
    #expect(try site.build().rendered == 0)
    #expect(try site.withSnapshot(".placard") { try $0.line("one")?.digest } == digest)
  }

  @Test(
    "Two cards of one id are told with both places, passed or not",
    arguments: [
      [#"{"id": "two", "variables": {"title": "Zwei"}}"#], [#"{"id": "two"}"#, "again"],
    ])
  func duplicates(extra: [String]) throws {
    let site = try site()
    // Before the line that is passed, behind it, and the very same line twice.
    let other = extra[0]
    for (manifest, second, first) in [
      ([lines[0], lines[1], lines[2], other, lines[3]], 4, 3),
      ([lines[0], lines[1], other, lines[2], lines[3]], 4, 3),
      ([lines[0], lines[1], lines[2], lines[2], lines[3]], 4, 3),
    ] {
      try site.manifest(manifest)
      let report = try site.build()
      #expect(report.status == 1 && report.failed == 1)
      let failure = try #require(report.failures.first)
      #expect(failure.code == "duplicate" && failure.line == second && failure.card == "two")
      #expect(failure.message.contains("cards.jsonl:\(first)"))
      try site.manifest(lines)
      #expect(try site.build().status == 0)
    }
  }

  @Test("A card that failed is looked at again, though its line is as it was")
  func failed() throws {
    let site = try site()
    let red = try site.read("assets/red.png")
    try site.remove("assets/red.png")
    for _ in 0..<2 {
      let report = try site.build()
      #expect(report.status == 1 && report.failures.map(\.card) == ["red"])
      #expect(try site.pages()["red"] != nil)
    }
    try site.write("assets/red.png", red)
    let mended = try site.build()
    #expect(mended.status == 0 && mended.rendered == 0)
  }

  @Test("A card that --add kept is made anew when its template has changed meanwhile")
  func added() throws {
    let site = try site()
    try site.manifest([lines[0], lines[1]], "one.jsonl")
    try site.write(
      "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    #expect(try site.build(["one.jsonl"], "--add").rendered == 1)
    let before = try site.pages()
    #expect(Set(before.keys) == ["one", "two", "red"])
    let whole = try site.build()
    #expect(whole.rendered == 1 && whole.reused == 2)
    #expect(try site.pages()["two"] != before["two"])
    #expect(try site.pages()["one"] == before["one"])
  }

  @Test("Formats and effort of one build are not taken for another's")
  func options() throws {
    let site = try site()
    #expect(try site.build(["cards.jsonl"], "--formats", "webp").rendered == 3)
    #expect(try site.build(["cards.jsonl"], "--formats", "webp").rendered == 0)
    #expect(try site.build().reused == 3)
    #expect(try site.pages()["one"]?.variants.map(\.format) == [.png])
    #expect(try site.build(["cards.jsonl"], "--effort", "small").rendered == 3)
  }

  @Test("--rehash reads every card, and a dry run passes them like a build")
  func rehash() throws {
    let site = try site()
    #expect(try site.build(["cards.jsonl"], "--rehash").reused == 3)
    let dry = try site.build(["cards.jsonl"], "--dry-run")
    #expect(dry.reused == 3 && dry.build == nil)
    try site.write(
      "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    #expect(try site.build(["cards.jsonl"], "--dry-run").rendered == 2)
  }

  @Test("Cards of JSON and CSV manifests are passed too")
  func otherSpellings() throws {
    let site = try TestSite()
    try site.write(
      "cards.json", #"{"cards": [{"id": "a", "templateId": "plain", "variables": {"title": "A"}}]}"#
    )
    try site.write("cards.csv", "id,templateId,var:title\nb,plain,B\nc,plain,\"C, d\"\n")
    let both = ["cards.json", "cards.csv"]
    #expect(try site.build(both).rendered == 3)
    #expect(try lineCount(site) == 3)
    #expect(try site.build(both).reused == 3)
    try site.write("cards.csv", "id,templateId,var:title\nb,plain,B\nc,plain,D\n")
    #expect(try site.build(both).rendered == 1)
    // The header belongs to every record below it.
    try site.write("cards.csv", "id,templateId,title.text\nb,plain,B\nc,plain,D\n")
    #expect(try site.build(both).failed == 0)
  }
}
