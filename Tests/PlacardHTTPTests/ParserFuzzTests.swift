import PlacardHTTP
import Testing

@Suite("Parser against its model") struct ParserFuzzTests {
  @Test("Random requests end the same for the parser and for the plain model")
  func differential() {
    let seed = UInt64.random(in: 0 ... .max)
    print("parser fuzz seed \(seed)")
    var random = SplitMix(state: seed)
    var limits = HTTPLimits()
    limits.requestLineBytesMax = 60
    limits.headerBytesMax = 120
    limits.headerCountMax = 6
    var completed = 0
    for _ in 0..<40_000 {
      let bytes = randomRequest(&random)
      let expected = Model.parse(bytes, limits)
      let found = observe(bytes, limits)
      if case .complete = found { completed += 1 }
      #expect(
        found == expected,
        "seed \(seed): \(String(decoding: bytes, as: UTF8.self).debugDescription)")
      if found != expected { return }
    }
    // A generator that only made rubbish would prove little.
    #expect(completed > 5_000)
  }

  private func randomRequest(_ random: inout SplitMix) -> [UInt8] {
    /// Mostly one of the sound pieces, so that faults come singly and much is complete.
    func pick(_ sound: [String], _ faulty: [String]) -> String {
      let pieces = Int.random(in: 0..<12, using: &random) == 0 ? faulty : sound
      return pieces.randomElement(using: &random)!
    }
    var text = pick(["GET", "GET", "HEAD", "POST", "OPTIONS"], ["PATCH", "", "G T", "\r\n"])
    text += pick([" "], ["  ", "\t"])
    text += pick(["/", "/a?b", "/{\"é|", "http://h/x", "HTTP://h"], ["*", "/#", "h:1", ""])
    text += String(repeating: "y", count: Int.random(in: 0...60, using: &random) / 58 * 40)
    text += pick([" HTTP/1.1", " HTTP/1.1", " HTTP/1.0"], [" HTTP/2.0", " HTTP/1.", ""])
    let end = { (random: inout SplitMix) in
      Int.random(in: 0..<80, using: &random) == 0 ? "\n" : "\r\n"
    }
    text += end(&random)
    if Int.random(in: 0..<16, using: &random) > 0 { text += "Host: a" + end(&random) }
    for _ in 0..<Int.random(in: 0...4, using: &random) {
      text += pick(
        [
          "Content-Length: 3", "Connection: close", "Connection: Keep-Alive, x", "X:",
          "If-None-Match: \"x\"", "if-none-match: W/\"é\"", "Expect: 100-continue",
          "X-Long-Name-Here: some value\twith a tab", "If-None-Matcx: 1", "Accept: */*",
        ],
        [
          "Host: b", "content-length:\t12 ", "Content-Length: +3", "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip", "X : y", " folded", "\u{1}: x", "X: \u{1}", "Xé: a",
          "Expect: x",
        ]
      )
      text += end(&random)
    }
    text += end(&random)
    var bytes = Array(text.utf8)
    if Int.random(in: 0..<3, using: &random) == 0 {
      let place = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: place)
      default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
      }
    }
    if Int.random(in: 0..<5, using: &random) == 0 {
      bytes = Array(bytes.prefix(Int.random(in: 1...bytes.count, using: &random)))
    }
    return bytes.isEmpty ? [0x0D] : bytes
  }
}

/// Small, seeded, the same everywhere.
struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
