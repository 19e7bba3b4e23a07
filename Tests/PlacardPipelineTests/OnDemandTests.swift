import Foundation
import PlacardCore
import PlacardFetch
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting
import Testing

/// An `OnDemand` with one render thread, and what it answered.
private final class Shop {
  let bench: Bench
  let press: Press
  let writer: StoreWriterThread
  let onDemand: OnDemand
  let reader: StoreReader
  /// `title fresh`, `title joined` or `title error`, as the answers came.
  let answers = Reports<String>()

  init(_ settings: [String: Any] = [:], writerQueueMax: Int = 256) throws {
    bench = try Bench(settings)
    writer = try StoreWriterThread.start(bench.store, pace: .prompt, queueMax: writerQueueMax)
    press = try Press.start(
      bench.context, bench.shelf, bench.store, workerCount: 1,
      queueMax: bench.context.limits.renderQueueMax)
    onDemand = try OnDemand(
      context: bench.context, shelf: bench.shelf, store: bench.store, press: press,
      writer: writer)
    reader = try bench.store.reader()
  }

  deinit { stop() }

  /// May be called twice.
  func stop() {
    onDemand.stop()
    press.stop()
    writer.stop()
  }

  func order(
    _ title: String, _ origin: CardOrigin, _ name: String? = nil, mayBeginLate: Bool = false
  ) throws {
    let month = UsageMonth(year: 2026, month: 7)
    let charge = Order.Charge(keyID: "k1", day: UsageDay(month, day: 5), monthMax: nil)
    var order = try bench.order(title, origin, charge: origin == .generated ? charge : nil)
    order.mayBeginLate = mayBeginLate
    let plan = CardPlanner.Plan.ready(try bench.plan(title))
    onDemand.fill(order, plan, reader) { [answers] result in
      let name = name ?? title
      switch result {
      case .success(let filled): answers.add(name + (filled.isFresh ? " fresh" : " joined"))
      case .failure(.busy): answers.add(name + " busy")
      case .failure(.interrupted): answers.add(name + " interrupted")
      case .failure(let error): answers.add(name + " " + error.description)
      }
    }
  }

  /// Keeps the render thread in its answer until the gate is opened.
  func block(_ gate: Gate) throws {
    let stands = Reports<Bool>()
    let job = Press.Job(card: try bench.plan("the blocker")) { _ in
      stands.add(true)
      gate.wait()
    }
    #expect(press.push(job))
    _ = try stands.wait(for: 1)
  }

  func origin(_ title: String) throws -> CardOrigin? {
    let key = try bench.plan(title).outputs[0].key
    return try bench.store.reader().withSnapshot { snapshot throws(StoreError) in
      try snapshot.card(key)?.origin
    }
  }

  func inputs(_ title: String) throws -> CardInputs? {
    let key = try bench.plan(title).outputs[0].key
    return try bench.store.reader().withSnapshot { snapshot throws(StoreError) in
      try snapshot.card(key).flatMap { CardInputs(bytes: $0.inputs) }
    }
  }

  func usage() throws -> UInt64 {
    try bench.store.reader().withSnapshot { snapshot throws(StoreError) in
      try snapshot.usage("k1", UsageMonth(year: 2026, month: 7))
    }
  }
}

