import Foundation
import PlacardTesting
import Testing

@Suite("Inspections") struct InspectionTests {
  private struct Box: Equatable {
    var name: String
    var type: String
    var depth: Int
    var frame: [Double]
    var rotation: Double

    init(_ name: String, _ type: String, _ frame: [Double], depth: Int = 0, rotation: Double = 0) {
      self.name = name
      self.type = type
      self.depth = depth
      self.frame = frame
      self.rotation = rotation
    }

    init(_ json: [String: Any]) throws {
      let frame = try #require(json["frame"] as? [String: Double])
      #expect(Set(json.keys) == ["name", "type", "depth", "frame", "rotation"])
      try self.init(
        #require(json["name"] as? String), #require(json["type"] as? String),
        ["x", "y", "width", "height"].map { try #require(frame[$0]) },
        depth: #require(json["depth"] as? Int), rotation: #require(json["rotation"] as? Double))
    }
  }

  private func inspect(_ server: RunningServer, _ body: String) throws -> Client.Answer {
    try server.send("POST", "/api/inspect", server.keyed(), body: Array(body.utf8))
  }

  private func boxes(_ answer: Client.Answer) throws -> [Box] {
    #expect(answer.status == 200, "\(answer.text)")
    return try #require(answer.json()["boxes"] as? [[String: Any]]).map { try Box($0) }
  }

  private func notes(_ answer: Client.Answer) throws -> [[String: Any]] {
    #expect(answer.status == 200, "\(answer.text)")
    return try #require(answer.json()["notes"] as? [[String: Any]])
  }

  @Test("A template's layers are boxes in painting order, and nothing is left of looking at them")
  func ofTemplate() throws {
    let server = try RunningServer(TestSite())
    let answer = try server.templates("POST", "/card/inspect", body: "{}")
    #expect(answer.fields["cache-control"] == "no-store")
    let json = try answer.json()
    #expect(Set(json.keys) == ["width", "height", "boxes", "notes"])
    #expect(json["width"] as? Int == 200 && json["height"] as? Int == 100)
    let expected = [
      Box("panel", "shape", [0, 0, 200, 20]), Box("title", "text", [10, 26, 180, 30]),
      Box("subtitle", "text", [10, 64, 130, 24]), Box("logo", "image", [150, 50, 40, 40]),
    ]
    #expect(try boxes(answer) == expected)
    let moved = try server.templates(
      "POST", "/card/inspect", body: #"{"layers": {"logo": {"x": 1.5, "rotation": 20}}}"#)
    #expect(try boxes(moved).last == Box("logo", "image", [1.5, 50, 40, 40], rotation: 20))
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.objectCount == 0 && look.cardCount == 0 && look.charged == 0)
  }

  @Test("Layers that are not seen have boxes, but for those in stacks")
  func unseen() throws {
    let server = try RunningServer(TestSite())
    let draft = Definition.of(
      #"""
      {"name": "clear", "type": "text", "x": 1, "y": 2, "width": 9, "height": 8, "opacity": 0},
      {"name": "gone", "type": "text", "x": 3, "y": 4, "width": 9, "height": 8, "visible": false,
       "text": "a", "fontFamily": "Nope"},
      {"name": "flag", "type": "image", "x": 3, "y": 4, "width": 9, "height": 8,
       "image_url": "assets/no.png", "visible": "{{shown}}"},
      {"name": "group", "type": "group", "x": 10, "y": 5, "width": 20, "height": 10,
       "visible": false, "layers": [
         {"name": "inner", "type": "qr", "x": 2, "y": 1, "width": 8, "height": 8, "data": "a"}]},
      {"name": "stack", "type": "stack", "width": 40, "height": 20, "layers": [
         {"name": "first", "type": "shape", "width": 5, "height": 5, "visible": false},
         {"name": "second", "type": "shape", "width": 6, "height": 6}]},
      {"name": "away", "type": "stack", "width": 40, "height": 20, "visible": false, "layers": [
         {"name": "third", "type": "shape", "width": 5, "height": 5}]}
      """#, variables: #"{"name": "shown", "type": "boolean", "default": false}"#)
    let found = try boxes(
      inspect(server, #"{"jsonData": \#(draft), "layers": {"inner": {"x": 4}}}"#))
    let expected = [
      Box("clear", "text", [1, 2, 9, 8]), Box("gone", "text", [3, 4, 9, 8]),
      Box("flag", "image", [3, 4, 9, 8]), Box("group", "group", [10, 5, 20, 10]),
      Box("inner", "qr", [14, 6, 8, 8], depth: 1), Box("stack", "stack", [0, 0, 40, 20]),
      Box("second", "shape", [0, 0, 6, 6], depth: 1), Box("away", "stack", [0, 0, 40, 20]),
    ]
    #expect(found == expected)
    // What is not seen is drawn by nobody: the pictures are the same.
    let seen = Definition.of(#"{"name": "second", "type": "shape", "width": 6, "height": 6}"#)
    let pictures = try [draft, seen].map {
      try server.send(
        "POST", "/api/preview", server.keyed(), body: Array(#"{"jsonData": \#($0)}"#.utf8))
    }
    #expect(pictures[0].status == 200 && pictures[0].pngSize == pictures[1].pngSize)
    #expect(try TestPNG.decode(pictures[0].body) == TestPNG.decode(pictures[1].body))
  }

  @Test("Layers that are not seen follow their constraints to another size")
  func resized() throws {
    let server = try RunningServer(TestSite())
    let draft = Definition.of(
      #"""
      {"name": "seen", "type": "shape", "x": 0, "y": 0, "width": 10, "height": 10,
       "constraints": {"horizontal": "right", "vertical": "top"}},
      {"name": "gone", "type": "shape", "x": 30, "y": 0, "width": 10, "height": 10,
       "visible": false, "constraints": {"horizontal": "right", "vertical": "bottom"}}
      """#)
    let found = try boxes(inspect(server, #"{"jsonData": \#(draft), "width": 60, "height": 50}"#))
    #expect(
      found == [
        Box("seen", "shape", [20, 0, 10, 10]), Box("gone", "shape", [50, 30, 10, 10]),
      ])
  }

  @Test("Notes are lint's findings, with their rule, level and layer, as the site has them")
  func findings() throws {
    let server = try RunningServer(
      TestSite(["lint": ["rules": ["contrast": "warning", "text-size": "off"]]]))
    let draft = Definition.of(
      #"""
      {"name": "pale", "type": "text", "width": 40, "height": 10, "text": "abc", "fontSize": 8,
       "color": "#eeeeee"},
      {"name": "long", "type": "text", "y": 10, "width": 38, "height": 10, "fontSize": 8,
       "text": "one two three four"},
      {"name": "far", "type": "text", "width": 8, "height": 8, "fontSize": 6, "opacity": 0,
       "text": "none of it is seen"}
      """#)
    let found = try notes(inspect(server, #"{"jsonData": \#(draft)}"#))
    for note in found {
      #expect(Set(note.keys) == ["rule", "level", "layer", "message"])
      #expect(note["layer"] as? String != "far", "\(note)")
    }
    func note(_ rule: String, _ layer: String) -> [String: Any]? {
      found.first { $0["rule"] as? String == rule && $0["layer"] as? String == layer }
    }
    let pale = try #require(note("contrast", "pale"))
    #expect(pale["level"] as? String == "warning")
    #expect((pale["message"] as? String)?.contains("has a contrast of 1.1") == true, "\(pale)")
    let long = try #require(note("overflow", "long"))
    #expect(long["level"] as? String == "error")
    #expect((long["message"] as? String)?.contains("lines fit") == true, "\(long)")
    #expect(!found.contains { $0["rule"] as? String == "text-size" })
  }

  @Test("What is of the whole card has no layer")
  func wholeCard() throws {
    let server = try RunningServer(TestSite())
    let draft = Definition.plain("#ffffff", width: 300, height: 157)
    let found = try notes(inspect(server, #"{"jsonData": \#(draft)}"#))
    let whole = try #require(found.first { $0["rule"] as? String == "dimensions" }, "\(found)")
    #expect(whole["layer"] is NSNull && whole["level"] as? String == "warning")
  }

  @Test("What cannot be drawn is told as a preview tells it")
  func refused() throws {
    let server = try RunningServer(TestSite())
    let lone = Definition.of(
      #"{"name": "a", "type": "image", "width": 9, "height": 9, "image_url": "assets/no.png"}"#)
    for refused in [
      Refused("{}", 400, "missing_value", nil, "\"jsonData\" is missing"),
      Refused(#"{"jsonData": {"layers": []}}"#, 400, "missing_value", "jsonData", "canvas"),
      Refused(
        #"{"jsonData": \#(lone)}"#, 422, "missing_asset", "jsonData.layers[0].image_url",
        "assets/no.png"),
    ] { try refused.check(try inspect(server, refused.request)) }
    try Refused("", 422, "unknown_layer", "layers.titel", "title").check(
      try server.templates("POST", "/card/inspect", body: #"{"layers": {"titel": {}}}"#))
    try Refused("", 422, "missing_variable", "variables.logo", "required").check(
      try server.templates("POST", "/linked/inspect", body: "{}"))
  }
}
