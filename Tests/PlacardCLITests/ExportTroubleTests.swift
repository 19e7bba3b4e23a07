import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("export: words, interruptions and places that are not its own")
struct ExportTroubleTests {
  private func site(cards count: Int = 2, title: String = "no.") throws -> TestSite {
    let site = try TestSite()
    try build(site, cards: count, title: title)
    return site
  }

  private func build(_ site: TestSite, cards count: Int, title: String) throws {
    try site.manifest(
      (0..<count).map {
        #"{"id": "c\#($0)", "templateId": "plain", "variables": {"title": "\#(title) \#($0)"}}"#
      })
    #expect(try site.build().status == 0)
  }

  private func names(_ site: TestSite, _ folder: String) throws -> Set<String> {
    let all = try FileManager.default.subpathsOfDirectory(atPath: site.path + "/" + folder)
    return Set(all.filter { $0.contains(".") || $0.hasPrefix("_") })
  }

  @Test(
    "Wrong words end with 2 and write nothing",
    arguments: [
      ("export --store .placard", "export needs OUT, or --index FILE"),
      ("export out", "export needs --store DIR"),
      ("export a b --store .placard", "“b” is one too many"),
      ("export a --index b --store .placard", "--index writes no pictures: leave OUT away"),
      ("export out.tar.gz --store .placard", "to pack it: placard export - … | gzip"),
      ("export - --json --store .placard", "--json and the tar both want standard output"),
      ("export --index - --json --store .placard", "both want standard output"),
      ("export o.tar --copy --store .placard", "--copy is for a directory"),
      (
        "export out --aliases file --store .placard",
        "--aliases takes both, files, rewrites or none, not “file”; did you mean files?"
      ),
      ("export out --formats gif --store .placard", "--formats takes png, jpeg, webp and avif"),
      ("export out --base-url ftp://x --store .placard", "--base-url takes an http or https"),
    ])
  func usage(words: String, said: String) throws {
    let site = try site(cards: 1)
    let ran = try site.start(words.split(separator: " ").map(String.init)).wait()
    #expect(ran.status == 2 && ran.output.isEmpty)
    #expect(ran.errors.contains(said), "\(ran.errors)")
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out"))
  }

  @Test("No store, and a store without a build, end with 4")
  func noBuild() throws {
    let site = try site(cards: 1)
    let none = try site.run("export", "out", "--store", "none")
    #expect(none.status == 4 && none.errors.contains("there is no store"))
    let made = try site.run("keys", "create", "--name", "n", "--store", ".empty")
    #expect(made.status == 0)
    let empty = try site.run("export", "out", "--store", ".empty")
    #expect(empty.status == 4 && empty.errors.contains("no build is published in it; run"))
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out"))
  }

