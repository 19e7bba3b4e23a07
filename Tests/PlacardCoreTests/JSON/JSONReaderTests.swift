import PlacardCore
import Testing

@Suite("Reading JSON by name and type")
struct JSONReaderTests {
  private func reader(_ text: String, path: String = "") throws -> JSONReader {
    try JSONReader(JSONParser.parse(Array(text.utf8)), path: path)
  }

  @Test("gives each type as it stands, and nil for what is absent or null")
  func values() throws {
    let reader = try reader(
      #"{"s":"x","n":1.5,"i":7,"b":true,"o":{"k":1},"a":[1],"l":["p","q"],"z":null}"#)
    #expect(try reader.string("s") == "x")
    #expect(try reader.number("n") == 1.5)
    #expect(try reader.integer("i", in: 0...9) == 7)
    #expect(try reader.bool("b"))
    #expect(try reader.object("o").integer("k", in: 1...1) == 1)
    #expect(try reader.array("a").count == 1)
    #expect(try reader.optionalStrings("l") == ["p", "q"])
    for name in ["z", "missing"] {
      #expect(try reader.optionalString(name) == nil)
      #expect(try reader.optionalNumber(name) == nil)
      #expect(try reader.optionalInteger(name, in: 0...1) == nil)
      #expect(try reader.optionalBool(name) == nil)
      #expect(try reader.optionalObject(name) == nil)
      #expect(try reader.optionalArray(name) == nil)
      #expect(try reader.optionalStrings(name) == nil)
    }
  }

  @Test("names the path, what was expected and what was found")
  func errors() throws {
    let reader = try reader(
      #"{"size":"big","deep":{"list":[1,{}]},"half":1.5,"huge":1e300,"flag":"yes"}"#, path: "at")
    func message(_ read: () throws -> Void) -> String {
      do {
        try read()
        return "no error"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message { _ = try reader.number("size") } == #"at.size: expected a number, found "big""#)
    #expect(
      message { _ = try reader.object("deep").optionalStrings("list") }
        == "at.deep.list[0]: expected a string, found 1")
    #expect(
      message { _ = try reader.string("deep") } == "at.deep: expected a string, found an object")
    #expect(
      message { _ = try reader.integer("half", in: 1...3) }
        == "at.half: expected a whole number from 1 to 3, found 1.5")
    #expect(
      message { _ = try reader.integer("huge", in: 1...3) }
        == "at.huge: expected a whole number from 1 to 3, found 1e+300")
    #expect(
      message { _ = try reader.required("half").number(at: "x", in: 2...3.5) }
        == "x: expected a number from 2 to 3.5, found 1.5")
    #expect(
      message { _ = try reader.bool("flag") } == #"at.flag: expected true or false, found "yes""#)
    #expect(message { _ = try reader.string("lost") } == #"at: the member "lost" is missing"#)
    #expect(message { _ = try reader.object("half") } == "at.half: expected an object, found 1.5")
    #expect(message { _ = try reader.array("half") } == "at.half: expected an array, found 1.5")
  }

  @Test("refuses an unknown member with the nearest known one, or all when they are few")
  func unknownMembers() throws {
    let reader = try reader(#"{"width":1,"heigth":2}"#)
    let near = #expect(throws: InputError.self) {
      try reader.refuseUnknownMembers(allowed: ["width", "height"])
    }
    #expect(
      near?.description == #"unknown member "heigth" (did you mean "height"?)"#)
    #expect(near?.offset == 11)
    let far = #expect(throws: InputError.self) {
      try reader.refuseUnknownMembers(allowed: ["width", "x", "y"])
    }
    #expect(far?.hint == "known are width, x, y")
    #expect(throws: Never.self) {
      try reader.refuseUnknownMembers(allowed: ["heigth", "width"])
    }
  }

  @Test("shows long values shortened, on one line, and never cuts a scalar")
  func excerpts() {
    let long = JSON(.string(String(repeating: "é", count: 100)))
    #expect(long.excerpt.unicodeScalars.count == 40)
    #expect(long.excerpt.hasSuffix("…\""))
    #expect(JSON(.string("a\nb\"")).excerpt == #""a\nb\"""#)
    #expect(JSON(.string(String(repeating: "x", count: 38))).excerpt.count == 40)
    #expect(JSON(.string(String(repeating: "x", count: 39))).excerpt.count == 40)
    #expect(JSON(.string(String(repeating: "\n", count: 39))).excerpt.count <= 40)
    #expect(
      JSON(.string("a\u{1B}[2J\u{9B}\u{202E}\u{E0001}")).excerpt
        == #""a\u001b[2J\u009b\u202e\udb40\udc01""#)
    #expect(JSON(.array([])).excerpt == "an array")
    #expect(JSON(.null).excerpt == "null")
    #expect(JSON(.number(-0.25)).excerpt == "-0.25")
  }
}

@Suite("Writing JSON")
struct JSONWriterTests {
  @Test("sorts members by their bytes, at every level, only when asked to")
  func sorting() throws {
    let json = try JSONParser.parse(Array(#"{"é":1,"b":{"z":1,"a":2},"B":[{"y":1,"x":2}]}"#.utf8))
    #expect(JSONWriter.text(of: json) == #"{"B":[{"x":2,"y":1}],"b":{"a":2,"z":1},"é":1}"#)
    #expect(
      JSONWriter.text(of: json, sortsKeys: false)
        == #"{"é":1,"b":{"z":1,"a":2},"B":[{"y":1,"x":2}]}"#)
  }

  @Test("every double reads back as itself")
  func numbers() throws {
    var random = SeededRandom(seed: 3)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      guard number.isFinite else { continue }
      let text = JSONWriter.text(of: number)
      let json = try JSONParser.parse(Array(text.utf8))
      guard case .number(let again) = json.value else {
        Issue.record("\(text) is no number")
        continue
      }
      #expect(again == number)
    }
    #expect(JSONWriter.text(of: -0.0) == "0")
    #expect(JSONWriter.text(of: 64) == "64")
    #expect(JSONWriter.text(of: 0.1) == "0.1")
  }
}
