import PlacardCore
import Testing

@Suite("Templates")
struct TemplateTests {
  @Test("A template's file is read with its head")
  func readsFile() throws {
    let file = #"""
      { "id": "blog-post", "name": "Blog post", "description": "For posts", "public": true,
        "previewUrl": "https://e.org/p.png", "onMiss": "signed", "fallback": "default",
        "jsonData": \#(Sample.blogPost) }
      """#
    let template = try Template.parse(file: Array(file.utf8))
    #expect(template.id == "blog-post")
    #expect(template.name == "Blog post")
    #expect(template.description == "For posts")
    #expect(template.isPublic)
    #expect(template.previewURL == "https://e.org/p.png")
    #expect(template.head.onMiss == .signed)
    #expect(template.head.fallback == .default)
    #expect(template.definition.size == PixelSize(width: 1200, height: 630))
    #expect(template.definition.layers.map(\.name) == ["panel", "title", "subtitle", "logo"])
    #expect(template.definition.variables.map(\.name) == ["title", "author", "ink", "showTitle"])
    #expect(
      template.definition.layer(named: "title")?.variableNames.sorted() == [
        "ink", "showTitle", "title",
      ])
  }

  @Test("Misses are drawn for anyone and nothing falls back unless the template says so")
  func readsPolicies() throws {
    let plain = try Sample.template(layers: "")
    #expect(plain.head.onMiss == .render)
    #expect(plain.head.fallback == .none)
    for (member, path, part) in [
      (
        #""onMiss":"nevr""#, "onMiss",
        "render, signed, never, found \"nevr\" (did you mean \"never\"?)"
      ),
      (#""onMiss":1"#, "onMiss", "expected a string"),
      (#""fallback":"defualt""#, "fallback", "did you mean \"default\"?"),
      (#""onmiss":"never""#, "", "did you mean \"onMiss\"?"),
    ] {
      let file = #"{"id":"a",\#(member),"jsonData":{"canvas":{"width":1,"height":1},"layers":[]}}"#
      let error = try #require(throws: InputError.self) {
        try Template.parse(file: Array(file.utf8))
      }
      #expect(error.path == path)
      #expect(error.description.contains(part), "\(error)")
    }
  }

  @Test("The revision is of jsonData alone, whatever its spelling")
  func revisesByDefinition() throws {
    let json = #"{"canvas":{"width":10,"height":20},"layers":[],"variables":[]}"#
    let same = #"""
      {"layers": [], "canvas": {"background": "white", "height": 2e1, "width": 10.0}}
      """#
    let other = #"{"canvas":{"width":10,"height":21},"layers":[]}"#
    let first = try Template.parse(
      jsonData: Sample.json(json), head: TemplateHead(id: "a", name: "A"))
    let second = try Template.parse(
      jsonData: Sample.json(same),
      head: TemplateHead(id: "b", name: "B", description: "x", isPublic: true, previewURL: "y"))
    var head = second.head
    head.onMiss = .never
    head.fallback = .default
    let third = try Template.parse(jsonData: Sample.json(same), head: head)
    #expect(first.revision == second.revision)
    #expect(first.revision == third.revision)
    #expect(try first.revision != Sample.template(other).revision)
    #expect(Sample.text(first.canonicalJSON) == #"{"canvas":{"height":20,"width":10},"layers":[]}"#)
  }

  @Test("The canonical form keeps variables and literal braces, and reads back")
  func canonicalForm() throws {
    let template = try Sample.template(Sample.blogPost)
    let text = Sample.text(template.canonicalJSON)
    #expect(text.contains(#""text":"{{title}}""#))
    #expect(text.contains(#""text":"By {{author}} for \\{{you}}""#))
    #expect(text.contains(##"{"default":"#ffffff","name":"ink","type":"color"}"##))
    #expect(!text.contains("textAlign"))
    let again = try Sample.template(text)
    #expect(again.canonicalJSON == template.canonicalJSON)
    let card = try template.resolve(CardRequest())
    #expect(try again.resolve(CardRequest()).scene == card.scene)
  }

  @Test("Layers keep their order and a line needs no extent")
  func takesLines() throws {
    let template = try Sample.template(
      layers: #"{"name":"a","type":"shape","shape":"line","width":50,"stroke":"red"}"#)
    let card = try template.resolve(CardRequest())
    #expect(card.scene.layers[0].frame == Rect(x: 0, y: 0, width: 50, height: 0))
  }

  /// jsonData, path, code, a part of the description.
  static let refused: [(String, String, InputError.Code, String)] = [
    ("5", "jsonData", .wrongType, "expected an object"),
    (#"{"layers":[]}"#, "jsonData", .missing, "canvas"),
    (#"{"canvas":{"width":1,"height":1}}"#, "jsonData", .missing, "layers"),
    (#"{"canvas":{"width":1},"layers":[]}"#, "jsonData.canvas", .missing, "height"),
    (
      #"{"canvas":{"width":0,"height":1},"layers":[]}"#, "jsonData.canvas.width", .outOfRange,
      "1 to 6144"
    ),
    (
      #"{"canvas":{"width":1.5,"height":1},"layers":[]}"#, "jsonData.canvas.width", .outOfRange,
      "whole"
    ),
    (
      #"{"canvas":{"width":6144,"height":6144},"layers":[]}"#, "jsonData.canvas", .limit,
      "outputPixelsMax"
    ),
    (
      #"{"canvas":{"width":1,"height":1,"color":"red"},"layers":[]}"#, "jsonData.canvas",
      .unknownMember, "color"
    ),
    (
      #"{"canvas":{"width":1,"height":1,"background":"rad"},"layers":[]}"#,
      "jsonData.canvas.background", .wrongType, "did you mean red?"
    ),
    (
      #"{"canvas":{"width":1,"height":1},"layers":[],"variable":[]}"#, "jsonData", .unknownMember,
      "did you mean \"variables\"?"
    ),
  ]

  @Test("A definition of the wrong shape is an error at its place", arguments: refused)
  func refusesShapes(json: String, path: String, code: InputError.Code, part: String) throws {
    let error = try #require(throws: InputError.self) { try Sample.template(json) }
    #expect(error.path == path)
    #expect(error.code == code)
    #expect(error.description.contains(part), "\(error)")
  }

  /// layers, variables, path below jsonData, code, a part of the description.
  static let refusedLayers: [(String, String, String, InputError.Code, String)] = [
    (#"{"type":"text"}"#, "", "layers[0]", .missing, "name"),
    (#"{"name":"a"}"#, "", "layers[0]", .missing, "type"),
    (#"{"name":"a","type":"txt"}"#, "", "layers[0].type", .wrongType, "did you mean \"text\"?"),
    (
      #"{"name":"a","type":"frame"}"#, "", "layers[0].type", .wrongType,
      "text, image, shape, group, stack, qr"
    ),
    (#"{"name":"a.b","type":"text"}"#, "", "layers[0].name", .wrongType, "without"),
    (#"{"name":"a:b","type":"text"}"#, "", "layers[0].name", .wrongType, "without"),
    (#"{"name":"","type":"text"}"#, "", "layers[0].name", .wrongType, "1 to 128"),
    (#"{"name":"a","type":"text","width":1}"#, "", "layers[0].height", .missing, "height"),
    (
      Sample.layer("text") + "," + Sample.layer("shape"), "", "layers[1].name", .duplicateName,
      "jsonData.layers[0]"
    ),
    (
      Sample.layer("text", #""text":"{{titel}}""#), #"{"name":"title"}"#, "layers[0].text",
      .unknownVariable, "did you mean \"title\"?"
    ),
    (
      Sample.layer("text", #""text":"{{x}}""#), "", "layers[0].text", .unknownVariable,
      "declares no variable"
    ),
    (Sample.layer("text", #""text":"a {{ b""#), "", "layers[0].text", .badBraces, "{{name}}"),
    (Sample.layer("text", #""text":"{{ }}""#), "", "layers[0].text", .badBraces, "{{name}}"),
    (
      Sample.layer("text", #""fontSize":"{{s}}""#), #"{"name":"s","type":"text","default":"x"}"#,
      "layers[0].fontSize", .variableMismatch, "expected a number"
    ),
    (
      Sample.layer("text", #""color":"{{c}}""#), #"{"name":"c","default":"x"}"#,
      "layers[0].color", .variableMismatch, "not a paint"
    ),
    ("", #"{"type":"text"}"#, "variables[0]", .missing, "name"),
    ("", #"{"name":"a b"}"#, "variables[0].name", .wrongType, "spaces"),
    ("", #"{"name":"a","type":"string"}"#, "variables[0].type", .wrongType, "text"),
    (
      "", #"{"name":"a","type":"number","default":"5"}"#, "variables[0].default", .wrongType,
      "a number"
    ),
    (
      "", #"{"name":"a","type":"color","default":"blu"}"#, "variables[0].default", .wrongType,
      "did you mean blue?"
    ),
    (
      "", #"{"name":"a","type":"image","default":"../x"}"#, "variables[0].default", .refusedAsset,
      "site's folder"
    ),
    ("", #"{"name":"a"},{"name":"a"}"#, "variables[1].name", .duplicateName, "variables[0]"),
    ("", #"{"name":"a","requird":true}"#, "variables[0]", .unknownMember, "\"required\"?"),
  ]

  @Test("A wrong layer or variable is an error at its place", arguments: refusedLayers)
  func refusesLayers(
    layers: String, variables: String, path: String, code: InputError.Code, part: String
  ) throws {
    let error = try #require(throws: InputError.self) {
      try Sample.template(layers: layers, variables: variables)
    }
    #expect(error.path == "jsonData." + path)
    #expect(error.code == code)
    #expect(error.description.contains(part), "\(error)")
  }

  static let heads: [(String, String)] = [
    (#"{"jsonData":{}}"#, ""),
    (#"{"id":"a b","jsonData":{}}"#, "id"),
    (#"{"id":"a/b","jsonData":{}}"#, "id"),
    (#"{"id":"a","public":"yes","jsonData":{}}"#, "public"),
    (#"{"id":"a","title":"x","jsonData":{}}"#, ""),
    (#"{"id":"a"}"#, ""),
  ]

  @Test("A wrong head is an error at its place", arguments: heads)
  func refusesHeads(file: String, path: String) throws {
    let error = try #require(throws: InputError.self) {
      try Template.parse(file: Array(file.utf8))
    }
    #expect(error.path == path)
  }

  @Test("Layers are taken up to the limit and no further")
  func limitsLayers() throws {
    var limits = Limits()
    limits.layersMax = 2
    func layers(_ count: Int) -> String {
      (0..<count).map { #"{"name":"\#($0)","type":"shape","width":1,"height":1}"# }
        .joined(separator: ",")
    }
    func parse(_ count: Int) throws -> Template {
      try Template.parse(
        jsonData: Sample.json(
          #"{"canvas":{"width":1,"height":1},"layers":[\#(layers(count))]}"#),
        head: TemplateHead(id: "a", name: "a"), limits: limits)
    }
    _ = try parse(2)
    let error = try #require(throws: InputError.self) { try parse(3) }
    #expect(error.code == .limit)
    #expect(error.path == "jsonData.layers")
  }
}
