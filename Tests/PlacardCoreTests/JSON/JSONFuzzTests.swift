import PlacardCore
import Testing

@Suite("The JSON parser under mutated texts")
struct JSONFuzzTests {
  private static let seeds = [
    #"""
    {"id":"posts/hello","templateId":"blog-post","layers":{"title":{"text":"Hé \u00e9 \#
    \ud83d\ude00"}}}
    """#,
    #"[0,-1.5e10,true,false,null,"",[],{},[[["deep"]]],{"a":{"b":{"c":1}}}]"#,
    #"  {"numbers":[1e308,5e-324,123456789012345678901234567890,0.000001]}  "#,
  ]

  @Test("accepts only what it can write and read again to the same text")
  func mutations() throws {
    var random = SeededRandom(seed: 20_260)
    let alphabet = Array("{}[]\",:\\u0019aeE+-. \n\ttfn".utf8) + [0x00, 0x80, 0xC3, 0xED, 0xFF]
    var accepted = 0
    for _ in 0..<30_000 {
      var text = Array(Self.seeds[Int.random(in: 0..<Self.seeds.count, using: &random)].utf8)
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<text.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text[index] = alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        case 1: text.remove(at: index)
        case 2: text.insert(UInt8.random(in: 0...255, using: &random), at: index)
        default: text.removeSubrange(index..<min(index + 9, text.count))
        }
        if text.isEmpty { text = [0x20] }
      }
      do throws(InputError) {
        let json = try JSONParser.parse(text)
        accepted += 1
        let written = JSONWriter.text(of: json)
        let again = try JSONParser.parse(Array(written.utf8))
        #expect(JSONWriter.text(of: again) == written)
      } catch {
        let offset = try #require(error.offset)
        #expect((0...text.count).contains(offset))
        let located = text.withUnsafeBytes { error.located(in: $0, named: "fuzz") }
        #expect(located.line != nil && !located.description.isEmpty)
      }
    }
    #expect(accepted > 100)
  }

  @Test("every beginning of a text is refused, and the whole is taken")
  func truncations() {
    for seed in Self.seeds {
      let text = Array(seed.utf8)
      let whole = text.lastIndex { $0 != 0x20 } ?? 0
      for count in 0...whole {
        #expect(throws: InputError.self) { try JSONParser.parse(Array(text[..<count])) }
      }
      #expect(throws: Never.self) { try JSONParser.parse(text) }
    }
  }
}
