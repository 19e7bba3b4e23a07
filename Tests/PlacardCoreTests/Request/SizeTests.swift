import PlacardCore
import Testing

@Suite("Other sizes")
struct SizeTests {
  private func card(_ template: Template, _ width: Int?, _ height: Int?, _ layers: String? = nil)
    throws -> ResolvedCard
  {
    var request = try Sample.request(layers: layers)
    request.width = width
    request.height = height
    return try template.resolve(request)
  }

  private func frame(_ scene: Scene, _ name: String) throws -> Rect {
    var found: Rect?
    scene.walk { if $0.name == name { found = $0.frame } }
    return try #require(found)
  }

  /// Word, place and length along the axis on a canvas of 1200 that becomes 1500.
  static let words: [(String, String, Double, Double)] = [
    ("left", "top", 100, 240), ("right", "bottom", 400, 240), ("center", "center", 250, 240),
    ("stretch", "stretch", 100, 540), ("scale", "scale", 125, 300),
  ]

  @Test("Each constraint means what it means in Figma, along both axes", arguments: words)
  func constrains(horizontal: String, vertical: String, start: Double, length: Double) throws {
    func template(_ constraints: String) throws -> Template {
      try Sample.template(
        #"{"canvas":{"width":1200,"height":1200},"layers":[{"name":"a","type":"shape","x":100,"#
          + #""y":100,"width":240,"height":240,"constraints":\#(constraints)}]}"#)
    }
    let wide = try card(template(#"{"horizontal":"\#(horizontal)"}"#), 1500, nil).scene
    #expect(wide.size == PixelSize(width: 1500, height: 1200))
    #expect(wide.zoom == 1)
    #expect(try frame(wide, "a") == Rect(x: start, y: 100, width: length, height: 240))
    let high = try card(template(#"{"vertical":"\#(vertical)"}"#), nil, 1500).scene
    #expect(high.size == PixelSize(width: 1200, height: 1500))
    #expect(try frame(high, "a") == Rect(x: 100, y: start, width: 240, height: length))
  }

  @Test("A group's layers follow its change, not the canvas's; what is stretched never turns over")
  func constrainsGroups() throws {
    let template = try Sample.template(
      layers: #"""
        {"name":"g","type":"group","x":100,"y":30,"width":1000,"height":570,"borderWidth":10,
         "constraints":{"horizontal":"stretch","vertical":"top"},"layers":[
          {"name":"end","type":"shape","x":900,"y":10,"width":70,"height":50,
           "constraints":{"horizontal":"right","vertical":"bottom"}},
          {"name":"part","type":"shape","x":490,"y":0,"width":98,"height":5,
           "constraints":{"horizontal":"scale"}},
          {"name":"thin","type":"shape","x":0,"y":0,"width":200,"height":5,
           "constraints":{"horizontal":"stretch"}},
          {"name":"s","type":"stack","width":50,"height":50,"layers":[
            {"name":"in","type":"shape","width":5,"height":5,
             "constraints":{"horizontal":"right"}}]}]}
        """#)
    let scene = try card(template, 710, 1000).scene
    #expect(try frame(scene, "g") == Rect(x: 100, y: 30, width: 510, height: 570))
    #expect(try frame(scene, "end") == Rect(x: 410, y: 10, width: 70, height: 50))
    #expect(try frame(scene, "part") == Rect(x: 245, y: 0, width: 49, height: 5))
    #expect(try frame(scene, "thin").width == 0)
    #expect(try frame(scene, "in") == Rect(x: 0, y: 0, width: 5, height: 5))
    // A stack's child has no constraints, so the template's canonical form holds none of its.
    #expect(!Sample.text(template.canonicalJSON).contains(#""in","type":"shape","width":5,"x"#))
  }

  private static let plain = #"""
    {"name":"back","type":"image","x":-10,"y":0,"width":1220,"height":630,"image_url":"a.png"},
    {"name":"frame","type":"group","width":1200,"height":630,"layers":[
      {"name":"veil","type":"shape","width":1200,"height":640},
      {"name":"dot","type":"shape","x":10,"y":20,"width":30,"height":40}]},
    {"name":"turned","type":"shape","width":1200,"height":630,"rotation":45},
    {"name":"title","type":"text","x":100,"y":200,"width":1000,"height":230,"text":"Hi"}
    """#

  @Test("A template without constraints is scaled as a whole; what covered the canvas covers it")
  func zooms() throws {
    let template = try Sample.template(layers: Self.plain)
    let square = try card(template, 600, 600).scene
    #expect(square.zoom == 0.5)
    #expect(try frame(square, "back") == Rect(x: -10, y: 0, width: 1220, height: 1200))
    #expect(try frame(square, "frame") == Rect(x: 0, y: 0, width: 1200, height: 1200))
    #expect(try frame(square, "veil") == Rect(x: 0, y: 0, width: 1200, height: 1210))
    #expect(try frame(square, "dot") == Rect(x: 10, y: 305, width: 30, height: 40))
    #expect(try frame(square, "turned") == Rect(x: 0, y: 285, width: 1200, height: 630))
    #expect(try frame(square, "title") == Rect(x: 100, y: 485, width: 1000, height: 230))
    let wide = try card(template, 4800, 1260).scene
    #expect(wide.zoom == 2)
    #expect(try frame(wide, "title") == Rect(x: 700, y: 200, width: 1000, height: 230))
  }

  @Test("The template's own size is as good as none")
  func keepsOwnSize() throws {
    for layers in [Self.plain, Sample.layer("text", #""constraints":{"horizontal":"scale"}"#)] {
      let template = try Sample.template(layers: layers)
      let plain = try card(template, nil, nil)
      for (width, height) in [(1200, 630), (1200, nil), (nil, 630)] as [(Int?, Int?)] {
        let same = try card(template, width, height)
        #expect(same.scene == plain.scene)
        #expect(same.canonical == plain.canonical)
      }
    }
  }

  @Test("An override of constraints counts where it is seen")
  func overridesConstraints() throws {
    let template = try Sample.template(layers: Self.plain)
    let given = try card(
      template, 600, 600, #"{"title":{"constraints":{"vertical":"bottom"}}}"#)
    #expect(given.scene.zoom == 1)
    #expect(
      Sample.text(given.canonical)
        == #"{"layers":{"title":{"constraints":{"horizontal":"left","vertical":"bottom"}}}}"#)
    #expect(try frame(given.scene, "title").y == 170)
    let hidden = try card(
      template, 600, 600, #"{"title":{"visible":false,"constraints":{"vertical":"bottom"}}}"#)
    #expect(hidden.scene.zoom == 0.5)
  }

  @Test("Sizes past what is drawn are refused at the side that says them")
  func refuses() throws {
    let template = try Sample.template(layers: Self.plain)
    for (width, height, path, code) in [
      (0, nil, "width", .outOfRange), (nil, 6_145, "height", .outOfRange),
      (-5, 5, "width", .outOfRange), (.max, .max, "width", .outOfRange),
      (6_144, 6_144, "width", .limit), (nil, .min, "height", .outOfRange),
    ] as [(Int?, Int?, String, InputError.Code)] {
      let error = try #require(throws: InputError.self) { try card(template, width, height) }
      #expect(error.path == path)
      #expect(error.code == code)
    }
    _ = try card(template, 6_144, 1)
    _ = try card(template, 1, 6_144)
    let tiny = try Sample.template(#"{"canvas":{"width":1,"height":1},"layers":[]}"#)
    #expect(try card(tiny, 3_000, 4_000).scene.zoom == 3_000)
  }
}