@Suite("Orders") struct OnDemandTests {
  @Test("Equal orders make one render and one charge; who asks later is told by the store")
  func oneRender() throws {
    let shop = try Shop()
    let gate = Gate()
    try shop.block(gate)
    for index in 0..<5 { try shop.order("a", .generated, "\(index)") }
    #expect(shop.answers.all.isEmpty)
    gate.open()
    #expect(
      try shop.answers.wait(for: 5).sorted()
        == ["0 fresh", "1 joined", "2 joined", "3 joined", "4 joined"])
    // As from a loop whose snapshot is older than the commit: the plan says that nothing is stored.
    try shop.order("a", .generated, "late")
    #expect(try shop.answers.wait(for: 6).last == "late joined")
    #expect(shop.onDemand.flightCount == 0)
    shop.stop()
    #expect(try shop.usage() == 1)
  }

  @Test("A key that joins a stranger's flight is promised the picture, free of charge")
  func promise() throws {
    let shop = try Shop()
    let gate = Gate()
    try shop.block(gate)
    try shop.order("a", .missed, "stranger")
    for index in 0..<40 { try shop.order("a", .generated, "key \(index)") }
    gate.open()
    let answers = try shop.answers.wait(for: 41)
    #expect(answers.filter { $0 == "stranger fresh" }.count == 1)
    #expect(answers.filter { $0.hasSuffix(" joined") }.count == 40)
    // It is promised by the time that it is answered.
    #expect(try shop.origin("a") == .generated)
    shop.stop()
    #expect(try shop.usage() == 0)
    #expect(shop.onDemand.flightCount == 0)
  }

  @Test("Beside a stored card stands what it was drawn from, whoever had it drawn")
  func inputs() throws {
    let shop = try Shop()
    try shop.order("for a key", .generated)
    try shop.order("for a stranger", .missed)
    _ = try shop.answers.wait(for: 2)
    // Promised to a key, it keeps them.
    try shop.order("for a stranger", .generated)
    _ = try shop.answers.wait(for: 3)
    shop.stop()
    for title in ["for a key", "for a stranger"] {
      let inputs = try #require(try shop.inputs(title))
      #expect(inputs.templateID == "card")
      #expect(inputs.revision == shop.bench.template.revision)
      #expect(
        String(decoding: inputs.canonical, as: UTF8.self)
          == #"{"layers":{"title":{"text":"\#(title)"}}}"#)
      #expect(inputs.size == PixelSize(width: 200, height: 100) && inputs.scaleHundredths == 100)
      #expect(inputs.encode == shop.bench.context.profile.settings(for: .png))
    }
  }

  @Test("More who join than the writer's queue holds are all answered")
  func manyJoiners() throws {
    let shop = try Shop(writerQueueMax: 8)
    let gate = Gate()
    try shop.block(gate)
    try shop.order("a", .generated)
    try shop.order("b", .missed)
    for _ in 0..<300 {
      try shop.order("a", .generated)
      try shop.order("b", .generated)
    }
    gate.open()
    let answers = try shop.answers.wait(for: 602)
    #expect(Set(answers) == ["a fresh", "a joined", "b fresh", "b joined"])
    shop.stop()
    #expect(try shop.usage() == 1)
    #expect(try shop.origin("b") == .generated)
  }

  @Test("Past a full queue orders are refused, strangers' before those of keys, and told to all")
  func fullQueue() throws {
    let shop = try Shop(["limits": ["renderQueueMax": 4]])
    let gate = Gate()
    try shop.block(gate)
    for title in ["s1", "s2", "s3", "s4", "s5"] { try shop.order(title, .missed) }
    #expect(shop.answers.all == ["s4 busy", "s5 busy"])
    try shop.order("k1", .generated)
    try shop.order("k2", .generated)
    #expect(shop.answers.all == ["s4 busy", "s5 busy", "k2 busy"])
    gate.open()
    #expect(
      try shop.answers.wait(for: 7).suffix(4).sorted()
        == ["k1 fresh", "s1 fresh", "s2 fresh", "s3 fresh"])
    // A refusal is not remembered.
    try shop.order("s4", .missed)
    #expect(try shop.answers.wait(for: 8).last == "s4 fresh")
    shop.stop()
    #expect(try shop.usage() == 1)
  }

  @Test("Past the deadline an order is not begun, unless it may be late or others have joined it")
  func late() throws {
    let shop = try Shop(["limits": ["renderMilliseconds": 1]])
    let gate = Gate()
    try shop.block(gate)
    try shop.order("alone", .generated)
    try shop.order("patient", .missed, mayBeginLate: true)
    try shop.order("shared", .generated)
    try shop.order("shared", .missed, "other", mayBeginLate: true)
    usleep(20_000)
    gate.open()
    let answers = try shop.answers.wait(for: 4)
    #expect(
      Set(answers) == [
        "alone " + PipelineError.late.description, "patient fresh", "shared fresh", "other joined",
      ])
    shop.stop()
    #expect(try shop.usage() == 1)
    #expect(try shop.origin("alone") == nil && shop.onDemand.flightCount == 0)
  }

  @Test("An order is asked whether it may begin only where it would be the first")
  func admission() throws {
    let shop = try Shop()
    let gate = Gate()
    try shop.block(gate)
    let asked = Reports<String>()
    func ask(_ title: String, refusing seconds: Int?) throws {
      var order = try shop.bench.order(title, .missed)
      order.admission = {
        asked.add(title)
        return seconds.map { .tooManyMisses(seconds: $0) }
      }
      let plan = CardPlanner.Plan.ready(try shop.bench.plan(title))
      let answers = shop.answers
      shop.onDemand.fill(order, plan, try shop.bench.store.reader()) { result in
        switch result {
        case .success(let filled): answers.add(filled.isFresh ? "fresh" : "joined")
        case .failure(let error): answers.add(error.description)
        }
      }
    }
    try ask("a", refusing: 9)
    #expect(shop.answers.all == [PipelineError.tooManyMisses(seconds: 9).description])
    try ask("a", refusing: nil)
    // It would be refused, and joins without being asked.
    try ask("a", refusing: 9)
    gate.open()
    #expect(try shop.answers.wait(for: 3).dropFirst().sorted() == ["fresh", "joined"])
    #expect(asked.all == ["a", "a"])
    shop.stop()
    #expect(shop.onDemand.flightCount == 0)
  }

  @Test("A stop tells those who wait, ends what is under way, and leaves no flight")
  func stop() throws {
    let shop = try Shop()
    let gate = Gate()
    try shop.block(gate)
    try shop.order("a", .generated)
    try shop.order("a", .missed)
    try shop.order("b", .missed)
    let onDemand = shop.onDemand
    onDemand.stop()
    #expect(shop.answers.all.sorted() == ["a interrupted", "a interrupted", "b interrupted"])
    gate.open()
    shop.press.stop()
    shop.writer.stop()
    #expect(onDemand.flightCount == 0)
    #expect(try shop.usage() == 0)
    #expect(try shop.origin("a") == nil)
  }

  @Test("An order that fails is free, fails for all who joined, and may be made again")
  func failure() throws {
    let shop = try Shop()
    let gate = Gate()
    try shop.block(gate)
    // Planned with the old bytes, drawn when the file has others.
    try shop.bench.site.write(TestSite.picture([9, 9, 9, 255]), to: "assets/new.png")
    let order = Order(
      template: shop.bench.template,
      request: CardRequest(
        layers: try JSONParser.parse(Array(#"{"logo": {"image_url": "assets/new.png"}}"#.utf8))),
      settings: shop.bench.context.profile.settings(for: .png), origin: .generated,
      policy: FetchPolicy(hosts: .listed([]), limits: shop.bench.context.limits),
      charge: Order.Charge(
        keyID: "k1", day: UsageDay(UsageMonth(year: 2026, month: 7), day: 5), monthMax: nil))
    let planner = CardPlanner(context: shop.bench.context, shelf: shop.bench.shelf)
    let plan = try planner.plan(order.template, order.request, [order.settings], shop.reader)
    try shop.bench.site.write(TestSite.picture([0, 0, 0, 255]), to: "assets/new.png")
    let failures = Reports<Bool>()
    for _ in 0..<3 {
      shop.onDemand.fill(order, plan, shop.reader) { result in
        if case .failure(.input(let error)) = result {
          failures.add(error.path == "layers.logo.image_url")
        }
      }
    }
    gate.open()
    #expect(try failures.wait(for: 3) == [true, true, true])
    try shop.order("a", .generated)
    #expect(try shop.answers.wait(for: 1) == ["a fresh"])
    shop.stop()
    #expect(try shop.usage() == 1)
  }

  @Test("A picture that the disk has no room for fails a key, and still answers a stranger")
  func noRoom() throws {
    let shop = try Shop()
    let small = try Store.open(
      at: shop.bench.site.path + "/small", create: true, options: StoreOptions(mapBytes: 1 << 20))
    #expect(throws: StoreError.self) { try Self.fill(small) }
    let writer = try StoreWriterThread.start(small, pace: .prompt)
    let onDemand = try OnDemand(
      context: shop.bench.context, shelf: shop.bench.shelf, store: small, press: shop.press,
      writer: writer)
    let reader = try small.reader()
    let told = Reports<String>()
    for (title, origin) in [("key", CardOrigin.generated), ("stranger", .missed)] {
      let card = try shop.bench.plan(title)
      onDemand.fill(try shop.bench.order(title, origin), .ready(card), reader) { result in
        switch result {
        case .success: told.add(title + " drawn")
        case .failure(.store(let error)): told.add(title + " \(error.code)")
        case .failure(let error): told.add(title + " \(error)")
        }
      }
    }
    let words = try told.wait(for: 2)
    #expect(words.sorted() == ["key mapFull", "stranger drawn"])
    onDemand.stop()
    shop.stop()
    writer.stop()
    #expect(onDemand.flightCount == 0)
  }

  /// Puts pictures into `store` until it takes no more.
  private static func fill(_ store: Store) throws {
    let writer = try store.writer()
    for index in 0..<1_000 {
      try writer.putObject(
        format: .png, width: 1, height: 1,
        body: Array("\(index)".utf8) + [UInt8](repeating: 0, count: 3_000))
      try writer.commit()
    }
  }
}
