import PlacardCore
import Testing

@Suite("Rules of sources")
struct SourceRuleTests {
  /// The one rule of a manifest with these members.
  private func rule(_ members: String, defaults: String? = nil) throws -> SourceRule {
    let text =
      (defaults.map { #"{"defaults": \#($0),"# } ?? "{")
      + "\n \"sources\": [\n {\"files\": \"*.md\", \(members)} ] }"
    let document = try ManifestDocument.parse(Array(text.utf8), file: "cards.json")
    return try #require(document.sources.first)
  }

  /// What a page with the front matter `front`, in JSON, becomes by the rule of `members`.
  private func entry(
    _ members: String, _ front: String, path: String = "posts/hello.md", defaults: String? = nil
  ) throws -> ManifestEntry? {
    let json = try JSONParser.parse(Array(front.utf8))
    let page = SourcePage(
      file: "site/\(path)", path: path, below: path, text: Array(front.utf8)[...])
    return try rule(members, defaults: defaults).entry(page, front: json)
  }

  private func card(
    _ members: String, _ front: String, path: String = "posts/hello.md", defaults: String? = nil
  ) throws -> ManifestCard {
    let entry = try entry(members, front, path: path, defaults: defaults)
    guard case .card(let card)? = entry else {
      throw Failed(words: entry?.failed?.error.description ?? "a draft")
    }
    return card
  }

  private struct Failed: Error, CustomStringConvertible {
    var words: String
    var description: String { words }
  }

  private let head = #""id": "{{path}}", "templateId": "t""#

  @Test("fill texts with what front matter has")
  func texts() throws {
    let front = #"""
      {"title": "Hi {{there}}", "author": {"name": "Ada", "a.b": 1}, "tags": ["x", 2, null, true],
       "n": 1.10, "zero": 007x, "ok": true, "none": null, "empty": "", "og.title": "dotted"}
      """#.replacing("007x", with: "7")
    let filled = [
      "{{title}}": "Hi {{there}}", "{{ title }}!": "Hi {{there}}!", "by {{author.name}}": "by Ada",
      "{{tags.0}}-{{tags.1}}": "x-2", "{{tags}}": "x, 2, true", "[{{tags}}]": "[x, 2, true]",
      "{{n}}": "1.10", "v{{n}}": "v1.10", "{{ok}}": "true", "{{og.title}}": "dotted",
      "{{none|a b}}": "a b", "{{ missing | a b }}": "a b", "{{missing.x|}}": "",
      "{{empty|full}}": "full", "{{empty}}": "", #"\{{title}} {{n}}"#: "{{title}} 1.10",
      "{{path}}": "posts/hello", "{{slug}} {{route}}": "hello posts/hello",
      "{{author.a.b|none}}": "none", "{{title|x|y}}": "Hi {{there}}", "{{no|x|y}}": "x|y",
    ]
    for (text, read) in filled {
      let card = try card(
        head + #", "layers": {"l": {"text": \#(JSONWriter.quoted(text))}}"#, front)
      #expect(card.layers["l"]?["text"]?.text == read, "\(text)")
    }
  }

  @Test("keep the type of a value that is all of a string, and let the template's types decide")
  func types() throws {
    let card = try card(
      head + #"""
        , "layers": {"title": {"fontSize": "{{size}}", "text": "{{year}}", "opacity": "{{o|0.5}}",
            "color": "{{c|}}"}, "gone": {"text": "{{none|}}"}},
          "variables": {"n": "{{size}}", "s": "{{year}}", "b": "{{flag}}", "m": "{{none|}}"},
          "scales": ["{{scale}}", "{{more|3}}"], "formats": "{{formats}}", "sizes": ["{{sz|og}}"],
          "locales": {"de": {"layers": {"title": {"fontSize": "{{size}}"}}}}
        """#,
      #"{"size": 40, "year": 2024, "flag": false, "scale": 2, "formats": ["webp"], "none": null}"#)
    #expect(
      card.formats == [.webp] && card.scales == [2, 3] && card.sizes.map(\.text) == ["og"])
    let typed = card.typed(by: try Sample.template(Self.template))
    #expect(typed.layers["title"]?["fontSize"]?.number == 40)
    #expect(typed.layers["title"]?["text"]?.text == "2024")
    #expect(typed.layers["title"]?["opacity"]?.number == 0.5)
    #expect(typed.layers["title"]?["color"] == nil, "an empty colour says nothing")
    #expect(typed.layers["gone"]?["text"]?.text == "", "an empty text is a text")
    #expect(typed.variables["n"]?.number == 40 && typed.variables["s"]?.text == "2024")
    guard case .bool(false)? = typed.variables["b"]?.value else {
      Issue.record("no boolean")
      return
    }
    #expect(typed.variables["m"] == nil)
    #expect(typed.locales.first?.layers["title"]?["fontSize"]?.number == 40)
  }

  static let template = #"""
    {"canvas": {"width": 100, "height": 100},
      "layers": [
        {"name": "title", "type": "text", "x": 0, "y": 0, "width": 9, "height": 9},
        {"name": "gone", "type": "text", "x": 0, "y": 0, "width": 9, "height": 9, "text": "{{s}}"}],
      "variables": [{"name": "n", "type": "number", "default": 1}, {"name": "s", "type": "text"},
        {"name": "b", "type": "boolean", "default": true}, {"name": "m", "type": "number", "default": 2}]}
    """#

  @Test("apply the manifest's defaults below")
  func defaults() throws {
    let card = try card(
      #""id": "{{path}}", "layers": {"l": {"text": "{{title}}"}}"#, #"{"title": "T"}"#,
      defaults:
        #"{"templateId": "d", "layers": {"l": {"text": "{{title}}", "color": "{{title}}"}}, "formats": ["webp"]}"#
    )
    #expect(card.templateID == "d" && card.formats == [.webp])
    #expect(card.layers["l"]?["text"]?.text == "T")
    #expect(card.layers["l"]?["color"]?.text == "{{title}}", "defaults are no rule's strings")
  }

  @Test("leave drafts out unless they are told otherwise")
  func drafts() throws {
    for front in [
      #"{"draft": true}"#, #"{"published": false}"#, #"{"draft": "Yes"}"#, #"{"published": "no"}"#,
    ] {
      #expect(try entry(head, front) == nil, "\(front)")
      #expect(try entry(head + #", "drafts": true"#, front)?.card?.id == "posts/hello")
    }
    for front in [
      "{}", #"{"draft": false}"#, #"{"published": true}"#, #"{"published": "2024-01-02"}"#,
      #"{"draft": null}"#,
    ] {
      #expect(try entry(head, front)?.card != nil, "\(front)")
    }
  }

  @Test("front matter cannot change a page's path, and gives its slug")
  func builtIn() throws {
    let front = #"{"path": "evil", "route": "evil", "slug": "Mein Weg"}"#
    #expect(try card(#""id": "{{path}}", "templateId": "t""#, front).id == "posts/hello")
    #expect(try card(#""id": "{{route}}", "templateId": "t""#, front).id == "posts/mein-weg")
    #expect(try card(#""id": "{{slug}}", "templateId": "t""#, front).id == "mein-weg")
  }

  struct Slip: Sendable, CustomTestStringConvertible {
    var members: String
    var front: String
    var said: String
    var path = "posts/hello.md"
    var testDescription: String { members + front }
  }

  static let slips = [
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "{{titel}}"}}"#,
      front: #"{"title": "T"}"#,
      said: #"site/posts/hello.md:1:1: sources[0].layers.l.text: the front matter has no "titel" "#
        + #"(did you mean "title"?)"#),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "{{zzz}}"}}"#,
      front: "{}",
      said: "site/posts/hello.md:1:1: sources[0].layers.l.text: the file has no front matter, "
        + #"so no "zzz" ({{zzz|text}} gives a default)"#),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "{{a.nmae}}"}}"#,
      front: #"{"x": 1, "a": {"name": 1}}"#,
      said: #"site/posts/hello.md:1:15: sources[0].layers.l.text: "a" has no "nmae" "#
        + #"(did you mean "name"?)"#),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "{{a.b}}"}}"#,
      front: #"{"a": "x"}"#,
      said: #"site/posts/hello.md:1:7: sources[0].layers.l.text: "a" is a string and has no "b" "#
        + "({{a.b|text}} gives a default)"),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "{{a.2}}"}}"#,
      front: #"{"a": [1, 2]}"#,
      said: #"site/posts/hello.md:1:7: sources[0].layers.l.text: "a" has no element 2 "#
        + "(it has 2, from 0 on)"),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "{{a}}"}}"#,
      front: #"{"a": null}"#,
      said: #"site/posts/hello.md:1:7: sources[0].layers.l.text: "a" is empty "#
        + "({{a|text}} gives a default)"),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "layers": {"l": {"text": "x{{a}}"}}"#,
      front: #"{"a": {"name": 1}}"#,
      said: #"site/posts/hello.md:1:7: sources[0].layers.l.text: "a" is an object "#
        + "(name one of its members, as in {{a.name}})"),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "formats": ["{{f}}"]"#,
      front: #"{"f": "pgn"}"#,
      said:
        #"site/posts/hello.md:1:7: sources[0].formats[0]: expected one of png, jpeg, jpg, webp, "#
        + #"avif, found "pgn""#),
    Slip(
      members: #""id": "{{path}}", "templateId": "t", "formats": ["pgn"]"#, front: "{}",
      said: #"cards.json:3:69: sources[0].formats[0]: expected one of png, jpeg, jpg, webp, avif, "#
        + #"found "pgn""#),
    Slip(
      members: #""id": "{{path}}""#, front: "{}",
      said: #"cards.json:3:2: sources[0]: the member "templateId" is missing"#),
    Slip(
      members: #""id": "{{path}}", "templateId": "t""#, front: "{}",
      said: #"site/posts/Über uns.md:1:1: sources[0].id: expected an id, found "posts/Über uns" "#
        + #"({{route}} would be "posts/uber-uns"; an id has letters, digits and . _ / - , without "#
        + #"empty segments, "." or "..")"#, path: "posts/Über uns.md"),
    Slip(
      members: #""id": "{{route}}", "templateId": "t""#, front: "{}",
      said: #"site/posts/你好.md:1:1: sources[0].id: no {{route}} can be made of "posts/你好" "#
        + #"(give the page a "slug" of letters a to z, digits and hyphens)"#, path: "posts/你好.md"),
  ]

  @Test("say what a page lacks, where it stands and in which part of the rule", arguments: slips)
  func slip(slip: Slip) throws {
    let entry = try entry(slip.members, slip.front, path: slip.path)
    #expect(entry?.failed?.error.description == slip.said)
  }

  @Test("keep the id of a page that fails, where its path tells it")
  func failedID() throws {
    let text = #", "layers": {"l": {"text": "{{title}}"}}"#
    #expect(try entry(head + text, "{}")?.failed?.id == "posts/hello")
    let page = SourcePage(file: "a.md", path: "a.md", below: "a.md", text: [])
    let error = InputError(.syntax, message: "broken", offset: 0)
    #expect(try rule(head).failed(page, error).failed?.id == "a")
    #expect(
      try rule(#""id": "{{route}}", "templateId": "t""#).failed(page, error).failed?.id == nil)
    #expect(
      try rule(head).failed(page, error).failed?.error.description == "a.md:1:1: sources[0]: broken"
    )
  }

  @Test("change a card's digest with the rule, the defaults, the page and its path, not else")
  func digests() throws {
    func digest(_ members: String, _ front: String, _ path: String, _ defaults: String?) throws
      -> Digest
    {
      try card(members, front, path: path, defaults: defaults).rawDigest
    }
    let first = try digest(head, "{}", "a.md", nil)
    #expect(try digest(head, "{}", "a.md", nil) == first)
    #expect(try digest(head + " ", "{}", "a.md", nil) != first)
    #expect(try digest(head, "{ }", "a.md", nil) != first)
    #expect(try digest(head, "{}", "b.md", nil) != first)
    #expect(try digest(head, "{}", "a.md", "{}") != first)
  }

  @Test("are refused when no card could be made by them")
  func mistakes() {
    let said = [
      #"{"sources": [{"id": "x"}]}"#:
        #"cards.json:1:14: sources[0]: the member "files" is missing"#,
      #"{"sources": [{"files": "*.md"}]}"#:
        #"cards.json:1:14: sources[0]: the member "id" is missing (as in "id": "{{path}}")"#,
      #"{"sources": [{"file": "*.md", "id": "x"}]}"#:
        #"cards.json:1:15: sources[0]: unknown member "file" (did you mean "files"?)"#,
      #"{"sources": [{"files": ["!*.md"], "id": "x"}]}"#:
        #"cards.json:1:24: sources[0].files: no pattern names any file (as in "content/**/*.md")"#,
      #"{"sources": [{"files": ["a", "[x"], "id": "x"}]}"#:
        #"cards.json:1:30: sources[0].files[1]: the pattern "[x" has a [ without its ] (\[ for a bracket in a name)"#,
      #"{"sources": [{"files": 5, "id": "x"}]}"#:
        "cards.json:1:24: sources[0].files: expected a string, found 5",
      #"{"sources": [{"files": "a", "id": "{{path"}]}"#:
        #"cards.json:1:35: sources[0].id: "{{path" has a {{ without a name and }} ({{name}} for a variable, \{{ for two braces)"#,
      #"{"sources": [{"files": "a", "id": "{{a..b}}"}]}"#:
        #"cards.json:1:35: sources[0].id: "{{a..b}}" names nothing (as in {{title}}, {{author.name}}, {{tags.0}} or {{title|a default}})"#,
      #"{"sources": [{"files": "a", "id": "{{path|slug}}"}]}"#:
        #"cards.json:1:35: sources[0].id: "{{path|slug}}": a path is never missing ({{route}} is the path as an address: small letters, no accents, no blanks)"#,
      #"{"sources": [{"files": "a", "id": "x", "drafts": 1}]}"#:
        "cards.json:1:50: sources[0].drafts: expected true or false, found 1",
      #"{"sources": {}}"#: #"cards.json:1:13: sources: expected an array, found "{""#,
      "{}":
        #"cards.json:1:1: the member "cards" is missing (a list of cards, or "sources" with rules that make cards from files)"#,
    ]
    for (text, words) in said {
      let error = #expect(throws: InputError.self) {
        try ManifestDocument.parse(Array(text.utf8), file: "cards.json")
      }
      #expect(error?.description == words)
    }
  }

  @Test("stand on a line of their own in JSON Lines, under the first line's defaults")
  func lines() throws {
    var lines = ManifestLines(file: "cards.jsonl")
    func read(_ text: String, _ number: Int) throws -> ManifestEntry? {
      try Array(text.utf8).withUnsafeBytes { try lines.read($0, number: number) }
    }
    #expect(try read(#"{"defaults": {"templateId": "t"}}"#, 1) == nil)
    #expect(try read(#"{"id": "a"}"#, 2)?.card?.id == "a")
    #expect(lines.takeSources().isEmpty)
    #expect(try read(#"{"sources": [{"files": "*", "id": "{{path}}"}]}"#, 3) == nil)
    let rules = lines.takeSources()
    #expect(rules.count == 1 && lines.takeSources().isEmpty)
    let page = SourcePage(file: "x.md", path: "x.md", below: "x.md", text: [])
    let entry = rules.first?.entry(page, front: JSON(.object([])))
    #expect(entry?.card?.id == "x" && entry?.card?.templateID == "t")
    let error = #expect(throws: InputError.self) {
      _ = try read(#"{"sources": [], "id": "b"}"#, 4)
    }
    #expect(
      error?.description == #"cards.jsonl:4:17: unknown member "id" (known is only "sources")"#)
    let bad = #expect(throws: InputError.self) { _ = try read(#"{"sources": [{"files": 1}]}"#, 5) }
    #expect(bad?.description == "cards.jsonl:5:24: sources[0].files: expected a string, found 1")
  }
}

extension JSON {
  fileprivate var text: String? {
    if case .string(let text) = value { return text }
    return nil
  }

  fileprivate var number: Double? {
    if case .number(let number) = value { return number }
    return nil
  }
}
