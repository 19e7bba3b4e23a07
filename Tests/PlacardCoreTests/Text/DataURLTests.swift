import Foundation
import PlacardCore
import Testing

@Suite("data: addresses")
struct DataURLTests {
  @Test(
    "are read with and without base64, type and parameters",
    arguments: [
      ("data:image/png;base64,iVBORw==", "image/png", [0x89, 0x50, 0x4E, 0x47]),
      ("DATA:Image/PNG;BASE64,iVBORw", "image/png", [0x89, 0x50, 0x4E, 0x47]),
      ("data:,a%20b", "text/plain", [0x61, 0x20, 0x62]),
      ("data:image/svg+xml;charset=utf-8,<svg/>", "image/svg+xml", Array("<svg/>".utf8)),
      ("data:image/png;name=x;base64,AA%3D%3D", "image/png", [0]),
      ("data:;base64,AAE=", "text/plain", [0, 1]), ("data:base64,AAE", "base64", Array("AAE".utf8)),
      ("data:image/gif;base64,", "image/gif", []),
    ] as [(String, String, [UInt8])])
  func read(address: String, mediaType: String, bytes: [UInt8]) throws {
    let url = try DataURL.parse(address, byteCountMax: 100)
    #expect(url.mediaType == mediaType)
    #expect(url.bytes == bytes)
    #expect(DataURL.isDataURL(address))
  }

  @Test(
    "are refused when broken",
    arguments: [
      "", "data", "data:", "data:image/png", "http://x/,", "data:;base64,A", "data:;base64,A===",
      "data:;base64,AA=", "data:;base64,AA==A", "data:;base64,A-_A", "data:;base64,%4", "data:,%",
      "data:;base64,AAA==",
    ])
  func refused(address: String) {
    let error = #expect(throws: InputError.self) { try DataURL.parse(address, byteCountMax: 100) }
    #expect(error?.code == .syntax)
  }

  @Test("hold as many bytes as allowed and not one more")
  func limit() throws {
    #expect(try DataURL.parse("data:;base64,AAAA", byteCountMax: 3).bytes.count == 3)
    let error = #expect(throws: InputError.self) {
      try DataURL.parse("data:;base64,AAAAAA", byteCountMax: 3)
    }
    #expect(error?.code == .limit)
  }

  @Test("decode base64 as Foundation encodes it, at every length")
  func base64() {
    var random = SeededRandom(seed: 5)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let text = Data(bytes).base64EncodedString(options: .lineLength64Characters)
      #expect(Base64.decode(Array(text.utf8)) == bytes)
    }
  }
}

@Suite("Limits of texts")
struct TextLimitsTests {
  @Test("hold at the limit and refuse one past it")
  func codePoints() {
    let limits = Limits()
    for character in ["x", "é", "😀", "ก"] {
      #expect(throws: Never.self) {
        try limits.check(text: String(repeating: character, count: 4_096))
      }
      let error = #expect(throws: InputError.self) {
        try limits.check(text: String(repeating: character, count: 4_097), path: "layers.t.text")
      }
      #expect(error?.code == .limit)
      #expect(error?.path == "layers.t.text")
    }
  }

  @Test("count the combining marks of each base alone")
  func combiningMarks() {
    let limits = Limits()
    let full = "a" + String(repeating: "\u{301}", count: 32)
    #expect(throws: Never.self) { try limits.check(text: full + full) }
    #expect(throws: InputError.self) { try limits.check(text: full + "\u{20DD}") }
    #expect(throws: InputError.self) {
      try limits.check(text: String(repeating: "\u{301}", count: 33))
    }
  }

  @Test("let the scripts of the world pass")
  func scripts() {
    for text in [
      "น้ำที่นี่", "नमस्ते दुनिया",
      """
      שָׁלוֹם עֲלֵיכֶם
      """, "العَرَبِيَّة", "Việt Nam", "👩‍👩‍👧‍👦",
    ] {
      #expect(throws: Never.self) {
        try Limits().check(text: String(repeating: text + " ", count: 50))
      }
    }
  }
}
