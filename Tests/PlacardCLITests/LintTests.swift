import Foundation
import PlacardStore
import Testing

@Suite("placard lint")
struct LintTests {
  /// What `placard lint --json` prints.
  private struct Output: Decodable {
    struct Finding: Decodable {
      var rule: String
      var level: String
      var card: String?
      var template: String?
      var layer: String?
      var message: String
      var measured: [String: Measure]
      var network: String?
      var size: String?
      var scale: Double?
      var locale: String?
      var format: String?
      var file: String?
      var line: Int?
      var column: Int?
      var path: String
    }

    enum Measure: Decodable {
      case number(Double)
      case text(String)

      init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if let number = try? value.decode(Double.self) {
          self = .number(number)
        } else {
          self = .text(try value.decode(String.self))
        }
      }
    }

    var cards: Int
    var pictures: Int
    var errors: Int
    var warnings: Int
    var seconds: Double
    var findings: [Finding]
  }

  /// Ten letters of 10 px fit the title's box of 60 by 24 px twice over.
  private func site(_ titles: String...) throws -> TestSite {
    let site = try TestSite()
    try site.manifest(
      titles.enumerated().map { index, title in
        #"{"id": "c\#(index)", "templateId": "plain", "variables": {"title": "\#(title)"}}"#
      })
    return site
  }

  private let long = "far too many words for a box as small as this one"

  private func json(_ ran: Ran) throws -> Output {
    try JSONDecoder().decode(Output.self, from: Data(ran.output))
  }

  @Test("Cards without fault are status 0 and one line")
  func clean() throws {
    let site = try site("Short")
    let ran = try site.run("lint", "cards.jsonl", "--site", ".")
    #expect(ran.status == 0 && ran.errors.isEmpty)
    #expect(ran.text.hasPrefix("1 card, 1 picture: 0 errors, 0 warnings in "))
    #expect(ran.text.filter { $0 == "\n" }.count == 1)
    // It has looked and written nothing.
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
  }

  @Test("A fault is told with card, place, rule and layer, and status 1")
  func fault() throws {
    let site = try site("Short", long)
    let ran = try site.run("lint", "cards.jsonl", "--site", ".")
    #expect(ran.status == 1 && ran.errors.isEmpty)
    let lines = ran.text.split(separator: "\n").map(String.init)
    #expect(lines[0] == "c1  (cards.jsonl:2)")
    #expect(
      lines[1].hasPrefix("  error    overflow       layer \"title\" (64x48): 2 of "), "\(lines)")
    #expect(lines[2].hasPrefix("2 cards, 2 pictures: 1 error, 0 warnings in "))
  }

  @Test("--json has every member of a finding")
  func machine() throws {
    let site = try site("Short", long)
    let ran = try site.run("lint", "cards.jsonl", "--site", ".", "--json")
    #expect(ran.status == 1 && ran.text.filter { $0 == "\n" }.count == 1)
    let output = try json(ran)
    #expect(output.cards == 2 && output.pictures == 2)
    #expect(output.errors == 1 && output.warnings == 0)
    let finding = try #require(output.findings.first)
    #expect(finding.rule == "overflow" && finding.level == "error" && finding.card == "c1")
    #expect(finding.template == "plain" && finding.layer == "title" && finding.size == "64x48")
    #expect(finding.scale == 1 && finding.locale == nil && finding.format == nil)
    #expect(finding.file == "cards.jsonl" && finding.line == 2)
    #expect(finding.path == "layers.title" && finding.network == nil)
    guard case .number(2)? = finding.measured["linesShown"] else {
      Issue.record("no count of lines: \(finding.measured)")
      return
    }
  }

  @Test("More than sixty findings are told by rule and template")
  func many() throws {
    let site = try TestSite()
    try site.manifest(
      (0..<61).map {
        #"{"id": "c\#($0)", "templateId": "plain", "variables": {"title": "\#(long)"}}"#
      })
    let text = try site.run("lint", "cards.jsonl", "--site", ".").text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    #expect(
      lines[0] == "error    overflow       plain: 61 findings in 61 cards; layers title")
    #expect(lines[1].hasPrefix("  as in c0  (cards.jsonl:1), 64x48: layer \"title\": 2 of "))
  }

  @Test("--rules chooses, leaves out and sets levels; --strict makes errors of warnings")
  func rules() throws {
    let site = try site(long)
    func status(_ words: String...) throws -> Int32? {
      try site.start(["lint", "cards.jsonl", "--site", "."] + words).wait().status
    }
    #expect(try status("--rules", "contrast,bytes") == 0)
    #expect(try status("--rules", "overflow=off") == 0)
    #expect(try status("--rules", "overflow=warning") == 0)
    #expect(try status("--rules=overflow=warning", "--strict") == 1)
    #expect(try status("--rules", "overflow") == 1)
    #expect(try status("--rules", "bytes,overflow=error") == 1)
    #expect(try status("--rules", "bytes,overflow=off") == 0)
  }

  @Test("Sizes, contrasts and bytes can be asked for")
  func limits() throws {
    let site = try site("Short")
    func rules(_ words: String...) throws -> [String] {
      let ran = try site.start(["lint", "cards.jsonl", "--site", ".", "--json"] + words).wait()
      return try json(ran).findings.map(\.rule)
    }
    #expect(try rules("--min-font-size", "200") == ["text-size"])
    #expect(try rules("--min-contrast", "21") == ["contrast"])
    #expect(try rules("--max-bytes", "10") == ["bytes"])
    #expect(try rules("--networks", "facebook") == ["dimensions"])
    #expect(try rules("--networks", "none").isEmpty)
  }

  @Test("The site's own settings hold where the command says nothing")
  func siteSettings() throws {
    let site = try site(long)
    func errors(_ lint: String, _ words: String...) throws -> [String] {
      try site.write("site.json", #"{"fonts": ["fonts/DejaVuSans.ttf"], "lint": \#(lint)}"#)
      let ran = try site.start(["lint", "cards.jsonl", "--site", ".", "--json"] + words).wait()
      guard ran.status == 0 || ran.status == 1 else { return [ran.errors] }
      return try json(ran).findings.filter { $0.level == "error" }.map(\.rule)
    }
    #expect(try errors("{}") == ["overflow"])
    #expect(try errors(#"{"rules": {"overflow": "off"}}"#).isEmpty)
    #expect(try errors(#"{"rules": {"overflow": "warning"}}"#).isEmpty)
    #expect(try errors(#"{"rules": {"overflow": "off"}}"#, "--rules", "overflow") == ["overflow"])
    #expect(try errors(#"{"maxBytes": 10}"#) == ["overflow", "bytes"])
    #expect(try errors(#"{"maxBytes": 10}"#, "--max-bytes", "100000") == ["overflow"])
    #expect(try errors(#"{"networks": ["facebok"]}"#)[0].contains("did you mean"))
    #expect(try errors(#"{"rules": {"overfow": "off"}}"#)[0].contains("lint.rules"))
    #expect(try errors(#"{"rules": {"overflow": "no"}}"#)[0].contains("error, warning or off"))
  }

  @Test("The bytes of stored pictures are taken from the store")
  func stored() throws {
    let site = try site("Short")
    #expect(try site.build().status == 0)
    let size = try #require(try site.body(site.pages()["c0"]!.variants[0].contentHash)?.count)
    func status(_ bytes: Int) throws -> Int32? {
      try site.run("lint", "cards.jsonl", "--site", ".", "--max-bytes", "\(bytes)").status
    }
    #expect(try status(size) == 0)
    #expect(try status(size - 1) == 1)
    #expect(try site.pages().count == 1)
  }

  @Test("Cards that cannot be read or drawn are findings")
  func broken() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "a", "templateId": "plian"}"#, #"{"id": "b", "#,
      #"{"id": "c", "templateId": "badge", "layers": {"logo": {"image_url": "assets/no.png"}}}"#,
      #"{"id": "d", "templateId": "badge", "#
        + #""layers": {"logo": {"image_url": "https://example.invalid/a.png"}}}"#,
    ])
    let ran = try site.run("lint", "cards.jsonl", "--site", ".", "--json")
    #expect(ran.status == 1)
    let output = try json(ran)
    #expect(output.findings.map(\.rule) == ["card", "card", "card", "card"])
    #expect(output.findings.map(\.line) == [1, 2, 3, 4])
    #expect(output.findings[0].message.contains("did you mean “plain”?"))
    #expect(output.findings[2].path == "layers.logo.image_url")
    #expect(output.findings[3].message.contains("build the card first"))
  }

  @Test("Wrong words are status 2 with the nearest right one")
  func usage() throws {
    let site = try site("Short")
    func errors(_ words: String...) throws -> String {
      let ran = try site.start(["lint", "cards.jsonl", "--site", "."] + words).wait()
      #expect(ran.status == 2 && ran.output.isEmpty)
      return ran.errors
    }
    #expect(try errors("--rules", "contrats").contains("did you mean contrast?"))
    #expect(try errors("--rules", "bytes=fatal").contains("error, warning or off"))
    #expect(try errors("--networks", "facebok").contains("did you mean facebook?"))
    #expect(try errors("--min-contrast", "0.5").contains("from 1 to 21"))
    #expect(try errors("--min-font-size", "x").contains("from 0 to 1000"))
    #expect(try errors("--max-bytes", "0").contains("--max-bytes"))
    #expect(try site.run("lint", "--site", ".").status == 2)
  }

  @Test("A manifest or site that is not there is status 3, a store that is not status 4")
  func missing() throws {
    let site = try site("Short")
    #expect(try site.run("lint", "no.jsonl", "--site", ".").status == 3)
    #expect(try site.run("lint", "cards.jsonl", "--site", "no").status == 3)
    #expect(
      try site.run("lint", "cards.jsonl", "--site", ".", "--store", "no").status == 4)
  }

  @Test("--help names every rule and has an example")
  func help() throws {
    let text = try site("Short").run("lint", "--help").text
    for word in ["overflow", "text-size", "missing-glyph", "safe-area", "whatsapp", "example:"] {
      #expect(text.contains(word))
    }
  }
}
