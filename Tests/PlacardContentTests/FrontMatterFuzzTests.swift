import Foundation
import PlacardContent
import PlacardCore
import Testing

@Suite("Front matter of random bytes")
struct FrontMatterFuzzTests {
  static let seeds = [
    "---\ntitle: \"Hello: World\"\ntags: [a, b]\nd: &d {x: 1}\ne:\n  <<: *d\n  y: |\n    text\n---\n",
    "---\n- a\n- ? b\n  : c\n- !!str 1\n- 'it''s'\n- >-\n  folded\n  lines\n# comment\n---\n",
    "+++\ntitle = \"a\\u00e9\"\ndate = 2024-01-02T03:04:05Z\n[a.b]\nc = [1, 2.5, {d = 'x'}]\n[[e]]\nf = \"\"\"\nx\"\"\"\n+++\n",
    "+++\na.b.c = 0xff\n'q k' = 1e5\n[[t]]\n[t.u]\nv = -inf\n[[t]]\n+++\n",
    "{\"title\": \"x\", \"a\": {\"b\": [1, true, null]}}\n",
  ]
  static let words = [
    "---", "+++", "[", "]", "{", "}", "[[", "]]", ":", "- ", "? ", "&a ", "*a", "<<: ", "\"", "'",
    "\"\"\"", "'''", "\\", "\\u", "#", "\n", "\r\n", "\t", "  ", "=", ",", ".", "|", ">", "!!int ",
    "!", "%", "\u{FEFF}", "é", "\u{2028}", "0x", "1e", "_", "true", "~",
  ]

  /// SplitMix64.
  struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var mixed = state
      mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
      return mixed ^ (mixed >> 31)
    }
  }

  @Test("is a value or one error with a place in the file, and never more than the limits allow")
  func fuzz() {
    let seed =
      ProcessInfo.processInfo.environment["PLACARD_SEED"].flatMap { UInt64($0) }
      ?? UInt64.random(in: 0...UInt64.max)
    var random = Numbers(state: seed)
    var limits = Limits()
    limits.frontMatterValuesMax = 200
    limits.jsonDepthMax = 16
    var good = 0
    var bad = 0
    for round in 0..<6_000 {
      let bytes = Self.text(&random)
      let said = Front.read(bytes, limits: limits)
      if said.hasPrefix("{") {
        good += 1
        // What it writes is JSON, and the same again.
        let again = Front.read(Array(said.utf8), "x.json")
        #expect(again == said, "PLACARD_SEED=\(seed) round \(round)")
      } else if said != "none" {
        bad += 1
        let parts = said.split(separator: ":")
        let line = parts.count > 2 ? Int(parts[1]) ?? 0 : 0
        #expect(line >= 1, "PLACARD_SEED=\(seed) round \(round): \(said)")
        #expect(
          line <= bytes.count { $0 == 0x0A } + 1, "PLACARD_SEED=\(seed) round \(round): \(said)")
      }
    }
    #expect(good > 100 && bad > 500, "PLACARD_SEED=\(seed)")
  }

  /// A seed with some of it replaced, left out, doubled, or with other bytes in it; or bytes alone.
  private static func text(_ random: inout Numbers) -> [UInt8] {
    if Int.random(in: 0..<8, using: &random) == 0 {
      let mark = ["---\n", "+++\n", "{\""].randomElement(using: &random) ?? ""
      let count = Int.random(in: 0..<60, using: &random)
      let noise = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      return Array(mark.utf8) + noise + Array("\n---\n+++\n".utf8)
    }
    var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      let place = Int.random(in: 0..<max(1, bytes.count), using: &random)
      let end = min(bytes.count, place + Int.random(in: 0...6, using: &random))
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeSubrange(min(place, end)..<end)
      case 1:
        bytes.insert(
          contentsOf: Array((words.randomElement(using: &random) ?? "").utf8),
          at: min(place, bytes.count))
      case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 0...255, using: &random)
      default: bytes.insert(contentsOf: Array(bytes[min(place, end)..<end]), at: end)
      }
    }
    return bytes
  }
}
