import PlacardCore
import Testing

@Suite("Resolving cards")
struct ResolveTests {
  private func card(
    _ template: Template, layers: String? = nil, variables: String? = nil,
    site: SiteDefaults = SiteDefaults(families: ["Site Sans"], lang: "de")
  ) throws -> ResolvedCard {
    try template.resolve(Sample.request(layers: layers, variables: variables), site: site)
  }

  private func text(_ card: ResolvedCard, _ name: String) throws -> TextContent {
    let layer = try #require(card.scene.layers.first { $0.name == name })
    guard case .text(let content) = layer.content else {
      throw InputError(.wrongType, message: "no text")
    }
    return content
  }

  @Test("Without overrides the card is the template's, and changes nothing")
  func resolvesDefaults() throws {
    let card = try card(Sample.template(Sample.blogPost))
    #expect(Sample.text(card.canonical) == "{}")
    #expect(card.scene.layers.map(\.name) == ["panel", "title", "subtitle", "logo"])
    #expect(card.baseLayerCount == 4)
    #expect(card.hasBaseBackground)
    #expect(card.overriddenLayers.isEmpty)
    #expect(card.assets == [.file("assets/logo.png")])
    #expect(card.textFamilies == [["Inter", "Noto Sans"], ["Site Sans"]])
    #expect(card.usedDefaults == SiteDefaults.Used(families: ["Site Sans"], lang: "de"))
    let title = try text(card, "title")
    #expect(title.text == "Untitled")
    #expect(title.style.color == .color(.white))
    #expect(title.style.weight == 700)
    #expect(title.lineCountMax == 3)
    #expect(title.lang == "de")
    #expect(try text(card, "subtitle").text == "By  for {{you}}")
  }

