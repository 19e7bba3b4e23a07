import PlacardCore
import PlacardStore
import Testing

@Suite("Builds")
struct BuildTests {
  let place = TemporaryStore()

  @Test("A build is seen whole or not at all")
  func atomic() throws {
    var random = SeededRandom(seed: 31)
    let store = try place.open()
    let writer = try store.writer()
    let reader = try store.reader()
    let first = try build(writer, &random, pages: ["a", "b", "c"])
    #expect(first.addedPages == 3)
    #expect(first.number == 1)
    try reader.renew()
    let before = try reader.page("b")
    #expect(before?.variants.count == 1)
    #expect(try reader.currentBuild()?.settings == [1, 2, 3])

    try writer.beginBuild()
    let page = try stage(writer, &random, "b")
    let added = try stage(writer, &random, "d")
    try writer.commit()
    try reader.renew()
    #expect(try reader.page("b") == before)
    #expect(try reader.page("d") == nil)
    #expect(try reader.line("d") == nil)
    #expect(try reader.currentBuild()?.number == 1)

    let published = try writer.publish(BuildPublication(seen: ["a"]))
    #expect(try reader.page("b") == before)
    try reader.renew()
    #expect(reader.transactionID == published.transactionID)
    #expect(try reader.page("b") == page)
    #expect(try reader.page("d") == added)
    #expect(try reader.line("d") == LineRecord("d"))
    #expect(try reader.page("c") == nil)
    #expect(try reader.line("c") == nil)
    #expect(try reader.page("a") != nil)
    #expect(try reader.currentBuild()?.counts.removed == 1)
    #expect(published.addedPages == 1)
    #expect(published.changedPages == 1)
    #expect(published.removedPages == 1)
    #expect(published.number == 2)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("What an interrupted build staged is dropped by the next, and its pictures are not")
  func interrupted() throws {
    var random = SeededRandom(seed: 32)
    let store = try place.open()
    var key: RenderKey?
    do {
      let writer = try store.writer()
      try writer.beginBuild()
      key = try stage(writer, &random, "a").variants[0].renderKey
      try writer.commit()
    }
    let writer = try store.writer()
    #expect(try writer.beginBuild() == 2)
    _ = try stage(writer, &random, "b")
    let published = try writer.publish(BuildPublication(seen: []))
    #expect(published.addedPages == 1)
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.page("a") == nil)
    #expect(try reader.page("b") != nil)
    let entry = try reader.card(#require(key))
    #expect(entry?.origin == .built)
    #expect(try reader.object(#require(entry).contentHash) != nil)
  }

  @Test("--add keeps the pages of cards that no manifest names")
  func add() throws {
    var random = SeededRandom(seed: 33)
    let store = try place.open()
    let writer = try store.writer()
    _ = try build(writer, &random, pages: ["a", "b"])
    try writer.beginBuild()
    _ = try stage(writer, &random, "c")
    let published = try writer.publish(BuildPublication(seen: nil))
    #expect(published.removedPages == 0)
    let reader = try store.reader()
    try reader.renew()
    for id in ["a", "b", "c"] { #expect(try reader.page(id) != nil) }
  }

  @Test("A card whose picture has gone since keeps its page and is named")
  func incomplete() throws {
    var random = SeededRandom(seed: 34)
    let store = try place.open()
    let writer = try store.writer()
    _ = try build(writer, &random, pages: ["a", "b"])
    try writer.beginBuild()
    let gone = RenderKey(random.digest())
    let page = PageRecord(id: "a", variants: [PageVariant(gone, ContentHash(random.digest()))])
    try writer.stage(StagedPage(page: page, line: LineRecord("new")))
    let published = try writer.publish(BuildPublication(seen: ["a", "b"]))
    #expect(published.incompleteCards == ["a"])
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.page("a")?.variants.first?.renderKey != gone)
    #expect(try reader.line("a") == nil)
    #expect(try reader.line("b") != nil)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("Thousands of pages change, stay and go in one publication; a roll back undoes it")
  func manyPages() throws {
    var random = SeededRandom(seed: 35)
    let store = try place.open()
    let writer = try store.writer()
    let ids = (0..<5_000).map { "posts/\($0)" }
    let artifact = Artifact.random(&random, byteCount: 10)
    let keys = (0..<2).map { _ in RenderKey(random.digest()) }
    try writer.putObject(artifact)
    for key in keys { try writer.putCard(key, CardEntry(artifact, .built)) }
    func page(_ id: String, _ key: RenderKey) -> StagedPage {
      StagedPage(
        page: PageRecord(id: id, variants: [PageVariant(key, artifact.hash)]),
        line: LineRecord(id))
    }
    try writer.putDependencies(.test)
    try writer.beginBuild()
    try writer.apply(ids.map { .stage(page($0, keys[0])) })
    #expect(try writer.publish(BuildPublication(seen: ids)).addedPages == 5_000)
    try writer.beginBuild()
    let changed = ids[1_500..<4_500]
    try writer.apply(changed.map { .stage(page($0, keys[1])) })
    try writer.stage(page("new", keys[1]))
    let published = try writer.publish(BuildPublication(seen: Array(ids[..<2_000])))
    #expect(published.changedPages == 3_000)
    #expect(published.removedPages == 2_000 - 500 - 1_000)
    #expect(
      try publishedPage("posts/1600", in: store)?.variants[0].renderKey
        == keys[1])

    try writer.beginBuild()
    #expect(try writer.publish(BuildPublication(seen: nil)).changedPages == 0)
    #expect(try writer.rollBack(to: 1) != nil)
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.currentBuild()?.number == 1)
    #expect(try reader.statistics().pageCount == 5_000)
    var count = 0
    try reader.snapshot.forEachPage { page in
      count += page.variants[0].renderKey == keys[0] ? 1 : 0
      return true
    }
    #expect(count == 5_000)
    #expect(try reader.line("posts/1600") == nil)
    #expect(try reader.line("posts/1") != nil)
    #expect(try writer.rollBack(to: 1) == nil)
    #expect(try writer.beginBuild() == 4)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("Ids of any length are ids", arguments: [1, 447, 448, 449, 511, 512, 5_000])
  func longIDs(length: Int) throws {
    var random = SeededRandom(seed: UInt64(length))
    let store = try place.open()
    let writer = try store.writer()
    let stem = String(repeating: "x", count: length - 1)
    _ = try build(writer, &random, pages: [stem + "a", stem + "b"])
    _ = try build(writer, &random, pages: [stem + "b"])
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.page(stem + "a") == nil)
    #expect(try reader.page(stem + "b")?.id == stem + "b")
    #expect(try reader.page("") == nil)
    #expect(try problems(of: store).isEmpty)
  }

  /// A page of one new picture, staged.
  private func stage(
    _ writer: StoreWriter, _ random: inout SeededRandom, _ id: String
  ) throws -> PageRecord {
    let artifact = Artifact.random(&random, byteCount: 300)
    let key = RenderKey(random.digest())
    try writer.putObject(artifact)
    try writer.putCard(key, CardEntry(artifact, .missed))
    let page = PageRecord(id: id, variants: [PageVariant(key, artifact.hash)])
    try writer.putDependencies(.test)
    try writer.stage(StagedPage(page: page, line: LineRecord(id)))
    return page
  }

  private func build(
    _ writer: StoreWriter, _ random: inout SeededRandom, pages: [String]
  ) throws -> PublishedBuild {
    try writer.beginBuild()
    for id in pages { _ = try stage(writer, &random, id) }
    return try writer.publish(BuildPublication(seen: pages))
  }
}
