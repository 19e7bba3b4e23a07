import PlacardHTTP
import PlacardSystem
import Testing

@Suite("Connection state") struct ConnectionStateTests {
  private let times = HTTPTimes(HTTPLimits())

  /// Seconds on a clock that only the test moves.
  private func at(_ seconds: Double) -> MonotonicInstant {
    MonotonicInstant(nanoseconds: UInt64(1e12 + seconds * 1e9))
  }

  private func opened() -> ConnectionState {
    ConnectionState(openedAt: at(0), times)
  }

  @Test("A silent connection reads, and is over after 60 seconds")
  func idle() {
    let state = opened()
    #expect(state.step == .read && state.isIdle)
    #expect(state.expiry(at: at(59.9)) == nil)
    #expect(state.expiry(at: at(60)) == .idle)
  }

  @Test("A head has 10 seconds from its first byte, however often more of it comes")
  func slowHead() {
    var state = opened()
    for second in stride(from: 30.0, to: 40, by: 0.5) { state.partCame(at: at(second), times) }
    #expect(!state.isIdle)
    #expect(state.expiry(at: at(39.9)) == nil)
    #expect(state.expiry(at: at(40)) == .head)
  }

  @Test("A body has 15 seconds from its head's end")
  func slowBody() {
    var state = opened()
    state.partCame(at: at(1), times)
    state.headEnded(at: at(5), times)
    state.headEnded(at: at(12), times)
    state.partCame(at: at(13), times)
    #expect(state.expiry(at: at(19.9)) == nil)
    #expect(state.expiry(at: at(20)) == .body)
  }

  @Test("Empty lines between requests buy no time")
  func emptyLines() {
    var state = opened()
    state.partCame(at: at(1), times)
    state.partVanished()
    #expect(state.isIdle)
    #expect(state.expiry(at: at(11)) == .idle)
  }

  @Test("An answer starts the idle time anew, or ends the connection")
  func answers() {
    var state = opened()
    state.partCame(at: at(1), times)
    state.answered(at: at(2), times, keepsAlive: true)
    #expect(state.isIdle && state.step == .read)
    #expect(state.expiry(at: at(61.9)) == nil)
    #expect(state.expiry(at: at(62)) == .idle)
    #expect(state.closesAfter(keepsAlive: false) && !state.closesAfter(keepsAlive: true))
    state.answered(at: at(3), times, keepsAlive: false)
    #expect(state.step == .close)
  }

  @Test("While an answer is owed nothing is read, and the worker has 60 seconds")
  func awaiting() {
    var state = opened()
    state.awaits(at: at(1), times)
    #expect(state.step == .wait && !state.isIdle)
    #expect(state.expiry(at: at(60.9)) == nil)
    #expect(state.expiry(at: at(61)) == .answer)
    state.answered(at: at(5), times, keepsAlive: true)
    #expect(state.step == .read)
  }

  @Test("Unread output stops reading, and 30 seconds without progress end it")
  func stalled() {
    var state = opened()
    state.answered(at: at(1), times, keepsAlive: true)
    state.outputStalled(at: at(1), times)
    #expect(state.step == .wait)
    state.outputMoved(at: at(20), times)
    state.outputStalled(at: at(25), times)
    #expect(state.expiry(at: at(49.9)) == nil)
    #expect(state.expiry(at: at(50)) == .write)
    // The idle time had passed while the client was reading; it starts with the last byte.
    state.outputEmptied(at: at(70), times)
    #expect(state.step == .read)
    #expect(state.expiry(at: at(129.9)) == nil)
    #expect(state.expiry(at: at(130)) == .idle)
  }

  @Test("Output that empties while an answer is owed keeps the answer's deadline")
  func stalledAndAwaiting() {
    var state = opened()
    state.awaits(at: at(0), times)
    state.outputStalled(at: at(0), times)
    state.outputEmptied(at: at(29), times)
    #expect(state.step == .wait)
    #expect(state.expiry(at: at(60)) == .answer)
  }

  @Test("A last answer is sent before the connection closes")
  func closing() {
    var state = opened()
    state.answered(at: at(1), times, keepsAlive: false)
    state.outputStalled(at: at(1), times)
    #expect(state.step == .wait)
    state.outputEmptied(at: at(2), times)
    #expect(state.step == .close)
  }

  @Test("A refusal is sent, then input is thrown away for 5 seconds at most")
  func refusal() {
    var state = opened()
    state.headEnded(at: at(1), times)
    state.refused()
    #expect(state.step == .linger)
    state.lingerBegan(at: at(2), times)
    #expect(state.step == .discard)
    #expect(state.expiry(at: at(6.9)) == nil)
    #expect(state.expiry(at: at(7)) == .linger)
  }

  @Test("In a drain the answer under way is the last")
  func drain() {
    var state = opened()
    state.partCame(at: at(1), times)
    state.drain()
    #expect(state.step == .read)
    #expect(state.closesAfter(keepsAlive: true))
    state.answered(at: at(2), times, keepsAlive: true)
    #expect(state.step == .close)
  }
}
