import PlacardCore
import PlacardStore
import Testing

@Suite("Pages of earlier builds")
struct PastPagesTests {
  let place = TemporaryStore()

  /// Publishes a build of `ids`, each with a new picture where it is in `changed`.
  private func publish(
    _ writer: StoreWriter, _ random: inout SeededRandom, _ ids: [String], changed: [String]
  ) throws {
    try writer.beginBuild()
    for id in changed {
      let artifact = Artifact.random(&random, byteCount: 20)
      let key = RenderKey(random.digest())
      try writer.putObject(artifact)
      try writer.putCard(key, CardEntry(artifact, .built))
      let page = PageRecord(id: id, variants: [PageVariant(key, artifact.hash)])
      try writer.stage(StagedPage(page: page, line: nil))
    }
    _ = try writer.publish(BuildPublication(seen: ids))
  }

  private func pages(_ snapshot: Snapshot) throws -> [String: PageRecord] {
    var pages: [String: PageRecord] = [:]
    try snapshot.forEachPage { page in
      pages[page.id] = page
      return true
    }
    return pages
  }

  @Test("Every build can be told as it was published, whatever came after it")
  func random() throws {
    var random = SeededRandom(seed: 77)
    let store = try place.open()
    let writer = try store.writer()
    let reader = try store.reader()
    var truth: [[String: PageRecord]] = []
    var known: Set<String> = []
    for _ in 0..<12 {
      let ids = (0..<30).map { "c\($0)" }.filter { _ in Bool.random(using: &random) }
      let changed = ids.filter { !known.contains($0) || Int.random(in: 0..<3, using: &random) == 0 }
      try publish(writer, &random, ids, changed: changed)
      known = Set(ids)
      try reader.renew()
      truth.append(try pages(reader.snapshot))
    }
    try reader.renew()
    for (index, expected) in truth.enumerated() {
      let past = try #require(try PastPages(of: UInt64(index + 1), in: reader.snapshot))
      var found: [String: PageRecord] = [:]
      try past.forEach { found[$0.id] = $0 }
      #expect(found == expected)
      for id in (0..<30).map({ "c\($0)" }) { #expect(try past.page(id) == expected[id]) }
    }
    let third = try #require(try PastPages(of: 3, in: reader.snapshot))
    let ninth = try #require(try PastPages(of: 9, in: reader.snapshot))
    let changed = try third.changedIDs(until: ninth)
    let different = Set((0..<30).map { "c\($0)" }.filter { truth[2][$0] != truth[8][$0] })
    #expect(!different.isEmpty && changed.isSuperset(of: different))
  }

  @Test("A build that is not, or no more, cannot be told")
  func unknown() throws {
    var random = SeededRandom(seed: 78)
    let store = try place.open()
    let writer = try store.writer()
    let reader = try store.reader()
    try reader.renew()
    #expect(try PastPages(of: 1, in: reader.snapshot) == nil)
    for _ in 0..<3 { try publish(writer, &random, ["a"], changed: ["a"]) }
    _ = try writer.collect(CollectionPolicy(now: 0, missedBytesMax: 0, keepBuilds: 1))
    try reader.renew()
    #expect(try PastPages(of: 4, in: reader.snapshot) == nil)
    #expect(try PastPages(of: 1, in: reader.snapshot) == nil)
    #expect(try PastPages(of: 3, in: reader.snapshot)?.page("a") != nil)
  }
}
