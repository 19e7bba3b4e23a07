import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting
import Testing

@Suite("Upkeep") struct UpkeepTests {
  @Test("Strangers' pictures are kept within their bytes, those of builds and keys are not touched")
  func eviction() throws {
    let bytesMax = 20_000
    let site = try TestSite(["limits": ["storedMissBytesMax": bytesMax]])
    try site.write(#"{"id": "a", "templateId": "card"}"# + "\n", to: "cards.jsonl")
    let options = BuildOptions(
      manifests: [site.path + "/cards.jsonl"], site: site.path, store: nil)
    _ = try Generator.build(options, progress: BuildProgress(), stop: StopFlag())
    let server = try RunningServer(site)
    let generated = try server.generate(#"{"templateId": "card", "scale": 2}"#)
    func target(_ index: Int) -> String {
      "/api/render?templateId=card&scale=3&variables={\"title\":\"\(index)\"}"
    }
    var bytes = 0
    for index in 0..<20 { bytes += try server.get(target(index)).body.count }
    #expect(bytes > 2 * bytesMax)
    try eventually { try server.get(target(19)).fields["cache-status"] == "placard; hit" }
    server.tend()
    #expect(try server.get("/c/a.png").status == 200)
    #expect(try server.get(generated.imageTarget()).status == 200)
    server.stop()
    let look = try StoreLook(site)
    let missed = look.origins.filter { $0 == .missed }.count
    #expect(missed > 0 && missed < 20)
    #expect(look.missedBytes <= bytesMax)
    #expect(Set(look.origins) == [.missed, .generated, .built])
    // What was forgotten is drawn anew.
    let again = try RunningServer(site)
    for index in 0..<20 { #expect(try again.get(target(index)).status == 200) }
  }

  @Test("The use of a stranger's picture is noted, so that it is not the next to be forgotten")
  func lastUse() throws {
    let site = try TestSite()
    let target = "/api/render?templateId=card"
    let first = try RunningServer(site)
    let picture = try first.get(target)
    first.stop()
    let key = try makeOld(site)
    let server = try RunningServer(site)
    for _ in 0..<3 {
      let answer = try server.get(target)
      #expect(answer.fields["cache-status"] == "placard; hit" && answer.body == picture.body)
    }
    #expect(try server.get("/c/nobody.png").status == 404)
    server.tend()
    server.stop()
    let now = UInt32(WallClock.unixSeconds() / 3_600)
    let store = try Store.open(at: site.store, create: false)
    let entry = try store.reader().withSnapshot { snapshot throws(StoreError) in
      try snapshot.card(key)
    }
    #expect(entry?.origin == .missed)
    #expect(now - (entry?.lastUseHour ?? 0) <= 1)
  }

  /// Lets the store's only card have been used last in 1970; gives its key.
  private func makeOld(_ site: TestSite) throws -> RenderKey {
    let store = try Store.open(at: site.store, create: false)
    var cards: [(RenderKey, CardEntry)] = []
    let reader = try store.reader()
    try reader.renew()
    try reader.snapshot.forEachCard { key, entry in
      cards.append((key, entry))
      return true
    }
    reader.reset()
    var (key, entry) = try #require(cards.first)
    // A card's last use never goes back: it is forgotten, and noted anew.
    let writer = try store.writer()
    try writer.evictMissed(bytesMax: 0, now: WallClock.unixSeconds())
    entry.lastUseHour = 1
    let noted = try writer.putCard(key, entry)
    #expect(noted == entry)
    try writer.commit()
    return key
  }
}
