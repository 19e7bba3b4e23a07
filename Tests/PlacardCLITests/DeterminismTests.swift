import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("The same bytes, whoever makes them")
struct DeterminismTests {
  /// Texts, pictures, scales and formats, enough of them that two threads take turns.
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.write(
      "templates/rich.json",
      TestSite.template(
        "rich",
        """
        {"name": "back", "type": "shape", "x": 0, "y": 0, "width": 64, "height": 48,
         "fill": "linear-gradient(45deg, #123456, #fedcba)"},
        {"name": "logo", "type": "image", "x": 30, "y": 10, "width": 30, "height": 30,
         "image_url": "assets/red.png", "borderRadius": 6, "boxShadow": "0 1px 3px #0008"},
        {"name": "title", "type": "text", "x": 2, "y": 2, "width": 60, "height": 40,
         "text": "{{title}}", "fontSize": 10, "color": "#ffffffcc", "rotation": 3}
        """))
    var lines = [#"{"defaults": {"formats": ["png", "webp", "jpeg", "avif"], "scales": [1, 1.5]}}"#]
    for index in 0..<8 {
      for template in ["plain", "rich", "mono"] {
        lines.append(
          #"{"id": "\#(template)/\#(index)", "templateId": "\#(template)", "#
            + #""variables": {"title": "Card no. \#(index)"}}"#)
      }
    }
    try site.manifest(lines)
    return site
  }

  @Test("One job, two jobs, cards in another order, an earlier build: equal keys and hashes")
  func jobs() throws {
    let site = try site()
    #expect(try site.build(["cards.jsonl"], "--jobs", "1", store: "one").rendered == 192)
    #expect(try site.build(["cards.jsonl"], "--jobs", "2", store: "two").rendered == 192)
    let one = try site.pages(store: "one")
    #expect(one.count == 24)
    #expect(try site.pages(store: "two") == one)
    #expect(try site.objects(store: "two") == site.objects(store: "one"))

    let lines = String(decoding: try site.read("cards.jsonl"), as: UTF8.self)
      .split(separator: "\n").map(String.init)
    let half = [lines[0]] + lines[13...].reversed()
    try site.manifest(half, "half.jsonl")
    #expect(try site.build(["half.jsonl"], "--jobs", "2", store: "three").rendered == 96)
    try site.manifest([lines[0]] + lines.dropFirst().reversed(), "back.jsonl")
    #expect(try site.build(["back.jsonl"], "--jobs", "2", store: "three").rendered == 96)
    #expect(try site.pages(store: "three") == one)
  }

  @Test("placard render makes what a build makes, with the build's store, another's and none")
  func render() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    let pages = try site.pages()
    #expect(try site.build(store: "other").status == 0)
    for (id, title) in [
      ("plain/3", "Card no. 3"), ("rich/5", "Card no. 5"), ("mono/0", "Card no. 0"),
    ] {
      let template = String(id.prefix { $0 != "/" })
      for variant in try #require(pages[id]).variants {
        let words = [
          "render", template, "--site", ".", "--variables", #"{"title": "\#(title)"}"#,
          "--format", variant.format.name, "--scale", "\(variant.scale)", "-o", "-",
        ]
        let stored = try #require(try site.body(variant.contentHash))
        #expect(try site.start(words).wait().output == stored)
        let other = try site.start(words + ["--store", "other"]).wait()
        #expect(other.output == stored)
      }
    }
    try FileManager.default.removeItem(atPath: site.path + "/.placard")
    let words = [
      "render", "plain", "--site", ".", "--variables", #"{"title": "Card no. 3"}"#, "--format",
      "png", "-o", "-",
    ]
    let first = try #require(pages["plain/3"]?.variants.first { $0.format == .png })
    #expect(
      try site.start(words).wait().output == site.body(first.contentHash, store: "other"))
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
    // A store that was named is there, or the name is a slip.
    let slip = try site.start(words + ["--store", "none"]).wait()
    #expect(slip.status == 4 && slip.output.isEmpty)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/none"))
  }

  @Test("A picture's content is its name")
  func names() throws {
    let site = try site()
    #expect(try site.build().status == 0)
    for hash in try site.objects() {
      let digest = try #require(Digest(hex: Array(hash.utf8)))
      let body = try #require(try site.body(ContentHash(digest)))
      #expect(Digest(of: body) == digest)
    }
  }

  @Test("The site may lie anywhere and be named in any way")
  func places() throws {
    let first = try site()
    let second = try site()
    #expect(try first.build().status == 0)
    let ran = try Program.start(
      [
        "build", second.path + "/cards.jsonl", "--site", second.path + "/assets/../", "--store",
        second.path + "/elsewhere",
      ], in: "/"
    ).wait()
    #expect(ran.status == 0)
    #expect(try second.pages(store: "elsewhere") == first.pages())
  }

  @Test("The environment has no say: locale, fonts of the machine, home")
  func environment() throws {
    let site = try site()
    #expect(try site.build(store: "usual").status == 0)
    let words = ["build", "cards.jsonl", "--site", ".", "--store", "other"]
    let ran = try site.start(
      words,
      prelude:
        "export LC_ALL=tr_TR.UTF-8 LANG=ja_JP FONTCONFIG_FILE=/nonexistent HOME=/nonexistent "
        + "FC_LANG=ar PANGO_LANGUAGE=th XDG_DATA_HOME=/nonexistent TZ=Asia/Tokyo; cd .;"
    ).wait()
    #expect(ran.status == 0)
    #expect(try site.pages(store: "other") == site.pages(store: "usual"))
  }
}
