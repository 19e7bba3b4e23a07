import Foundation
import Testing

@Suite("Bad sites: exit status 3 and one sentence")
struct BadSiteTests {
  struct Slip: Sendable, CustomTestStringConvertible {
    var text: String
    var said: String

    init(_ text: String, _ said: String) {
      self.text = text
      self.said = said
    }

    var testDescription: String { text }
  }

  private func refused(_ site: TestSite) throws -> String {
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    let ran = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(ran.status == 3)
    #expect(ran.output.isEmpty)
    return ran.errors
  }

  @Test(arguments: [
    Slip(
      #"{"fonts": ["fonts/DejaVuSans.ttf"] "lang": "en"}"#,
      "1:36: expected a comma or } after an object's member, found a double quote"),
    Slip("{\n  \"font\": []}", #"2:3: unknown member "font" (did you mean "fonts"?)"#),
    Slip(
      #"{"limits": {"storeMapBites": 1}}"#,
      #"1:13: limits: unknown member "storeMapBites" (did you mean "storeMapBytes"?)"#),
    Slip(
      #"{"limits": {"storeMapBytes": 10}}"#,
      "1:30: limits.storeMapBytes: expected a whole number from 1048576 to 70368744177664, found 10"
    ),
    Slip(
      #"{"encode": {"effort": "fastest"}}"#,
      #"1:23: encode.effort: expected one of fast, balanced, small, found "fastest""#),
    Slip(#"{"fonts": "fonts"}"#, #"1:11: fonts: expected an array, found "fonts""#),
    Slip(
      #"{"fonts": ["fonts/None.ttf"]}"#,
      " fonts[0]: there is no font file or directory “fonts/None.ttf” "
        + "(a path from the site's folder or an absolute one; is its package installed?)"),
    Slip(
      #"{"defaultFont": "Deja Vu Sans"}"#,
      " defaultFont: the site has no font family “Deja Vu Sans” (the nearest is “DejaVu Sans”)"),
  ])
  func configuration(slip: Slip) throws {
    let site = try TestSite()
    try site.write("site.json", slip.text)
    let said = try refused(site)
    #expect(said == "placard: ./site.json:\(slip.said)\n")
    let rendered = try site.run("render", "bare", "--site", ".", "-o", "-")
    #expect(rendered.status == 3 && rendered.output.isEmpty)
    #expect(rendered.errors == "placard: ./site.json:\(slip.said)\n")
  }

  @Test(arguments: [
    Slip(
      "{\"id\": \"broken\",\n \"jsonData\": {\"canvas\": {},, \"layers\": []}}",
      #"2:28: jsonData: expected a member's name in double quotes, found ",""#),
    Slip(
      #"{"id": "other", "name": "x", "jsonData": {"canvas": {"width": 9, "height": 9}, "layers": []}}"#,
      "1:8: id: the file is named “broken.json”, its id is “other” "
        + "(the file of a template is named <id>.json)"),
    Slip(
      #"{"id": "broken", "name": "x", "jsonData": {"canvas": {"width": 9, "hieght": 9}, "layers": []}}"#,
      #"1:67: jsonData.canvas: unknown member "hieght" (did you mean "height"?)"#),
    Slip(
      #"{"id": "broken", "name": "x", "jsonData": {"canvas": {"width": 64000, "height": 9}}}"#,
      "1:64: jsonData.canvas.width: expected a whole number from 1 to 6144, found 64000"),
    Slip(
      #"{"id": "broken", "name": "x", "jsonData": {"canvas": {"width": 9, "height": 9}, "#
        + "\n" + #""layers": [{"name": "a", "type": "txet"}]}}"#,
      #"2:34: jsonData.layers[0].type: layer "a": "txet" is not a type of layers "#
        + #"(did you mean "text"?)"#),
    Slip(
      #"{"id": "broken", "name": "x", "jsonData": {"canvas": {"width": 9, "height": 9}, "#
        + "\n" + #""layers": [{"name": "a", "type": "text", "x": 0, "y": 0, "width": 9, "#
        + #""height": 9, "text": "{{ttile}}"}], "variables": [{"name": "title", "type": "text"}]}}"#,
      #"2:91: jsonData.layers[0].text: layer "a": the template declares no variable "ttile" "#
        + #"(did you mean "title"?)"#),
  ])
  func template(slip: Slip) throws {
    let site = try TestSite()
    try site.write("templates/broken.json", slip.text)
    let said = try refused(site)
    #expect(said == "placard: ./templates/broken.json:\(slip.said)\n")
  }

  @Test("A template that breaks later takes no published card away")
  func templateBreaks() throws {
    let site = try TestSite()
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    #expect(try site.build().status == 0)
    let before = try site.pages()
    try site.write("templates/bare.json", "{")
    #expect(try site.run("build", "cards.jsonl", "--site", ".").status == 3)
    #expect(try site.pages() == before)
    try site.write("templates/bare.json", TestSite.bare)
    #expect(try site.build().rendered == 0)
  }

  @Test("A file that is no font is named")
  func badFont() throws {
    let site = try TestSite()
    try site.write("fonts/DejaVuSans.ttf", "no font")
    #expect(
      try refused(site)
        == "placard: font file \(site.path)/fonts/DejaVuSans.ttf is not a TrueType, "
        + "OpenType or WOFF font\n")
  }

  @Test("A site without fonts can have cards without text, and says so of the others")
  func noFonts() throws {
    let site = try TestSite()
    try site.remove("fonts")
    try site.write("site.json", "{}")
    try site.manifest([
      #"{"id": "a", "templateId": "bare"}"#, #"{"id": "b", "templateId": "plain"}"#,
    ])
    let ran = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(ran.status == 1)
    #expect(
      ran.errors == "cards.jsonl:2:1: layers.title: the site has no fonts "
        + "(put some into fonts/, or list them in site.json) [card b]\n")
    #expect(Array(try site.pages().keys) == ["a"])
  }

  @Test("A folder that is no site")
  func noSite() throws {
    let site = try TestSite()
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    for folder in ["elsewhere", "site.json"] {
      let ran = try site.run("build", "cards.jsonl", "--site", folder)
      #expect(ran.status == 3)
      #expect(
        ran.errors == "placard: there is no site folder \(folder) "
          + "(--site takes the folder that holds site.json and templates/)\n")
    }
  }
}
