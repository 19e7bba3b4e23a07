import PlacardCore
import Testing

@Suite("Spans")
struct SpanTests {
  private static let title = ##"""
    {"name":"title","type":"text","width":100,"height":50,"fontFamily":"Inter","fontSize":40,
     "color":"#111","textShadow":"1px 1px","textDecoration":"underline","letterSpacing":2,
     "spans":[{"text":"Hello "},{"text":"{{who}}","fontWeight":"bold","color":"red",
      "fontFamily":"Lora","textDecoration":"line-through","fontSize":"{{size}}"},
      {"text":" & all","fontStyle":"italic"}]}
    """##

  private static let variables = #"""
    {"name":"who","type":"text","default":"you"},{"name":"size","type":"number","default":60}
    """#

  private func template(_ layer: String = Self.title) throws -> Template {
    try Sample.template(layers: layer, variables: Self.variables)
  }

  private func card(_ template: Template, _ layers: String? = nil, variables: String? = nil) throws
    -> ResolvedCard
  {
    try template.resolve(Sample.request(layers: layers, variables: variables))
  }

  private func text(_ card: ResolvedCard) throws -> TextContent {
    guard case .text(let text)? = card.scene.layers.first?.content else {
      throw InputError(.wrongType, message: "no text")
    }
    return text
  }

  @Test("A span has the layer's style but for what it says itself")
  func inherits() throws {
    let card = try card(template())
    let text = try text(card)
    #expect(text.text == "Hello you & all")
    #expect(text.spans.map(\.text) == ["Hello ", "you", " & all"])
    #expect(card.textFamilies == [["Inter"], ["Lora"]])
    let (first, second, third) = (text.spans[0].style, text.spans[1].style, text.spans[2].style)
    #expect(text.style.decoration == .underline)
    #expect(first.decoration == [])
    #expect(second.decoration == .lineThrough)
    #expect(first.size == 40)
    #expect(second.size == 60)
    #expect(second.weight == 700)
    #expect(second.letterSpacing == 2)
    #expect(second.families == ["Lora"])
    #expect(third.slant == .italic)
    // currentcolor is each span's own.
    #expect(first.shadows.map(\.color) == [Color(red: 17, green: 17, blue: 17)])
    #expect(second.shadows.map(\.color) == [Color(red: 255, green: 0, blue: 0)])
    #expect(second.strokeColor == Color(red: 255, green: 0, blue: 0))
  }

  @Test("Variables work in spans, with their own type where they stand alone")
  func fillsVariables() throws {
    let card = try card(template(), variables: #"{"who":"{{size}}","size":30}"#)
    #expect(try text(card).text == "Hello {{size}} & all")
    #expect(try text(card).spans[1].style.size == 30)
    let number = try Sample.template(
      layers: Sample.layer("text", #""spans":[{"text":"{{n}}"}]"#),
      variables: #"{"name":"n","type":"number","default":7}"#)
    #expect(try text(self.card(number)).text == "7")
  }

  @Test("The canonical form sorts members, and keeps what CSS would inherit")
  func isCanonical() throws {
    func canonical(_ spans: String) throws -> String {
      let template = try Sample.template(layers: Sample.layer("text", #""spans":"# + spans))
      let again = try Sample.template(Sample.text(template.canonicalJSON))
      #expect(again.revision == template.revision)
      return Sample.text(template.canonicalJSON)
    }
    #expect(
      try canonical(##"[{"text":"a","fontWeight":"normal","color":"RED"},{"text":""}]"##)
        .contains(##""spans":[{"color":"#ff0000","fontWeight":400,"text":"a"}]"##))
    #expect(try !canonical("[]").contains("spans"))
    #expect(try !canonical(#"[{"text":null}]"#).contains("spans"))
  }

  @Test("A text takes the place of spans, and spans that of a text")
  func replaces() throws {
    let spans = try template()
    let plain = try card(spans, #"{"title":{"text":"Plain"}}"#)
    #expect(try text(plain).text == "Plain")
    #expect(try text(plain).spans.isEmpty)
    #expect(
      Sample.text(plain.canonical) == #"{"layers":{"title":{"spans":[],"text":"Plain"}}}"#)
    let empty = try card(spans, #"{"title":{"text":""}}"#)
    #expect(try text(empty).text.isEmpty)
    let texts = try template(Sample.layer("text", #""text":"{{who}}""#))
    let rich = try card(texts, #"{"a":{"spans":[{"text":"x"}]}}"#, variables: #"{"who":"y"}"#)
    #expect(try text(rich).text == "x")
    #expect(
      Sample.text(rich.canonical) == #"{"layers":{"a":{"spans":[{"text":"x"}],"text":""}}}"#)
    let same = try card(
      spans,
      ##"""
      {"title":{"spans":[{"text":"Hello "},{"fontSize":6e1,"text":"you","color":"#F00",
       "fontWeight":700,"fontFamily":"'Lora'","textDecoration":"line-through"},
       {"fontStyle":"italic","text":" & all"}],"text":""}}
      """##)
    #expect(Sample.text(same.canonical) == "{}")
  }

  @Test("Capitals start words, not spans")
  func capitalizes() throws {
    let layer = Sample.layer(
      "text",
      #""textTransform":"capitalize","spans":[{"text":"hel"},{"text":"lo wor"},{"text":"ld"},"#
        + #"{"text":" big","textTransform":"uppercase"}]"#)
    #expect(try text(card(template(layer))).text == "Hello World BIG")
  }

  @Test("The site's language and families reach spans")
  func settles() throws {
    let layer = Sample.layer(
      "text", #""spans":[{"text":"i","textTransform":"uppercase"},{"text":"j","fontFamily":"A"}]"#)
    let card = try template(layer).resolve(
      CardRequest(), site: SiteDefaults(families: ["Site Sans"], lang: "tr"))
    #expect(try text(card).text == "İj")
    #expect(try text(card).spans.map(\.style.families) == [["Site Sans"], ["A"]])
    #expect(card.textFamilies == [["Site Sans"], ["A"]])
    #expect(card.usedDefaults == SiteDefaults.Used(families: ["Site Sans"], lang: "tr"))
  }

  /// Members, path, code, message.
  static let refused: [(String, String, InputError.Code, String)] = [
    (#""spans":{}"#, "spans", .wrongType, "expected an array of objects"),
    (#""spans":["a"]"#, "spans[0]", .wrongType, #"expected an object, found "a""#),
    (#""spans":[{}]"#, "spans[0].text", .missing, "the span has no text"),
    (#""spans":[{"text":1}]"#, "spans[0].text", .wrongType, "expected a string, found 1"),
    (
      #""spans":[{"text":"a"},{"text":"b","fontWeight":0}]"#, "spans[1].fontWeight", .outOfRange,
      "expected a whole number from 1 to 1000, found 0"
    ),
    (
      #""spans":[{"text":"a","fontwieght":1}]"#, "spans[0].fontwieght", .unknownProperty,
      #"did you mean "fontWeight"?"#
    ),
    (
      #""spans":[{"text":"a","textAlign":"left"}]"#, "spans[0].textAlign", .unknownProperty,
      #"spans have no property "textAlign""#
    ),
    (
      #""spans":[{"text":"a"}],"text":"b""#, "spans", .conflictingValues,
      "a text and spans, which stand in place of one another (give one of them)"
    ),
  ]

  @Test("A wrong span is an error with its path, in templates and overrides", arguments: refused)
  func refuses(members: String, path: String, code: InputError.Code, part: String) throws {
    let error = try #require(throws: InputError.self) {
      try Sample.template(layers: Sample.layer("text", members))
    }
    #expect(error.path == "jsonData.layers[0]." + path)
    #expect(error.code == code)
    #expect(error.description.contains(part), "\(error)")
    let late = try #require(throws: InputError.self) {
      try card(template(), #"{"title":{\#(members)}}"#)
    }
    #expect(late.path == "layers.title." + path)
    #expect(late.code == code)
  }

  @Test("Spans and their text are bounded")
  func bounds() throws {
    func spans(_ count: Int, _ text: String) throws -> Template {
      let spans = Array(repeating: #"{"text":"\#(text)"}"#, count: count).joined(separator: ",")
      return try Sample.template(layers: Sample.layer("text", #""spans":[\#(spans)]"#))
    }
    _ = try spans(200, "a")
    let many = try #require(throws: InputError.self) { try spans(201, "a") }
    #expect(many.code == .limit)
    #expect(many.message.contains("201 spans"))
    _ = try spans(64, String(repeating: "a", count: 64))
    let long = try #require(throws: InputError.self) {
      try spans(65, String(repeating: "a", count: 64))
    }
    #expect(long.path == "jsonData.layers[0].spans")
    #expect(long.message.contains("a text of 4160 code points"))
  }
}
