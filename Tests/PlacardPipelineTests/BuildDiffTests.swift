import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting
import Testing

@Suite("Differences of builds") struct BuildDiffTests {
  private let site: TestSite

  init() throws { site = try TestSite() }

  /// Publishes a build; the store is closed again, since a process has it open once.
  private func publish(_ cards: [(String, [UInt8])]) throws {
    let store = try Store.open(
      at: site.store, create: true, options: StoreOptions(mapBytes: 64 << 20))
    let writer = try store.writer()
    try writer.beginBuild()
    for (id, body) in cards {
      let size = PixelSize(width: 8, height: 8)
      let artifact = Artifact(format: .png, size: size, body: body)
      let key = RenderKey(Digest(of: body + Array(id.utf8)))
      try writer.putObject(artifact)
      try writer.putCard(
        key,
        CardEntry(
          contentHash: artifact.hash, origin: .built, lastUseHour: 1,
          byteCount: UInt32(body.count)))
      let variant = PageVariant(
        format: .png, sizeName: "8x8", width: 8, height: 8, scale: 1, renderKey: key,
        contentHash: artifact.hash)
      try writer.stage(StagedPage(page: PageRecord(id: id, variants: [variant]), line: nil))
    }
    _ = try writer.publish(
      BuildPublication(
        startedAt: 1, finishedAt: 2, settings: [], counts: BuildCounts(), seen: nil))
  }

  private func report() throws -> DiffReport {
    let options = DiffOptions(.previous, .current, store: site.store)
    return try BuildDiff(options).report(stop: StopFlag())
  }

  @Test("A picture that cannot be decoded is a change, and says so")
  func undecodable() throws {
    let picture = TestSite.picture([0, 0, 255, 255])
    try publish([("a", picture), ("b", picture)])
    try publish(
      [("a", Array("no picture".utf8)), ("b", TestSite.picture([0, 9, 0, 255]))])
    let changes = try report().changes
    // What cannot be measured wants looking at most.
    #expect(changes.map(\.card) == ["a", "b"])
    #expect(changes[0].trouble?.hasPrefix("a picture cannot be decoded") == true)
    #expect(changes[0].distance == nil && changes[1].distance?.changedShare == 1)
  }

  @Test("A picture of another size has no distance, and says both sizes")
  func otherSize() throws {
    try publish([("a", TestSite.picture([0, 0, 255, 255], side: 8))])
    try publish([("a", TestSite.picture([0, 0, 255, 255], side: 9))])
    let changes = try report().changes
    #expect(changes.map(\.trouble) == ["8×8 has become 9×9 pixels"])
    #expect(changes.map(\.kind) == [.changed])
  }

  @Test("Equal pairs of pictures are measured alike on every card, in the order of the ids")
  func equalPairs() throws {
    let ids = (0..<40).map { "card-\(100 + $0)" }
    try publish(ids.map { ($0, TestSite.picture([0, 0, 255, 255])) })
    try publish(ids.map { ($0, TestSite.picture([0, 0, 205, 255])) })
    let changes = try report().changes
    #expect(changes.map(\.card) == ids)
    #expect(Set(changes.map(\.distance?.channelMost)) == [50])
  }

  @Test("Names of cards are text on the page, whatever they look like")
  func escaping() throws {
    let picture = TestSite.picture([0, 0, 255, 255])
    try publish([("a", picture)])
    try publish([(#"<b>"x"&"#, picture)])
    let diff = try BuildDiff(DiffOptions(.previous, .current, store: site.store))
    let page = try DiffPage(diff.report(stop: StopFlag()), of: diff, picturesMax: 9).bytes()
    let text = String(decoding: page, as: UTF8.self)
    #expect(!text.contains("<b>"))
    #expect(text.contains("&lt;b&gt;&quot;x&quot;&amp;"))
  }
}
