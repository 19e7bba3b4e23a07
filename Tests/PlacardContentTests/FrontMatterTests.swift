import PlacardContent
import PlacardCore
import Testing

@Suite("Where front matter is")
struct FrontMatterTests {
  @Test("stands between marks or is an object, at the file's beginning")
  func spellings() {
    let cases = [
      ("---\na: 1\n---\nText\n", #"{"a":1}"#), ("---\na: 1\n---", #"{"a":1}"#),
      ("---\na: 1\n...\nText\n---\n", #"{"a":1}"#), ("---  \r\na: 1\r\n--- \r\nText", #"{"a":1}"#),
      ("\u{FEFF}---\na: 1\n---\n", #"{"a":1}"#), ("\n \n---\na: 1\n---\n", #"{"a":1}"#),
      ("---\n---\n", "{}"), ("---\na: |\n  x\n  ---\n---\n", #"{"a":"x\n---\n"}"#),
      ("+++\na = 1\n+++\nText", #"{"a":1}"#), ("\u{FEFF}+++\na = 1\n+++", #"{"a":1}"#),
      ("{\"a\": \"}\\\"{\", \"b\": {}}\nText {", #"{"a":"}\"{","b":{}}"#), ("{}\nText", "{}"),
      ("{\n  \"a\": 1\n}", #"{"a":1}"#),
    ]
    for (text, read) in cases { #expect(Front.read(text) == read, "\(text)") }
  }

  @Test("is not where a page only begins like it")
  func none() {
    for text in [
      "", "\n\n", "Text", "# Title\n---\n", "----\na: 1\n---\n", "--- a\n---\n", "-",
      "{{< figure >}}",
      "{% include x %}", "{: .lead}", "{", "++++\n", "\u{FEFF}", "- item\n",
    ] {
      #expect(Front.read(text) == "none", "\(text)")
    }
  }

  @Test("is all of a file in YAML, TOML or JSON")
  func data() {
    #expect(Front.read("a: 1\n", "data/x.yaml") == #"{"a":1}"#)
    #expect(Front.read("---\na: 1\n", "x.YML") == #"{"a":1}"#)
    #expect(Front.read("\u{FEFF}a = 1\n", "x.toml") == #"{"a":1}"#)
    #expect(Front.read(" {\"a\": 1}\n", "x.json") == #"{"a":1}"#)
    #expect(Front.read("", "x.yaml") == "{}")
    #expect(
      Front.read("a: 1\n---\nb: 2\n", "x.yaml")
        == "x.yaml:2:1: a second document begins here (one is read)")
    #expect(Front.read("[1]", "x.json").hasPrefix("x.json:1:1: the front matter is an array"))
    #expect(Front.read("", "x.json").hasPrefix("x.json:1:1: expected a value"))
  }

  @Test("has to end")
  func unclosed() {
    #expect(
      Front.read("\n---\na: 1\n") == "page.md:2:1: the front matter that begins here has no end "
        + "(a line of --- ends it)")
    #expect(
      Front.read("+++\na = 1\n---\n")
        == "page.md:1:1: the front matter that begins here has no end "
        + "(a line of +++ ends it)")
    #expect(Front.read("{\"a\": 1").hasPrefix("page.md:1:8: expected a comma or }"))
  }

  @Test("places what is wrong in JSON in the file")
  func json() {
    #expect(
      Front.read("\n{\"ä\": 1,}\n") == "page.md:2:9: expected a member's name after the comma, "
        + #"found "}" (JSON has no trailing commas)"#)
    #expect(
      Front.read("\n{\"a\": 1,\n \"a\": 2}\n") == "page.md:3:2: the object has two members "
        + #""a" (the first stands at line 2, column 2)"#)
  }

  @Test("is found the same however much of the file is there, once enough is")
  func pieces() throws {
    for text in [
      "---\na: 1\n---\nText\n", "\u{FEFF}\n+++\na = 1\n+++\nText\n",
      "{\"a\": {\"b\": \"}\"}} Text\n",
      "No front matter at all\n", "{{< x >}}\n", "---- x\n", "---\na: 1\n...",
    ] {
      let bytes = Array(text.utf8)
      let whole = try FrontMatter.find(in: bytes, isWhole: true, name: "page.md")
      for count in 0..<bytes.count {
        let found = try FrontMatter.find(
          in: Array(bytes[..<count]), isWhole: false, name: "page.md")
        #expect(found == .needsMore || found == whole, "\(text) at \(count)")
      }
    }
  }

  @Test("values know where they stand in the file")
  func offsets() throws {
    for text in [
      "é\n---\nä: ü\nb: [x, 12]\n---\n", "+++\n'ä' = 'ü'\nb = ['x', 12]\n+++\n",
      "{\"ä\": \"ü\", \"b\": [\"x\", 12]}",
    ] {
      // The first is read without its first line.
      let bytes = Array(text.utf8.drop { $0 > 0x7F })
      guard
        case .frontMatter(let front) = try FrontMatter.find(
          in: bytes, isWhole: true, name: "page.md")
      else {
        Issue.record("no front matter in \(text)")
        continue
      }
      let json = try front.parse(bytes, limits: Limits())
      guard case .array(let elements)? = json["b"]?.value else {
        Issue.record("no list in \(text)")
        continue
      }
      #expect(bytes[elements[1].offset...].starts(with: "12".utf8), "\(text)")
      let start = json["ä"]?.offset ?? 0
      let beginning: [UInt8] = Array(bytes[start...].prefix(3))
      #expect(beginning.contains(0xC3), "\(text)")
    }
  }
}
