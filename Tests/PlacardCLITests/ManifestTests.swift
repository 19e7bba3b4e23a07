import Foundation
import PlacardStore
import Testing

@Suite("Manifests")
struct ManifestTests {
  private let lines = [
    #"{"defaults": {"templateId": "plain", "formats": ["png", "webp"], "layers": {"title": {"#
      + #""fontSize": 14, "color": "navy"}}, "variables": {"title": "Default"}}}"#,
    #"{"id": "inherits"}"#,
    #"{"id": "overrides", "formats": ["webp"], "layers": {"title": {"color": "red"}}}"#,
    #"{"id": "varies", "variables": {"title": "Own"}}"#,
    #"{"id": "other", "templateId": "mono", "layers": {"title": {"text": "Given"}}}"#,
  ]

  @Test("JSON, JSON Lines, CSV and cards that say all themselves are one thing")
  func spellings() throws {
    let site = try TestSite()
    try site.manifest(lines)
    #expect(try site.build().rendered == 7)
    let pages = try site.pages()

    let defaults = lines[0].dropFirst().dropLast()
    let cards = lines.dropFirst().joined(separator: ",\n    ")
    try site.write("cards.json", "{\n  \(defaults),\n  \"cards\": [\(cards)]\n}\n")
    #expect(try site.build(["cards.json"]).rendered == 0)
    #expect(try site.pages() == pages)

    let title = #""fontSize": 1.4e1, "color": "rgb(0 0 128)""#
    try site.manifest([
      #"{"id": "inherits", "templateId": "plain", "formats": ["png", "webp"], "#
        + #""layers": {"title": {"text": "Default", \#(title)}}}"#,
      #"{"id": "overrides", "templateId": "plain", "formats": ["webp"], "#
        + #""variables": {"title": "Default"}, "#
        + #""layers": {"title": {"fontSize": 14, "color": "rgb(100% 0 0)"}}}"#,
      #"{"formats": ["png", "webp"], "layers": {"title": {\#(title)}}, "templateId": "plain", "#
        + #""variables": {"title": "\u004fwn"}, "id": "varies"}"#,
      #"{"id": "other", "templateId": "mono", "formats": ["png", "webp"], "#
        + #""layers": {"title": {\#(title), "text": "Given"}}}"#,
    ])
    #expect(try site.build().rendered == 0)
    #expect(try site.pages() == pages)

    try site.write(
      "cards.csv",
      """
      id,templateId,formats,title.text,title.fontSize,title.color,var:title
      inherits,plain,png webp,,14,navy,Default
      overrides,plain,webp,,14,red,Default
      varies,plain,png webp,,14.0,#000080,Own
      other,mono,png webp,"Given",14,navy,

      """)
    #expect(try site.build(["cards.csv"]).rendered == 0)
    #expect(try site.pages() == pages)
  }

  @Test("Blank lines, a missing last line feed and CR LF make no difference")
  func lineEnds() throws {
    let site = try TestSite()
    try site.manifest(lines)
    #expect(try site.build().status == 0)
    let pages = try site.pages()
    try site.write("cards.jsonl", lines.joined(separator: "\r\n\r\n"))
    #expect(try site.build().rendered == 0)
    #expect(try site.pages() == pages)
  }

  @Test("An empty manifest is a site without cards")
  func empty() throws {
    let site = try TestSite()
    try site.manifest(lines)
    #expect(try site.build().status == 0)
    try site.write("cards.jsonl", "")
    let report = try site.build()
    #expect(report.status == 0 && report.cards == 0 && report.build == 2)
    #expect(try site.pages().isEmpty)
  }

