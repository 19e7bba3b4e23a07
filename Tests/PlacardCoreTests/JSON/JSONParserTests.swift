import Foundation
import PlacardCore
import Synchronization
import Testing

@Suite("The JSON parser")
struct JSONParserTests {
  @Test(
    "takes what RFC 8259 allows, and nothing is lost on the way",
    arguments: [
      ("null", "null"), (" true ", "true"), ("\t\r\nfalse\n", "false"), ("0", "0"), ("-0", "0"),
      ("-0.0", "0"), ("64", "64"), ("6.4e1", "64"), ("640E-1", "64"), ("1e+2", "100"),
      ("0.1", "0.1"), ("-12.50", "-12.5"), ("1e22", "1e+22"),
      ("123456789012345678", "1.2345678901234568e+17"),
      ("9007199254740993", "9007199254740992"), ("9007199254740992", "9007199254740992"),
      ("0.1e-400", "0"), ("5e-324", "5e-324"),
      ("1.7976931348623157e308", "1.7976931348623157e+308"),
      ("2.2250738585072011e-308", "2.225073858507201e-308"), ("\"\"", "\"\""),
      (#""a\"b\\c\/d\b\f\n\r\t""#, #""a\"b\\c/d\b\f\n\r\t""#), (#""\u0041\u00e9""#, "\"Aé\""),
      (#""\ud83d\ude00\uD834\uDd1e""#, "\"😀𝄞\""),
      ("\"\u{7F}\u{2028}é😀\"", "\"\u{7F}\u{2028}é😀\""),
      (#""\u001f\uffff""#, "\"\\u001f\u{FFFF}\""), ("[]", "[]"), ("[ ]", "[]"), ("{}", "{}"),
      ("[1,[2,[3]],{}]", "[1,[2,[3]],{}]"), ("{\"\":0}", "{\"\":0}"),
      (" { \"b\" : [ 1 , 2 ] , \"a\" : { } } ", "{\"b\":[1,2],\"a\":{}}"),
      ("[\"12345678\",\"1234567\\n\"]", "[\"12345678\",\"1234567\\n\"]"),
    ])
  func accepts(text: String, minimal: String) throws {
    let json = try JSONParser.parse(Array(text.utf8))
    #expect(JSONWriter.text(of: json, sortsKeys: false) == minimal)
  }

  @Test(
    "refuses what is not JSON with the place, what was found and what was expected",
    arguments: [
      ("", 0, "expected a value, found the end of the text"),
      ("  \n", 3, "expected a value, found the end of the text"),
      ("[1,2}", 4, "expected a comma or ] after an array's element, found \"}\""),
      ("[1 2]", 3, "expected a comma or ] after an array's element, found \"2\""),
      ("[1,]", 3, "expected a value after the comma, found \"]\""),
      ("[,1]", 1, "expected a value, found \",\""), ("[1,,2]", 3, "expected a value, found \",\""),
      ("[", 1, "expected a value, found the end of the text"),
      ("[1", 2, "expected a comma or ] after an array's element, found the end of the text"),
      ("]", 0, "expected a value, found \"]\""),
      ("{\"a\":1,}", 7, "expected a member's name after the comma, found \"}\""),
      ("{\"a\" 1}", 5, "expected a colon after a member's name, found \"1\""),
      ("{\"a\":}", 5, "expected a value, found \"}\""),
      (
        "{\"a\":1 \"b\":2}", 7,
        "expected a comma or } after an object's member, found a double quote"
      ),
      ("{\"a\":1]", 6, "expected a comma or } after an object's member, found \"]\""),
      ("{a:1}", 1, "expected a member's name in double quotes, found \"a\""),
      ("{1:1}", 1, "expected a member's name in double quotes, found \"1\""),
      ("{,}", 1, "expected a member's name in double quotes, found \",\""),
      ("{'a':1}", 1, "expected a member's name in double quotes, found \"'\""),
      ("1 2", 2, "expected the end of the text, found \"2\""),
      ("{}}", 2, "expected the end of the text, found \"}\""),
      ("// x\n1", 0, "expected a value, found \"/\""),
      ("[1 /**/]", 3, "expected a comma or ] after an array's element, found \"/\""),
      ("True", 0, "expected a value, found \"True\""),
      ("nul", 0, "expected a value, found \"nul\""),
      ("nulls", 0, "expected a value, found \"nulls\""),
      ("NaN", 0, "expected a value, found \"NaN\""),
      ("-Infinity", 1, "expected a digit after the minus sign, found \"Infinity\""),
      ("+1", 0, "expected a value, found \"+\""), (".5", 0, "expected a value, found \".\""),
      ("01", 0, "a number may not begin with a needless 0"),
      ("-01", 0, "a number may not begin with a needless 0"),
      ("-", 1, "expected a digit after the minus sign, found the end of the text"),
      ("1.", 2, "expected a digit after the decimal point, found the end of the text"),
      ("1.e1", 2, "expected a digit after the decimal point, found \"e1\""),
      ("1e", 2, "expected a digit in the exponent, found the end of the text"),
      ("1e+", 3, "expected a digit in the exponent, found the end of the text"),
      ("0x10", 1, "expected the end of a number, found \"x10\""),
      ("1.2.3", 3, "expected the end of a number, found \".\""),
      ("12px", 2, "expected the end of a number, found \"px\""),
      ("1e999", 0, "the number 1e999 is too large"),
      ("-1e309", 0, "the number -1e309 is too large"),
      ("\"abc", 0, "expected a closing quote, found the end of the text"),
      ("\"abc\\\"", 0, "expected a closing quote, found the end of the text"),
      ("\"a\nb\"", 2, "found the end of the line within a string"),
      ("\"a\u{1}b\"", 2, "found U+0001 within a string"),
      ("\"\u{0}\"", 1, "found U+0000 within a string"),
      (#""\u0000""#, 1, "a string may not hold U+0000"),
      (#""\x41""#, 1, #"expected an escape, found \x"#),
      (#""\u12""#, 1, #"expected an escape, found \u12""#),
      (#""ab\u12g4""#, 3, #"expected an escape, found \u12g4"#),
      (#""\ud800""#, 1, #"found half of a surrogate pair, \ud800"#),
      (#""\udc00\ud800""#, 1, #"found half of a surrogate pair, \udc00"#),
      (#""\ud800\u0041""#, 1, #"found half of a surrogate pair, \ud800"#),
      (#""\ud83dx""#, 1, #"found half of a surrogate pair, \ud83d"#),
      ("\u{FEFF}{}", 0, "the text begins with a byte order mark"),
      ("é", 0, "expected a value, found \"é\""),
      ("[\u{A0}1]", 1, "expected a value, found \"\\u00a0\""),
    ])
  func refuses(text: String, offset: Int, message: String) {
    let error = #expect(throws: InputError.self) { try JSONParser.parse(Array(text.utf8)) }
    #expect(error?.offset == offset)
    #expect(error?.message == message)
  }

  @Test(
    "refuses bytes that are no UTF-8 and names the first of them",
    arguments: [
      ([0x22, 0xFF, 0x22], 1, "0xFF"), ([0x22, 0x61, 0xC3, 0x22], 2, "0xC3"),
      ([0x22, 0xC0, 0x80, 0x22], 1, "0xC0"), ([0x22, 0xED, 0xA0, 0x80, 0x22], 1, "0xED"),
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], 1, "0xF4"),
      ([0x22, 0xC3, 0xA9, 0x80, 0x22], 3, "0x80"),
      ([0x22, 0x5C, 0x6E, 0xE2, 0x82, 0x22], 3, "0xE2"),
      ([0x22, 0xF0, 0x80, 0x80, 0x80, 0x22], 1, "0xF0"),
      ([0xFF], 0, "0xFF"), ([0x5B, 0x80, 0x5D], 1, "0x80"),
    ] as [([UInt8], Int, String)])
  func refusesBadUTF8(bytes: [UInt8], offset: Int, byte: String) {
    let error = #expect(throws: InputError.self) { try JSONParser.parse(bytes) }
    #expect(error?.offset == offset)
    #expect(error?.message.contains(byte) == true)
  }

  @Test("says that UTF-16 begins with a byte order mark")
  func refusesUTF16() {
    let error = #expect(throws: InputError.self) { try JSONParser.parse([0xFF, 0xFE, 0x31, 0]) }
    #expect(error?.message == "the text begins with a byte order mark")
  }

  @Test("knows where every value and every name stood")
  func offsets() throws {
    let json = try JSONParser.parse(Array(#" {"é": [10, "x"], "b":true}"#.utf8))
    guard case .object(let members) = json.value, case .array(let elements)? = json["é"]?.value
    else {
      Issue.record("not the object that was written")
      return
    }
    #expect(json.offset == 1)
    #expect(members.map(\.keyOffset) == [2, 19])
    #expect(members.map(\.value.offset) == [8, 23])
    #expect(elements.map(\.offset) == [9, 13])
  }

  @Test("refuses a second member of one name and tells both places")
  func duplicates() throws {
    let text = Array("{\"a\": 1,\n \"layers\": {\"t\": 1, \"u\": 2,\n \"\\u0074\": 3}}".utf8)
    let error = try #require(throws: InputError.self) { try JSONParser.parse(text) }
    #expect(error.code == .duplicate)
    #expect(error.path == "layers")
    let located = text.withUnsafeBytes { error.located(in: $0, named: "x.json") }
    #expect(
      located.description
        == #"""
        x.json:3:2: layers: the object has two members "t" (the first stands at line 2, \#
        column 13)
        """#
    )
    let many = "{" + (0..<500).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
    #expect(throws: Never.self) { try JSONParser.parse(Array((many + "}").utf8)) }
    let late = #expect(throws: InputError.self) {
      try JSONParser.parse(Array((many + ",\"k3\":1}").utf8))
    }
    #expect(late?.message == #"the object has two members "k3""#)
    #expect(late?.firstOffset == 22)
  }

  @Test("takes each limit exactly and refuses one past it")
  func limits() throws {
    let limits = JSONLimits(depthMax: 3, objectKeysMax: 2, stringBytesMax: 4)
    func code(_ text: String) -> InputError.Code? {
      do throws(InputError) {
        _ = try JSONParser.parse(Array(text.utf8), limits: limits)
        return nil
      } catch { return error.code }
    }
    #expect(code("[[[1]]]") == nil)
    #expect(code("[[[[1]]]]") == .limit)
    #expect(code("[{\"a\":{}},[[]]]") == nil)
    #expect(code("[{\"a\":{\"b\":{}}}]") == .limit)
    #expect(code(#"{"a":1,"b":2}"#) == nil)
    #expect(code(#"{"a":1,"b":2,"c":3}"#) == .limit)
    #expect(code(#""éé""#) == nil)
    #expect(code(#""ééa""#) == .limit)
    #expect(code(#""\n\n\n\n""#) == nil)
    #expect(code(#""\n\n\n\n\n""#) == .limit)
    #expect(code(#"{"abcde":1}"#) == .limit)
    let digits = String(repeating: "1", count: 300) + "." + String(repeating: "1", count: 723)
    #expect(code(digits) == nil)
    #expect(code(digits + "1") == .limit)
  }

  @Test("stays within its stack at a hundred thousand opening brackets")
  func hostileDepth() {
    for opening in ["[", "{\"a\":", "[{\"a\":"] {
      let text = String(repeating: opening, count: 100_000)
      let error = #expect(throws: InputError.self) { try JSONParser.parse(Array(text.utf8)) }
      #expect(error?.code == .limit)
    }
  }

  @Test("reads the deepest text that a limit may allow on a thread's small stack")
  func smallStack() throws {
    let depth = try #require(LimitName.all.first { $0.name == "jsonDepthMax" }).range.upperBound
    let text = Array(
      (String(repeating: #"[{"a":"#, count: depth / 2) + "1"
        + String(repeating: "}]", count: depth / 2)).utf8)
    let limits = JSONLimits(depthMax: depth)
    let written = Mutex("")
    let thread = Thread {
      let json = try? JSONParser.parse(text, limits: limits)
      written.withLock { $0 = json.map { JSONWriter.text(of: $0) } ?? "refused" }
    }
    thread.stackSize = 512 * 1_024
    thread.start()
    while !thread.isFinished { usleep(1_000) }
    #expect(written.withLock { $0 } == String(decoding: text, as: UTF8.self))
  }

  @Test("tells the path of a place it refuses")
  func paths() {
    let error = #expect(throws: InputError.self) {
      try JSONParser.parse(Array(#"{"cards":[0,{"lay ers":{"t":[1,x]}}]}"#.utf8))
    }
    #expect(error?.path == #"cards[1]["lay ers"].t[1]"#)
  }

  @Test("rounds numbers as the standard library does")
  func rounding() throws {
    var random = SeededRandom(seed: 7)
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...19, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }.joined()
      var text = digits.drop { $0 == "0" }.isEmpty ? "0" : String(digits.drop { $0 == "0" })
      if Bool.random(using: &random) { text += ".\(Int.random(in: 0...99_999, using: &random))" }
      if Bool.random(using: &random) { text += "e\(Int.random(in: -40...40, using: &random))" }
      let json = try JSONParser.parse(Array(text.utf8))
      guard case .number(let number) = json.value else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(number == Double(text), "\(text)")
    }
  }
}

/// SplitMix64: the same numbers on every run.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }
}
