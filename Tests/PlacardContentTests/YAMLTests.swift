import PlacardCore
import Testing

@Suite("Front matter in YAML")
struct YAMLTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var read: String

    init(_ text: String, _ read: String) {
      self.text = text
      self.read = read
    }

    var testDescription: String { text }
  }

  static let scalars = [
    Case("a: 12", #"{"a":12}"#), Case("a: -7", #"{"a":-7}"#), Case("a: +3", #"{"a":3}"#),
    Case("a: 0x1F", #"{"a":31}"#), Case("a: 0o17", #"{"a":15}"#), Case("a: 017", #"{"a":17}"#),
    Case("a: 1.5", #"{"a":1.5}"#), Case("a: .5", #"{"a":0.5}"#), Case("a: 5.", #"{"a":5}"#),
    Case("a: 1e3", #"{"a":1000}"#), Case("a: 1.5E-1", #"{"a":0.15}"#),
    Case("a: 1e999", #"{"a":"1e999"}"#), Case("a: .inf", #"{"a":".inf"}"#),
    Case("a: .nan", #"{"a":".nan"}"#), Case("a: 1_000", #"{"a":"1_000"}"#),
    Case("a: 1:30", #"{"a":"1:30"}"#), Case("a: 0x", #"{"a":"0x"}"#),
    Case("a: 0x-1", #"{"a":"0x-1"}"#), Case("a: 1.2.3", #"{"a":"1.2.3"}"#),
    Case("a: '1'", #"{"a":"1"}"#), Case("a: \"true\"", #"{"a":"true"}"#),
    Case("a: true", #"{"a":true}"#), Case("a: False", #"{"a":false}"#),
    Case("a: TRUE", #"{"a":true}"#), Case("a: yes", #"{"a":"yes"}"#),
    Case("a: off", #"{"a":"off"}"#), Case("a:", #"{"a":null}"#), Case("a: ~", #"{"a":null}"#),
    Case("a: Null", #"{"a":null}"#), Case("a: nUll", #"{"a":"nUll"}"#),
    Case("a: 2024-01-02", #"{"a":"2024-01-02"}"#),
    Case("a: 2024-01-02T10:00:00+01:00", #"{"a":"2024-01-02T10:00:00+01:00"}"#),
    Case("a: !!str 12", #"{"a":"12"}"#), Case("a: !!int '12'", #"{"a":12}"#),
    Case("a: ! 12", #"{"a":"12"}"#), Case("a: !own 12", #"{"a":12}"#),
    Case("a: !!timestamp 2024-01-02", #"{"a":"2024-01-02"}"#),
    Case("a: it's # a comment", #"{"a":"it's"}"#), Case("a: x#y", #"{"a":"x#y"}"#),
    Case(#"a: "\u00e9\n\x41""#, #"{"a":"é\nA"}"#), Case("a: 'it''s'", #"{"a":"it's"}"#),
    Case("a: |\n  one\n  two\n", #"{"a":"one\ntwo\n"}"#),
    Case("a: >-\n  one\n  two\n", #"{"a":"one two"}"#),
    Case("a: one\n  two", #"{"a":"one two"}"#), Case("12: a", #"{"12":"a"}"#),
    Case("\"a b\": c", #"{"a b":"c"}"#), Case("ä: ü", #"{"ä":"ü"}"#),
  ]

  @Test("resolves scalars by the core schema", arguments: scalars)
  func scalar(one: Case) { #expect(Front.yaml(one.text) == one.read) }

  static let collections = [
    Case("", "{}"), Case("# nothing", "{}"), Case("{}", "{}"),
    Case("a: [1, two, [3]]", #"{"a":[1,"two",[3]]}"#), Case("a:\n- 1\n- 2", #"{"a":[1,2]}"#),
    Case("a: {b: {c: d}}", #"{"a":{"b":{"c":"d"}}}"#),
    Case("a:\n  b: 1\n  c:\n    - x: 1\n      y: 2", #"{"a":{"b":1,"c":[{"x":1,"y":2}]}}"#),
    Case("a: &x [1]\nb: *x", #"{"a":[1],"b":[1]}"#), Case("a: &x\nb: *x", #"{"a":null,"b":null}"#),
    Case("&k a: 1\nb: *k", #"{"a":1,"b":"a"}"#),
    Case("a: &x 1\nb: &x 2\nc: *x", #"{"a":1,"b":2,"c":2}"#),
    Case("d: &d {a: 1, b: 2}\ne:\n  <<: *d\n  b: 3", #"{"d":{"a":1,"b":2},"e":{"b":3,"a":1}}"#),
    Case("e:\n  b: 3\n  <<: {a: 1, b: 2}", #"{"e":{"b":3,"a":1}}"#),
    Case("e:\n  <<: [{a: 1}, {a: 2, c: 3}]", #"{"e":{"a":1,"c":3}}"#),
    Case("'<<': 1", #"{"<<":1}"#),
  ]

  @Test("makes lists, mappings, aliases and merged mappings", arguments: collections)
  func collection(one: Case) { #expect(Front.yaml(one.text) == one.read) }

  static let mistakes = [
    Case(
      "title: Foo: bar",
      "2:11: not YAML: mapping values are not allowed in this context "
        + "(a text with a colon and a blank in it stands in quotes)"),
    Case(
      "title: @home",
      "2:8: not YAML: found character that cannot start any token while scanning for the next "
        + #"token (a text that begins with "@" stands in quotes)"#),
    Case(
      "a:\n\tb: 1",
      "3:1: not YAML: found character that cannot start any token while scanning for the next "
        + "token (YAML is indented with blanks, not tabs)"),
    Case(
      "ä: \"open",
      "2:4: not YAML: found unexpected end of stream while scanning a quoted scalar "
        + "(the quote that begins here is not closed)"),
    Case(
      "a: 1\nb: 2\na: 3", #"4:1: the name "a" stands twice (the first stands at line 2, column 1)"#),
    Case(
      "a: *none",
      "2:4: no anchor &none stands before this alias (a text that begins with * stands in quotes)"),
    Case(
      "an: &anchor 1\nb: *anchr",
      "3:4: no anchor &anchr stands before this alias (did you mean *anchor?)"),
    Case(
      "a: &x [*x]",
      "2:8: no anchor &x stands before this alias (a text that begins with * stands in quotes)"),
    Case("? [a]\n: b", "2:3: a name that is no text (as in title: Hello)"),
    Case("<<: 1", "2:5: << merges mappings, not a number (as in <<: *defaults)"),
    Case("a: !!int x", #"2:4: "x" is no !!int"#),
    Case(#"a: "x\0""#, "2:4: a text may not hold U+0000"),
    Case(
      "- a\n- b", "2:1: the front matter is an array (it has names and values, as in title: Hello)"),
    Case(
      "hello", "2:1: the front matter is a string (it has names and values, as in title: Hello)"),
  ]

  @Test("names each mistake with its line and column", arguments: mistakes)
  func mistake(one: Case) { #expect(Front.yaml(one.text) == "page.md:" + one.read) }

  @Test("names bytes that are no UTF-8 and control characters")
  func bytes() {
    let bad = Front.read(Array("---\na: ".utf8) + [0xFF, 0x0A] + Array("---\n".utf8))
    #expect(bad.hasPrefix("page.md:2:") && bad.contains("UTF-8"))
    let control = Front.read(Array("---\na: x".utf8) + [0x07, 0x0A] + Array("---\n".utf8))
    #expect(control.hasPrefix("page.md:2:5: not YAML: control characters are not allowed"))
  }

  @Test("reads CR LF and counts its lines")
  func lineBreaks() {
    #expect(Front.read("---\r\na: 1\r\nb: 2\r\n---\r\n") == #"{"a":1,"b":2}"#)
    #expect(Front.read("---\r\na: 1\r\nb: x: y\r\n---\r\n").hasPrefix("page.md:3:5: not YAML"))
  }

  @Test("counts what aliases repeat, so that a few lines cannot become thousands of millions")
  func aliasBomb() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n"
    for level in 1...20 {
      let parts = Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", ")
      text += "a\(level): &a\(level) [\(parts)]\n"
    }
    let said = Front.yaml(text)
    #expect(said.contains("more than 10000 values, aliases repeated (limits.frontMatterValuesMax)"))
  }

  @Test("keeps the limits: at them, and one past them")
  func limits() {
    var limits = Limits()
    limits.frontMatterValuesMax = 6
    // The mapping, and each name and value.
    #expect(Front.yaml("a: 1\nb: x", limits: limits) == #"{"a":1,"b":"x"}"#)
    #expect(Front.yaml("a: 1\nb: [x, y]", limits: limits).contains("frontMatterValuesMax"))
    limits = Limits()
    limits.jsonDepthMax = 4
    #expect(Front.yaml("a: [[[1]]]", limits: limits) == #"{"a":[[[1]]]}"#)
    #expect(Front.yaml("a: [[[[1]]]]", limits: limits).contains("2:7: more than 4 levels"))
    limits = Limits()
    limits.jsonObjectKeysMax = 2
    #expect(Front.yaml("a: 1\nb: 2", limits: limits) == #"{"a":1,"b":2}"#)
    #expect(
      Front.yaml("a: 1\nb: 2\nc: 3", limits: limits).contains("4:1: a mapping of more than 2"))
    #expect(Front.yaml("a: 1\n<<: {b: 2, c: 3}", limits: limits).contains("more than 2 names"))
    limits = Limits()
    limits.jsonStringBytesMax = 4
    #expect(Front.yaml("a: four", limits: limits) == #"{"a":"four"}"#)
    #expect(Front.yaml("a: fives", limits: limits).contains("2:4: a text of more than 4 bytes"))
  }

  @Test("survives the deepest nesting that the limits can be set to, and more")
  func depth() {
    var limits = Limits()
    limits.jsonDepthMax = 128
    let deep = "a: " + String(repeating: "[", count: 127) + String(repeating: "]", count: 127)
    #expect(Front.yaml(deep, limits: limits).hasPrefix(#"{"a":[["#))
    let flood = "a: " + String(repeating: "[", count: 100_000)
    #expect(Front.yaml(flood, limits: limits).contains("more than 128 levels"))
  }
}
