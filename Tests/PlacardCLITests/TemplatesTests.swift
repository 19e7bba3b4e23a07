import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("templates")
struct TemplatesTests {
  /// What `templates import --json` prints.
  private struct Imported: Decodable {
    struct Refused: Decodable {
      var id: String
      var code: String
      var file: String?
      var line: Int?
      var column: Int?
      var path: String
      var message: String
      var hint: String?
    }

    var imported: [String]
    var deleted: [String]
    var unchanged: Int
    var refused: [Refused]
    var conflicts: [Refused]
  }

  private struct Listed: Decodable {
    struct Item: Decodable {
      var id: String
      var source: String
      var version: Int
      var updatedAt: String
    }

    var templates: [Item]
    var deleted: [String]
  }

  private func importAll(_ site: TestSite, _ options: String...) throws -> (Imported, Int32?) {
    let ran = try site.start(["templates", "import", "--site", ".", "--json"] + options).wait()
    return (try JSONDecoder().decode(Imported.self, from: Data(ran.output)), ran.status)
  }

  private func list(_ site: TestSite) throws -> Listed {
    let ran = try site.run("templates", "list", "--site", ".", "--json")
    #expect(ran.status == 0, "\(ran.errors)")
    return try JSONDecoder().decode(Listed.self, from: Data(ran.output))
  }

  private func withWriter(_ site: TestSite, _ body: (StoreWriter) throws -> Void) throws {
    let writer = try Store.open(
      at: site.path + "/.placard", create: false, options: StoreOptions(mapBytes: 268_435_456)
    ).writer()
    try body(writer)
    try writer.commit()
  }

  /// Does to the template `id` what a PUT does: a new name and revision, based on its file.
  private func edit(_ site: TestSite, _ id: String, name: String) throws {
    try withWriter(site) { writer in
      var record = try #require(try writer.pendingSnapshot().template(id))
      record.name = name
      record.source = .api
      record.updatedAt = 1_800_000_000
      try writer.putTemplate(record)
    }
  }

  @Test("Files are taken in, taken again when they change, and taken away when they are gone")
  func importing() throws {
    let site = try TestSite()
    var (report, status) = try importAll(site)
    #expect(report.imported == ["badge", "bare", "mono", "plain"] && status == 0)
    (report, status) = try importAll(site)
    #expect(report.imported.isEmpty && report.unchanged == 4 && status == 0)
    try site.write("templates/bare.json", TestSite.bare.replacing("#cc3333", with: "#33cc33"))
    try site.remove("templates/mono.json")
    try site.write("templates/plain.json", "{\n  \"id\": \"plain\",\n  \"jsonData\": 5 }")
    (report, status) = try importAll(site)
    #expect(report.imported == ["bare"] && report.deleted == ["mono"] && status == 1)
    let refused = try #require(report.refused.first)
    #expect(refused.id == "plain" && refused.file == "./templates/plain.json")
    #expect(refused.line == 3 && refused.column == 15 && refused.path == "jsonData")
    let ran = try site.run("templates", "import", "--site", ".")
    #expect(ran.status == 1)
    #expect(ran.text == "0 imported, 0 deleted, 2 unchanged, 1 refused, 0 in conflict\n")
    #expect(ran.errors.hasPrefix("placard: ./templates/plain.json:3:15: jsonData: expected"))
    let listed = try list(site)
    #expect(listed.templates.map(\.id) == ["badge", "bare", "plain"])
    #expect(listed.templates.map(\.version) == [1, 2, 1])
    #expect(listed.templates.allSatisfy { $0.source == "file" && $0.updatedAt.hasSuffix("Z") })
  }

