import PlacardPipeline
import PlacardSystem
import Testing

@Suite("Deadlines") struct DeadlinesTests {
  @Test("Calls are made in their order, but those that are moot")
  func order() throws {
    let deadlines = try Deadlines.start(delayMilliseconds: 5)
    let calls = Reports<Int>()
    for index in 0..<50 {
      let isAdded = deadlines.add(isMoot: { index % 5 == 0 }) { calls.add(index) }
      #expect(isAdded)
    }
    #expect(try calls.wait(for: 40) == (0..<50).filter { $0 % 5 != 0 })
    deadlines.stop()
    #expect(calls.all.count == 40)
  }

  @Test("What becomes moot while it waits is not called")
  func moot() throws {
    let deadlines = try Deadlines.start(delayMilliseconds: 30)
    let calls = Reports<String>()
    let flag = StopFlag()
    deadlines.add(isMoot: { flag.isRaised }) { calls.add("moot") }
    deadlines.add(isMoot: { false }) { calls.add("due") }
    flag.raise()
    #expect(try calls.wait(for: 1) == ["due"])
    deadlines.stop()
  }

  @Test("A stop does not wait for what is far, and nothing is taken after it")
  func stop() throws {
    let deadlines = try Deadlines.start(delayMilliseconds: 3_600_000, entriesMax: 2)
    let calls = Reports<Int>()
    for index in 0..<8 { deadlines.add(isMoot: { false }) { calls.add(index) } }
    deadlines.stop()
    let isAdded = deadlines.add(isMoot: { false }) { calls.add(9) }
    #expect(!isAdded && calls.all.isEmpty)
  }
}
