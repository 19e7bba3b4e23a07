import PlacardCore
import Testing

@Suite("Patterns of paths")
struct GlobTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var pattern: String
    var root: String
    var yes: [String]
    var no: [String]
    var testDescription: String { pattern }
  }

  static let cases = [
    Case(pattern: "a.md", root: "", yes: ["a.md"], no: ["b.md", "x/a.md", "a.mdx", "A.md"]),
    Case(
      pattern: "./c/*.md", root: "c", yes: ["c/a.md", "c/ä b.md"],
      no: ["c/.md", "c/.a.md", "c/d/a.md", "a.md"]),
    Case(
      pattern: "c/**/*.md", root: "c", yes: ["c/a.md", "c/d/e/a.md"],
      no: ["a.md", "c/.git/a.md", "c/a.txt"]),
    Case(pattern: "**/*.md", root: "", yes: ["a.md", "x/y/a.md"], no: [".a.md", "x/.y/a.md"]),
    Case(pattern: "c/**", root: "c", yes: ["c/a", "c/d/e"], no: ["d/a"]),
    Case(
      pattern: "c/**/d/*.md", root: "c", yes: ["c/d/a.md", "c/x/d/a.md", "c/d/d/a.md"],
      no: ["c/d/x/a.md"]),
    Case(
      pattern: "c/.hidden/*.md", root: "c/.hidden", yes: ["c/.hidden/a.md"], no: ["c/hidden/a.md"]),
    Case(pattern: "c/.*/x", root: "c", yes: ["c/.git/x"], no: ["c/git/x"]),
    Case(pattern: "p?st/x", root: "", yes: ["post/x", "päst/x"], no: ["pst/x", "poost/x"]),
    Case(pattern: "[a-cx]/[!0-9]", root: "", yes: ["a/z", "x/z"], no: ["d/z", "a/5", "a/zz"]),
    Case(pattern: "[]a]/[^-x]", root: "", yes: ["]/a", "a/a"], no: ["b/a", "a/-", "a/x"]),
    Case(
      pattern: "{posts,notes}/*.{md,mdx}", root: "", yes: ["posts/a.md", "notes/a.mdx"],
      no: ["pages/a.md", "posts/a.txt"]),
    Case(
      pattern: "c/{a,b/{c,d}}/x", root: "c", yes: ["c/a/x", "c/b/c/x", "c/b/d/x"], no: ["c/b/x"]),
    Case(pattern: "c/x{,.en}.md", root: "c", yes: ["c/x.md", "c/x.en.md"], no: ["c/x.de.md"]),
    Case(
      pattern: #"pages/\[slug\].md"#, root: "pages", yes: ["pages/[slug].md"], no: ["pages/s.md"]),
    Case(pattern: #"a\*b\{c"#, root: "", yes: ["a*b{c"], no: ["axb{c"]),
    Case(
      pattern: "../docs/**/*.md", root: "../docs", yes: ["../docs/a.md", "../docs/x/a.md"],
      no: ["docs/a.md"]),
    Case(pattern: "*a*b*", root: "", yes: ["ab", "xaxbx", "aab", "abab"], no: ["ba", "a"]),
  ]

  @Test("match what they say, and know their fixed part", arguments: cases)
  func matching(one: Case) throws {
    let glob = try Glob.parse(one.pattern)
    #expect(glob.root == one.root)
    for path in one.yes { #expect(glob.matches(path), "\(path)") }
    for path in one.no { #expect(!glob.matches(path), "\(path)") }
  }

  @Test("know which folders to look into")
  func folders() throws {
    let glob = try Glob.parse("c/{a,b}/**/x/*.md")
    #expect(glob.mayMatch(below: "c") && glob.mayMatch(below: "c/a/any/thing"))
    #expect(!glob.mayMatch(below: "d") && !glob.mayMatch(below: "c/z"))
    #expect(!(try Glob.parse("c/*.md").mayMatch(below: "c/d")))
    let exclusion = try Glob.parse("!**/drafts/**")
    #expect(exclusion.isExclusion && exclusion.text == "**/drafts/**")
    #expect(exclusion.matchesAll(below: "c/drafts") && exclusion.matchesAll(below: "../c/drafts/x"))
    #expect(!exclusion.matchesAll(below: "c") && exclusion.matches("../c/drafts/a.md"))
  }

  @Test("are refused when they mean nothing")
  func mistakes() {
    let said = [
      "": #"the pattern "" names no file (as in "content/**/*.md")"#,
      "..": #"the pattern ".." names no file (as in "content/**/*.md")"#,
      "/etc/*.md":
        #"the pattern "/etc/*.md" is absolute (patterns start from the manifest's folder)"#,
      "a/../b": #"the pattern "a/../b" leads up after a name (.. may stand at the beginning only)"#,
      "a/[b": #"the pattern "a/[b" has a [ without its ] (\[ for a bracket in a name)"#,
      "a/{b": #"the pattern "a/{b" has a { without its } (\{ for a brace in a name)"#,
    ]
    for (pattern, words) in said {
      let error = #expect(throws: InputError.self) { try Glob.parse(pattern) }
      #expect(error?.description == words)
    }
    let many = String(repeating: "{a,b}", count: 9)
    let error = #expect(throws: InputError.self) { try Glob.parse(many) }
    #expect(error?.description.contains("has braces for more than 256 patterns") == true)
    #expect(throws: Never.self) { try Glob.parse(String(repeating: "{a,b}", count: 8)) }
  }

  @Test("take no time for many stars")
  func stars() throws {
    let glob = try Glob.parse(String(repeating: "a*", count: 100) + "b")
    #expect(!glob.matches(String(repeating: "a", count: 250)))
    let deep = try Glob.parse(String(repeating: "**/", count: 100) + "b")
    #expect(!deep.matches(String(repeating: "a/", count: 500) + "c"))
  }
}

@Suite("Names made from paths")
struct SlugTests {
  @Test("are small letters without accents, words apart by hyphens")
  func slugs() {
    let slugs = [
      "Über uns": "uber-uns", "Hello, World!": "hello-world", "It's  fine": "its-fine",
      "a--b – c": "a-b-c", "Ærø & Łódź": "aero-lodz", "Straße": "strasse", "v1.2_x": "v1.2_x",
      "e\u{301}te\u{301}": "ete", "rock 🎸 roll": "rock-roll", "...x...": "...x", "Ñandú": "nandu",
      "Đạt": "dat",
    ]
    for (text, slug) in slugs { #expect(Slug.of(text) == slug, "\(text)") }
    for text in ["", "!!", "...", "你好", "Привет", "abc 你"] {
      #expect(Slug.of(text) == nil, "\(text)")
    }
  }

  @Test("are those of the generators for bundles, posts and slugs")
  func names() {
    func names(_ whole: String, _ below: String, _ given: String? = nil) -> [String?] {
      let names = PageNames(path: below, whole: whole)
      return [names.path, names.slug(given: given), names.route(given: given)]
    }
    #expect(
      names("content/posts/Hello.md", "posts/Hello.md") == ["posts/Hello", "hello", "posts/hello"])
    #expect(
      names("content/posts/x/index.md", "posts/x/index.md") == ["posts/x/index", "x", "posts/x"])
    #expect(
      names("content/posts/_index.md", "posts/_index.md") == ["posts/_index", "posts", "posts"])
    #expect(names("content/index.md", "index.md") == ["index", "index", "index"])
    #expect(
      names("content/p/x/index.md", "p/x/index.md", "My Own") == [
        "p/x/index", "my-own", "p/my-own",
      ])
    #expect(
      names("_posts/2024-01-02-title.md", "2024-01-02-title.md") == [
        "2024-01-02-title", "title", "title",
      ])
    #expect(
      names("blog/2024-01-02-t.md", "2024-01-02-t.md") == [
        "2024-01-02-t", "2024-01-02-t", "2024-01-02-t",
      ])
    #expect(
      names("_posts/2024-01-02-.md", "2024-01-02-.md") == [
        "2024-01-02-", "2024-01-02", "2024-01-02",
      ])
    #expect(
      names("c/Über uns/a.de.md", "Über uns/a.de.md") == ["Über uns/a.de", "a.de", "uber-uns/a.de"])
    #expect(names("c/你/a.md", "你/a.md") == ["你/a", "a", nil])
    #expect(names("c/.x", ".x") == [".x", ".x", ".x"])
  }
}
