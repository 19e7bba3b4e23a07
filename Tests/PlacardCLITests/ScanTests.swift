import Foundation
import Glibc
import PlacardCore
import PlacardStore
import Testing

@Suite("scan")
struct ScanTests {
  /// A site with a folder of pages.
  private func site(_ pages: [String: String]) throws -> TestSite {
    let site = try TestSite()
    for (path, text) in pages {
      let file = site.path + "/public/" + path
      try FileManager.default.createDirectory(
        atPath: URL(fileURLWithPath: file).deletingLastPathComponent().path,
        withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    }
    return site
  }

  private func scan(_ site: TestSite, _ options: String...) throws -> Ran {
    try site.start(
      ["scan", "public", "--site", ".", "--base-url", "https://cards.example.org"] + options
    ).wait()
  }

  private func page(_ site: TestSite, _ path: String) throws -> String {
    String(decoding: try site.read("public/" + path), as: UTF8.self)
  }

  private func address(_ title: String, _ more: String = "") -> String {
    "/api/render?templateId=plain&amp;variables=%7B%22title%22:%22\(title)%22%7D\(more)"
  }

  private func hello() throws -> TestSite {
    try site([
      "index.html": """
      <html><head>
      <title>Home</title>
      <meta property="og:image" content="https://cards.example.org\(address("Home"))">
      </head><img src="\(address("Second", "&amp;scale=2&amp;format=webp"))"></html>

      """,
      "posts/a/index.html": "<head><meta name=twitter:image content='\(address("A"))'></head>",
      "posts/b.html": "<img src='\(address("Home"))'>",
    ])
  }

  @Test("The cards of pages are built and named by their paths; equal addresses are one")
  func builds() throws {
    let site = try hello()
    let ran = try scan(site)
    #expect(ran.status == 0 && ran.errors.isEmpty)
    #expect(
      ran.text.hasPrefix(
        "3 pages, 3 cards: 1 in og:image, 1 in twitter:image, 2 in img\n3 cards, 3 pictures: 3 "))
    let pages = try site.pages()
    #expect(Set(pages.keys) == ["index", "index.2", "posts/a"])
    let second = try #require(pages["index.2"]?.variants.first)
    #expect(second.format == .webp && second.scale == 2 && second.width == 128)
    // The same pictures as a manifest's.
    try site.manifest([
      #"{"id": "x", "templateId": "plain", "variables": {"title": "Home"}}"#
    ])
    #expect(try site.build().rendered == 0)
  }

