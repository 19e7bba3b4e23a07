import PlacardCore
import PlacardStore
import Testing

@Suite("What a build changed")
struct ChangesTests {
  let place = TemporaryStore()

  @Test("Pages that a build made, changed and took away are its changes, others are not")
  func changes() throws {
    var random = SeededRandom(seed: 5)
    let store = try place.open()
    let writer = try store.writer()
    func publish(_ ids: [String], changed: [String]) throws {
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
    try publish(["a", "b", "c"], changed: ["a", "b", "c"])
    try publish(["a", "b", "d"], changed: ["b", "d"])
    try publish(["a", "b", "d"], changed: [])
    let reader = try store.reader()
    try reader.renew()
    func changes(in build: UInt64, atMost count: Int = .max) throws -> [String] {
      var ids: [String] = []
      try reader.snapshot.forEachChange(in: build) { id in
        ids.append(id)
        return ids.count < count
      }
      return ids
    }
    #expect(try changes(in: 2) == ["b", "c", "d"])
    #expect(try changes(in: 2, atMost: 2) == ["b", "c"])
    #expect(try changes(in: 3) == [])
    #expect(try changes(in: 9) == [])
  }
}
