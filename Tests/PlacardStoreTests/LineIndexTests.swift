import PlacardCore
import PlacardStore
import Testing

@Suite("Lines that need not be read")
struct LineIndexTests {
  let place = TemporaryStore()

  /// A store whose published pages were made from lines spelled as their ids.
  private func store(_ ids: [String], _ random: inout SeededRandom) throws -> Store {
    let store = try place.open()
    let writer = try store.writer()
    let artifact = Artifact.random(&random, byteCount: 20)
    let key = RenderKey(random.digest())
    try writer.putObject(artifact)
    try writer.putCard(key, CardEntry(artifact, .built))
    try writer.putDependencies(.test)
    try writer.beginBuild()
    for id in ids {
      try writer.stage(
        StagedPage(
          page: PageRecord(id: id, variants: [PageVariant(key, artifact.hash)]),
          line: LineRecord(id)))
    }
    _ = try writer.publish(BuildPublication(seen: ids))
    return store
  }

  private func index(_ store: Store, valid: Set<UInt64> = [1]) throws -> LineIndex {
    try store.reader().withSnapshot { snapshot throws(StoreError) in
      try LineIndex(snapshot, valid: valid)
    }
  }

  @Test("Each line of thousands is met once, wherever it stands")
  func meet() throws {
    var random = SeededRandom(seed: 51)
    let ids = (0..<3_000).map { "posts/\($0)" }
    var lines = try index(try store(ids, &random))
    for (number, id) in ids.shuffled(using: &random).enumerated() {
      let place = LineIndex.Place(file: 0, line: UInt32(number + 1))
      #expect(lines.meet(Digest(of: id), at: place) == 1)
      #expect(lines.meet(Digest(of: id), at: place) == nil)
      #expect(lines.place(of: Digest(of: id)) == place)
    }
    #expect(lines.meet(Digest(of: "posts/3000"), at: .init(file: 0, line: 1)) == nil)
    #expect(lines.metCount == 3_000)
  }

  @Test("No line is met whose dependencies do not hold")
  func invalid() throws {
    var random = SeededRandom(seed: 52)
    var lines = try index(try store(["a"], &random), valid: [2])
    #expect(lines.isEmpty)
    #expect(lines.meet(Digest(of: "a"), at: .init(file: 0, line: 1)) == nil)
  }

  @Test("A line whose card was read is met no more, and one that was met is told")
  func replaced() throws {
    var random = SeededRandom(seed: 53)
    var lines = try index(try store(["a", "b"], &random))
    #expect(lines.replace(Digest(of: "a")) == nil)
    #expect(lines.meet(Digest(of: "a"), at: .init(file: 0, line: 2)) == nil)
    #expect(lines.meet(Digest(of: "b"), at: .init(file: 3, line: 7)) == 1)
    #expect(lines.replace(Digest(of: "b")) == .init(file: 3, line: 7))
    #expect(lines.metCount == 1)
  }

  @Test("A publication takes away the pages whose lines were not met, and no others")
  func removal() throws {
    var random = SeededRandom(seed: 54)
    let ids = (0..<2_500).map { "posts/\($0)" }
    let store = try store(ids, &random)
    var lines = try index(store)
    for id in ids.dropLast(3) {
      #expect(lines.meet(Digest(of: id), at: .init(file: 0, line: 1)) != nil)
    }
    var publication = BuildPublication(seen: ["posts/2499"])
    publication.seen?.lines = lines
    publication.failedIDs = ["posts/2499"]
    let writer = try store.writer()
    try writer.beginBuild()
    let published = try writer.publish(publication)
    #expect(published.removedPages == 2)
    let reader = try store.reader()
    try reader.renew()
    #expect(try reader.page("posts/2497") == nil && reader.page("posts/2498") == nil)
    #expect(try reader.page("posts/2499") != nil && reader.line("posts/2499") == nil)
    #expect(try reader.page("posts/0") != nil && reader.line("posts/0") != nil)
    #expect(try problems(of: store).isEmpty)
  }

  @Test("The store root tells the cards, their names, keys and bytes, and not how they came")
  func root() throws {
    var random = SeededRandom(seed: 55)
    let artifacts = (0..<2).map { _ in Artifact.random(&random, byteCount: 30) }
    let keys = (0..<2).map { _ in RenderKey(random.digest()) }
    func root(_ pages: [[(String, [PageVariant])]]) throws -> Digest? {
      let place = TemporaryStore()
      let store = try place.open()
      let writer = try store.writer()
      for (key, artifact) in zip(keys, artifacts) {
        try writer.putObject(artifact)
        try writer.putCard(key, CardEntry(artifact, .built))
      }
      var root: Digest?
      for build in pages {
        try writer.beginBuild()
        for (id, variants) in build {
          try writer.stage(StagedPage(page: PageRecord(id: id, variants: variants), line: nil))
        }
        root = try writer.publish(BuildPublication(seen: build.map(\.0))).root
      }
      return root
    }
    let one = PageVariant(keys[0], artifacts[0].hash)
    let two = PageVariant(keys[1], artifacts[1].hash, sizeName: "x")
    let whole = try root([[("a", [one, two]), ("b", [two])]])
    #expect(try root([[("b", [two]), ("a", [two, one])]]) == whole)
    #expect(try root([[("c", [one])], [("b", [two]), ("a", [one, two])]]) == whole)
    #expect(try root([[("a", [one]), ("b", [two])]]) != whole)
    #expect(try root([[("a", [one, two]), ("c", [two])]]) != whole)
    #expect(try root([[("a", [one, one]), ("b", [two])]]) != whole)
  }
}
