import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("Shards, merge and rollback")
struct ShardTests {
  private func site(cards: Int = 41) throws -> TestSite {
    let site = try TestSite()
    try site.manifest(
      [#"{"defaults": {"templateId": "plain", "formats": ["png", "webp"]}}"#]
        + (0..<cards).map { #"{"id": "posts/\#($0)", "variables": {"title": "No. \#($0)"}}"# }
        + [#"{"id": "red", "templateId": "badge", "scales": [1, 2]}"#])
    return site
  }

  private func json(_ ran: Ran) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(ran.output)) as? [String: Any])
  }

  private func shards(_ site: TestSite, of count: Int) throws -> [String] {
    for index in 1...count {
      let report = try site.build(
        ["cards.jsonl"], "--shard", "\(index)/\(count)", store: "part\(index)")
      #expect(report.status == 0 && report.cards > 0)
    }
    return (1...count).map { "part\($0)" }
  }

  @Test("One job, two, and four shards merged have the same store root")
  func sameRoot() throws {
    let site = try site()
    let one = try site.build(["cards.jsonl"], "--jobs", "1", store: "one")
    let two = try site.build(["cards.jsonl"], "--jobs", "2", store: "two")
    let root = try #require(one.root)
    #expect(root.count == 64 && two.root == root)
    let parts = try shards(site, of: 4)
    let merged = try json(
      try site.start(["merge"] + parts + ["--store", "whole", "--json"]).wait())
    #expect(merged["root"] as? String == root)
    #expect(merged["cards"] as? Int == 42 && merged["pictures"] as? Int == 86)
    #expect(try site.pages(store: "whole") == site.pages(store: "one"))
    #expect(try site.run("verify", "--store", "whole").status == 0)
    // Again, there is nothing to copy; a build over the merged store passes every card.
    let again = try json(
      try site.start(["merge"] + parts + ["--store", "whole", "--json"]).wait())
    #expect(again["copied"] as? Int == 0 && again["root"] as? String == root)
    let rebuilt = try site.build(store: "whole")
    #expect(rebuilt.rendered == 0 && rebuilt.reused == 86 && rebuilt.root == root)
    #expect(try site.withSnapshot("whole") { try $0.lineCount() } == 42)
  }

  @Test("A card is in one shard, whatever else the manifest has; a broken one is told once")
  func disjoint() throws {
    let site = try site(cards: 9)
    try site.manifest(
      ["nonsense", #"{"id": "posts/a", "templateId": "nope"}"#]
        + (0..<9).map { #"{"id": "posts/\#($0)", "templateId": "bare"}"# })
    var seen: [String] = []
    var failures = 0
    for index in 1...3 {
      let report = try site.build(["cards.jsonl"], "--shard", "\(index)/3", store: "p\(index)")
      seen += try site.pages(store: "p\(index)").keys
      failures += report.failures.count
    }
    #expect(failures == 2)
    #expect(seen.sorted() == (0..<9).map { "posts/\($0)" })
  }

  @Test("Stores that are not the parts of one build are not merged")
  func refused() throws {
    let site = try site(cards: 12)
    _ = try shards(site, of: 3)
    #expect(try site.build(["cards.jsonl"], "--shard", "1/2", store: "half").status == 0)
    #expect(
      try site.build(["cards.jsonl"], "--shard", "2/3", "--effort", "fast", store: "fast").status
        == 0)
    #expect(try site.build(store: "whole").status == 0)
    func merge(_ words: String..., said: String, _ status: Int32 = 3) throws {
      let ran = try site.start(["merge"] + words + ["--store", "out"]).wait()
      #expect(ran.status == status && ran.output.isEmpty)
      #expect(ran.errors.contains(said), "\(ran.errors)")
    }
    try merge("part1", "part2", said: "part1: part 3/3 is missing (name the stores of all 3 parts")
    try merge("part1", said: "2 parts are missing: 2/3, 3/3")
    try merge("part1", "part2", "part2", said: "part2: the store stands twice")
    try FileManager.default.copyItem(atPath: site.path + "/part2", toPath: site.path + "/copy")
    try merge("part1", "part2", "copy", said: "copy: it is part 2/3, and so is part2")
    try merge("part1", "half", "part3", said: "half: it is part 1/2, and part1 is part 1/3")
    try merge("part1", "whole", said: "whole: it is a whole build, and part1 is part 1/3")
    try merge("part1", "fast", "part3", said: "fast: its pictures were encoded with other settings")
    try merge("part1", "out", "part3", said: "out", 4)
    try merge("nowhere", said: "nowhere", 4)
    try merge("whole", "two", said: "two", 4)
    #expect(try site.build(["cards.jsonl"], store: "two").status == 0)
    try merge("whole", "two", said: "two: another of the stores has a card “posts/0” too")
    try site.write(
      "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    #expect(try site.build(["cards.jsonl"], "--shard", "2/3", store: "part2").status == 0)
    try merge("part1", "part2", "part3", said: "its template “plain” is not that of part1")
    let ran = try site.run("merge", "part1", "--store", "part1")
    #expect(ran.status == 3 && ran.errors.contains("it is the store to merge into as well"))
  }

  @Test(
    "auto takes the shard from what the runner says",
    arguments: [
      ("CI_NODE_INDEX=2 CI_NODE_TOTAL=3", "auto", "2/3"),
      ("CIRCLE_NODE_INDEX=0 CIRCLE_NODE_TOTAL=4", "auto", "1/4"),
      ("BUILDKITE_PARALLEL_JOB=1 BUILDKITE_PARALLEL_JOB_COUNT=2", "auto", "2/2"),
      ("JOB_COMPLETION_INDEX=2", "auto/5", "3/5"),
      ("JOB_COMPLETION_INDEX=0 JOB_COMPLETIONS=2", "auto", "1/2"),
    ])
  func auto(variables: String, value: String, shard: String) throws {
    let site = try site(cards: 5)
    let ran = try site.run(
      "build", "cards.jsonl", "--site", ".", "--shard", value, prelude: "export \(variables);")
    #expect(ran.status == 0)
    let build = try site.withSnapshot(".placard") { try $0.currentBuild() }
    #expect(build?.shard?.description == shard)
  }

  @Test(
    "A shard that is none is wrong usage",
    arguments: [
      ("0/4", "", "--shard takes I/N with I from 1 to N"), ("5/4", "", "--shard takes I/N"),
      ("x", "", "--shard takes I/N"), ("1/2/3", "", "--shard takes I/N"),
      ("auto", "", "--shard auto finds none of CI_NODE_INDEX (GitLab CI)"),
      ("auto", "export JOB_COMPLETION_INDEX=1;", "no JOB_COMPLETIONS: set it, or write"),
      ("auto/2", "export CI_NODE_INDEX=3;", "which is no part of a whole"),
    ])
  func wrongShard(value: String, prelude: String, said: String) throws {
    let site = try site(cards: 1)
    let ran = try site.run(
      "build", "cards.jsonl", "--site", ".", "--shard", value, prelude: prelude)
    #expect(ran.status == 2 && ran.errors.contains(said), "\(ran.errors)")
    let both = try site.run("build", "cards.jsonl", "--site", ".", "--shard", "1/2", "--add")
    #expect(both.status == 2 && both.errors.contains("--shard and --add exclude one another"))
  }

  @Test("A rollback publishes the build before as it was, and the next build goes on from there")
  func rollback() throws {
    let site = try site(cards: 3)
    let none = try site.run("rollback", "--store", ".placard")
    #expect(none.status == 4)
    let first = try site.build()
    let before = try site.pages()
    let alone = try site.run("rollback", "--store", ".placard")
    #expect(alone.status == 1 && alone.errors.contains("there is no build before the current"))
    try site.write(
      "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: "#3333cc"))
    let second = try site.build()
    #expect(second.rendered == 6 && second.root != first.root)
    let list = try json(try site.run("rollback", "--list", "--store", ".placard", "--json"))
    let builds = try #require(list["builds"] as? [[String: Any]])
    #expect(builds.map { $0["build"] as? Int } == [1, 2])
    #expect(builds.map { $0["root"] as? String } == [first.root, second.root])
    #expect(builds.map { $0["isPublished"] as? Bool } == [false, true])

    for (to, said) in [
      ("2", "this build is the published one"), ("7", "there is no such build to go back to"),
    ] {
      let ran = try site.run("rollback", "--to", to, "--store", ".placard")
      #expect(ran.status == 2 && ran.errors.contains(said), "\(ran.errors)")
    }
    let back = try site.run("rollback", "--store", ".placard")
    #expect(back.status == 0 && back.text == "build 1 is published again\n")
    #expect(try site.pages() == before)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    // The template is the newer one still: its cards are looked at, and their pictures are there.
    let third = try site.build()
    #expect(third.rendered == 0 && third.build == 3 && third.root == second.root)
  }

  @Test("gc keeps as many builds to go back to as it is told")
  func keptBuilds() throws {
    let site = try site(cards: 2)
    for color in ["#111111", "#222222", "#333333", "#444444"] {
      try site.write(
        "templates/plain.json", TestSite.plain.replacingOccurrences(of: "#cc3333", with: color))
      #expect(try site.build().status == 0)
    }
    #expect(try site.run("gc", "--keep-builds", "2", "--store", ".placard").status == 0)
    let lost = try site.run("rollback", "--to", "2", "--store", ".placard")
    #expect(lost.status == 2 && lost.errors.contains("; there are 3"), "\(lost.errors)")
    #expect(try site.run("rollback", "--to", "3", "--store", ".placard").status == 0)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }
}
