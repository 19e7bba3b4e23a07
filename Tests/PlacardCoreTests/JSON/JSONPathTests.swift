import PlacardCore
import Testing

@Suite("JSON paths")
struct JSONPathTests {
  @Test("A value is found at the path that errors would give it")
  func values() throws {
    let text = #"{"layers": {"a.b": {"text": 1}, "a": [[2], {"x": 3}]}, "layersMax": 4}"#
    let json = try JSONParser.parse(Array(text.utf8))
    func excerpt(_ path: String) -> String? { json.value(at: path)?.excerpt }
    #expect(json.value(at: "")?.offset == 0)
    #expect(excerpt("layersMax") == "4")
    #expect(excerpt(#"layers["a.b"].text"#) == "1")
    #expect(excerpt("layers.a[0][0]") == "2")
    #expect(excerpt("layers.a[1].x") == "3")
    let place = Array(text.utf8).firstIndex(of: UInt8(ascii: "3"))
    #expect(json.value(at: "layers.a[1].x")?.offset == place)
    for path in ["layer", "layers.a.b", "layers.a[2]", "layers.a[1].y", "layersMax.x", "[0]"] {
      #expect(json.value(at: path) == nil, "\(path)")
    }
  }

  @Test("A path covers itself and what is within it, not names that begin alike")
  func covers() {
    #expect(JSONPath.covers("layers.a", "layers.a"))
    #expect(JSONPath.covers("layers.a", "layers.a.text"))
    #expect(JSONPath.covers("layers.a", "layers.a[0]"))
    #expect(!JSONPath.covers("layers.a", "layers.ab"))
    #expect(!JSONPath.covers("layers.a", "layers"))
  }
}
