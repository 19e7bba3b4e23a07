import Foundation
import Glibc
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("absorb: what a server saw becomes cards")
struct AbsorbTests {
  struct Summary: Decodable {
    struct Variables: Decodable {
      var title: String?
    }
    struct Entry: Decodable {
      var id: String
      var templateId: String
      var sizes: [String]
      var scales: [Double]
      var formats: [String]
      var variables: Variables?
    }
    struct Skipped: Decodable, Equatable {
      var template: String
      var reason: String
      var pictures: Int
    }
    var cards: Int
    var pictures: Int
    var present: Int
    var entries: [Entry]
    var skipped: [Skipped]
  }

  /// Asks a server of the site for every query and ends it; its commits are there then.
  private func ask(_ site: TestSite, _ queries: [String]) throws {
    let server = try site.start(["serve", "--site", ".", "--listen", "127.0.0.1:0", "--jobs", "1"])
    let isUp = try server.wait(until: { server.errorsSoFar.contains("serving http://127.0.0.1:") })
    try #require(isUp, "\(server.errorsSoFar)")
    let line = server.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }
    let port = try #require(line?.split(separator: ":").last.flatMap { Int($0) })
    let client = try Client(port: port)
    for query in queries {
      try client.send("GET /api/render?\(query) HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
      let answer = try client.receive()
      #expect(answer.status == 200, "\(query): \(answer.text.prefix(300))")
    }
    server.send(SIGTERM)
    #expect(server.wait().status == 0)
  }

  private func absorb(_ site: TestSite, _ words: String...) throws -> Summary {
    let ran = try site.start(["absorb", "--site", ".", "--json"] + words).wait()
    #expect(ran.status == 0, "\(ran.errors)")
    return try JSONDecoder().decode(Summary.self, from: Data(ran.output))
  }

  private func origins(_ site: TestSite) throws -> [CardOrigin: Int] {
    try site.withSnapshot(".placard") { snapshot in
      var counts: [CardOrigin: Int] = [:]
      try snapshot.forEachCard { _, entry in
        counts[entry.origin, default: 0] += 1
        return true
      }
      return counts
    }
  }

  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.manifest([#"{"id": "own", "templateId": "plain"}"#])
    #expect(try site.build().status == 0)
    return site
  }

  /// A template in which a variable stands in many ways: alone, within a text, in the background, and
  /// required; texts are transformed.
  static let wild = """
    {"id": "wild", "name": "wild", "public": true, "jsonData": {
      "canvas": {"width": 64, "height": 48, "background": "{{ground}}"},
      "layers": [
        {"name": "by", "type": "text", "x": 2, "y": 2, "width": 60, "height": 14,
         "text": "by {{author}} & co", "fontSize": 10, "textTransform": "uppercase"},
        {"name": "both", "type": "text", "x": 2, "y": 16, "width": 60, "height": 14,
         "text": "{{author}}, {{title}}", "fontSize": 10},
        {"name": "rich", "type": "text", "x": 2, "y": 30, "width": 60, "height": 14,
         "spans": [{"text": "a", "fontWeight": 700}, {"text": "b"}], "fontSize": 10},
        {"name": "dot", "type": "shape", "x": 50, "y": 30, "width": "{{wide}}", "height": 10,
         "fill": "{{ground}}", "visible": "{{shown}}"}],
      "variables": [
        {"name": "author", "type": "text", "required": true},
        {"name": "title", "type": "text", "default": "T"},
        {"name": "ground", "type": "color", "default": "#ffffff"},
        {"name": "wide", "type": "number", "default": 8},
        {"name": "shown", "type": "boolean", "default": true}]}}
    """

  @Test("Misses become cards whose building renders nothing and keeps the pictures for good")
  func round() throws {
    let site = try site()
    try site.write("templates/wild.json", Self.wild)
    let wild = "templateId=wild&variables="
    let queries = [
      #"templateId=plain&variables={"title":"One"}"#,
      #"templateId=plain&variables={"title":"One"}&format=webp"#,
      #"templateId=plain&layers={"title":{"text":"One"}}&format=webp&scale=1.5"#,
      #"templateId=plain&layers={"title":{"text":"x+%7B%7By%7D%7D"}}&width=80&height=40"#,
      #"templateId=plain&layers={"box":{"visible":false}}&width=1200&height=630"#,
      #"templateId=mono&layers={"title":{"text":"One","color":"red"}}&format=avif"#,
      #"templateId=badge&layers={"logo":{"image_url":"assets/blue.png"}}"#,
      #"templateId=bare&layers={"box":{"fill":"linear-gradient(red,%20blue)"}}&format=jpeg"#,
      wild + #"{"author":"Zo%C3%AB"}"#, wild + #"{"author":""}"#,
      wild + #"{"author":"a","title":"b","ground":"rebeccapurple"}"#,
      wild + #"{"author":"a","wide":14,"shown":false}"#,
      wild + #"{"author":"a","wide":14.5}&layers={"by":{"textTransform":"none"}}"#,
      wild + #"{"author":"a"}&layers={"rich":{"text":"plain"},"both":{"text":"mine"}}"#,
      wild + #"{"author":"a"}&layers={"rich":{"spans":[{"text":"c","color":"%23f00"}]}}"#,
    ]
    try ask(site, queries)
    #expect(try origins(site) == [.built: 1, .missed: queries.count])
    let made = try absorb(site, "-o", "absorbed.jsonl")
    #expect(made.pictures == queries.count && made.skipped.isEmpty && made.present == 0)
    #expect(made.cards == queries.count - 1)
    // As people would write it.
    let one = try #require(
      made.entries.first {
        $0.variables?.title == "One" && $0.templateId == "plain" && $0.formats.count == 2
      })
    #expect(one.templateId == "plain" && one.sizes == ["64x48"] && one.formats == ["png", "webp"])
    #expect(one.id.hasPrefix("absorbed/plain/") && one.scales == [1])
    #expect(made.entries.contains { $0.sizes == ["og"] && $0.templateId == "plain" })
    let built = try site.build(["cards.jsonl", "absorbed.jsonl"])
    #expect(built.status == 0 && built.rendered == 0 && built.reused == queries.count + 1)
    #expect(try origins(site) == [.built: queries.count + 1])
    let none = try absorb(site, "-o", "absorbed.jsonl")
    #expect(none.cards == 0 && none.present == 0)
  }

