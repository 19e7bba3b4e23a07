import PlacardSystem
import Synchronization
import Testing

@Suite("Queues, mailboxes and threads") struct QueueTests {
  @Test("A queue gives back what was pushed, in order, across its ring's end")
  func order() {
    let queue = BoundedQueue<String>(capacity: 3)
    var given: [String] = []
    for round in 0..<5 {
      #expect(queue.push("a\(round)"))
      #expect(queue.push("b\(round)"))
      given.append(queue.pop()!)
      given.append(queue.pop()!)
    }
    #expect(given == (0..<5).flatMap { ["a\($0)", "b\($0)"] })
  }

  @Test("A full queue refuses a try, and a closed one refuses everything but what it holds")
  func refusal() {
    let queue = BoundedQueue<Int>(capacity: 2)
    #expect(queue.tryPush(1) && queue.tryPush(2))
    #expect(!queue.tryPush(3))
    #expect(queue.count == 2)
    queue.close()
    #expect(!queue.push(4))
    #expect(queue.pop() == 1)
    guard case .element(2) = queue.pop(until: .now()) else {
      Issue.record("the second element is still there")
      return
    }
    #expect(queue.pop() == nil)
    guard case .closed = queue.pop(until: .now()) else {
      Issue.record("a drained closed queue says so")
      return
    }
  }

  @Test("Waiting for an element ends at the deadline")
  func deadline() {
    let queue = BoundedQueue<Int>(capacity: 1)
    let deadline = MonotonicInstant.now().adding(milliseconds: 20)
    guard case .timedOut = queue.pop(until: deadline) else {
      Issue.record("nothing was pushed")
      return
    }
    #expect(MonotonicInstant.now() >= deadline)
  }

  @Test("Draining takes at most what was asked for and frees its room")
  func drain() {
    let queue = BoundedQueue<Int>(capacity: 4)
    for number in 0..<4 { #expect(queue.push(number)) }
    #expect(queue.popAll(max: 3) == [0, 1, 2])
    #expect(queue.tryPush(9))
    #expect(queue.popAll() == [3, 9])
    #expect(queue.popAll().isEmpty)
  }

  @Test("Elements left in a queue end with it")
  func release() {
    final class Probe: Sendable {
      let ended: StopFlag
      init(_ ended: StopFlag) { self.ended = ended }
      deinit { ended.raise() }
    }
    let ended = StopFlag()
    do {
      let queue = BoundedQueue<Probe>(capacity: 2)
      #expect(queue.push(Probe(ended)))
      #expect(!ended.isRaised)
    }
    #expect(ended.isRaised)
  }

  @Test("Many threads push through a narrow queue and nothing is lost or doubled")
  func manyThreads() throws {
    let queue = BoundedQueue<Int>(capacity: 3)
    let tally = Tally()
    let total = 4_000
    let low = try OwnedThread.start(name: "push low") {
      for number in 0..<total / 2 { _ = queue.push(number) }
    }
    let high = try OwnedThread.start(name: "push high") {
      for number in total / 2..<total { _ = queue.push(number) }
    }
    let one = try OwnedThread.start(name: "pop one") { tally.take(from: queue) }
    let other = try OwnedThread.start(name: "pop other") { tally.take(from: queue) }
    low.join()
    high.join()
    queue.close()
    one.join()
    other.join()
    #expect(tally.taken.load(ordering: .relaxed) == total)
    #expect(tally.sum.load(ordering: .relaxed) == total * (total - 1) / 2)
  }

  @Test("A mailbox wakes a poller once and gives every letter in order")
  func mailbox() throws {
    let mailbox = try Mailbox<Int>.create()
    var poller = try Poller.create()
    try poller.add(mailbox.descriptor, .readable, tag: 77)
    #expect(try poller.wait(milliseconds: 0) == 0)
    let thread = try OwnedThread.start(name: "postman") {
      for letter in 0..<100 { mailbox.post(letter) }
    }
    var letters: [Int] = []
    while letters.count < 100 {
      #expect(try poller.wait(milliseconds: 10_000) == 1)
      #expect(poller[0].tag == 77)
      letters += mailbox.drain()
    }
    thread.join()
    #expect(letters == Array(0..<100))
    #expect(try poller.wait(milliseconds: 0) == 0)
  }
}

private final class Tally: Sendable {
  let sum = Atomic<Int>(0)
  let taken = Atomic<Int>(0)

  func take(from queue: BoundedQueue<Int>) {
    while let element = queue.pop() {
      sum.wrappingAdd(element, ordering: .relaxed)
      taken.wrappingAdd(1, ordering: .relaxed)
    }
  }
}
