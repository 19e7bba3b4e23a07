import Foundation
import PlacardCore
import PlacardPipeline
import Testing

@Suite("Single flight") struct SingleFlightTests {
  private let key = Digest(of: "key")

  @Test("The first to ask leads, the others are told what it says, each once")
  func leadAndJoin() {
    let flights = SingleFlight<Int>()
    let told = Reports<Int>()
    #expect(flights.join(key) { told.add($0) })
    #expect(!flights.join(key) { told.add($0 + 1) })
    #expect(!flights.join(key) { told.add($0 + 2) })
    #expect(flights.count == 1 && told.all.isEmpty)
    flights.announce(key, 10)
    // In the order in which they came; the leader knows already.
    #expect(told.all == [11, 12])
    flights.close(key)
    #expect(flights.count == 0)
  }

  @Test("Between the announcement and the close, whoever asks is told at once")
  func announced() {
    let flights = SingleFlight<Int>()
    let told = Reports<Int>()
    #expect(flights.join(key) { _ in })
    flights.announce(key, 7)
    #expect(!flights.join(key) { told.add($0) })
    #expect(told.all == [7])
    flights.close(key)
    #expect(flights.join(key) { told.add($0) })
    #expect(told.all == [7])
  }

  @Test("A flight that is closed before it is announced ends with the announcement")
  func closedFirst() {
    let flights = SingleFlight<Int>()
    let told = Reports<Int>()
    #expect(flights.join(key) { _ in })
    flights.close(key)
    #expect(!flights.join(key) { told.add($0) })
    flights.announce(key, 3)
    #expect(told.all == [3] && flights.count == 0)
    #expect(flights.join(key) { _ in })
  }

  @Test("Keys fly apart, and an outcome may be nil")
  func keysApart() {
    let flights = SingleFlight<Int?>()
    let told = Reports<Int?>()
    #expect(flights.join(key) { _ in })
    #expect(flights.join(Digest(of: "other")) { _ in })
    #expect(!flights.join(key) { told.add($0) })
    flights.announce(key, nil)
    #expect(!flights.join(key) { told.add($0) })
    #expect(told.all == [nil, nil] && flights.count == 2)
  }

  @Test("Of many threads that ask at once, one leads and each other one is told")
  func race() throws {
    let flights = SingleFlight<Int>()
    let leaders = Reports<Int>()
    let told = Reports<Int>()
    DispatchQueue.concurrentPerform(iterations: 2_000) { index in
      if flights.join(key, { told.add($0) }) { leaders.add(index) }
    }
    #expect(leaders.all.count == 1)
    flights.announce(key, 5)
    flights.close(key)
    #expect(told.all == Array(repeating: 5, count: 1_999))
  }
}
