import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("Options of a build")
struct BuildOptionTests {
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "one", "templateId": "plain", "formats": ["png", "webp"]}"#,
      #"{"id": "two", "templateId": "bare"}"#,
    ])
    return site
  }

  /// The names of a directory's entries and the bytes of its files.
  private func contents(_ path: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      contents[name] = FileManager.default.contents(atPath: path + "/" + name) ?? Data()
    }
    return contents
  }

  @Test("A dry run says what would be made and makes no store")
  func dryRunWithoutStore() throws {
    let site = try site()
    let before = try contents(site.path)
    let report = try site.build(["cards.jsonl"], "--dry-run")
    #expect(report.status == 0)
    #expect(report.cards == 2 && report.pictures == 3 && report.rendered == 3)
    #expect(report.reused == 0 && report.bytes == 0 && report.build == nil)
    #expect(try contents(site.path) == before)
    let text = try site.run("build", "cards.jsonl", "--site", ".", "--dry-run").text
    #expect(text.hasPrefix("2 cards, 3 pictures: 3 to render, 0 reused, 0 failed in "))
  }

  @Test("A dry run over a store counts what is there, with pending templates, and changes nothing")
  func dryRunWithStore() throws {
    let site = try site()
    #expect(try site.build().rendered == 3)
    let same = try site.build(["cards.jsonl"], "--dry-run")
    #expect(same.rendered == 0 && same.reused == 3 && same.build == nil)
    try site.write(
      "templates/bare.json", TestSite.bare.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    try site.write(
      "templates/new.json",
      TestSite.bare.replacingOccurrences(of: #""id": "bare""#, with: #""id": "new""#))
    try site.manifest([
      #"{"id": "one", "templateId": "plain", "formats": ["png", "webp"]}"#,
      #"{"id": "two", "templateId": "bare"}"#,
      #"{"id": "three", "templateId": "new"}"#,
      #"{"id": "four", "templateId": "nwe"}"#,
    ])
    let before = try contents(site.path + "/.placard").filter { $0.key == "data.mdb" }
    let report = try site.build(["cards.jsonl"], "--dry-run")
    #expect(report.status == 1)
    // The new template draws what the changed one drew before: the same key, the same picture.
    #expect(report.rendered == 1 && report.reused == 3 && report.failed == 1)
    #expect(report.failures.map(\.hint) == ["did you mean “new”?"])
    #expect(try contents(site.path + "/.placard").filter { $0.key == "data.mdb" } == before)
    // The truth is what was said.
    let real = try site.build()
    #expect(real.rendered == 1 && real.reused == 3 && real.failed == 1)
  }

  @Test("A dry run knows that a template's file is gone")
  func dryRunWithoutTemplate() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    try site.remove("templates/bare.json")
    let dry = try site.build(["cards.jsonl"], "--dry-run")
    #expect(dry.failures.map(\.code) == ["unknown_template"])
    #expect(try site.build().failures == dry.failures)
  }

  @Test("Cards that the manifests do not name leave their pages, and --add keeps them")
  func absentCards() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    let first = try site.pages()
    #expect(Set(first.keys) == ["one", "two"])
    try site.manifest([#"{"id": "three", "templateId": "mono"}"#], "more.jsonl")
    let added = try site.build(["more.jsonl"], "--add")
    #expect(added.cards == 1 && added.rendered == 1)
    let both = try site.pages()
    #expect(Set(both.keys) == ["one", "two", "three"])
    #expect(both["one"] == first["one"] && both["two"] == first["two"])
    #expect(try site.build(["more.jsonl"]).rendered == 0)
    #expect(Set(try site.pages().keys) == ["three"])
    // Their pictures stay under /i, and come back without being drawn.
    let hashes = first.values.flatMap(\.variants).map(\.contentHash.hex)
    #expect(try site.objects().isSuperset(of: hashes))
    #expect(try site.build().rendered == 0)
    #expect(try site.pages() == first)
  }

  @Test("Two manifests are one site")
  func twoManifests() throws {
    let site = try site()
    try site.write(
      "more.json", #"{"cards": [{"id": "three", "templateId": "mono", "formats": ["jpeg"]}]}"#)
    let report = try site.build(["cards.jsonl", "more.json"])
    #expect(report.status == 0 && report.cards == 3 && report.rendered == 4)
    #expect(Set(try site.pages().keys) == ["one", "two", "three"])
  }

  @Test("--formats stands in place of each card's own")
  func formats() throws {
    let site = try site()
    #expect(try site.build(["cards.jsonl"], "--formats", "jpg,webp").rendered == 4)
    for page in try site.pages().values {
      #expect(page.variants.map(\.format) == [.jpeg, .webp])
      for variant in page.variants {
        let body = try #require(try site.body(variant.contentHash))
        #expect(Self.format(of: body) == variant.format)
      }
    }
    #expect(try site.build().rendered == 2)
    let pages = try site.pages()
    #expect(pages["one"]?.variants.map(\.format) == [.png, .webp])
    #expect(pages["two"]?.variants.map(\.format) == [.png])
  }

  /// By the first bytes.
  static func format(of body: [UInt8]) -> PictureFormat? {
    if body.starts(with: [0x89, 0x50, 0x4E, 0x47]) { return .png }
    if body.starts(with: [0xFF, 0xD8, 0xFF]) { return .jpeg }
    if body.starts(with: Array("RIFF".utf8)), body.dropFirst(8).starts(with: Array("WEBP".utf8)) {
      return .webp
    }
    if body.dropFirst(4).starts(with: Array("ftypavif".utf8)) { return .avif }
    return nil
  }

  @Test("--effort stands in place of the site's, and is part of the key")
  func effort() throws {
    let site = try site()
    #expect(try site.build(["cards.jsonl"], "--effort", "fast").rendered == 3)
    let fast = try site.pages()
    #expect(try site.build(["cards.jsonl"], "--effort", "small").rendered == 3)
    let small = try site.pages()
    for (id, page) in fast {
      #expect(page.variants.map(\.renderKey) != small[id]?.variants.map(\.renderKey))
    }
    #expect(try site.build(["cards.jsonl"], "--effort", "fast").rendered == 0)
    #expect(try site.pages() == fast)
  }

  @Test("--store names another place, with folders that are not there yet")
  func store() throws {
    let site = try site()
    #expect(try site.build(store: "new/deeper/store").rendered == 3)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
    #expect(try site.pages(store: "new/deeper/store").count == 2)
    #expect(try site.run("verify", "--store", "new/deeper/store").status == 0)
  }

  @Test("The report is one JSON object with these members, or one line of text")
  func report() throws {
    let site = try site()
    let json = try site.run("build", "cards.jsonl", "--site", ".", "--json")
    let object = try JSONSerialization.jsonObject(with: Data(json.output)) as? [String: Any]
    #expect(
      Set(try #require(object).keys) == [
        "cards", "pictures", "rendered", "reused", "failed", "bytes", "seconds", "build",
        "root", "failures", "notes", "noteCount",
      ])
    #expect(json.text.filter { $0 == "\n" }.count == 1 && json.errors.isEmpty)
    let text = try site.run("build", "cards.jsonl", "--site", ".").text
    #expect(
      text.hasPrefix("2 cards, 3 pictures: 0 rendered, 3 reused, 0 failed; 0 B made in "))
    #expect(text.hasSuffix("; build 2 is published\n"))
  }

  @Test("Card ids, scales and locales are variants of one page, the card's own first")
  func variants() throws {
    let site = try TestSite()
    try site.manifest([
      #"""
      {"id": "a", "templateId": "plain", "scales": [1, 2], "formats": ["png", "webp"],
      """#.replacingOccurrences(of: "\n", with: " ")
        + #""locales": {"de": {"variables": {"title": "Hallo"}}}, "variables": {"title": "Hi"}}"#
    ])
    #expect(try site.build().rendered == 8)
    let page = try #require(try site.pages()["a"])
    #expect(page.variants.map(\.locale) == ["", "", "", "", "de", "de", "de", "de"])
    #expect(page.variants.map(\.scale) == [1, 1, 2, 2, 1, 1, 2, 2])
    #expect(page.variants.map(\.format) == [.png, .webp, .png, .webp, .png, .webp, .png, .webp])
    #expect(page.variants.map(\.width) == [64, 64, 128, 128, 64, 64, 128, 128])
    #expect(Set(page.variants.map(\.contentHash)).count == 8)
  }

  @Test("Equal cards share one drawing")
  func equalCards() throws {
    let site = try TestSite()
    try site.manifest((0..<40).map { #"{"id": "c\#($0)", "templateId": "plain"}"# })
    let report = try site.build()
    #expect(report.rendered == 1 && report.reused == 39)
    #expect(Set(try site.pages().values.map(\.variants)).count == 1)
  }
}
