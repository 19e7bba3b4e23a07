import Foundation
import PlacardCore
import PlacardStore
import Testing

@Suite("Collection")
struct CollectionTests {
  let place = TemporaryStore()

  @Test("A picture outlives its last name by two minutes")
  func quarantine() throws {
    var random = SeededRandom(seed: 41)
    let store = try place.open()
    let writer = try store.writer()
    let kept = try put(writer, &random, .missed, hour: 9)
    let gone = try put(writer, &random, .missed, hour: 5)
    #expect(try writer.evictMissed(bytesMax: 2_000, now: 1_000) == 0)
    #expect(try writer.evictMissed(bytesMax: 1_999, now: 1_000) == 1)
    #expect(try has(store, gone) == [false, true])
    #expect(try writer.sweepCondemned(now: 1_119).objects == 0)
    #expect(try has(store, gone) == [false, true])
    #expect(try writer.sweepCondemned(now: 1_120).objects == 1)
    #expect(try has(store, gone) == [false, false])
    #expect(try has(store, kept) == [true, true])
    #expect(try problems(of: store).isEmpty)
  }

  @Test("A picture that is named again in its two minutes stays")
  func namedAgain() throws {
    var random = SeededRandom(seed: 42)
    let store = try place.open()
    let writer = try store.writer()
    let (key, artifact) = try put(writer, &random, .missed, hour: 1)
    try writer.evictMissed(bytesMax: 0, now: 1_000)
    try writer.putObject(artifact)
    try writer.putCard(RenderKey(random.digest()), CardEntry(artifact, .missed))
    #expect(try writer.sweepCondemned(now: 9_000).objects == 0)
    #expect(try has(store, (key, artifact)) == [false, true])
  }

  @Test("A picture with a second card outlives the first one's eviction")
  func twoCards() throws {
    var random = SeededRandom(seed: 43)
    let store = try place.open()
    let writer = try store.writer()
    let (key, artifact) = try put(writer, &random, .missed, hour: 1)
    let other = RenderKey(random.digest())
    try writer.putCard(other, CardEntry(artifact, .built))
    #expect(try writer.evictMissed(bytesMax: 0, now: 0) == 1)
    #expect(try writer.sweepCondemned(now: 10_000).objects == 0)
    #expect(try has(store, (key, artifact)) == [false, true])
    #expect(try has(store, (other, artifact)) == [true, true])
  }