  @Test("A template changed by file and by API is a conflict that names both, until one is chosen")
  func conflict() throws {
    let site = try TestSite()
    _ = try importAll(site)
    try edit(site, "plain", name: "By the API")
    // The file is still the one that the edit was made from.
    #expect(try importAll(site).1 == 0)
    #expect(try list(site).templates.first { $0.id == "plain" }?.source == "api")
    let changed = TestSite.plain.replacing("#cc3333", with: "#33cc33")
    try site.write("templates/plain.json", changed)
    let (report, status) = try importAll(site)
    #expect(status == 1 && report.refused.isEmpty)
    let conflict = try #require(report.conflicts.first)
    #expect(conflict.id == "plain" && conflict.code == "duplicate")
    #expect(conflict.file == "./templates/plain.json")
    #expect(
      conflict.message == "template “plain” was changed through the API (version 2, "
        + "2027-01-15T08:00:00Z) and its file was changed since")
    #expect(conflict.hint?.contains("templates import --force") == true)
    #expect(conflict.hint?.contains("templates export plain --force") == true)
    // A build says the same and makes nothing.
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    let built = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(built.status == 3 && built.errors.contains("was changed through the API"))
    let refused = try site.run("templates", "export", "plain", "--site", ".")
    #expect(refused.status == 1 && refused.text == "0 written, 0 unchanged, 1 refused\n")
    #expect(refused.errors.contains("--force here writes over it"))
    #expect(try site.read("templates/plain.json") == Array(changed.utf8))
    #expect(try importAll(site, "--force").0.imported == ["plain"])
    let listed = try #require(try list(site).templates.first { $0.id == "plain" })
    #expect(listed.source == "file" && listed.version == 3)
  }

  @Test("An export makes the store's version the site's file, and the template its file's")
  func exporting() throws {
    let site = try TestSite()
    _ = try importAll(site)
    try edit(site, "plain", name: "By the API")
    let ran = try site.run("templates", "export", "--site", ".")
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(ran.text == "1 written, 3 unchanged, 0 refused\n")
    #expect(ran.errors == "wrote ./templates/plain.json\n")
    let text = String(decoding: try site.read("templates/plain.json"), as: UTF8.self)
    #expect(text.hasPrefix("{\n  \"id\": \"plain\",\n  \"name\": \"By the API\",\n"))
    #expect(text.hasSuffix("}\n") && text.split(separator: "\n").allSatisfy { $0.count <= 120 })
    let (report, status) = try importAll(site)
    #expect(report.unchanged == 4 && status == 0)
    let listed = try #require(try list(site).templates.first { $0.id == "plain" })
    #expect(listed.source == "file" && listed.version == 2)
    #expect(try site.run("templates", "export", "--site", ".").text.hasPrefix("0 written, 4 un"))
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    // Another place is written and nothing noted; what is there already stays.
    try site.write("templates/bare.json", "mine")
    let away = try site.run(
      "templates", "export", "bare", "plain", "--site", ".", "--out", "templates")
    #expect(away.status == 1 && away.text == "0 written, 1 unchanged, 1 refused\n")
    #expect(try site.read("templates/bare.json") == Array("mine".utf8))
    let forced = try site.run(
      "templates", "export", "bare", "--site", ".", "--out", "out", "--json")
    #expect(forced.status == 0 && forced.text.contains(#""file":"out/bare.json""#))
    #expect(try !site.read("out/bare.json").isEmpty)
    let unknown = try site.run("templates", "export", "plan", "--site", ".")
    #expect(unknown.status == 3 && unknown.errors.contains("did you mean \"plain\"?"))
  }

  @Test("A template deleted through the API stays deleted until its file changes or is forced")
  func tombstone() throws {
    let site = try TestSite()
    _ = try importAll(site)
    try withWriter(site) { _ = try $0.buryTemplate("bare", now: 1_800_000_000) }
    #expect(try importAll(site).1 == 0)
    #expect(try list(site).deleted == ["bare"])
    #expect(try list(site).templates.map(\.id) == ["badge", "mono", "plain"])
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#])
    #expect(try site.build().failures.map(\.code) == ["unknown_template"])
    try site.write("templates/bare.json", TestSite.bare.replacing("#cc3333", with: "#33cc33"))
    let (report, status) = try importAll(site)
    #expect(status == 1)
    #expect(
      report.conflicts.map(\.message) == [
        "template “bare” was deleted through the API (version 1, 2027-01-15T08:00:00Z) "
          + "and its file was changed since"
      ])
    #expect(try importAll(site, "--force").0.imported == ["bare"])
    #expect(try list(site).templates.first { $0.id == "bare" }?.version == 2)
    // With its file gone there is nothing to be kept from coming back.
    try withWriter(site) { _ = try $0.buryTemplate("bare", now: 1_800_000_000) }
    try site.remove("templates/bare.json")
    #expect(try importAll(site).0.deleted.isEmpty)
    #expect(try list(site).deleted.isEmpty)
    try site.write("templates/bare.json", TestSite.bare)
    #expect(try importAll(site).0.imported == ["bare"])
  }

  /// A layer or variable list, the path and a part of the message.
  private static let bad: [(layers: String, place: String, says: String)] = [
    (
      #"{"name": "a", "type": "text", "width": 9, "height": 9, "fontFamily": "Nope"}"#,
      "3:83: jsonData.layers[0].fontFamily", "no font family “Nope”"
    ),
    (
      #"""
      {"name": "g", "type": "group", "width": 9, "height": 9, "layers": [
      {"name": "a b", "type": "image", "width": 9, "height": 9, "imageUrl": "assets/no.png"}]}
      """#,
      "4:71: jsonData.layers[0].layers[0].imageUrl", "assets/no.png"
    ),
    (
      #"{"name": "a", "type": "txt", "width": 9, "height": 9}"#, "3:36: jsonData.layers[0].type",
      "did you mean \"text\"?"
    ),
    (
      #"""
      {"name": "r", "type": "image", "width": 9, "height": 9, "image_url": "https://a.example/x"},
      {"name": "a", "type": "text", "width": 9, "height": 9, "fontFamily": "Nope"}
      """#, "4:70: jsonData.layers[1].fontFamily", "Nope"
    ),
  ]

  private func file(_ layers: String, variables: String = "") -> String {
    """
    {"id": "t", "jsonData": {
      "canvas": {"width": 10, "height": 10},
      "layers": [\(layers)],
      "variables": [\(variables)]}}
    """
  }

  @Test("A template that no build could use is refused at its place", arguments: bad.indices)
  func validation(_ index: Int) throws {
    let bad = Self.bad[index]
    let site = try TestSite()
    try site.write("templates/t.json", file(bad.layers))
    let ran = try site.run("templates", "validate", "--site", ".")
    #expect(ran.status == 1 && ran.text == "5 files checked: 1 no good\n")
    #expect(ran.errors.hasPrefix("placard: ./templates/t.json:\(bad.place): "), "\(ran.errors)")
    #expect(ran.errors.contains(bad.says), "\(ran.errors)")
  }

  @Test("What a template leaves to its cards is no error")
  func leftToCards() throws {
    let site = try TestSite()
    try site.write(
      "templates/t.json",
      file(
        #"""
        {"name": "a", "type": "image", "width": 9, "height": 9},
        {"name": "b", "type": "image", "width": 9, "height": 9, "image_url": "{{url}}"},
        {"name": "c", "type": "image", "width": 9, "height": 9, "image_url": "{{other}}"},
        {"name": "d", "type": "image", "width": 9, "height": 9, "image_url": "http://a.example/x"},
        {"name": "e", "type": "text", "width": 9, "height": 9, "color": "{{ink}}"},
        {"name": "f", "type": "text", "width": 9, "height": 9, "text": "a", "fontSize": "{{size}}"}
        """#,
        variables: #"""
          {"name": "url", "type": "text", "required": true}, {"name": "other", "type": "text"},
          {"name": "ink", "type": "text", "required": true},
          {"name": "size", "type": "number", "required": true}
          """#))
    let ran = try site.run("templates", "validate", "templates/t.json", "--site", ".")
    #expect(ran.status == 0 && ran.text == "1 file checked: all good\n", "\(ran.errors)")
  }

  @Test("Files are checked by themselves, and a missing one is bad input")
  func validatingFiles() throws {
    let site = try TestSite()
    let alone = try site.run("templates", "validate", "templates/badge.json", "--json")
    #expect(alone.status == 0 && alone.text == #"{"files":1,"errors":[]}"# + "\n")
    let ran = try site.run("templates", "validate", "templates/no.json", "templates/badge.json")
    #expect(ran.status == 3 && ran.text == "2 files checked: 1 no good\n")
    #expect(ran.errors.hasPrefix("placard: templates/no.json: "))
    try site.write("templates/two.json", #"{"id": "two", "id": "two"}"#)
    let json = try site.run("templates", "validate", "templates/two.json", "--json")
    #expect(json.status == 1)
    #expect(json.text.contains(#""code":"duplicate","file":"templates/two.json","line":1,"#))
    let nothing = try site.run("templates", "validate")
    #expect(nothing.status == 2 && nothing.errors.contains("needs FILE… or --site DIR"))
  }

  @Test("Every command has help with an example")
  func help() throws {
    let site = try TestSite()
    for name in ["import", "export", "validate", "list"] {
      let ran = try site.run("templates", name, "--help")
      #expect(ran.status == 0 && ran.text.contains("example:\n  placard templates \(name)"))
    }
    let family = try site.run("templates")
    #expect(family.status == 2 && family.errors.contains("list, import, export, validate"))
  }
}
