import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("Builds that do not come to their end")
struct InterruptionTests {
  private static let cardCount = 150

  /// `cardCount` cards, some of which are others in each round.
  private func lines(round: Int) -> [String] {
    [#"{"defaults": {"templateId": "plain", "formats": ["png", "webp"]}}"#]
      + (0..<Self.cardCount).map { index in
        let edition = index % 3 == 0 ? round : 0
        return #"{"id": "c\#(index)", "variables": {"title": "\#(index) in \#(edition)"}}"#
      }
  }

  private let words = ["build", "cards.jsonl", "--site", ".", "--jobs", "2"]

  @Test("Twenty builds killed at random moments lose nothing, and change nothing")
  func killed() throws {
    let site = try TestSite()
    try site.manifest(lines(round: 0))
    let start = Date()
    #expect(try site.build().rendered == 2 * Self.cardCount)
    let secondsWhole = Date().timeIntervalSince(start)
    var published = try site.pages()
    var kept = try site.objects()
    var killedCount = 0
    for round in 1...20 {
      try site.manifest(lines(round: round))
      let build = try site.start(words)
      // A third of the cards are new in each round.
      usleep(UInt32(Double.random(in: 0...secondsWhole * 0.5) * 1_000_000))
      build.send(SIGKILL)
      let ran = build.wait()
      killedCount += ran.end == .killed(signal: SIGKILL) ? 1 : 0
      let verified = try site.run("verify", "--store", ".placard")
      #expect(verified.status == 0, "round \(round): \(verified.errors)")
      #expect(verified.text.hasSuffix("all sound\n"), "round \(round): \(verified.text)")
      // A reader sees the whole of one build: the last published one, or this one.
      let pages = try site.pages()
      let changed = pages.filter { $0.value != published[$0.key] }
      #expect(
        changed.isEmpty || changed.count == Self.cardCount / 3,
        "round \(round) shows \(changed.count) changed pages")
      #expect(pages.count == Self.cardCount)
      // What was committed once is there for good.
      let objects = try site.objects()
      #expect(objects.isSuperset(of: kept), "round \(round)")
      published = pages
      kept = objects
    }
    #expect(killedCount > 0)
    let last = try site.build()
    #expect(last.status == 0 && last.rendered + last.reused == 2 * Self.cardCount)
    #expect(try site.build(store: "fresh").rendered == 2 * Self.cardCount)
    #expect(try site.pages() == site.pages(store: "fresh"))
    for hash in try site.objects(store: "fresh") {
      let name = ContentHash(try #require(Digest(hex: Array(hash.utf8))))
      #expect(try site.body(name) == site.body(name, store: "fresh"))
    }
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("An interrupted build exits with 130, publishes nothing, and its work is used")
  func interrupted() throws {
    var before: [String: PageRecord] = [:]
    let build = try HeldBuild { site in
      try site.manifest([#"{"id": "old", "templateId": "bare"}"#], "old.jsonl")
      #expect(try site.build(["old.jsonl"]).status == 0)
      before = try site.pages()
    }
    let site = build.site
    let hasCommitted = try build.waitForPictures(50)
    #expect(hasCommitted)
    build.running.send(SIGINT)
    build.release()
    let ran = build.running.wait()
    #expect(ran.end == .exited(130))
    #expect(ran.output.isEmpty)
    #expect(
      ran.errors
        == "placard: interrupted; what was committed is kept for the next build\n")
    #expect(try site.pages() == before)
    let committed = try site.objects().count - 1
    #expect(committed >= 49)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    let next = try site.build(["cards.jsonl"], "--dry-run")
    #expect(next.reused == committed && next.rendered == HeldBuild.cardCount - committed)
  }

  @Test("SIGTERM and SIGHUP end a build as SIGINT does", arguments: [SIGTERM, SIGHUP])
  func otherSignals(signal: Int32) throws {
    let build = try HeldBuild()
    let hasBegun = try build.waitForPictures()
    #expect(hasBegun)
    build.running.send(signal)
    build.release()
    #expect(build.running.wait().end == .exited(130))
    #expect(try build.site.pages().isEmpty)
  }

  @Test("A second build, and gc, during a build exit with 4 and say whose the store is")
  func secondBuild() throws {
    let first = try HeldBuild()
    let site = first.site
    let hasBegun = try first.waitForPictures()
    #expect(hasBegun)
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#], "other.jsonl")
    let second = try site.run("build", "other.jsonl", "--site", ".")
    #expect(second.status == 4)
    #expect(second.errors.hasPrefix("placard: store: lock "))
    let holder = "process \(first.running.id) builds or collects there"
    #expect(second.errors.hasSuffix("/.placard: \(holder); wait for it to end\n"))
    let gc = try site.run("gc", "--store", ".placard")
    #expect(gc.status == 4 && gc.errors.contains(holder))
    let compact = try site.run("compact", "--store", ".placard")
    #expect(compact.status == 4 && compact.errors.contains("another process has the store"))
    // Whoever only reads may.
    #expect(try site.run("verify", "--store", ".placard", "--quick").status == 0)
    #expect(try site.build(["other.jsonl"], "--dry-run").rendered == 1)
    first.running.send(SIGINT)
    first.release()
    #expect(first.running.wait().status == 130)
    #expect(try site.build(["other.jsonl"]).status == 0)
  }

  @Test("A build that goes on to its end after all of that has every card but the one")
  func released() throws {
    let build = try HeldBuild()
    let hasBegun = try build.waitForPictures()
    #expect(hasBegun)
    build.release()
    let ran = build.running.wait()
    #expect(ran.status == 1)
    #expect(ran.errors.hasSuffix(": the server answers with status 404 [card held]\n"))
    #expect(try build.site.pages().count == HeldBuild.cardCount - 1)
  }
}