  @Test("A failed card is named, stops no other, and keeps the page it had")
  func failedCard() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "a", "templateId": "plain"}"#, #"{"id": "b", "templateId": "plain"}"#,
      #"{"id": "c", "templateId": "plain", "variables": {"title": "C"}}"#,
    ])
    #expect(try site.build().status == 0)
    let before = try site.pages()
    try site.manifest([
      #"{"id": "a", "templateId": "plain", "variables": {"title": "New"}}"#,
      #"{"id": "b", "templateId": "plain", "layers": {"title": {"fontSize": "big"}}}"#,
      #"{"id": "c", "templateId": "plain", "variables": {"title": "C"}"#,
    ])
    let ran = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(ran.status == 1)
    #expect(
      ran.errors == """
        cards.jsonl:2:69: layers.title.fontSize: expected a number from 1 to 2000, found "big" [card b]
        cards.jsonl:3:63: expected a comma or } after an object's member, found the end of the text \
        [card c]

        """)
    #expect(ran.text.hasPrefix("3 cards, 3 pictures: 1 rendered, 0 reused, 2 failed; "))
    let after = try site.pages()
    #expect(Set(after.keys) == ["a", "b", "c"])
    #expect(after["a"] != before["a"])
    #expect(after["b"] == before["b"] && after["c"] == before["c"])
  }

  @Test("A line that does not say which card it is takes no card's page away")
  func namelessCard() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "a", "templateId": "plain"}"#, #"{"id": "b", "templateId": "bare"}"#,
    ])
    #expect(try site.build().status == 0)
    let before = try site.pages()
    try site.manifest([#"{"id": "a", "templateId": "plain"}"#, #"{"id" "b""#])
    let report = try site.build()
    #expect(report.status == 1)
    #expect(report.failures.map(\.card) == [nil] && report.failures.map(\.line) == [2])
    #expect(try site.pages() == before)
    try site.manifest([#"{"id": "a", "templateId": "plain"}"#])
    #expect(try site.build().status == 0)
    #expect(Set(try site.pages().keys) == ["a"])
  }

  @Test("Equal ids are an error that names both places, within a file and across files")
  func duplicates() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "a", "templateId": "plain"}"#, #"{"id": "b", "templateId": "plain"}"#,
      #"{"templateId": "bare", "id": "a"}"#,
    ])
    try site.write(
      "more.json", "{\"cards\": [\n  {\"id\": \"b\", \"templateId\": \"bare\"}]}")
    let report = try site.build(["cards.jsonl", "more.json"])
    #expect(report.status == 1 && report.failed == 2)
    #expect(report.failures.map(\.code) == ["duplicate", "duplicate"])
    #expect(report.failures.map(\.card) == ["a", "b"])
    #expect(report.failures.map(\.path) == ["id", "cards[0].id"])
    #expect(report.failures.map(\.file) == ["cards.jsonl", "more.json"])
    #expect(report.failures.map(\.line) == [3, 2])
    #expect(
      report.failures.map(\.message) == [
        #"a card with the id "a" stands at cards.jsonl:1 too"#,
        #"a card with the id "b" stands at cards.jsonl:2 too"#,
      ])
    // The first of each is the card.
    let pages = try site.pages()
    #expect(pages.count == 2 && pages["a"]?.variants == pages["b"]?.variants)
  }

  @Test("Equal cards that cannot be drawn are each named at their own line")
  func equalFailures() throws {
    let site = try TestSite()
    try site.write("assets/red.png", "no picture")
    try site.manifest((1...6).map { #"{"id": "c\#($0)", "templateId": "badge"}"# })
    let report = try site.build(["cards.jsonl"], "--jobs", "2")
    #expect(report.status == 1 && report.failed == 6 && report.rendered == 0)
    #expect(report.failures.map(\.card) == (1...6).map { "c\($0)" })
    #expect(report.failures.map(\.line) == Array(1...6))
    #expect(Set(report.failures.map(\.path)) == ["layers.logo.image_url"])
  }

  @Test("An error in the defaults is placed there, and names each card it spoils")
  func defaultsError() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"defaults": {"templateId": "plain", "layers": {"title": {"fontFamily": "Times"}}}}"#,
      #"{"id": "a"}"#,
      #"{"id": "b", "layers": {"title": {"fontFamily": "DejaVu Sans"}}}"#,
    ])
    let report = try site.build()
    #expect(report.status == 1 && report.rendered == 1)
    #expect(report.failures.map(\.card) == ["a"])
    #expect(report.failures.map(\.line) == [1])
    #expect(report.failures.map(\.path) == ["defaults.layers.title.fontFamily"])
  }
}
