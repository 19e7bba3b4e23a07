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

  /// The generation of a page: the round whose manifest it is of.
  private typealias Pages = [String: PageRecord]

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
    let site = try TestSite()
    try site.manifest([#"{"id": "old", "templateId": "bare"}"#], "old.jsonl")
    #expect(try site.build(["old.jsonl"]).status == 0)
    let before = try site.pages()
    // Long enough that it cannot be over before the signal comes.
    try site.manifest(
      (0..<6_000).map { index in
        #"{"id": "c\#(index)", "templateId": "plain", "variables": {"title": "no. \#(index)"}}"#
      })
    let build = try site.start(words)
    let hasCommitted = try build.wait(until: { try site.objects().count > 50 })
    #expect(hasCommitted)
    build.send(SIGINT)
    let ran = build.wait()
    #expect(ran.end == .exited(130))
    #expect(ran.output.isEmpty)
    #expect(
      ran.errors
        == "placard: interrupted; what was committed is kept for the next build\n")
    #expect(try site.pages() == before)
    let committed = try site.objects().count - 1
    #expect(committed > 50)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    let next = try site.build(["cards.jsonl"], "--dry-run")
    #expect(next.reused == committed && next.rendered == 6_000 - committed)
  }

  @Test("SIGTERM and SIGHUP end a build as SIGINT does", arguments: [SIGTERM, SIGHUP])
  func otherSignals(signal: Int32) throws {
    let site = try TestSite()
    try site.manifest(
      (0..<6_000).map { index in
        #"{"id": "c\#(index)", "templateId": "plain", "variables": {"title": "no. \#(index)"}}"#
      })
    let build = try site.start(words)
    let hasBegun = try build.wait(until: {
      FileManager.default.fileExists(atPath: site.path + "/.placard/data.mdb")
    })
    #expect(hasBegun)
    build.send(signal)
    #expect(build.wait().end == .exited(130))
    #expect(try site.pages().isEmpty)
  }

  @Test("A second build, and gc, during a build exit with 4 and say whose the store is")
  func secondBuild() throws {
    let site = try TestSite()
    try site.manifest(
      (0..<6_000).map { index in
        #"{"id": "c\#(index)", "templateId": "plain", "variables": {"title": "no. \#(index)"}}"#
      })
    let first = try site.start(words)
    let hasBegun = try first.wait(until: { try site.objectsIfAny().count > 0 })
    #expect(hasBegun)
    try site.manifest([#"{"id": "a", "templateId": "bare"}"#], "other.jsonl")
    let second = try site.run("build", "other.jsonl", "--site", ".")
    #expect(second.status == 4)
    #expect(second.errors.hasPrefix("placard: store: lock "))
    #expect(
      second.errors.hasSuffix(
        "/.placard: process \(first.id) builds or collects there; wait for it to end\n"))
    let gc = try site.run("gc", "--store", ".placard")
    #expect(gc.status == 4 && gc.errors.contains("process \(first.id) builds or collects there"))
    // Whoever only reads may.
    #expect(try site.run("verify", "--store", ".placard", "--quick").status == 0)
    #expect(try site.build(["other.jsonl"], "--dry-run").rendered == 1)
    first.send(SIGINT)
    #expect(first.wait().status == 130)
    #expect(try site.build(["other.jsonl"]).status == 0)
  }
}

extension TestSite {
  /// The pictures that are committed; none while there is no store.
  func objectsIfAny() throws -> Set<String> {
    do { return try objects() } catch let error as StoreError where error.code == .missing {
      return []
    }
  }
}
