import PlacardCore
import Testing

@Suite("Groups and stacks")
struct NestingTests {
  private static let nested = #"""
    {"name":"back","type":"shape","width":1200,"height":630},
    {"name":"card","type":"group","x":10,"y":20,"width":400,"height":300,"overflow":"hidden",
     "layers":[
      {"name":"row","type":"stack","x":5,"y":6,"width":300,"height":80,"gap":8,
       "alignItems":"flex-end","justifyContent":"space-between","wrap":true,"direction":"column",
       "layers":[
        {"name":"label","type":"text","x":99,"y":98,"text":"{{label}}","flexGrow":2,
         "alignSelf":"flex-start"},
        {"name":"dot","type":"shape","shape":"ellipse","width":12,"height":12,"flexShrink":0}]},
      {"name":"photo","type":"image","x":0,"y":90,"width":400,"height":200,
       "image_url":"a.png","flexGrow":3}]},
    {"name":"code","type":"qr","x":900,"y":400,"width":200,"height":200,"data":"https://e.org"}
    """#

  private func template(_ layers: String = Self.nested) throws -> Template {
    try Sample.template(
      layers: layers, variables: #"{"name":"label","type":"text","default":"New"}"#)
  }

  private func card(_ template: Template, _ layers: String? = nil, variables: String? = nil) throws
    -> ResolvedCard
  {
    try template.resolve(Sample.request(layers: layers, variables: variables))
  }

  private func names(_ scene: Scene) -> [String] {
    var names: [String] = []
    scene.walk { names.append($0.name) }
    return names
  }

  private func layer(_ scene: Scene, _ name: String) throws -> SceneLayer {
    var found: SceneLayer?
    scene.walk { if $0.name == name { found = $0 } }
    return try #require(found)
  }

  @Test("Outlines of invisible layers show nothing, need nothing and change no key")
  func outlines() throws {
    let hidden = Self.nested.replacing(
      #""name":"photo","#, with: #""name":"photo","visible":false,"opacity":0.5,"rotation":7,"#
    ).replacing(#""name":"code","#, with: #""name":"code","visible":false,"#)
      .replacing(#""name":"dot","#, with: #""name":"dot","visible":false,"#)
    let template = try template(hidden)
    let request = try Sample.request(layers: #"{"card": {"x": 11}, "code": {"width": 40}}"#)
    let plain = try template.resolve(request)
    let outlined = try template.resolve(request, outlinesInvisible: true)
    #expect(names(plain.scene) == ["back", "card", "row", "label"])
    // A stack has no room for what is invisible.
    #expect(names(outlined.scene) == ["back", "card", "row", "label", "photo", "code"])
    #expect(outlined.canonical == plain.canonical && outlined.assets.isEmpty)
    #expect(outlined.textFamilies == plain.textFamilies)
    let photo = try layer(outlined.scene, "photo")
    #expect(photo.opacity == 0 && photo.rotation == 7)
    #expect(photo.frame == Rect(x: 0, y: 90, width: 400, height: 200))
    #expect(try layer(outlined.scene, "code").frame.width == 40)
  }

  @Test("Layers nest in the scene as they do in the template")
  func nests() throws {
    let card = try card(template())
    #expect(names(card.scene) == ["back", "card", "row", "label", "dot", "photo", "code"])
    #expect(card.scene.layers.map(\.name) == ["back", "card", "code"])
    #expect(card.baseLayerCount == 3)
    #expect(card.assets == [.file("a.png")])
    guard case .group(let group) = try layer(card.scene, "card").content,
      case .stack(let stack) = try layer(card.scene, "row").content
    else {
      Issue.record("a group and a stack")
      return
    }
    #expect(group.clipsContent)
    #expect(!stack.clipsContent)
    #expect(stack.axis == .column)
    #expect(stack.gap == 8)
    #expect(stack.align == .end)
    #expect(stack.justify == .spaceBetween)
    #expect(stack.wraps)
    #expect(
      try layer(card.scene, "label").flex
        == FlexItem(grow: 2, shrink: 1, alignSelf: .start))
    #expect(try layer(card.scene, "label").frame == Rect(x: 0, y: 0, width: 0, height: 0))
    #expect(try layer(card.scene, "dot").flex == FlexItem(width: 12, height: 12, shrink: 0))
    #expect(try layer(card.scene, "photo").flex == nil)
  }

  @Test("The canonical text nests, leaves out what has no meaning there, and reads back")
  func isCanonical() throws {
    let template = try template()
    let text = Sample.text(template.canonicalJSON)
    #expect(
      text.contains(
        #"{"alignSelf":"start","flexGrow":2,"name":"label","text":"{{label}}","type":"text"}"#))
    #expect(text.contains(#""image_url":"a.png","name":"photo","type":"image","width":400"#))
    #expect(try Sample.template(text).canonicalJSON == template.canonicalJSON)
    let empty = try Sample.template(layers: Sample.layer("group", #""layers":[]"#))
    #expect(Sample.text(empty.canonicalJSON).contains(#""layers":[],"name":"a""#))
  }

  @Test("Overrides and variables reach nested layers by name and touch the top one over them")
  func overridesNested() throws {
    let template = try template()
    let changed = try card(
      template, #"{"dot":{"width":"auto","opacity":0.5},"label":{"x":5}}"#,
      variables: #"{"label":"Old"}"#)
    #expect(
      Sample.text(changed.canonical)
        == #"{"layers":{"label":{"text":"Old"},"dot":{"opacity":0.5,"width":"auto"}}}"#)
    #expect(changed.baseLayerCount == 1)
    let tops = changed.overriddenLayers.map { template.definition.topLayer(over: $0).name }
    #expect(tops == ["card", "card"])
    #expect(try layer(changed.scene, "dot").flex?.width == nil)
    let code = try card(template, #"{"code":{"data":"x"}}"#)
    #expect(code.baseLayerCount == 2)
  }

  @Test(
    "What an override changes in an invisible group leaves no trace, and is checked all the same")
  func hidesGroups() throws {
    let template = try template()
    let hidden = try card(template, #"{"card":{"visible":false}}"#)
    let both = try card(
      template, #"{"card":{"visible":false},"photo":{"image_url":"b.png"},"dot":{"opacity":0}}"#)
    #expect(both.canonical == hidden.canonical)
    #expect(Sample.text(hidden.canonical) == #"{"layers":{"card":{"visible":false}}}"#)
    #expect(both.scene == hidden.scene)
    #expect(both.assets.isEmpty)
    #expect(names(both.scene) == ["back", "code"])
    let error = try #require(throws: InputError.self) {
      try card(template, #"{"card":{"visible":false},"dot":{"opacity":2}}"#)
    }
    #expect(error.path == "layers.dot.opacity")
  }

  /// Layers, path, code, a part of what is said.
  static let refused: [(String, String, InputError.Code, String)] = [
    (
      #"{"name":"a","type":"group","width":1,"height":1}"#, "jsonData.layers[0]", .missing,
      #"the member "layers" is missing"#
    ),
    (
      #"{"name":"a","type":"group","width":1,"height":1,"layers":{}}"#, "jsonData.layers[0].layers",
      .wrongType, "expected an array, found an object"
    ),
    (
      #"{"name":"a","type":"group","width":1,"height":1,"layers":[{"name":"a","type":"text","width":1,"height":1}]}"#,
      "jsonData.layers[0].layers[0].name", .duplicateName, "the first is jsonData.layers[0]"
    ),
    (
      #"{"name":"a","type":"group","width":1,"height":1,"layers":[{"name":"b","type":"text"}]}"#,
      "jsonData.layers[0].layers[0].height", .missing, #"layer "b": height is missing"#
    ),
    (
      #"{"name":"a","type":"stack","width":1,"height":1,"layers":[{"name":"b","type":"text","fontSize":0}]}"#,
      "jsonData.layers[0].layers[0].fontSize", .outOfRange,
      #"layer "b": expected a number from 1 to 2000, found 0"#
    ),
    (
      #"{"name":"a","type":"shape","width":"auto","height":1}"#, "jsonData.layers[0].width",
      .conflictingValues, #"expected a number from 0 to 32768, found "auto""#
    ),
    (
      #"{"name":"a","type":"text","width":1,"height":1,"layers":[]}"#, "jsonData.layers[0].layers",
      .unknownProperty, #"text layer "a" has no property "layers""#
    ),
    (
      #"{"name":"a","type":"stack","width":1,"height":1,"layers":[],"alignItems":"left"}"#,
      "jsonData.layers[0].alignItems", .wrongType,
      #"expected one of start, center, end, stretch, baseline, found "left""#
    ),
    (
      #"{"name":"a","type":"stack","width":1,"height":1,"layers":[],"justifyContent":"right"}"#,
      "jsonData.layers[0].justifyContent", .wrongType,
      "one of start, center, end, space-between, space-around, space-evenly"
    ),
    (
      #"{"name":"a","type":"group","width":1,"height":1,"layers":[],"gap":1}"#,
      "jsonData.layers[0].gap", .unknownProperty, "layers of type stack have it"
    ),
  ]

  @Test("A wrong nested layer is an error with its whole path", arguments: refused)
  func refuses(layers: String, path: String, code: InputError.Code, part: String) throws {
    let error = try #require(throws: InputError.self) { try Sample.template(layers: layers) }
    #expect(error.path == path)
    #expect(error.code == code)
    #expect(error.description.contains(part), "\(error)")
  }

  @Test("A group's layers are overridden by their own names only")
  func refusesLayersOverride() throws {
    let template = try template()
    let error = try #require(throws: InputError.self) {
      try card(template, #"{"card":{"layers":[]}}"#)
    }
    #expect(error.path == "layers.card.layers")
    #expect(error.message == #"the layers of layer "card" cannot be overridden"#)
    let auto = try #require(throws: InputError.self) {
      try card(template, #"{"photo":{"width":"auto"}}"#)
    }
    #expect(auto.path == "layers.photo.width")
    #expect(auto.hint == "only a stack's children have the size of their content")
  }

  private func deep(_ depth: Int) -> String {
    var json = #"{"name":"leaf","type":"text","width":1,"height":1,"padding":[1,2,3,4]}"#
    for level in 0..<depth {
      let type = level % 2 == 0 ? "group" : "stack"
      json = #"{"name":"g\#(level)","type":"\#(type)","width":1,"height":1,"layers":[\#(json)]}"#
    }
    return json
  }

  @Test("Groups nest as deep as the limit, and one deeper is refused")
  func boundsDepth() throws {
    let template = try Sample.template(layers: deep(16))
    #expect(try names(card(template).scene).count == 17)
    #expect(try Sample.template(Sample.text(template.canonicalJSON)).revision == template.revision)
    let error = try #require(throws: InputError.self) { try Sample.template(layers: deep(17)) }
    #expect(error.code == .limit)
    #expect(error.message == "more than 16 groups in groups")
    #expect(error.hint == "limits.groupDepthMax")
  }

  @Test("The limit of layers counts those in groups")
  func boundsCount() throws {
    func grouped(_ count: Int) -> String {
      let leaves = (1..<count).map { #"{"name":"l\#($0)","type":"shape","width":1,"height":1}"# }
      return #"{"name":"g","type":"group","width":1,"height":1,"layers":["#
        + leaves.joined(separator: ",") + "]}"
    }
    #expect(try Sample.template(layers: grouped(500)).definition.layers.count == 500)
    let error = try #require(throws: InputError.self) { try Sample.template(layers: grouped(501)) }
    #expect(error.code == .limit)
    #expect(error.message == "501 layers")
    #expect(error.path == "jsonData.layers[0].layers")
  }

  @Test("A code without data, or with more than one holds, is refused at its data")
  func boundsCodes() throws {
    func code(_ data: String, _ level: String = "L") throws -> Template {
      try Sample.template(
        layers: Sample.layer("qr", #""data":"\#(data)","errorCorrection":"\#(level)""#))
    }
    for (character, level, count) in [
      ("7", "L", 7_089), ("A", "H", 1_852), ("a", "M", 2_331), ("a", "Q", 1_663),
    ] {
      _ = try code(String(repeating: character, count: count), level)
      let error = try #require(throws: InputError.self) {
        try code(String(repeating: character, count: count + 1), level)
      }
      #expect(error.path == "jsonData.layers[0].data")
      #expect(error.hint == "at most \(count) with that errorCorrection")
    }
    let empty = try #require(throws: InputError.self) { try code("") }
    #expect(empty.message == #"layer "a": the code has no data"#)
    let template = try template()
    let error = try #require(throws: InputError.self) {
      try card(template, #"{"code":{"data":""}}"#)
    }
    #expect(error.path == "layers.code.data")
    #expect(throws: InputError.self) {
      try Sample.template(layers: #"{"name":"a","type":"qr","width":1,"height":1}"#)
    }
  }
}
