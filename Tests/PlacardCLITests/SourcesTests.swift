import Foundation
import PlacardStore
import Testing

@Suite("Cards from the front matter of a site's pages")
struct SourcesTests {
  /// A site with `files` in it, each with the folders above it.
  private func site(_ files: [String: String]) throws -> TestSite {
    let site = try TestSite()
    for (name, text) in files { try site.add(name, text) }
    return site
  }

  private static let hugo = [
    "content/_index.md": "---\ntitle: Home\n---\n",
    "content/posts/hello.md":
      "+++\ntitle = 'Hello'\ndate = 2024-01-02\ntags = ['a', 'b']\n+++\nText\n",
    "content/posts/trip/index.md": "---\ntitle: \"Trip: far\"\ntags:\n- c\n---\nText\n",
    "content/posts/Über uns.md": "{\"title\": \"Über uns\"}\nText\n",
    "content/posts/next.md": "---\ntitle: Next\ndraft: true\n---\n",
    "content/posts/trip/photo.png": "not a page",
    "cards.json": #"""
    {"defaults": {"templateId": "plain", "formats": ["png"]},
     "cards": [{"id": "home", "variables": {"title": "By hand"}}],
     "sources": [{"files": "content/posts/**/*.md", "id": "posts/{{route}}",
       "variables": {"title": "{{title}}"},
       "layers": {"box": {"width": "{{width|20}}"}, "title": {"lang": "{{lang|}}"}}}]}
    """#,
  ]

  @Test("A site of Hugo's: YAML, TOML and JSON, bundles, drafts, names with accents")
  func hugo() throws {
    let site = try site(Self.hugo)
    let report = try site.build(["cards.json"])
    #expect(report.status == 0 && report.cards == 4 && report.rendered == 4)
    #expect(
      try site.pages().keys.sorted()
        == ["home", "posts/hello", "posts/trip", "posts/uber-uns"])
    let ran = try site.run("build", "cards.json", "--site", ".")
    #expect(ran.status == 0)
    #expect(ran.text.hasPrefix("4 cards, 4 pictures: 0 rendered, 4 reused, 0 failed"))
  }

  @Test("A page from front matter is the picture that the same card by hand is")
  func samePicture() throws {
    let site = try site(Self.hugo)
    #expect(try site.build(["cards.json"]).status == 0)
    try site.write(
      "same.jsonl",
      #"{"id": "x", "templateId": "plain", "variables": {"title": "Trip: far"}}"# + "\n")
    let report = try site.build(["same.jsonl"], "--add")
    #expect(report.rendered == 0 && report.reused == 1)
    let pages = try site.pages()
    #expect(
      pages["x"]?.variants.map(\.contentHash) == pages["posts/trip"]?.variants.map(\.contentHash))
  }

  @Test("A change of one page makes one picture; a dry run says so and makes none")
  func change() throws {
    let site = try site(Self.hugo)
    #expect(try site.build(["cards.json"]).status == 0)
    try site.add("content/posts/hello.md", "+++\ntitle = 'Hello again'\n+++\nText\n")
    let dry = try site.build(["cards.json"], "--dry-run")
    #expect(dry.rendered == 1 && dry.reused == 3 && dry.build == nil)
    let report = try site.build(["cards.json"])
    #expect(report.rendered == 1 && report.reused == 3)
    // Text below the front matter is no part of a card.
    try site.add("content/posts/hello.md", "+++\ntitle = 'Hello again'\n+++\nOther text\n")
    #expect(try site.build(["cards.json"]).rendered == 0)
    // A page that becomes a draft leaves, and its picture's address with it.
    try site.add("content/posts/hello.md", "+++\ntitle = 'Hello'\ndraft = true\n+++\n")
    #expect(try site.build(["cards.json"]).cards == 3)
    #expect(try site.pages()["posts/hello"] == nil)
  }

  @Test(
    "A site of Jekyll's: posts with dates in their names, published: false, the rule in JSON Lines")
  func jekyll() throws {
    let site = try site([
      "_posts/2024-01-02-first-post.md":
        "---\nlayout: post\ntitle: First\ncategories: [news, site]\n---\n",
      "_posts/2024-02-03-Second.markdown": "---\ntitle: 'Second'\nslug: zwei\n...\nText\n",
      "_posts/2024-03-04-hidden.md": "---\ntitle: Hidden\npublished: false\n---\n",
      "_drafts/later.md": "---\ntitle: Later\n---\n", "README.md": "No front matter\n",
      "cards.jsonl": #"{"defaults": {"templateId": "plain"}}"# + "\n"
        + #"{"sources": [{"files": ["**/*.{md,markdown}", "!README.md", "!_drafts/**"], "#
        + #""id": "blog/{{slug}}", "variables": {"title": "{{title}}: {{categories|no category}}"}}]}"#
        + "\n" + #"{"id": "about"}"# + "\n",
    ])
    #expect(try site.build().status == 0)
    #expect(try site.pages().keys.sorted() == ["about", "blog/first-post", "blog/zwei"])
  }

  @Test("A collection of Astro's: Markdown, MDX and data, from a manifest in a folder beside")
  func astro() throws {
    let site = try site([
      "src/content/blog/one.mdx": "---\ntitle: One\nauthor: {name: Ada}\n---\nimport X from 'x'\n",
      "src/content/blog/deep/two.md": "---\ntitle: Two\nauthor: {name: Bo}\n---\n",
      "src/content/people/ada.yaml": "title: Ada\nauthor:\n  name: herself\n",
      "src/content/people/bo.json": #"{"title": "Bo", "author": {"name": "himself"}}"#,
      "cards/all.json": #"""
      {"sources": [{"files": "../src/content/{blog,people}/**/*", "id": "{{path}}",
        "templateId": "plain", "layers": {"title": {"text": "{{title}} by {{author.name}}"}}}]}
      """#,
    ])
    #expect(try site.build(["cards/all.json"]).status == 0)
    #expect(
      try site.pages().keys.sorted()
        == ["blog/deep/two", "blog/one", "people/ada", "people/bo"])
  }

  @Test("A bad page is one failed card, named with file, line and column; its old picture stays")
  func badPages() throws {
    let site = try site(Self.hugo)
    try site.add(
      "cards.json",
      #"{"sources": [{"files": "content/posts/**/*.md", "id": "{{path}}", "templateId": "plain","#
        + "\n"
        + #""variables": {"title": "{{title}}"}, "layers": {"box": {"width": "{{width|20}}"}}}]}"#)
    try site.remove("content/posts/Über uns.md")
    #expect(try site.build(["cards.json"]).status == 0)
    let before = try site.pages()
    #expect(before.keys.sorted() == ["hello", "trip/index"])
    try site.add("content/posts/hello.md", "+++\ntitle = Hello\n+++\n")
    try site.add("content/posts/a.md", "---\ntitel: A\n---\n")
    try site.add("content/posts/b.md", "---\ntitle: B\nwidth: wide\n---\n")
    try site.add("content/posts/c.md", "---\ntitle: C\n")
    try site.add("content/posts/good.md", "---\ntitle: Good\nwidth: 30\n---\n")
    let ran = try site.run("build", "cards.json", "--site", ".")
    #expect(ran.status == 1)
    #expect(
      ran.errors == """
        content/posts/a.md:2:1: sources[0].variables.title: the front matter has no "title" \
        (did you mean "titel"?) [card a]
        content/posts/b.md:3:8: sources[0].layers.box.width: expected a number from 0 to 32768, \
        or in a stack "auto", found "wide" [card b]
        content/posts/c.md:1:1: sources[0]: the front matter that begins here has no end \
        (a line of --- ends it) [card c]
        content/posts/hello.md:2:9: sources[0]: not TOML: expected a value, found "Hello" \
        (texts stand in quotes) [card hello]

        """)
    let after = try site.pages()
    #expect(after.keys.sorted() == ["good", "hello", "trip/index"])
    #expect(after["hello"] == before["hello"])
  }

  @Test("A slip in the rule is told where it stands in the manifest")
  func badRule() throws {
    let site = try site(["a.md": "---\ntitle: A\n---\n"])
    try site.add(
      "cards.json",
      #"{"sources": [{"files": "*.md", "id": "{{path}}", "templateId": "plain","# + "\n"
        + #" "layers": {"titel": {"text": "{{title}}"}}}]}"#)
    let report = try site.build(["cards.json"])
    #expect(report.status == 1)
    #expect(
      report.failures == [
        Report.Failure(
          card: "a", code: "unknown_layer", file: "cards.json", line: 2, column: 13,
          path: "sources[0].layers.titel", message: "the template has no layer \"titel\"",
          hint: "did you mean \"title\"?")
      ])
  }

  @Test("Equal ids are an error that names both places")
  func equalIDs() throws {
    let site = try site([
      "x/a.md": "---\ntitle: A\n---\n", "y/a.md": "---\ntitle: B\n---\n",
      "cards.json": #"""
      {"sources": [{"files": "*/*.md", "id": "{{slug}}", "templateId": "plain"}],
       "cards": [{"id": "b", "templateId": "plain"}]}
      """#,
    ])
    for _ in 0..<2 {
      let report = try site.build(["cards.json"])
      #expect(report.status == 1 && report.cards == 3)
      #expect(report.failures.map(\.file) == ["y/a.md"])
      #expect(report.failures.map(\.message) == ["a card with the id \"a\" stands at x/a.md:1 too"])
      #expect(report.failures.map(\.path) == ["sources[0].id"])
    }
  }

  @Test("A pattern that matches nothing ends the build, with the nearest folder")
  func noFiles() throws {
    let site = try site(["content/posts/a.md": "---\ntitle: A\n---\n"])
    func said(_ pattern: String) throws -> String {
      try site.add(
        "cards.json",
        #"{"sources": [{"files": \#(pattern), "id": "{{path}}", "templateId": "plain"}]}"#)
      let ran = try site.run("build", "cards.json", "--site", ".")
      #expect(ran.status == 3 && ran.output.isEmpty)
      return ran.errors
    }
    #expect(
      try said(#""contnet/**/*.md""#)
        == "placard: cards.json:1:24: sources[0].files: no file matches \"contnet/**/*.md\" "
        + "(there is no folder \"contnet\"; did you mean \"content\"?)\n")
    #expect(
      try said(#"["content/posts/*.md", "content/psts/*.md"]"#)
        == "placard: cards.json:1:47: sources[0].files[1]: no file matches \"content/psts/*.md\" "
        + "(there is no folder \"content/psts\"; did you mean \"content/posts\"?)\n")
    #expect(
      try said(#""content/**/*.mdx""#)
        == "placard: cards.json:1:24: sources[0].files: no file matches \"content/**/*.mdx\" "
        + "(the folder \"content\" holds none; links to folders are not followed)\n")
  }

  @Test("Links stay within the folder, and folders by links are not entered")
  func links() throws {
    let outside = try site(["secret.md": "---\ntitle: Secret\n---\n"])
    let site = try site([
      "content/a.md": "---\ntitle: A\n---\n",
      "cards.json":
        #"{"sources": [{"files": "content/**/*.md", "id": "{{path}}", "templateId": "plain"}]}"#,
    ])
    symlink("a.md", site.path + "/content/b.md")
    symlink(".", site.path + "/content/round")
    symlink(outside.path + "/secret.md", site.path + "/content/c.md")
    symlink("nowhere", site.path + "/content/d.md")
    mkfifo(site.path + "/content/e.md", 0o600)
    let ran = try site.run("build", "cards.json", "--site", ".")
    #expect(ran.status == 1)
    #expect(
      ran.errors
        == "content/c.md:1:1: sources[0]: a symbolic link that leads out of the folder (the "
        + "file itself stands below the pattern's folder or the manifest's) [card c]\n")
    #expect(try site.pages().keys.sorted() == ["a", "b"])
  }

  @Test(
    "Front matter may be as long as its limit, and not longer; the text below may be any length")
  func limit() throws {
    let site = try TestSite(
      limits: #""storeMapBytes": 268435456, "frontMatterBytesMax": 64, "frontMatterValuesMax": 3"#)
    func page(_ count: Int) -> String {
      let head = "---\ntitle: A\n#"
      return head + String(repeating: "x", count: count - head.utf8.count - 5) + "\n---\n"
    }
    try site.add("at.md", page(64) + String(repeating: "text\n", count: 100_000))
    try site.add(
      "cards.json", #"{"sources": [{"files": "*.md", "id": "{{path}}", "templateId": "plain"}]}"#)
    #expect(try site.build(["cards.json"]).status == 0)
    try site.add("past.md", page(65))
    try site.add("far.md", page(60_000))
    try site.add("many.md", "---\na: [1, 2]\n---\n")
    let report = try site.build(["cards.json"])
    #expect(report.status == 1)
    #expect(report.failures.map(\.file) == ["far.md", "many.md", "past.md"])
    #expect(Set(report.failures.map(\.code)) == ["limit_exceeded"])
    #expect(
      report.failures.first?.message == "the front matter does not end within 64 bytes")
  }
}

extension TestSite {
  /// Writes a file with the folders above it.
  fileprivate func add(_ name: String, _ text: String) throws {
    let folder = (path + "/" + name as NSString).deletingLastPathComponent
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try write(name, text)
  }
}
