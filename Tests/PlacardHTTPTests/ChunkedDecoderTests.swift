import PlacardHTTP
import Testing

@Suite("Chunked coding") struct ChunkedDecoderTests {
  enum Result: Equatable {
    case unfinished
    case body(String, used: Int)
    case refused(Int)
  }

  /// Decodes in place, `step` bytes at a time, as a connection does.
  private func decode(_ text: String, step: Int, bodyMax: Int = 100, overheadMax: Int = 50)
    -> Result
  {
    let raw = Array(text.utf8)
    var memory = [UInt8](repeating: 0, count: raw.count)
    var decoder = ChunkedDecoder(bodyBytesMax: bodyMax, overheadBytesMax: overheadMax)
    var given = 0
    while given < raw.count {
      let count = min(step, raw.count - given)
      // New bytes land behind what is decoded, never before.
      let place = decoder.decodedCount
      for index in 0..<count { memory[place + index] = raw[given + index] }
      let outcome = memory.withUnsafeMutableBytes {
        decoder.decode($0.baseAddress! + place, count, into: $0.baseAddress!)
      }
      switch outcome {
      case .needsMore: given += count
      case .refused(let refusal): return .refused(refusal.status)
      case .ended(let used):
        let body = String(decoding: memory[..<decoder.decodedCount], as: UTF8.self)
        return .body(body, used: given + used)
      }
    }
    return .unfinished
  }

  @Test("A body is the same however its coding is cut", arguments: [1, 2, 3, 5, 1_000])
  func cuts(step: Int) {
    #expect(decode("0\r\n\r\n", step: step) == .body("", used: 5))
    #expect(decode("5\r\nhello\r\n0\r\n\r\nGET", step: step) == .body("hello", used: 15))
    #expect(
      decode("1\r\na\r\n0A;x=\"y\"\r\n0123456789\r\n000\r\nT: v\r\nU:\r\n\r\n", step: step)
        == .body("a0123456789", used: 45))
    #expect(decode("4\r\n\r\n\r\n\r\n0\r\n\r\n", step: step) == .body("\r\n\r\n", used: 14))
  }

  @Test("What is malformed is refused, wherever it is cut", arguments: [1, 4, 1_000])
  func malformed(step: Int) {
    for text in [
      "\r\n", "x\r\n", "5 \r\nhello\r\n0\r\n\r\n", " 5\r\nhello", "5\nhello\r\n0\r\n\r\n", "+5\r\n",
      "0x5\r\nhello", "-1\r\n", "5\r\nhelloX", "5\r\nhello\n0\r\n\r\n", "5\r\nhello\rX", ";a\r\n",
      "5;a\nb\r\n", "5;\0\r\n", "0\r\n\n", "0\r\n\r\r", "0\r\n: v\r\n\r\n", "0\r\nT : v\r\n\r\n",
      "0\r\n T: v\r\n\r\n", "0\r\nT: \u{1}\r\n\r\n", "0\r\nT: v\n\r\n", "0000000000000001\r\n",
    ] {
      #expect(decode(text, step: step) == .refused(400), "\(text.debugDescription)")
    }
  }

  @Test("A body of the limit passes and one byte more is refused before it is read")
  func limits() {
    let hundred = String(repeating: "a", count: 100)
    #expect(decode("64\r\n\(hundred)\r\n0\r\n\r\n", step: 7) == .body(hundred, used: 111))
    #expect(decode("65\r\n", step: 7) == .refused(413))
    #expect(decode("64\r\n\(hundred)\r\n1\r\n", step: 7) == .refused(413))
    #expect(decode("fffffffffffffff\r\n", step: 7) == .refused(413))
    #expect(
      decode("0;\(String(repeating: "x", count: 49))\r\n\r\n", step: 7) == .body("", used: 55))
    #expect(decode("0;\(String(repeating: "x", count: 50))\r\n\r\n", step: 7) == .refused(431))
    #expect(decode("0\r\n\(String(repeating: "x:\r\n", count: 26))", step: 7) == .refused(431))
  }
}
