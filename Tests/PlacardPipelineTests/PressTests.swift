import PlacardCore
import PlacardPipeline
import PlacardStore
import PlacardSystem
import PlacardTesting
import Testing

@Suite("The press") struct PressTests {
  private func start(_ bench: Bench, workers: Int = 1, queueMax: Int = 4) throws -> Press {
    try Press.start(
      bench.context, bench.shelf, bench.store, workerCount: workers, queueMax: queueMax)
  }

  @Test("A full queue refuses at once, and takes again when there is room")
  func fullQueue() throws {
    let bench = try Bench()
    let press = try start(bench, queueMax: 2)
    let gate = Gate()
    let done = Reports<Int>()
    func job(_ index: Int) throws -> Press.Job {
      Press.Job(card: try bench.plan("\(index)")) { _ in
        done.add(index)
        gate.wait()
      }
    }
    #expect(press.tryPush(try job(0)))
    // The one thread stands in its answer.
    _ = try done.wait(for: 1)
    #expect(press.tryPush(try job(1)))
    #expect(press.tryPush(try job(2)))
    #expect(press.waitingCount == 2)
    #expect(!press.tryPush(try job(3)))
    gate.open()
    #expect(try done.wait(for: 3) == [0, 1, 2])
    #expect(press.tryPush(try job(4)))
    press.stop()
    #expect(done.all == [0, 1, 2, 4])
    #expect(!press.tryPush(try job(5)))
    #expect(!press.push(try job(5)))
  }

  @Test("A card that fails harms neither the next one nor its bytes")
  func failingCard() throws {
    let bench = try Bench()
    let press = try start(bench)
    try bench.site.write("no picture", to: "assets/bad.png")
    let template = try Template.parse(
      jsonData: JSONParser.parse(
        Array(
          #"""
          {"canvas": {"width": 200, "height": 100}, "layers": [{"name": "pic", "type": "image",
          "x": 0, "y": 0, "width": 9, "height": 9, "image_url": "assets/bad.png"}]}
          """#.utf8)), head: TemplateHead(id: "bad", name: "bad"))
    let plan = try CardPlanner(context: bench.context, shelf: bench.shelf).plan(
      template, CardRequest(), [bench.context.profile.settings(for: .png)], bench.store.reader())
    guard case .ready(let bad) = plan else {
      Issue.record("a file is read, not fetched")
      return
    }
    let hashes = Reports<ContentHash?>()
    let failures = Reports<String>()
    func push(_ card: PlannedCard) {
      _ = press.push(
        Press.Job(card: card) { result in
          switch result {
          case .success(let rendered): hashes.add(rendered.pictures[0].picture.hash)
          case .failure(let error): failures.add(error.description)
          }
        })
    }
    let good = try bench.plan("good")
    push(good)
    push(bad)
    push(good)
    press.stop()
    #expect(hashes.all.count == 2 && Set(hashes.all).count == 1)
    #expect(failures.all.count == 1)
    #expect(failures.all[0].hasPrefix("layers.pic.image_url: "), "\(failures.all)")
  }

  @Test("A job past its deadline is not begun")
  func deadline() throws {
    let bench = try Bench()
    let press = try start(bench)
    let late = Reports<Bool>()
    let now = MonotonicInstant.now()
    for deadline in [
      nil, MonotonicInstant(nanoseconds: now.nanoseconds - 1), now.adding(seconds: 600),
    ] {
      _ = press.push(
        Press.Job(card: try bench.plan("x"), deadline: deadline) { result in
          if case .failure(.late) = result { late.add(true) } else { late.add(false) }
        })
    }
    press.stop()
    #expect(late.all == [false, true, false])
  }

  @Test("What waits can be dropped; what is under way is done")
  func drop() throws {
    let bench = try Bench()
    let press = try start(bench)
    let gate = Gate()
    let done = Reports<Int>()
    for index in 0..<4 {
      _ = press.push(
        Press.Job(card: try bench.plan("\(index)")) { _ in
          done.add(index)
          if index == 0 { gate.wait() }
        })
    }
    _ = try done.wait(for: 1)
    #expect(press.drop().count == 3)
    gate.open()
    press.stop()
    #expect(done.all == [0])
  }

  @Test("Any number of threads makes the same bytes of the same cards")
  func threads() throws {
    let bench = try Bench()
    func hashes(_ workers: Int) throws -> [String: ContentHash] {
      let press = try start(bench, workers: workers)
      let made = Reports<(String, ContentHash)>()
      for index in 0..<12 {
        let title = "Card \(index)"
        _ = press.push(
          Press.Job(card: try bench.plan(title, index % 2 == 0 ? .png : .webp)) { result in
            guard case .success(let rendered) = result else { return }
            made.add((title, rendered.pictures[0].picture.hash))
          })
      }
      press.stop()
      return Dictionary(made.all) { first, _ in first }
    }
    let alone = try hashes(1)
    #expect(alone.count == 12)
    #expect(try hashes(3) == alone)
  }
}
