import PlacardCore
import Testing

@Suite("Rules for pages without a picture")
struct PageRuleTests {
  private func rule(_ text: String) throws -> PageRule {
    try PageRule.parse(Array(text.utf8), file: "rule.json", limits: Limits())
  }

  private func card(_ text: String, _ facts: [String: String]) throws -> ManifestCard {
    switch try rule(text).entry(facts, limits: Limits()) {
    case .card(let card): return card
    case .failed(let failed): throw failed.error
    }
  }

  @Test("are filled once with what the page says, with defaults and literal braces")
  func filling() throws {
    let text = #"""
      {"templateId": "t", "formats": ["webp"], "layers": {"a": {"text": "{{title}} – {{ site | x y }}"}},
       "variables": {"v": "\\{{title}}", "n": 3}}
      """#
    let card = try card(text, ["title": "{{author}}", "path": "posts/a"])
    #expect(card.id == "posts/a" && card.templateID == "t" && card.formats == [.webp])
    #expect(JSONWriter.text(of: card.layers) == #"{"a":{"text":"{{author}} – x y"}}"#)
    #expect(JSONWriter.text(of: card.variables) == #"{"n":3,"v":"{{title}}"}"#)
  }

  @Test("say which page lacks what, by its id and the place in the rule")
  func missing() throws {
    let text = #"{"templateId": "t", "layers": {"a": {"text": "{{author}}"}}}"#
    let entry = try rule(text).entry(["path": "b"], limits: Limits())
    guard case .failed(let failed) = entry else {
      Issue.record("it is a card")
      return
    }
    #expect(failed.id == "b")
    #expect(
      failed.error.description
        == "rule.json:1:46: layers.a.text: the page has no author ({{author|text}} gives a default)"
    )
  }

  @Test(
    "are refused where they would be wrong for every page",
    arguments: [
      (#"{"templateId": "t", "layers": {"a": {"text": "{{titel}}"}}}"#, "did you mean \"title\"?"),
      (#"{"templateId": "t", "format": ["png"]}"#, "formats"), (#"{"layers": {}}"#, "templateId"),
      (#"{"templateId": "t", "formats": ["pgn"]}"#, "formats[0]"),
      (#"{"templateId": "t", "include": ["/a"]}"#, "include[0]"),
      (#"{"templateId": "t", "variables": {"a": "{{"}}"#, "variables.a"),
      ("{", "rule.json:1:"),
    ])
  func wrong(text: String, words: String) throws {
    let error = #expect(throws: InputError.self) { try rule(text) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
    #expect(error?.source == "rule.json" && error?.line == 1)
  }

  @Test("take the pages that they include and do not exclude")
  func patterns() throws {
    let rule = try rule(
      #"{"templateId": "t", "include": ["posts/**", "*.html"], "exclude": ["404.html"]}"#)
    #expect(rule.matches("posts/a/index.html") && rule.matches("index.html"))
    #expect(!rule.matches("404.html") && !rule.matches("tags/index.html"))
  }
}