  @Test("Variables fill strings once, with their own types where they stand alone")
  func fillsVariables() throws {
    let template = try Sample.template(Sample.blogPost)
    let filled = try card(
      template,
      variables: ##"{"title":"{{author}} \\{{ink}}","author":"Ann","ink":"#F00","showTitle":true}"##
    )
    #expect(try text(filled, "title").text == #"{{author}} \{{ink}}"#)
    #expect(try text(filled, "title").style.color == .color(Color(red: 255, green: 0, blue: 0)))
    #expect(try text(filled, "subtitle").text == "By Ann for {{you}}")
    #expect(filled.baseLayerCount == 1)
    #expect(filled.overriddenLayers == [1, 2])
    let hidden = try card(template, variables: #"{"showTitle":false,"title":"x"}"#)
    #expect(hidden.scene.layers.map(\.name) == ["panel", "subtitle", "logo"])
    #expect(Sample.text(hidden.canonical) == #"{"layers":{"title":{"visible":false}}}"#)
  }

  @Test("Numbers, booleans and colours fill strings and nested values")
  func fillsTypes() throws {
    let template = try Sample.template(
      layers: #"""
        {"name":"a","type":"text","width":10,"height":10,"text":"{{n}} of {{b}} in {{c}}",
         "fontSize":"{{n}}","padding":["{{n}}",0,0,1],"fontVariations":{"opsz":"{{n}}"},
         "background":"linear-gradient(90deg, {{c}}, #000 {{n}}%)"}
        """#,
      variables: #"""
        {"name":"n","type":"number","default":20},{"name":"b","type":"boolean","default":true},
        {"name":"c","type":"color","default":"red"}
        """#)
    let card = try card(template, variables: #"{"n":3.0e1}"#)
    let content = try text(card, "a")
    #expect(content.text == "30 of true in #ff0000")
    #expect(content.style.size == 30)
    #expect(card.scene.layers[0].padding == Insets(top: 30, right: 0, bottom: 0, left: 1))
    #expect(content.style.variations == [FontVariation(tag: "opsz", value: 30)])
    let gradient = card.scene.layers[0].background?.css
    #expect(gradient == "linear-gradient(90deg,#ff0000 0%,#000000 30%)")
  }

  @Test("A variable without a value leaves a property to its initial value")
  func leavesOut() throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""text":"x","fontSize":"{{s}}","color":"{{c}}""#),
      variables: #"{"name":"s","type":"number"},{"name":"c","type":"color"}"#)
    #expect(try text(card(template), "a").style.size == 16)
    #expect(try text(card(template, variables: #"{"s":20}"#), "a").style.size == 20)
    #expect(try Sample.text(card(template, variables: ##"{"s":16,"c":"#000"}"##).canonical) == "{}")
  }

  @Test("Overrides replace properties and win over variables")
  func overrides() throws {
    let template = try Sample.template(Sample.blogPost)
    let result = try card(
      template,
      layers: #"""
        {"logo":{"imageUrl":"https://e.org/a.png","width":120,"opacity":0.5},
         "title":{"text":"Hello","fontSize":48,"textTransform":"uppercase"}}
        """#, variables: #"{"title":"ignored"}"#)
    #expect(try text(result, "title").text == "HELLO")
    #expect(try text(result, "title").style.size == 48)
    #expect(result.assets == [.remote("https://e.org/a.png")])
    #expect(
      Sample.text(result.canonical)
        == #"{"layers":{"title":{"fontSize":48,"text":"HELLO"},"#
        + #""logo":{"image_url":"https://e.org/a.png","opacity":0.5,"width":120}}}"#)
    #expect(result.overriddenLayers == [1, 3])
    #expect(result.baseLayerCount == 1)
  }

  @Test("An override that says what the template says changes nothing")
  func dropsEqual() throws {
    let template = try Sample.template(Sample.blogPost)
    let same = try card(
      template,
      layers: #"""
        {"title":{"text":"Untitled","fontWeight":700.0,"color":"WHITE","textAlign":"start",
                  "fontFamily":"'Inter',Noto Sans","lang":"DE","x":8e1,"textTransform":"none"},
         "panel":{"fill":"#ffffff14","borderRadius":[24,24,24,24],"boxShadow":"#00000040 0 8px 24px 0"},
         "subtitle":{"fontFamily":"Site Sans"},"logo":{}}
        """#, variables: ##"{"title":"Untitled","ink":"#fff","showTitle":true}"##)
    #expect(Sample.text(same.canonical) == "{}")
    #expect(same.baseLayerCount == 4)
    #expect(try same.scene == card(template).scene)
  }

  @Test("What is not seen of a hidden layer is not in the key")
  func hidesHidden() throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""text":"x","visible":false"#))
    #expect(try Sample.text(card(template, layers: #"{"a":{"text":"y"}}"#).canonical) == "{}")
    let shown = try card(template, layers: #"{"a":{"text":"y","visible":true}}"#)
    #expect(Sample.text(shown.canonical) == #"{"layers":{"a":{"text":"y","visible":true}}}"#)
    #expect(shown.scene.layers.count == 1)
    #expect(shown.baseLayerCount == 0)
  }

  @Test("A background with variables counts as changed when they change it")
  func changesBackground() throws {
    let template = try Sample.template(
      #"""
      {"canvas":{"width":9,"height":9,"background":"{{bg}}"},
       "layers":[\#(Sample.layer("shape"))],
       "variables":[{"name":"bg","type":"color","default":"#123"}]}
      """#)
    let same = try card(template, variables: ##"{"bg":"#112233"}"##)
    #expect(Sample.text(same.canonical) == "{}")
    #expect(same.hasBaseBackground)
    let other = try card(
      template, layers: #"{"a":{"x":5}}"#, variables: #"{"bg":"red"}"#)
    #expect(
      Sample.text(other.canonical)
        == ##"{"background":"#ff0000","layers":{"a":{"x":5}}}"##)
    #expect(!other.hasBaseBackground)
    #expect(other.baseLayerCount == 0)
    #expect(other.scene.background == .color(Color(red: 255, green: 0, blue: 0)))
  }

  @Test("A colour left to currentcolor is the text's")
  func takesCurrentColor() throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""color":"red","boxShadow":"0 1px 2px","borderWidth":1"#))
    let red = Color(red: 255, green: 0, blue: 0)
    let plain = try card(template).scene.layers[0]
    #expect(plain.borderColor == red)
    #expect(plain.shadows[0].color == red)
    let blue = try card(template, layers: #"{"a":{"color":"blue"}}"#).scene.layers[0]
    #expect(blue.borderColor == Color(red: 0, green: 0, blue: 255))
  }

  @Test("A required variable is missed unless overrides replace every use of it")
  func missesRequired() throws {
    let template = try Sample.template(
      layers: Sample.layer("text", #""text":"{{title}}""#),
      variables: #"{"name":"title","required":true}"#)
    let error = try #require(throws: InputError.self) { try card(template) }
    #expect(error.code == .missingVariable)
    #expect(error.path == "variables.title")
    #expect(error.message.contains("title"))
    let nulled = try #require(throws: InputError.self) {
      try card(template, layers: #"{"a":{"text":null}}"#, variables: #"{"title":null}"#)
    }
    #expect(nulled.path == "variables.title")
    let spelledByVariable = try card(template, variables: #"{"title":"Hi"}"#)
    let spelledByLayer = try card(template, layers: #"{"a":{"text":"Hi"}}"#)
    #expect(spelledByVariable.canonical == spelledByLayer.canonical)
    let unused = try Sample.template(
      layers: "", variables: #"{"name":"title","required":true}"#)
    #expect(throws: InputError.self) { try card(unused) }
  }

  @Test("An image without a picture is an error unless it is hidden")
  func missesPicture() throws {
    let template = try Sample.template(layers: Sample.layer("image"))
    let error = try #require(throws: InputError.self) { try card(template) }
    #expect(error.code == .missingPicture)
    #expect(error.path == "layers.a.image_url")
    #expect(try card(template, layers: #"{"a":{"visible":false}}"#).scene.layers.isEmpty)
    #expect(try card(template, layers: #"{"a":{"image_url":"b.png"}}"#).assets == [.file("b.png")])
    let emptied = try Sample.template(layers: Sample.layer("image", #""image_url":"b.png""#))
    #expect(throws: InputError.self) { try card(emptied, layers: #"{"a":{"image_url":""}}"#) }
  }

  @Test("Scales and sizes that cannot be drawn are refused")
  func refusesSizes() throws {
    let template = try Sample.template(Sample.blogPost)
    func error(_ request: CardRequest) throws -> InputError {
      try #require(throws: InputError.self) { try template.resolve(request) }
    }
    _ = try template.resolve(CardRequest(size: PixelSize(width: 1200, height: 630), scale: 3))
    let size = try error(CardRequest(size: PixelSize(width: 0, height: 630)))
    #expect(size.path == "width")
    #expect(size.message == "expected a whole number from 1 to 6144, found 0")
    #expect(try error(CardRequest(size: PixelSize(width: 1200, height: 6_145))).path == "height")
    for scale in [0.5, 3.01, 1.234, .nan, .infinity, -1] {
      #expect(try error(CardRequest(scale: scale)).path == "scale")
    }
    let big = try Sample.template(#"{"canvas":{"width":3000,"height":10},"layers":[]}"#)
    _ = try big.resolve(CardRequest(scale: 2.04))
    let limit = try #require(throws: InputError.self) { try big.resolve(CardRequest(scale: 2.05)) }
    #expect(limit.code == .limit)
  }

  @Test("Cells are read by the type of their property or variable")
  func readsCells() throws {
    let template = try Sample.template(Sample.blogPost)
    func read(_ cell: String, _ property: String, _ layer: String) -> String? {
      template.value(ofCell: cell, property: property, of: layer).map { JSONWriter.text(of: $0) }
    }
    #expect(read("42", "text", "title") == "\"42\"")
    #expect(read("42.0", "fontSize", "title") == "42")
    #expect(read("bold", "fontWeight", "title") == "\"bold\"")
    #expect(read("[1,2,3,4]", "padding", "logo") == "[1,2,3,4]")
    #expect(read("false", "visible", "logo") == "false")
    #expect(read(#"[{"text":"a"}]"#, "spans", "title") == #"[{"text":"a"}]"#)
    #expect(read(#"{"vertical":"top"}"#, "constraints", "logo") == #"{"vertical":"top"}"#)
    #expect(read("4 2", "strokeDasharray", "panel") == "\"4 2\"")
    #expect(read("[4, 2]", "strokeDasharray", "panel") == "[4,2]")
    #expect(read("blur(1px)", "filter", "logo") == "\"blur(1px)\"")
    #expect(read("a.png", "imageUrl", "logo") == "\"a.png\"")
    #expect(read("x", "fontSize", "logo") == nil)
    #expect(read("x", "fontSize", "nobody") == nil)
    #expect(
      template.value(ofCell: "true", variable: "title").map { JSONWriter.text(of: $0) }
        == "\"true\"")
    #expect(
      template.value(ofCell: "true", variable: "showTitle").map { JSONWriter.text(of: $0) }
        == "true")
    #expect(template.value(ofCell: "x", variable: "nobody") == nil)
  }
}
