import PlacardCore
import Testing

@Suite("Front matter in TOML")
struct TOMLTests {
  typealias Case = YAMLTests.Case

  static let values = [
    Case("a = 1", #"{"a":1}"#), Case("a = +99", #"{"a":99}"#), Case("a = -17", #"{"a":-17}"#),
    Case("a = 0", #"{"a":0}"#), Case("a = 5_349_221", #"{"a":5349221}"#),
    Case("a = 0xDEAD_beef", #"{"a":3735928559}"#), Case("a = 0o755", #"{"a":493}"#),
    Case("a = 0b1101_0110", #"{"a":214}"#), Case("a = 3.1415", #"{"a":3.1415}"#),
    Case("a = -0.01", #"{"a":-0.01}"#), Case("a = 5e+22", #"{"a":5e+22}"#),
    Case("a = 1e06", #"{"a":1000000}"#), Case("a = 6.626e-34", #"{"a":6.626e-34}"#),
    Case("a = 224_617.445_991", #"{"a":224617.445991}"#), Case("a = inf", #"{"a":"inf"}"#),
    Case("a = -nan", #"{"a":"-nan"}"#), Case("a = true", #"{"a":true}"#),
    Case("a = false # no", #"{"a":false}"#),
    Case("a = 1979-05-27T07:32:00Z", #"{"a":"1979-05-27T07:32:00Z"}"#),
    Case("a = 1979-05-27T00:32:00.999-07:00", #"{"a":"1979-05-27T00:32:00.999-07:00"}"#),
    Case("a = 1979-05-27 07:32:00", #"{"a":"1979-05-27 07:32:00"}"#),
    Case("a = 1979-05-27 # day", #"{"a":"1979-05-27"}"#),
    Case("a = 07:32:00.5", #"{"a":"07:32:00.5"}"#),
    Case("a = 2024-02-29", #"{"a":"2024-02-29"}"#),
    Case(#"a = "é\t\"\\ \u00E9 \U0001F600""#, #"{"a":"é\t\"\\ é 😀"}"#),
    Case(#"a = 'C:\new'"#, #"{"a":"C:\\new"}"#),
    Case("a = \"\"\"\none\ntwo\"\"\"", #"{"a":"one\ntwo"}"#),
    Case("a = \"\"\"one \\\n\n   two\"\"\"", #"{"a":"one two"}"#),
    Case("a = '''\n'x' \\ ''y'''''", #"{"a":"'x' \\ ''y''"}"#),
    Case("a = \"\"\"\"quoted\"\"\"\"", #"{"a":"\"quoted\""}"#), Case("a = ''", #"{"a":""}"#),
    Case("a = \"\"\"\"\"\"", #"{"a":""}"#),
    Case("a = [1, 'two', [3.0],]", #"{"a":[1,"two",[3]]}"#), Case("a = []", #"{"a":[]}"#),
    Case("a = [ # first\n  1,\n\n  2 # last\n]", #"{"a":[1,2]}"#),
    Case("a = {b = 1, c.d = 2}", #"{"a":{"b":1,"c":{"d":2}}}"#), Case("a = {}", #"{"a":{}}"#),
    Case("a = [{b = 1}, {b = 2}]", #"{"a":[{"b":1},{"b":2}]}"#),
  ]

  @Test("reads every kind of value", arguments: values)
  func value(one: Case) { #expect(Front.toml(one.text) == one.read) }

  static let tables = [
    Case("", "{}"), Case("# nothing", "{}"), Case("a-b_1 = 1\n1234 = 2", #"{"a-b_1":1,"1234":2}"#),
    Case("\"a b\" = 1\n'\"' = 2\n'' = 3", #"{"a b":1,"\"":2,"":3}"#),
    Case("a.b = 1\na . 'c.d' = 2\na.e.f = 3", #"{"a":{"b":1,"c.d":2,"e":{"f":3}}}"#),
    Case("3.14159 = 'pi'", #"{"3":{"14159":"pi"}}"#), Case("true = 1", #"{"true":1}"#),
    Case("[a]\nb = 1\n[a.c]\nd = 2\n[e . 'f']\n", #"{"a":{"b":1,"c":{"d":2}},"e":{"f":{}}}"#),
    Case("[a.b.c]\nd = 1\n[a]\ne = 2", #"{"a":{"b":{"c":{"d":1}},"e":2}}"#),
    Case("[a.b]\n[a]\nc.d = 1", #"{"a":{"b":{},"c":{"d":1}}}"#),
    Case("[a.b.c]\n[a]\nb.d = 1", #"{"a":{"b":{"c":{},"d":1}}}"#),
    Case("[a]\nb.c = 1\n[a.b.d]\ne = 2", #"{"a":{"b":{"c":1,"d":{"e":2}}}}"#),
    Case(
      "[[p]]\nn = 1\n[[p]]\n[[p]]\nn = 3\n[p.q]\nr = 4",
      #"{"p":[{"n":1},{},{"n":3,"q":{"r":4}}]}"#),
    Case(
      "[[f]]\nn = 'x'\n[f.g]\nc = 1\n[[f.v]]\nw = 1\n[[f.v]]\nw = 2\n[[f]]\n[[f.v]]\nw = 3",
      #"{"f":[{"n":"x","g":{"c":1},"v":[{"w":1},{"w":2}]},{"v":[{"w":3}]}]}"#),
    Case("a = 1\r\nb = '''x\r\ny'''\r", #"{"a":1,"b":"x\ny"}"#),
  ]

  @Test("builds tables by headers, dotted names and arrays of tables", arguments: tables)
  func table(one: Case) { #expect(Front.toml(one.text) == one.read) }

  static let twice = [
    Case("a = 1\na = 2", #"3:1: "a" stands twice (the first stands at line 2, column 1)"#),
    Case("a = 1\n\"a\" = 2", #"3:1: "a" stands twice (the first stands at line 2, column 1)"#),
    Case("[a]\n[a]", #"3:2: "a" stands twice (the first stands at line 2, column 2)"#),
    Case("[a]\nb = 1\n[a.b]", #"4:4: "b" stands twice (the first stands at line 3, column 1)"#),
    Case(
      "[a.b.c]\nz = 9\n[a]\nb.c.t = 1",
      #"5:3: "c" is whole and cannot be added to (the first stands at line 2, column 6)"#),
    Case(
      "[a.b]\n[a]\nb.c = 1",
      #"4:1: "b" is whole and cannot be added to (the first stands at line 2, column 4)"#),
    Case("[f]\na.c = 1\n[f.a]", #"4:4: "a" stands twice (the first stands at line 3, column 1)"#),
    Case(
      "[f]\na.c = 1\n[g]\n[f.a.c]", #"5:6: "c" stands twice (the first stands at line 3, column 3)"#
    ),
    Case(
      "a.b = 1\na.b.c = 2",
      #"3:3: "b" is whole and cannot be added to (the first stands at line 2, column 3)"#),
    Case(
      "a = {b = 1}\na.c = 2",
      #"3:1: "a" is whole and cannot be added to (the first stands at line 2, column 1)"#),
    Case(
      "a = {b = 1}\n[a.c]",
      #"3:2: "a" is whole and cannot be added to (the first stands at line 2, column 1)"#),
    Case("a = {b.c = 1, b = 2}", #"2:15: "b" stands twice (the first stands at line 2, column 6)"#),
    Case("a = [1]\n[[a]]", #"3:3: "a" stands twice (the first stands at line 2, column 1)"#),
    Case("[[a]]\n[a]", #"3:2: "a" stands twice (the first stands at line 2, column 3)"#),
    Case("[a.b]\n[[a]]", #"3:3: "a" stands twice (the first stands at line 2, column 2)"#),
    Case(
      "[[a.b]]\n[a]\nb.y = 2",
      #"4:1: "b" is whole and cannot be added to (the first stands at line 2, column 5)"#),
  ]

  @Test("refuses what stands twice, with both places", arguments: twice)
  func duplicate(one: Case) { #expect(Front.toml(one.text) == "page.md:" + one.read) }

  static let mistakes = [
    "a", "a =", "a = ", "= 1", "a = 1 b = 2", "a = 1\u{B}", "a b = 1", "a. = 1", ".a = 1",
    "a = 01", "a = 1_", "a = _1", "a = 1__0", "a = +0x1", "a = 0xG", "a = 0X1", "a = 1.", "a = .5",
    "a = 1.e5", "a = 1e", "a = 1e_5", "a = 03.14", "a = 9223372036854775808", "a = 1e999",
    "a = True", "a = null", "a = hello", "a = Inf", "a = 2024-13-01", "a = 2023-02-29",
    "a = 2024-01-01T25:00:00", "a = 2024-01-01T10:00", "a = 2024-01-01T10:00:00+0100",
    "a = 10:60:00", "a = 10:00:00.", "a = 2024-1-1", "a = \"open", "a = 'open", "a = \"x\ny\"",
    "a = \"\\x\"", "a = \"\\u12\"", "a = \"\\uD800\"", "a = \"\\U00110000\"", "a = \"\u{7}\"",
    "a = '''open", "a = \"\"\"open\"\"", "a = \"\"\"x\"\"\"\"\"\"", "a = [1", "a = [1 2]",
    "a = [,]", "a = [1,,2]", "a = {b = 1", "a = {b = 1,}", "a = {b = 1\n}", "a = {,}",
    "[a", "[a]]", "[]", "[a.]", "[[a]", "[[a] ]", "[a] b = 1", "[ [a]]", "\"\"\"a\"\"\" = 1",
    "a = 1 # \u{1}", "a = 1\rb = 2", "a = \"x\" 'y'",
  ]

  @Test("refuses what the language does not have, with a place", arguments: mistakes)
  func mistake(text: String) {
    let said = Front.toml(text)
    #expect(said.hasPrefix("page.md:2:") || said.hasPrefix("page.md:3:"), "\(said)")
  }

  @Test("says in words what is wrong")
  func words() {
    let said = [
      "title = Hello": #"2:9: not TOML: expected a value, found "Hello" (texts stand in quotes)"#,
      "a = None":
        #"2:5: not TOML: expected a value, found "None" (TOML has no null: leave the name out)"#,
      "title: Hello": #"2:6: not TOML: expected = after a name, found ":""#,
      "ä = 1":
        #"2:1: not TOML: expected a name, found "ä" (letters, digits, _ and -; any other stands in quotes)"#,
      "a = {b = 1\n}":
        "2:11: not TOML: expected a comma or } after a value, found the end of the line "
        + "(what stands in braces stands on one line)",
      "a = 99999999999999999999":
        #"2:5: the number "99999999999999999999" is too large (a text of digits stands in quotes)"#,
      "a = 'x":
        "2:5: not TOML: the text that begins here is not closed (a text of several lines stands in three quotes)",
    ]
    for (text, words) in said { #expect(Front.toml(text) == "page.md:" + words) }
    let bad = Front.read(Array("+++\na = \"ä".utf8) + [0xFF] + Array("\"\n+++\n".utf8))
    #expect(bad == "page.md:2:7: not UTF-8 (save the file as UTF-8)")
  }

  @Test("keeps the limits: at them, and one past them")
  func limits() {
    var limits = Limits()
    limits.jsonDepthMax = 4
    #expect(Front.toml("a = [[[1]]]", limits: limits) == #"{"a":[[[1]]]}"#)
    #expect(Front.toml("a = [[[[[1]]]]]", limits: limits).contains("more than 4 levels"))
    #expect(Front.toml("a.b.c.d.e.f = 1", limits: limits).contains("more than 4 levels"))
    #expect(
      Front.toml("[a.b]\nc.d = {e = {f.g = 1}}", limits: limits).contains("more than 4 levels"))
    limits = Limits()
    limits.jsonObjectKeysMax = 2
    #expect(Front.toml("a = 1\nb = 2", limits: limits) == #"{"a":1,"b":2}"#)
    #expect(
      Front.toml("a = 1\nb = 2\nc = 3", limits: limits).contains("4:1: a table of more than 2"))
    limits = Limits()
    limits.frontMatterValuesMax = 3
    #expect(Front.toml("a = [1, 2]", limits: limits) == #"{"a":[1,2]}"#)
    #expect(Front.toml("a = [1, 2, 3]", limits: limits).contains("2:12: more than 3 values"))
    limits = Limits()
    limits.jsonStringBytesMax = 4
    #expect(Front.toml("a = 'four'", limits: limits) == #"{"a":"four"}"#)
    #expect(Front.toml("a = 'fives'", limits: limits).contains("2:5: a text of more than 4 bytes"))
  }

  @Test("survives any nesting")
  func depth() {
    for text in [
      "a = " + String(repeating: "[", count: 100_000),
      "a = " + String(repeating: "{a=", count: 100_000),
      "[" + String(repeating: "a.", count: 100_000) + "a]",
      String(repeating: "a.", count: 100_000) + "a = 1",
    ] {
      #expect(Front.toml(text).contains("more than 64 levels"))
    }
  }
}
