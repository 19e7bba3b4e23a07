import PlacardCore
import Testing

@Suite("The nearest known name")
struct NearestNameTests {
  private let names = ["text", "fontSize", "fontFamily", "fontStyle", "color", "background"]

  @Test(
    "is found through slips, swaps, case and word marks",
    arguments: [
      ("fontsize", "fontSize"), ("font-size", "fontSize"), ("FONT_SIZE", "fontSize"),
      ("fontSzie", "fontSize"), ("fnotFamily", "fontFamily"), ("colour", "color"),
      ("colro", "color"), ("bckground", "background"), ("backgroundd", "background"),
      ("txet", "text"), ("fontStlye", "fontStyle"), ("test", "text"),
    ])
  func found(name: String, nearest: String) {
    #expect(NearestName.of(name, among: names) == nearest)
  }

  @Test("is nil when nothing is near", arguments: ["", "x", "te", "shadow", "completelyElse"])
  func none(name: String) {
    #expect(NearestName.of(name, among: names) == nil)
  }

  @Test("is the exact one but for case rather than an earlier near one")
  func exactWins() {
    #expect(NearestName.of("TITLE2", among: ["title1", "title2"]) == "title2")
  }

  @Test("costs nothing much for hostile lengths")
  func hostile() {
    let long = String(repeating: "fontSize", count: 10_000)
    #expect(NearestName.of(long, among: names + [long]) == nil)
    #expect(NearestName.of("fontSize", among: [long]) == nil)
  }

  @Test("makes a hint of the names when they are few, and none when they are many")
  func hints() {
    #expect(NearestName.hint(for: "zzz", among: ["a", "b"]) == "known are a, b")
    #expect(NearestName.hint(for: "zzz", among: ["a"]) == "known is only \"a\"")
    #expect(NearestName.hint(for: "zzz", among: []) == nil)
    #expect(NearestName.hint(for: "zzz", among: (0..<13).map { "name\($0)" }) == nil)
  }
}
