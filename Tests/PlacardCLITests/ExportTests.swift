import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("export: the published build as files")
struct ExportTests {
  struct Index: Decodable {
    struct Variant: Decodable {
      var url: String
      var alias: String?
      var size: String
      var scale: Double
      var locale: String?
      var format: String
      var type: String
      var width: Int
      var height: Int
      var bytes: Int
      var hash: String
      var isPrevious: Bool?
    }
    struct Card: Decodable {
      var variants: [Variant]
    }
    var placard: Int
    var build: Int
    var finishedAt: String
    var root: String?
    var baseUrl: String?
    var aliasFiles: Bool
    var cards: [String: Card]
  }

  struct Summary: Decodable {
    var build: Int
    var root: String?
    var cards: Int
    var pictures: Int
    var files: Int
    var written: Int
    var bytes: Int
    var removed: Int
    var rules: Int
    var notes: [String]
  }

  private static let cards = [
    #"{"id": "posts/hello", "templateId": "plain", "variables": {"title": "Hello"}, "#
      + #""sizes": ["64x48", "80x40"], "scales": [1, 1.5], "formats": ["png", "webp"], "#
      + #""locales": {"de": {"variables": {"title": "Hallo"}}}}"#,
    #"{"id": "posts/other", "templateId": "plain", "variables": {"title": "Other"}}"#,
    // The same picture as the one before it.
    #"{"id": "twin", "templateId": "plain", "variables": {"title": "Other"}}"#,
    #"{"id": "wide", "templateId": "bare", "formats": ["jpeg", "avif"]}"#,
  ]

  private func site(_ cards: [String] = cards) throws -> TestSite {
    let site = try TestSite()
    try site.manifest(cards)
    #expect(try site.build().status == 0)
    return site
  }

  private func export(_ site: TestSite, _ words: String...) throws -> Summary {
    let ran = try site.start(["export"] + words + ["--store", ".placard", "--json"]).wait()
    #expect(ran.status == 0, "\(ran.errors)")
    return try JSONDecoder().decode(Summary.self, from: Data(ran.output))
  }

  private func index(_ site: TestSite, _ path: String) throws -> Index {
    try JSONDecoder().decode(Index.self, from: Data(try site.read(path)))
  }

