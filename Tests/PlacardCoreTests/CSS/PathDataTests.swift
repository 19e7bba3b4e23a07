import PlacardCore
import Testing

@Suite("SVG path data")
struct PathDataTests {
  private func scenePath(_ d: String) throws -> PathData {
    let template = try Sample.template(
      layers: Sample.layer("shape", #""shape":"path","d":"\#(d)""#))
    guard case .shape(let shape)? = try template.resolve(CardRequest()).scene.layers.first?.content
    else { return PathData() }
    return shape.path
  }

  private func canonical(_ d: String) throws -> String {
    let template = try Sample.template(layers: Sample.layer("shape", #""d":"\#(d)""#))
    let json = try JSONParser.parse(template.canonicalJSON)
    guard case .string(let text)? = json.value(at: "layers[0].d")?.value else { return "" }
    return text
  }

  static let paths: [(String, String)] = [
    ("M0 0", "M0 0"),
    ("M1.5.5-3 4", "M1.5 0.5L-3 4"),
    ("m1 1 2 2 3 3", "M1 1L3 3L6 6"),
    ("M0,0H5h-2V7v-3", "M0 0L5 0L3 0L3 7L3 4"),
    ("M0 0C1 2 3 4 5 6S9 10 11 12", "M0 0C1 2 3 4 5 6C7 8 9 10 11 12"),
    ("M1 1s1 1 2 2", "M1 1C1 1 2 2 3 3"),
    ("M0 0Q3 0 3 3", "M0 0C2 0 3 1 3 3"),
    ("M0 0Q3 0 3 3T6 6", "M0 0C2 0 3 1 3 3C3 5 4 6 6 6"),
    ("M0 0Q3 0 3 3L6 6T9 9", "M0 0C2 0 3 1 3 3L6 6C6 6 7 7 9 9"),
    ("M5 5l1 0zl0 1", "M5 5L6 5ZL5 6"),
    ("M0 0zm1 1", "M0 0ZM1 1"),
    ("M1e1-1E-1", "M10 -0.1"),
    ("M 1 . 5", ""),
    ("M+1+2", "M1 2"),
    ("M5.,3.", "M5 3"),
    ("M0 0A0 5 0 0 0 9 9", "M0 0L9 9"),
    ("M2 2A5 5 0 0 0 2 2L3 3", "M2 2L3 3"),
  ]

  @Test("Every command becomes absolute lines and cubic curves", arguments: paths)
  func readsCommands(d: String, expected: String) throws {
    if expected.isEmpty {
      #expect(throws: InputError.self) { try canonical(d) }
    } else {
      #expect(try canonical(d) == expected)
      #expect(try canonical(expected) == expected)
    }
  }

  @Test("Arcs are curves whose points lie on the circle, with flags packed or not")
  func readsArcs() throws {
    let packed = try scenePath("M0 0a5 5 0 0110 0")
    #expect(try scenePath("M 0,0 a 5,5 0 0 1 10,0") == packed)
    #expect(packed.segments.count == 3)
    guard case .curve(_, _, let top) = packed.segments[1],
      case .curve(_, _, let end) = packed.segments[2]
    else {
      Issue.record("a half circle is two curves")
      return
    }
    #expect(abs(top.x - 5) < 1e-9)
    #expect(abs(top.y + 5) < 1e-9)
    #expect(end == Point(x: 10, y: 0))
    // The other sweep goes below, the large arc the long way round.
    guard case .curve(_, _, let bottom) = try scenePath("M0 0A5 5 0 0 0 10 0").segments[1] else {
      Issue.record("a half circle is two curves")
      return
    }
    #expect(abs(bottom.y - 5) < 1e-9)
    #expect(try scenePath("M0 0A5 5 0 1 1 5 5").segments.count == 4)
    #expect(try scenePath("M0 0A5 5 0 0 1 5 5").segments.count == 2)
  }

  @Test("Radii too small for an arc grow, and arcs read back from their canonical form")
  func growsRadii() throws {
    guard case .curve(_, _, let top) = try scenePath("M0 0A1 1 30 0 1 10 0").segments[1] else {
      Issue.record("a half circle is two curves")
      return
    }
    #expect(abs(top.y + 5) < 1e-9)
    let text = try canonical("M0 0A7 3 30 1 0 10 4")
    #expect(try canonical(text) == text)
  }

  @Test("A path of the most segments is read, one more is refused")
  func boundsSegments() throws {
    let most = "M0 0" + String(repeating: "h1", count: 9_999)
    #expect(try scenePath(most).segments.count == 10_000)
    let error = try #require(throws: InputError.self) { try scenePath(most + "h1") }
    #expect(error.code == .limit)
    #expect(error.message.contains("more than 10000 segments"))
  }

  @Test("Mirrored control points far off are refused, so that every canonical form reads back")
  func boundsControls() throws {
    let error = try #require(throws: InputError.self) {
      try scenePath("M-100000 0C0 0-99999 0 100000 0S1 1 2 2")
    }
    #expect(error.code == .outOfRange)
  }
}