  @Test("What the manifest has stays, and is not added again")
  func idempotent() throws {
    let site = try site()
    try ask(site, [#"templateId=plain&variables={"title":"One"}"#])
    try site.write(
      "mine.jsonl",
      "{\"id\": \"a\", \"templateId\": \"bare\"}\r\n\n{\"broken\": \n{\"id\": \"end\", "
        + "\"templateId\": \"bare\"}")
    let first = try absorb(site, "-o", "mine.jsonl")
    #expect(first.cards == 1)
    let text = String(decoding: try site.read("mine.jsonl"), as: UTF8.self)
    #expect(
      text.hasPrefix("{\"id\": \"a\", \"templateId\": \"bare\"}\n\n{\"broken\": \n{\"id\": \"end\"")
    )
    #expect(text.split(separator: "\n").count == 4 && text.hasSuffix("\n"))
    let again = try absorb(site, "-o", "mine.jsonl")
    #expect(again.cards == 0 && again.present == 1)
    #expect(try site.read("mine.jsonl") == Array(text.utf8))
    // Another format of the same card, before and after it is built.
    try ask(site, [#"templateId=plain&variables={"title":"One"}&format=webp"#])
    let more = try absorb(site, "-o", "mine.jsonl")
    #expect(more.cards == 1 && more.present == 1 && more.entries[0].formats == ["webp"])
    // Another spelling of the same card covers it as well.
    try site.manifest(
      [
        #"{"defaults": {"layers": {"title": {"text": "One"}}}}"#,
        #"{"id": "x", "templateId": "plain", "formats": ["png", "webp"]}"#,
      ], "other.jsonl")
    #expect(try absorb(site, "-o", "other.jsonl").present == 2)
    let printed = try site.run("absorb", "--store", ".placard")
    #expect(printed.status == 0 && printed.errors == "1 cards, 2 pictures\n")
    #expect(printed.text.hasPrefix(#"{"id":"absorbed/plain/"#) && printed.text.hasSuffix("}\n"))
  }

  @Test("What would be another picture today is told and left out")
  func leftOut() throws {
    let site = try site()
    try ask(
      site,
      [
        #"templateId=plain&variables={"title":"q"}&format=webp&quality=12"#,
        #"templateId=bare&layers={"box":{"fill":"red"}}"#,
        #"templateId=mono&variables={"title":"m"}"#,
        "templateId=badge&scale=2",
        #"templateId=badge&layers={"logo":{"image_url":"assets/blue.png"}}"#,
      ])
    try site.write(
      "templates/bare.json", TestSite.bare.replacingOccurrences(of: "#cc3333", with: "#33cc33"))
    try site.write(
      "templates/mono.json",
      TestSite.mono.replacingOccurrences(of: "\"public\": true", with: "\"public\": false"))
    try site.write("assets/red.png", TestSite.png([0, 255, 255, 255]))
    #expect(try site.run("templates", "import", "--site", ".").status == 0)
    let report = try absorb(site, "-o", "absorbed.jsonl")
    #expect(report.cards == 1 && report.entries[0].templateId == "badge")
    #expect(
      report.skipped == [
        .init(template: "badge", reason: "surroundingsChanged", pictures: 1),
        .init(template: "bare", reason: "templateChanged", pictures: 1),
        .init(template: "mono", reason: "templatePrivate", pictures: 1),
        .init(template: "plain", reason: "ownEncoding", pictures: 1),
      ])
    let words = try site.run("absorb", "--site", ".", "--template", "plain")
    #expect(
      words.errors == "note: plain: 1 picture left out: another quality or effort than the site's, "
        + "which no manifest can say\n0 cards, 0 pictures\n")
    // The defaults of a manifest would change what is added to it.
    try site.manifest([#"{"defaults": {"layers": {"logo": {"opacity": 0.5}}}}"#], "defaults.jsonl")
    #expect(
      try absorb(site, "-o", "defaults.jsonl", "--template", "badge").skipped.map(\.reason)
        == ["defaultsDiffer", "surroundingsChanged"])
  }

  @Test("Only of some templates, and only what was asked for lately")
  func selection() throws {
    let site = try site()
    try ask(
      site,
      [#"templateId=plain&variables={"title":"a"}"#, #"templateId=mono&variables={"title":"b"}"#])
    #expect(try absorb(site, "--template", "mono").entries.map(\.templateId) == ["mono"])
    #expect(try absorb(site, "--template", "mono", "--template", "plain").cards == 2)
    #expect(try absorb(site, "--since", "2h").cards == 2)
    // One that nobody has asked for since 1970.
    do {
      let old = try #require(
        try site.withSnapshot(".placard") { snapshot in
          var found: CardEntry?
          try snapshot.forEachCard { _, entry in
            if entry.origin == .missed { found = entry }
            return found == nil
          }
          return found
        })
      let store = try Store.open(at: site.path + "/.placard", create: false)
      let writer = try store.writer()
      try writer.apply([
        .card(
          RenderKey(Digest(of: "long ago")),
          CardEntry(
            contentHash: old.contentHash, origin: .missed, lastUseHour: 1, byteCount: old.byteCount,
            inputs: old.inputs))
      ])
      try writer.commit()
    }
    #expect(try absorb(site, "--since", "1d").skipped.isEmpty)
    #expect(try absorb(site).skipped.map(\.reason) == ["surroundingsChanged"])
  }

  @Test(
    "Wrong words end with 2, a manifest that cannot be read with 3, no store with 4",
    arguments: [
      ("absorb", 2, "absorb needs --site DIR, or --store DIR"),
      ("absorb --store templates/none", 2, "does not lie in its site's folder"),
      ("absorb --store assets", 4, "there is no store"),
      ("absorb --site . -o cards.json", 2, "-o takes a manifest in JSON Lines"),
      ("absorb --site . --since soon", 2, "--since takes hours, or a number with h or d"),
      ("absorb --site . --since 0", 2, "--since takes hours"),
      ("absorb --site . x", 2, "absorb takes no operands"),
      ("absorb --site . -o bad.jsonl", 3, "bad.jsonl:1"),
      ("absorb --site nowhere", 3, "there is no site folder nowhere"),
      ("absorb --site . --store none", 4, "there is no store"),
    ] as [(String, Int32, String)])
  func slips(words: String, status: Int32, said: String) throws {
    let site = try site()
    try site.write("bad.jsonl", #"{"defaults": {"formats": ["gif"]}}"# + "\n")
    let ran = try site.start(words.split(separator: " ").map(String.init)).wait()
    #expect(ran.status == status && ran.output.isEmpty, "\(ran.errors)")
    #expect(ran.errors.contains(said), "\(ran.errors)")
  }
}
