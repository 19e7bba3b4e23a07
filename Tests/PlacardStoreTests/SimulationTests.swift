import PlacardCore
import PlacardStore
import Testing

/// What the store should hold, as plain dictionaries.
private struct Model: Equatable {
  var cards: [RenderKey: CardEntry] = [:]
  var objects: [ContentHash: [UInt8]] = [:]
  var condemned: [ContentHash: Int64] = [:]
  var pages: [String: PageRecord] = [:]
  var staged: [String: PageRecord] = [:]
  var usage: [String: UInt64] = [:]
  var build: UInt64 = 0
  var lastBuild: UInt64 = 0
  var isStaging = false

  mutating func dropCard(_ key: RenderKey, now: Int64) {
    guard let card = cards.removeValue(forKey: key) else { return }
    let isNamed = cards.values.contains { $0.contentHash == card.contentHash }
    if !isNamed && condemned[card.contentHash] == nil { condemned[card.contentHash] = now }
  }
}

@Suite("Simulation")
struct SimulationTests {
  @Test(
    "Any run of changes, commits, aborts and reopenings leaves what it should", arguments: 1...8)
  func run(seed: UInt64) throws {
    var simulation = try Simulation(seed: seed)
    try simulation.run(steps: 400)
  }
}

/// The store and the model under the same random changes; the seed is the test's argument.
private struct Simulation {
  private let place = TemporaryStore()
  private var store: Store?
  private var writer: StoreWriter?
  private var random: SeededRandom
  private var model = Model()
  private var committed = Model()
  private var now: Int64 = 0
  private var keys: [RenderKey] = []
  private var artifacts: [Artifact] = []

  init(seed: UInt64) throws {
    random = SeededRandom(seed: seed)
    store = try place.open()
    writer = try store?.writer()
    keys = (0..<12).map { _ in RenderKey(random.digest()) }
    artifacts = (0..<8).map { _ in
      Artifact.random(&random, byteCount: Int.random(in: 0..<6_000, using: &random))
    }
  }

  mutating func run(steps: Int) throws {
    for _ in 0..<steps {
      now += Int64.random(in: 0..<60, using: &random)
      let choice = Int.random(in: 0..<20, using: &random)
      if choice == 17 {
        try reopen()
        continue
      }
      let writer = try #require(writer)
      switch choice {
      case 0..<8: try putCard(writer)
      case 8..<10: try addUsage(writer)
      case 10..<13: try stage(writer)
      case 13: try publish(writer)
      case 14: try evict(writer)
      case 15: try sweep(writer)
      case 16:
        writer.abort()
        model = committed
      default:
        try writer.commit()
        committed = model
        try compare()
      }
    }
  }

  private mutating func putCard(_ writer: StoreWriter) throws {
    guard let key = keys.randomElement(using: &random),
      let artifact = artifacts.randomElement(using: &random),
      let origin = CardOrigin.allCases.randomElement(using: &random)
    else { return }
    let entry = CardEntry(artifact, origin, hour: UInt32.random(in: 0..<9, using: &random))
    #expect(try writer.putObject(artifact) == (model.objects[artifact.hash] == nil))
    model.objects[artifact.hash] = artifact.body
    model.condemned[artifact.hash] = nil
    var expected = entry
    if let old = model.cards[key] {
      expected = old
      expected.origin = max(old.origin, origin)
      expected.lastUseHour = max(old.lastUseHour, entry.lastUseHour)
    }
    model.cards[key] = expected
    #expect(try writer.putCard(key, entry) == expected)
  }

  private mutating func addUsage(_ writer: StoreWriter) throws {
    let id = "key-\(Int.random(in: 0..<3, using: &random))"
    let sum = try writer.addUsage(id, UsageDay(UsageMonth(year: 2026, month: 1), day: 1), 2)
    model.usage[id, default: 0] += 2
    #expect(sum == model.usage[id])
  }

  private mutating func stage(_ writer: StoreWriter) throws {
    if !model.isStaging {
      model.lastBuild += 1
      model.isStaging = true
      model.staged = [:]
      #expect(try writer.beginBuild() == model.lastBuild)
    }
    guard let key = keys.randomElement(using: &random), let card = model.cards[key] else { return }
    model.cards[key]?.origin = .built
    let page = PageRecord(
      id: "page-\(Int.random(in: 0..<6, using: &random))",
      variants: [PageVariant(key, card.contentHash)])
    model.staged[page.id] = page
    try writer.putDependencies(.test)
    try writer.stage(StagedPage(page: page, line: LineRecord(page.id)))
  }

  private mutating func publish(_ writer: StoreWriter) throws {
    guard model.isStaging else { return }
    let seen = model.pages.keys.filter { _ in Bool.random(using: &random) }
    let published = try writer.publish(BuildPublication(seen: Array(seen)))
    #expect(published.incompleteCards.isEmpty)
    model.pages = model.pages.filter { seen.contains($0.key) }
    model.pages.merge(model.staged) { $1 }
    model.staged = [:]
    model.isStaging = false
    model.build = model.lastBuild
    committed = model
  }

  private mutating func evict(_ writer: StoreWriter) throws {
    let bound = Int.random(in: 0..<20_000, using: &random)
    var missed = model.cards.filter { $0.value.origin == .missed }
    var bytes = missed.values.reduce(0) { $0 + Int($1.byteCount) }
    if bytes > bound {
      while bytes > bound / 10 * 9, !missed.isEmpty {
        let next = missed.min {
          ($0.value.lastUseHour, $0.key) < ($1.value.lastUseHour, $1.key)
        }
        guard let next else { break }
        missed[next.key] = nil
        bytes -= Int(next.value.byteCount)
        model.dropCard(next.key, now: now)
      }
    }
    try writer.evictMissed(bytesMax: bound, now: now)
    committed = model
  }

  private mutating func sweep(_ writer: StoreWriter) throws {
    for (hash, since) in model.condemned where since <= now - 120 {
      model.condemned[hash] = nil
      if !model.cards.values.contains(where: { $0.contentHash == hash }) {
        model.objects[hash] = nil
      }
    }
    try writer.sweepCondemned(now: now)
    committed = model
  }

  private mutating func reopen() throws {
    // Both must be gone before the next: a process opens a store once.
    writer = nil
    store = nil
    store = try place.open(create: false)
    writer = try store?.writer()
    model = committed
    try compare()
  }

  private func compare() throws {
    let store = try #require(store)
    let reader = try store.reader()
    try reader.renew()
    var cards: [RenderKey: CardEntry] = [:]
    try reader.snapshot.forEachCard { key, entry in
      cards[key] = entry
      return true
    }
    #expect(cards == model.cards)
    var objects: [ContentHash: [UInt8]] = [:]
    try reader.snapshot.forEachObject { hash, object in
      objects[hash] = Array(object.body)
      return true
    }
    #expect(objects == model.objects)
    var pages: [String: PageRecord] = [:]
    try reader.snapshot.forEachPage { page in
      pages[page.id] = page
      return true
    }
    #expect(pages == model.pages)
    #expect(try reader.currentBuild()?.number ?? 0 == model.build)
    for (id, sum) in model.usage {
      #expect(try reader.usage(id, UsageMonth(year: 2026, month: 1)) == sum)
    }
    let missed = model.cards.values.filter { $0.origin == .missed }
    let statistics = try reader.statistics()
    #expect(statistics.missedCount == missed.count)
    #expect(statistics.missedBytes == missed.reduce(0) { $0 + UInt64($1.byteCount) })
    #expect(statistics.condemnedCount == model.condemned.count)
    reader.reset()
    #expect(try problems(of: store) == [])
  }
}