  /// The files below a directory of the site with their bytes.
  private func files(_ site: TestSite, _ folder: String) throws -> [String: [UInt8]] {
    let root = site.path + "/" + folder
    var files: [String: [UInt8]] = [:]
    for case let name as String in try #require(FileManager.default.enumerator(atPath: root)) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: root + "/" + name, isDirectory: &isFolder)
      if !isFolder.boolValue { files[name] = try site.read(folder + "/" + name) }
    }
    return files
  }

  private func text(_ site: TestSite, _ path: String) throws -> String {
    String(decoding: try site.read(path), as: UTF8.self)
  }

  @Test("Every picture is a file under its hash and under its alias, and the index tells both")
  func folder() throws {
    let site = try site()
    let summary = try export(site, "out")
    let pages = try site.pages()
    #expect(
      summary.cards == 4 && summary.pictures == pages.values.map(\.variants.count).reduce(0, +))
    let files = try files(site, "out")
    let index = try index(site, "out/placard.json")
    #expect(index.placard == 1 && index.build == 1 && index.baseUrl == nil && index.aliasFiles)
    #expect(index.root == summary.root && Set(index.cards.keys) == Set(pages.keys))
    var named: Set<String> = ["placard.json", "_headers", "_redirects"]
    for (id, page) in pages {
      let variants = try #require(index.cards[id]).variants
      #expect(variants.map(\.hash) == page.variants.map(\.contentHash.hex))
      for (told, stored) in zip(variants, page.variants) {
        let body = try #require(try site.body(stored.contentHash))
        let alias = try #require(told.alias)
        named.formUnion([String(told.url.dropFirst()), String(alias.dropFirst())])
        #expect(files[String(told.url.dropFirst())] == body && told.bytes == body.count)
        #expect(files[String(alias.dropFirst())] == body)
        #expect(told.width == Int(stored.width) && told.height == Int(stored.height))
        #expect(told.type == "image/" + told.format && told.isPrevious == nil)
        #expect(told.locale ?? "" == stored.locale && told.scale == stored.scale)
      }
    }
    #expect(Set(files.keys) == named)
    #expect(summary.files == named.count - 3 && summary.written == summary.files)
    // By the names that the server has for them.
    #expect(
      named.isSuperset(of: [
        "c/posts/hello.png", "c/posts/hello.webp", "c/posts/hello~64x48~1.5x.png",
        "c/posts/hello~80x40~1x.webp", "c/posts/hello~64x48~1x~de.png", "c/twin.png", "c/wide.jpg",
        "c/wide.avif",
      ]))
    #expect(
      index.cards["twin"]?.variants.map(\.url) == index.cards["posts/other"]?.variants.map(\.url))
  }

  @Test("Hosts are told to keep /i for good and /c for minutes, and are never told to redirect")
  func hostFiles() throws {
    let site = try site()
    let summary = try export(site, "out", "--base-url", "https://example.org/blog/")
    let headers = try text(site, "out/_headers")
    #expect(
      headers.contains("\n/blog/i/*\n  Cache-Control: public, max-age=31536000, immutable\n"))
    #expect(
      headers.contains(
        "\n/blog/c/*\n  Cache-Control: public, max-age=300, stale-while-revalidate=86400\n"))
    let rules = try text(site, "out/_redirects").split(separator: "\n").filter {
      !$0.hasPrefix("#")
    }
    #expect(rules.count == summary.pictures && summary.rules == summary.pictures)
    #expect(rules.allSatisfy { $0.hasPrefix("/blog/c/") && $0.hasSuffix(" 200") })
    let index = try index(site, "out/placard.json")
    for variant in index.cards.values.flatMap(\.variants) {
      let alias = try #require(variant.alias).dropFirst("https://example.org".count)
      let url = variant.url.dropFirst("https://example.org".count)
      #expect(rules.contains("\(alias) \(url) 200"))
    }
    #expect(index.baseUrl == "https://example.org/blog")
  }

  @Test("Exporting again writes what is new, deletes what is no longer, and leaves the rest alone")
  func again() throws {
    let site = try site()
    _ = try export(site, "out")
    let before = try Set(files(site, "out").keys)
    try site.write("out/robots.txt", "mine")
    try site.write("out/c/mine.png", "mine too")
    #expect(try export(site, "out").written == 0)
    let kept = try FileManager.default.attributesOfItem(atPath: site.path + "/out/c/wide.jpg")
    try site.manifest([
      Self.cards[1].replacingOccurrences(of: "Other", with: "Another"), Self.cards[2],
      Self.cards[3],
      #"{"id": "new/card", "templateId": "mono"}"#,
    ])
    #expect(try site.build().status == 0)
    let second = try export(site, "out")
    // Another and mono's picture are new, and so is the alias of each.
    #expect(second.written == 4 && second.files == 10)
    try FileManager.default.createDirectory(
      atPath: site.path + "/fresh", withIntermediateDirectories: true)
    _ = try export(site, "fresh")
    var expected = try files(site, "fresh")
    #expect(second.removed == before.subtracting(expected.keys).count && second.removed > 20)
    expected["robots.txt"] = Array("mine".utf8)
    expected["c/mine.png"] = Array("mine too".utf8)
    #expect(try files(site, "out") == expected)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out/c/posts/hello.png"))
    let after = try FileManager.default.attributesOfItem(atPath: site.path + "/out/c/wide.jpg")
    #expect(kept[.systemFileNumber] as? Int == after[.systemFileNumber] as? Int)
    #expect(kept[.posixPermissions] as? Int == 0o644)
  }

  @Test("A tar holds what the directory does, and is the same bytes each time")
  func tar() throws {
    let long = String(repeating: "a-long-name-", count: 19)
    let site = try site(
      Self.cards + [
        #"{"id": "\#(long)", "templateId": "bare"}"#,
        #"{"id": "deep/\#(long.prefix(120))/\#(long.prefix(90))", "templateId": "bare"}"#,
      ])
    _ = try export(site, "out")
    let summary = try export(site, "out.tar", "--base-url", "http://x")
    #expect(summary.written == summary.files)
    let stream = try site.run("export", "-", "--base-url", "http://x", "--store", ".placard")
    #expect(stream.status == 0)
    #expect(try stream.output == site.read("out.tar"))
    #expect(stream.errors.contains("6 cards of build 1"))
    _ = try export(site, "plain.tar")
    let unpacked = try Program.start(
      shell: "mkdir \"$0/t\" && tar -xf \"$0/plain.tar\" -C \"$0/t\"", [site.path]
    ).wait()
    #expect(unpacked.status == 0 && unpacked.errors.isEmpty, "\(unpacked.errors)")
    #expect(try files(site, "t") == files(site, "out"))
  }

  @Test("--merge puts the cards beside a site's files, and its rules beside the site's own")
  func merging() throws {
    let site = try site()
    try FileManager.default.createDirectory(
      atPath: site.path + "/public/c", withIntermediateDirectories: true)
    try site.write("public/index.html", "<p>")
    try site.write("public/_redirects", "/old /new 301\n/* /index.html 200")
    try site.write("public/_headers", "/*\n  X-Frame-Options: DENY\n")
    let refused = try site.run("export", "public", "--store", ".placard")
    #expect(refused.status == 3 && refused.errors.contains("say --merge"), "\(refused.errors)")
    #expect(try Set(files(site, "public").keys) == ["index.html", "_redirects", "_headers"])
    let summary = try export(site, "public", "--merge")
    let rules = try text(site, "public/_redirects")
    #expect(
      rules.hasPrefix("# placard") && rules.hasSuffix("\n/old /new 301\n/* /index.html 200\n"))
    let headers = try text(site, "public/_headers")
    #expect(headers.hasPrefix("/*\n  X-Frame-Options: DENY\n# placard"))
    #expect(try export(site, "public").written == 0)
    #expect(try text(site, "public/_redirects") == rules)
    #expect(try text(site, "public/_headers") == headers)
    #expect(try export(site, "public", "--aliases", "files").files == summary.files)
    #expect(try text(site, "public/_redirects") == "/old /new 301\n/* /index.html 200\n")
  }

  @Test("Aliases are files, rules, both or neither, and links or copies")
  func aliases() throws {
    let site = try site()
    let rules = try export(site, "out", "--aliases", "rewrites")
    #expect(rules.rules == rules.pictures)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out/c"))
    let none = try export(site, "out", "--aliases", "none")
    #expect(none.rules == 0 && none.written == 0)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out/_redirects"))
    #expect(try index(site, "out/placard.json").cards["twin"]?.variants[0].alias == nil)
    #expect(!(try text(site, "out/_headers")).contains("/c/"))
    func links(_ path: String) throws -> Int? {
      try FileManager.default.attributesOfItem(atPath: site.path + "/" + path)[.referenceCount]
        as? Int
    }
    _ = try export(site, "out", "--aliases", "files")
    #expect(try links("out/c/wide.jpg") == 2 && links("out/c/twin.png") == 3)
    let copied = try export(site, "out", "--copy")
    #expect(try links("out/c/wide.jpg") == 1 && copied.written == copied.pictures)
    #expect(try export(site, "out", "--copy").written == 0)
    // Other files of the alias's name stay where a new export finds them.
    #expect(try export(site, "out", "--aliases", "none").removed == copied.pictures)
    try FileManager.default.createDirectory(
      atPath: site.path + "/out/c", withIntermediateDirectories: true)
    try site.write("out/c/twin.png", "mine")
    let ran = try site.run("export", "out", "--store", ".placard")
    #expect(ran.status == 3, "\(ran.errors)")
    #expect(ran.errors.contains("out/c/twin.png: something is there that no export wrote"))
    #expect(try text(site, "out/c/twin.png") == "mine")
  }

  @Test("The index alone, for a site generator's data, and only some formats")
  func indexAlone() throws {
    let site = try site()
    try site.write(
      "site.json",
      #"{"baseUrl": "https://cards.example.org", "limits": {"#
        + #""storeMapBytes": 268435456}}"#)
    let summary = try export(site, "--index", "data/cards.json", "--formats", "png,avif")
    let index = try index(site, "data/cards.json")
    #expect(index.cards["wide"]?.variants.map(\.format) == ["avif"])
    #expect(index.cards["posts/hello"]?.variants.count == 8 && summary.pictures == 11)
    #expect(
      index.cards["twin"]?.variants[0].url.hasPrefix("https://cards.example.org/i/") == true)
    let printed = try site.run(
      "export", "--index", "-", "--formats", "png,avif", "--store", ".placard")
    #expect(printed.status == 0)
    #expect(try printed.output == site.read("data/cards.json"))
    let only = try export(site, "out", "--formats", "avif")
    #expect(only.cards == 1 && only.files == 2)
    #expect(try self.index(site, "out/placard.json").cards.count == 1)
  }
}