  @Test("Without rules everything built or generated stays; what nothing names goes")
  func byDefault() throws {
    var random = SeededRandom(seed: 44)
    let store = try place.open()
    let writer = try store.writer()
    let built = try put(writer, &random, .built, hour: 0)
    let generated = try put(writer, &random, .generated, hour: 0)
    let nameless = Artifact.random(&random, byteCount: 1_000)
    try writer.putObject(nameless)
    let bytes = random.bytes(3_000)
    let lock = AssetLock(
      url: "https://a.example/x.png", digest: Digest(of: bytes), byteCount: 3_000, checkedAt: 1)
    try writer.putAsset(lock, bytes: bytes)
    let policy = CollectionPolicy(now: 1_000_000_000, missedBytesMax: 1 << 30)
    #expect(try writer.collect(policy).condemnedObjects == 1)
    var later = policy
    later.now += 120
    let report = try writer.collect(later)
    #expect(report.deletedObjects == 1)
    #expect(report.cards == 0)
    #expect(try has(store, built) == [true, true])
    #expect(try has(store, generated) == [true, true])
    try writer.deleteAsset("https://a.example/x.png")
    #expect(try writer.collect(later).deletedAssets == 1)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("Builds past the ones to keep lose their pictures; the kept ones do not")
  func keepBuilds() throws {
    var random = SeededRandom(seed: 45)
    let store = try place.open()
    let writer = try store.writer()
    var drawn: [(RenderKey, Artifact)] = []
    for round in 0..<4 {
      try writer.beginBuild()
      let card = try put(writer, &random, .built, hour: 0)
      drawn.append(card)
      let page = PageRecord(id: "a", variants: [PageVariant(card.0, card.1.hash)])
      try writer.stage(StagedPage(page: page, line: nil))
      _ = try writer.publish(BuildPublication(seen: ["a"], finishedAt: Int64(round) * 1_000))
    }
    let generated = try put(writer, &random, .generated, hour: 0)
    let policy = CollectionPolicy(now: 1_000_000, missedBytesMax: 0, keepBuilds: 2)
    let report = try writer.collect(policy)
    #expect(report.cards == 2)
    #expect(report.historyRows == 2)
    for (index, card) in drawn.enumerated() {
      #expect(try has(store, card)[0] == (index >= 2), "build \(index + 1)")
    }
    #expect(try has(store, generated)[0])
    #expect(try writer.rollBack(to: 2) == nil)
    #expect(try writer.rollBack(to: 3) != nil)
    #expect(
      try publishedPage("a", in: store)?.variants[0].renderKey == drawn[2].0)
    var later = policy
    later.now += 120
    #expect(try writer.collect(later).deletedObjects == 2)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("What is older than the given age and on no page goes")
  func olderThan() throws {
    var random = SeededRandom(seed: 46)
    let store = try place.open()
    let writer = try store.writer()
    let shown = try put(writer, &random, .built, hour: 1)
    try writer.beginBuild()
    let page = PageRecord(id: "a", variants: [PageVariant(shown.0, shown.1.hash)])
    try writer.stage(StagedPage(page: page, line: nil))
    _ = try writer.publish(BuildPublication(seen: ["a"]))
    let old = try put(writer, &random, .generated, hour: 89)
    let fresh = try put(writer, &random, .generated, hour: 90)
    let request = Digest(of: "/api/render")
    try writer.putRequest(
      request,
      RequestEntry(
        renderKey: old.0, contentHash: old.1.hash, templateID: Digest(of: "t"),
        revision: TemplateRevision(Digest(of: "r"))))
    let policy = CollectionPolicy(
      now: 100 * 3_600, missedBytesMax: 0, olderThanSeconds: 10 * 3_600)
    let report = try writer.collect(policy)
    #expect(report.cards == 1)
    #expect(report.requests == 1)
    #expect(try has(store, old)[0] == false)
    #expect(try has(store, fresh)[0])
    #expect(try has(store, shown)[0])
    #expect(try problems(of: store).isEmpty)
  }

  @Test("Compacting gives room back and loses nothing")
  func compact() throws {
    var random = SeededRandom(seed: 47)
    var kept: (RenderKey, Artifact)?
    do {
      let store = try place.open()
      let writer = try store.writer()
      for _ in 0..<200 { _ = try put(writer, &random, .missed, hour: 0, byteCount: 30_000) }
      kept = try put(writer, &random, .built, hour: 0)
      try writer.commit()
      try writer.evictMissed(bytesMax: 0, now: 0)
      #expect(try writer.sweepCondemned(now: 500).objects == 200)
    }
    let report = try Store.compact(at: place.path, options: TemporaryStore.options())
    #expect(report.bytesAfter < report.bytesBefore / 4)
    let store = try place.open(create: false)
    #expect(try has(store, #require(kept)) == [true, true])
    #expect(try problems(of: store).isEmpty)
    #expect(!FileManager.default.fileExists(atPath: place.dataPath + ".compact"))
    #expect(try code { _ = try Store.compact(at: place.path + "-none") } == .missing)
  }

  private func put(
    _ writer: StoreWriter, _ random: inout SeededRandom, _ origin: CardOrigin, hour: UInt32,
    byteCount: Int = 1_000
  ) throws -> (RenderKey, Artifact) {
    let artifact = Artifact.random(&random, byteCount: byteCount)
    let key = RenderKey(random.digest())
    try writer.putObject(artifact)
    try writer.putCard(key, CardEntry(artifact, origin, hour: hour))
    return (key, artifact)
  }

  /// Whether the card and the object are there.
  private func has(_ store: Store, _ card: (RenderKey, Artifact)) throws -> [Bool] {
    try store.reader().withSnapshot { (snapshot) throws(StoreError) in
      [try snapshot.card(card.0) != nil, try snapshot.object(card.1.hash) != nil]
    }
  }
}
