import Foundation
import Testing

@Suite("Bad cards: one sentence each, with place, path and the nearest name")
struct BadManifestTests {
  /// A line of a manifest and what is said of it, after file and line.
  struct Slip: Sendable, CustomTestStringConvertible {
    var line: String
    var code: String
    var said: String

    init(_ line: String, _ code: String, _ said: String) {
      self.line = line
      self.code = code
      self.said = said
    }

    var testDescription: String { line }
  }

  static let slips = [
    Slip(
      #"{"id": "x", "templateId": "plian"}"#, "unknown_template",
      #"27: templateId: there is no template “plian” (did you mean “plain”?) [card x]"#),
    Slip(
      #"{"id": "x", "layers": {"titel": {"text": "T"}}}"#, "unknown_layer",
      #"24: layers.titel: the template has no layer "titel" (did you mean "title"?) [card x]"#),
    Slip(
      #"{"id": "x", "layers": {"title": {"txt": "T"}}}"#, "unknown_property",
      #"34: layers.title.txt: text layer "title" has no property "txt" (did you mean "text"?) [card x]"#
    ),
    Slip(
      #"{"id": "x", "variables": {"tilte": "T"}}"#, "unknown_variable",
      #"27: variables.tilte: the template has no variable "tilte" (did you mean "title"?) [card x]"#
    ),
    Slip(
      #"{"id": "x", "layers": {"title": {"text": 5}}}"#, "wrong_type",
      #"42: layers.title.text: expected a string, found 5 [card x]"#),
    Slip(
      #"{"id": "x", "variables": {"title": true}}"#, "wrong_type",
      #"36: variables.title: expected a string, as variable "title" is a text, found true [card x]"#
    ),
    Slip(
      #"{"id": "x", "layers": {"title": {"fontSize": 99999}}}"#, "out_of_range",
      #"46: layers.title.fontSize: expected a number from 1 to 2000, found 99999 [card x]"#),
    Slip(
      #"{"id": "x", "layers": ["title"]}"#, "wrong_type",
      #"23: layers: expected an object, found an array [card x]"#),
    Slip(
      #"{"id": "x", "layers": {"title": {"fontFamily": "DejaVu Sons"}}}"#, "unknown_font",
      #"48: layers.title.fontFamily: the site has no font family “DejaVu Sons” "#
        + #"(the nearest is “DejaVu Sans”) [card x]"#),
    Slip(
      #"{"id": "x", "templateId": "badge", "layers": {"logo": {"image_url": "assets/rad.png"}}}"#,
      "missing_asset",
      #"69: layers.logo.image_url: there is no file “assets/rad.png” in the site's folder "#
        + #"(the nearest name there is “red.png”) [card x]"#),
    Slip(
      #"{"id": "x", "templateId": "badge", "layers": {"logo": {"imageUrl": "site.json"}}}"#,
      "bad_asset",
      #"68: layers.logo.image_url: reading a picture: the bytes are of no known picture format "#
        + #"(PNG, JPEG, WebP, GIF, AVIF and, from the site's folder, SVG are allowed) [card x]"#),
    Slip(
      #"{"id": "x", "templateId": "badge", "layers": {"logo": {"image_url": "assets"}}}"#,
      "bad_asset",
      #"69: layers.logo.image_url: “assets” is a directory (a picture's file is wanted) [card x]"#),
    Slip(
      #"{"id": "x", "templateId": "badge", "layers": {"logo": {"image_url": "../etc/x.png"}}}"#,
      "refused_asset",
      #"69: layers.logo.image_url: "../etc/x.png" leads out of the site's folder "#
        + #"(as in assets/logo.png) [card x]"#),
    Slip(
      #"{"id": "x", "formats": ["png", "pgn"]}"#, "out_of_range",
      #"32: formats[1]: expected one of png, jpeg, jpg, webp, avif, found "pgn" [card x]"#),
    Slip(
      #"{"id": "x", "scales": [4]}"#, "out_of_range",
      #"24: scales[0]: expected a scale from 1 to 3 with at most two decimals, found 4 [card x]"#),
    Slip(
      #"{"id": "x", "locales": {"de": {"layers": {"titel": {"text": "T"}}}}}"#, "unknown_layer",
      #"43: locales.de.layers.titel: the template has no layer "titel" (did you mean "title"?) "#
        + "[card x]"),
    Slip(
      #"{"id": "x", "temlateId": "plain"}"#, "unknown_member",
      #"13: unknown member "temlateId" (did you mean "templateId"?) [card x]"#),
    Slip(
      #"{"id": "../x"}"#, "out_of_range",
      #"8: id: expected an id, found "../x" "#
        + #"(letters, digits and . _ / - , without empty segments, "." or "..")"#),
    Slip(
      #"{"templateId": "plain"}"#, "missing_value",
      #"1: the member "id" is missing"#),
    Slip(
      #"{"id": "x", "layers": {"title": {"text": "T"}}"#, "invalid_syntax",
      #"47: expected a comma or } after an object's member, found the end of the text [card x]"#),
    Slip(
      #"{"id": "x", "id": "y"}"#, "duplicate",
      #"13: the object has two members "id" (the first stands at line 2, column 2) [card x]"#),
    Slip("id,templateId", "invalid_syntax", #"1: expected a value, found "id""#),
  ]

  @Test(arguments: slips)
  func slip(slip: Slip) throws {
    let site = try TestSite()
    try site.manifest([#"{"defaults": {"templateId": "plain"}}"#, slip.line, #"{"id": "good"}"#])
    let ran = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(ran.status == 1)
    #expect(ran.errors == "cards.jsonl:2:\(slip.said)\n")
    #expect(ran.text.hasPrefix("2 cards, ") && ran.text.contains(": 1 rendered, 0 reused, "))
    #expect(Array(try site.pages().keys) == ["good"])
    let report = try site.build()
    #expect(report.failures.map(\.code) == [slip.code])
    #expect(report.failures.map(\.line) == [2] && report.reused == 1)
  }

  @Test("A card of a JSON document is placed by line, column and its path in the file")
  func document() throws {
    let site = try TestSite()
    try site.write(
      "cards.json",
      """
      { "defaults": {"templateId": "plain"},
        "cards": [
          {"id": "good"},
          {"id": "x",
           "layers": {"title": {"fontSize": "big"}}} ] }
      """)
    let ran = try site.run("build", "cards.json", "--site", ".")
    #expect(ran.status == 1)
    #expect(
      ran.errors == "cards.json:5:39: cards[1].layers.title.fontSize: "
        + "expected a number from 1 to 2000, found \"big\" [card x]\n")
  }

  @Test("Failures are listed in the order of the manifests and their lines")
  func order() throws {
    let site = try TestSite()
    for name in ["b.jsonl", "a.jsonl"] {
      try site.manifest(
        (0..<30).map {
          #"{"id": "\#(name)/\#($0)", "templateId": "badge", "#
            + #""layers": {"logo": {"image_url": "\#($0 % 2 == 0 ? "none.png" : "site.json")"}}}"#
        }, name)
    }
    let report = try site.build(["b.jsonl", "a.jsonl"])
    #expect(
      report.failures.map(\.card)
        == ["b.jsonl", "a.jsonl"].flatMap { name in (0..<30).map { "\(name)/\($0)" } })
  }

  struct Whole: Sendable, CustomTestStringConvertible {
    var name: String
    var text: String
    var said: String
    var testDescription: String { text }
  }

  @Test(
    "A manifest that cannot be read as a whole ends the build before anything is published",
    arguments: [
      Whole(
        name: "bad.json", text: "{ \"cards\": [ {\"id\": \"a\"},, {\"id\": \"b\"}] }",
        said: #"bad.json:1:26: cards[1]: expected a value, found ",""#),
      Whole(
        name: "bad.json", text: "{ \"crads\": [] }",
        said: #"bad.json:1:3: unknown member "crads" (did you mean "cards"?)"#),
      Whole(name: "bad.json", text: "[]", said: #"bad.json:1:1: expected an object, found "[""#),
      Whole(
        name: "bad.json", text: "",
        said: "bad.json:1:1: expected an object, found the end of the text"),
      Whole(
        name: "bad.jsonl", text: "{\"defaults\": {\"templateId\": 7}}\n{\"id\": \"a\"}\n",
        said: "bad.jsonl:1:29: defaults.templateId: expected a string, found 7"),
      Whole(name: "bad.yaml", text: "cards: []", said: "bad.yaml: "),
    ])
  func wholes(whole: Whole) throws {
    let site = try TestSite()
    try site.manifest([#"{"id": "good", "templateId": "plain"}"#])
    #expect(try site.build().status == 0)
    let before = try site.pages()
    try site.write(whole.name, whole.text)
    let ran = try site.run("build", "cards.jsonl", whole.name, "--site", ".", "--json")
    #expect(ran.status == 3)
    #expect(ran.output.isEmpty)
    #expect(ran.errors.hasPrefix("placard: " + whole.said))
    #expect(ran.errors.filter { $0 == "\n" }.count == 1)
    #expect(try site.pages() == before)
  }

  @Test("A manifest that is not there is named before anything is done")
  func missing() throws {
    let site = try TestSite()
    try site.manifest([#"{"id": "good", "templateId": "plain"}"#])
    let ran = try site.run("build", "cards.jsonl", "crads.jsonl", "--site", ".")
    #expect(ran.status == 3)
    #expect(ran.errors == "placard: crads.jsonl: there is no such manifest\n")
    let folder = try site.run("build", "assets", "--site", ".")
    #expect(folder.status == 3)
    #expect(folder.errors == "placard: assets: it is not a regular file\n")
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
  }
}