  @Test("A picture that is damaged in the store is not handed out")
  func damaged() throws {
    let site = try site(cards: 3)
    let hash = try #require(try site.pages()["c1"]).variants[0].contentHash
    let body = Data(try #require(try site.body(hash)))
    var data = Data(try site.read(".placard/data.mdb"))
    var start = data.startIndex
    while let found = data.range(of: body, in: start..<data.endIndex) {
      data[found.lowerBound + 60] ^= 1
      start = found.upperBound
    }
    try FileManager.default.createDirectory(
      atPath: site.path + "/copy", withIntermediateDirectories: true)
    try site.write("copy/data.mdb", Array(data))
    for out in ["out", "out.tar"] {
      let ran = try site.run("export", out, "--store", "copy")
      #expect(ran.status == 4 && ran.errors.contains(hash.hex), "\(ran.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out.tar"))
    #expect(!FileManager.default.fileExists(atPath: site.path + "/out/i/\(hash.hex).png"))
    #expect(try site.run("export", "out", "--store", ".placard").status == 0)
  }

  @Test("Another's placard.json is left alone, and so is one of a later version")
  func foreignIndex() throws {
    let site = try site(cards: 1)
    try FileManager.default.createDirectory(
      atPath: site.path + "/out", withIntermediateDirectories: true)
    let later = #"{"placard":2,"aliasFiles":true,"cards":{"# + "\n}}\n"
    let hostile =
      #"{"placard":1,"aliasFiles":true,"cards":{"# + "\n"
      + #""../x":{"variants":[]}"# + "\n}}\n"
    for (text, said) in [
      ("{}", "this is not as `placard export` writes its index"),
      (later, "a later Placard has written this export"),
      (hostile, "this is not as `placard export` writes its index"),
    ] {
      try site.write("out/placard.json", text)
      let ran = try site.run("export", "out", "--merge", "--store", ".placard")
      #expect(ran.status == 3 && ran.errors.contains("out/placard.json: \(said)"), "\(ran.errors)")
      #expect(try site.read("out/placard.json") == Array(text.utf8))
    }
    #expect(try names(site, "out") == ["placard.json"])
  }

  @Test("What an interrupted export left is taken over or cleared away by the next")
  func afterInterruption() throws {
    let site = try site(title: "first")
    #expect(try site.run("export", "out", "--store", ".placard").status == 0)
    try build(site, cards: 4, title: "second")
    #expect(try site.run("export", "other", "--store", ".placard").status == 0)
    // As if the second export had been killed before its end.
    for name in try names(site, "other") where name.contains("/") {
      try? FileManager.default.removeItem(atPath: site.path + "/out/" + name)
      try site.write("out/" + name, try site.read("other/" + name))
    }
    try site.write("out/.placard-export.json", try site.read("other/placard.json"))
    try site.write("out/.placard-new-1-1", "half a file")
    try build(site, cards: 3, title: "third")
    let ran = try site.run("export", "out", "--store", ".placard")
    #expect(ran.status == 0, "\(ran.errors)")
    #expect(try site.run("export", "fresh", "--store", ".placard").status == 0)
    #expect(try names(site, "out") == names(site, "fresh"))
    for name in try names(site, "fresh") {
      #expect(try site.read("out/" + name) == site.read("fresh/" + name), "\(name)")
    }
  }

  @Test("SIGINT at any moment leaves what the next export completes")
  func interrupted() throws {
    let site = try site(cards: 300)
    #expect(try site.run("export", "fresh", "--store", ".placard").status == 0)
    for _ in 0..<4 {
      let running = try site.start(["export", "out", "--store", ".placard"])
      _ = try running.wait(until: {
        FileManager.default.fileExists(atPath: site.path + "/out/i")
      })
      running.send(SIGINT)
      let ran = running.wait()
      #expect(ran.status == 130 || ran.status == 0, "\(ran.errors)")
      if ran.status == 130 {
        #expect(ran.errors == "placard: interrupted; the next export goes on from here\n")
        #expect(!FileManager.default.fileExists(atPath: site.path + "/out/placard.json"))
      }
      #expect(try site.run("export", "out", "--store", ".placard").status == 0)
      #expect(try names(site, "out") == names(site, "fresh"))
      try site.remove("out")
    }
  }

  @Test("No room ends with 5, leaves no half file, and the next export completes it")
  func noRoom() throws {
    let site = try site(cards: 3)
    // Two blocks of 512 bytes: less than the index.
    let ran = try site.run("export", "out", "--store", ".placard", prelude: "ulimit -f 2;")
    #expect(ran.status == 5 && ran.errors.contains("file too large"), "\(ran.errors)")
    #expect(try names(site, "out").isEmpty)
    let tar = try site.run("export", "out.tar", "--store", ".placard", prelude: "ulimit -f 2;")
    #expect(tar.status == 5 && !FileManager.default.fileExists(atPath: site.path + "/out.tar"))
    #expect(try site.run("export", "out", "--store", ".placard").status == 0)
  }

  @Test("Two cards that cannot both be files are told, and so is a name that no file can have")
  func unfitNames() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "a", "templateId": "bare"}"#, #"{"id": "a.png/b", "templateId": "bare"}"#,
    ])
    #expect(try site.build().status == 0)
    let both = try site.run("export", "out", "--store", ".placard")
    #expect(both.status == 3, "\(both.errors)")
    #expect(both.errors.contains("out/c/a.png: it would be a file for one card and a folder"))
    #expect(
      try site.run("export", "out", "--aliases", "rewrites", "--store", ".placard").status == 0)
    let long = String(repeating: "x", count: 255)
    try site.manifest([#"{"id": "\#(long)", "templateId": "bare"}"#])
    #expect(try site.build().status == 0)
    let ran = try site.run("export", "out", "--store", ".placard")
    #expect(ran.status == 1 && ran.errors.contains("a file's name has 255 bytes at most"))
    #expect(try names(site, "out").filter { $0.hasPrefix("i/") }.count == 1)
  }

  @Test("A part of a sharded build is exported with a word on it")
  func shard() throws {
    let site = try TestSite()
    try site.manifest((0..<8).map { #"{"id": "c\#($0)", "templateId": "bare"}"# })
    #expect(try site.build(["cards.jsonl"], "--shard", "1/2").status == 0)
    let ran = try site.run("export", "out", "--store", ".placard")
    #expect(ran.status == 0 && ran.errors.contains("part 1/2 of the site's cards only"))
  }
}