  @Test("Rewritten pages name stored pictures, run by run the same, and stay in the build")
  func rewrites() throws {
    let site = try hello()
    #expect(chmod(site.path + "/public/posts/b.html", 0o640) == 0)
    let first = try scan(site, "--rewrite")
    #expect(first.status == 0 && first.text.hasSuffix("3 pages rewritten\n"))
    let hash = try #require(try site.pages()["index"]?.variants.first?.contentHash.hex)
    let index = try page(site, "index.html")
    #expect(
      index.contains(
        """
        <meta property="og:image" content="https://cards.example.org/i/\(hash).png" data-placard=\
        "https://cards.example.org\(address("Home"))">
        <meta property="og:image:width" content="64">
        <meta property="og:image:height" content="48">
        <meta property="og:image:type" content="image/png">
        <meta property="og:image:alt" content="Home">
        <meta name="twitter:card" content="summary_large_image">
        </head>
        """))
    #expect(
      try page(site, "posts/b.html")
        == "<img src='/i/\(hash).png' width=\"64\" height=\"48\" "
        + "data-placard=\"\(address("Home"))\">"
    )
    var status = stat()
    #expect(stat(site.path + "/public/posts/b.html", &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    let again = try scan(site, "--rewrite")
    #expect(
      again.text.contains("0 rendered, 3 reused") && again.text.hasSuffix("0 pages rewritten\n"))
    #expect(try page(site, "index.html") == index)
    #expect(try site.pages().count == 3)
    // A change of the template reaches pages that are rewritten already.
    try site.write(
      "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#33cc33"))
    #expect(try scan(site, "--check").status == 1)
    #expect(try scan(site, "--rewrite").text.hasSuffix("3 pages rewritten\n"))
    #expect(try page(site, "index.html") != index)
  }

  @Test("--check makes and changes nothing, and says by its status whether --rewrite would")
  func checks() throws {
    let site = try hello()
    let index = try page(site, "index.html")
    let ran = try scan(site, "--check")
    #expect(ran.status == 1 && ran.text.hasSuffix("3 pages would be rewritten\n"))
    #expect(ran.errors.contains("would change: posts/a/index.html\n"))
    #expect(try page(site, "index.html") == index)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
    #expect(try scan(site, "--rewrite").status == 0)
    let after = try scan(site, "--check")
    #expect(after.status == 0 && after.text.hasSuffix("0 pages would be rewritten\n"))
  }

  @Test("A rule gives a card to pages without one, and a page that lacks a value fails alone")
  func rules() throws {
    let site = try site([
      "index.html": "<head>\n  <title>Home</title>\n</head>\n",
      "about.html": "<head><title>About</title><meta name=author content=Ann></head>",
      "own.html": "<head><meta property=og:image content=/own.png></head>",
      "404.html": "<head><title>Lost</title></head>", "piece.html": "<p>no document</p>",
    ])
    try site.write(
      "rule.json",
      #"{"templateId": "plain", "variables": {"title": "{{title}} {{author}}"}, "#
        + #""exclude": ["404.*"]}"#
    )
    let ran = try scan(site, "--rule", "rule.json", "--rewrite")
    #expect(ran.status == 1 && ran.text.hasPrefix("5 pages, 2 cards: 2 by the rule\n"))
    #expect(
      ran.errors.contains(
        "variables.title: the page has no author ({{author|text}} gives a default) [card index]\n"))
    #expect(try page(site, "index.html") == "<head>\n  <title>Home</title>\n</head>\n")
    let about = try page(site, "about.html")
    #expect(about.contains("\" data-placard=\"rule\"><meta property=\"og:image:width\""))
    #expect(about.hasSuffix("content=\"summary_large_image\"></head>"))
    #expect(try page(site, "own.html").contains("/own.png"))
    // Another title is another picture.
    try site.write(
      "public/about.html", about.replacingOccurrences(of: ">About<", with: ">Over<"))
    #expect(
      try scan(site, "--rule", "rule.json", "--rewrite").text.hasSuffix("1 pages rewritten\n"))
    let without = try scan(site, "--rewrite")
    #expect(without.errors.contains("note: about.html: its picture is from a rule"))
  }

  @Test("An address that is wrong fails its card, at its place in the page, and stays")
  func failures() throws {
    let text = """
      <head>
        <meta property="og:image" content="/api/render?templateId=plian">
      </head><img src='/api/render?templateId=plain&scale=9'><img src='\(address("Good"))'>
      """
    let site = try site(["a.html": text])
    let ran = try scan(site, "--rewrite", "--json")
    #expect(ran.status == 1)
    let report = try JSONDecoder().decode(ScanJSON.self, from: Data(ran.output))
    #expect(report.pages == 1 && report.rewritten == ["a.html"])
    #expect(report.cards.map(\.id) == ["a", "a.2", "a.3"])
    #expect(report.cards.map { $0.picture == nil } == [true, true, false])
    #expect(report.build.failures.map(\.card) == ["a", "a.2"])
    #expect(report.build.failures.map(\.line) == [2, 3])
    #expect(report.build.failures.first?.file == "public/a.html")
    #expect(report.build.failures.first?.hint?.contains("plain") == true)
    let changed = try page(site, "a.html")
    #expect(changed.hasPrefix(String(text.prefix(100))) && changed.contains("<img src='/i/"))
  }

  @Test("Manifests are built with the pages, and leave the build without --manifest or --add")
  func manifests() throws {
    let site = try hello()
    try site.manifest([#"{"id": "listed", "templateId": "bare"}"#])
    #expect(try scan(site, "--manifest", "cards.jsonl").status == 0)
    #expect(try site.pages().count == 4)
    #expect(try scan(site, "--add").status == 0)
    #expect(try site.pages().count == 4)
    #expect(try scan(site, "--dry-run").text.contains("0 to render"))
    #expect(try scan(site, "--formats", "webp,png").status == 0)
    #expect(Set(try site.pages().keys) == ["index", "index.2", "posts/a"])
    #expect(try site.pages()["index"]?.variants.map(\.format) == [.webp, .png])
  }

  @Test("Pages whose names are alike or no ids have ids of their own, each its own picture's")
  func ids() throws {
    let names = [
      "a.html", "a/index.html", "a.2.html", "b c.html", "b+c.html", "é.html", "Index.HTM",
      ".hidden.html",
    ]
    var pages: [String: String] = [:]
    for (index, name) in names.enumerated() {
      pages[name] = "<img src='\(address("n\(index)"))'><img src='\(address("m\(index)"))'>"
    }
    let site = try site(pages)
    #expect(try scan(site).status == 0)
    #expect(
      Set(try site.pages().keys) == [
        "a", "a/index", "a.2", "b-c", "b-c.2", "-", "Index", "a.3", "a/index.2", "a.2.2", "b-c.3",
        "b-c.2.2", "-.2", "Index.2",
      ])
  }

  @Test("What the server alone can answer, and other hosts' addresses, are left and noted")
  func notes() throws {
    let site = try site([
      "a.html": "<img src='/api/render?templateId=plain&format=jpeg&quality=3'>"
        + "<img src='/api/render?templateId=plain&width=9'>"
        + "<img src=http://localhost:8080/api/render?templateId=plain>"
    ])
    try Data([0x3C, 0xE9]).write(to: URL(fileURLWithPath: site.path + "/public/latin.html"))
    let ran = try scan(site, "--rewrite")
    #expect(ran.status == 0 && ran.text.hasSuffix("0 pages rewritten\n"))
    #expect(ran.errors.contains("a quality of its own") && ran.errors.contains("give both"))
    #expect(ran.errors.contains("/api/render on localhost:8080, which is not under https://cards."))
    #expect(ran.errors.contains("note: latin.html: the page is not UTF-8"))
  }

  @Test(
    "Wrong words and files end it at once",
    arguments: [
      (["scan", "public", "--site", ".", "--rewrite"], 3, "baseUrl in site.json or --base-url"),
      (["scan", "publik", "--site", "."], 3, "there is no folder of pages publik"),
      (["scan", "public", "--site", ".", "--rule", "nowhere.json"], 3, "no rule nowhere.json"),
      (["scan", "public", "--site", ".", "--rule", "site.json"], 3, "site.json:1:"),
      (["scan", "public", "--site", ".", "--base-url", "x"], 2, "--base-url takes"),
      (["scan", "public", "--site", ".", "--rewrite", "--check"], 2, "exclude one another"),
      (["scan", "public", "--site", ".", "--manifest", "no.json"], 3, "no such manifest"),
      (["scan", "--site", "."], 2, "needs DIR"),
      (["scan", "public", "--site", ".", "--rewite"], 2, "did you mean --rewrite?"),
    ] as [([String], Int32, String)])
  func wrong(words: [String], status: Int32, message: String) throws {
    let site = try hello()
    let ran = try site.start(words).wait()
    #expect(ran.status == status && ran.output.isEmpty)
    #expect(ran.errors.contains(message), "\(ran.errors)")
  }

  @Test("--help shows an example and the names of rules")
  func help() throws {
    let site = try hello()
    let ran = try site.run("scan", "--help")
    #expect(ran.status == 0 && ran.text.contains("placard scan public --site"))
    #expect(ran.text.contains("{{title}}") && ran.text.contains("data-placard"))
  }
}

/// What `placard scan --json` prints.
private struct ScanJSON: Decodable {
  struct Card: Decodable {
    var id: String
    var page: String
    var from: String
    var picture: String?
  }

  var pages: Int
  var cards: [Card]
  var rewritten: [String]
  var build: Report
}
