package import PlacardSystem

/// Where one connection stands, without its socket and its bytes: told what happened and when, it
/// says what is to be done next and what has taken too long.
package struct ConnectionState: Sendable {
  /// How far the request has come that is being read.
  package enum Reading: UInt8 {
    /// Between requests.
    case idle
    case head
    case body
  }

  /// What the loop is to do with the connection next.
  package enum Step {
    /// Look for the next request.
    case read
    /// Something else must happen first: an answer, or room in the socket.
    case wait
    /// Shut our side, then throw away what still comes.
    case linger
    case discard
    case close
  }

  /// Which of `HTTPTimes` has run out.
  package enum Expiry {
    case idle, head, body, answer, write, linger
  }

  package private(set) var reading = Reading.idle
  /// A worker owes the answer.
  package private(set) var isAwaiting = false
  /// Output waits for the socket.
  package private(set) var hasUnsent = false
  /// No further request is read; the connection ends with its output.
  package private(set) var isClosing = false
  private var leavesInput = false
  package private(set) var isLingering = false
  private var isDraining: Bool
  private var inputDeadline: MonotonicInstant
  private var outputDeadline = MonotonicInstant.never

  package init(openedAt now: MonotonicInstant, _ times: HTTPTimes, isDraining: Bool = false) {
    inputDeadline = now.adding(nanoseconds: times.idle)
    self.isDraining = isDraining
  }

  package var step: Step {
    if isLingering { return .discard }
    if hasUnsent || isAwaiting { return .wait }
    if isClosing { return leavesInput ? .linger : .close }
    return .read
  }

  /// Nothing begun, nothing owed: may be closed at any time (RFC 9112 §9.5).
  package var isIdle: Bool {
    reading == .idle && !isAwaiting && !hasUnsent && !isClosing
  }

  /// Since when it has been idle, as far as it is.
  package func idleSince(_ times: HTTPTimes) -> MonotonicInstant {
    MonotonicInstant(
      nanoseconds: inputDeadline.nanoseconds &- min(times.idle, inputDeadline.nanoseconds))
  }

  // MARK: What happened

  /// Part of a request came and was kept; the time for its head runs from the first part.
  package mutating func partCame(at now: MonotonicInstant, _ times: HTTPTimes) {
    guard reading == .idle else { return }
    reading = .head
    inputDeadline = now.adding(nanoseconds: times.head)
  }

  /// What came was only empty lines; they buy no time.
  package mutating func partVanished() {
    if reading == .head { reading = .idle }
  }

  /// The head is there, its body not yet.
  package mutating func headEnded(at now: MonotonicInstant, _ times: HTTPTimes) {
    guard reading != .body else { return }
    reading = .body
    inputDeadline = now.adding(nanoseconds: times.body)
  }

  /// The request was whole, and its answer will come later.
  package mutating func awaits(at now: MonotonicInstant, _ times: HTTPTimes) {
    reading = .idle
    isAwaiting = true
    inputDeadline = now.adding(nanoseconds: times.answer)
  }

  /// The request has its answer, sent or about to be.
  package mutating func answered(at now: MonotonicInstant, _ times: HTTPTimes, keepsAlive: Bool) {
    reading = .idle
    isAwaiting = false
    if !keepsAlive || isDraining { isClosing = true }
    inputDeadline = now.adding(nanoseconds: times.idle)
  }

  /// Whether the answer about to be sent is the last.
  package func closesAfter(keepsAlive: Bool) -> Bool {
    !keepsAlive || isDraining || isClosing
  }

  /// The request is answered with an error that ends the connection, whatever else it has sent.
  package mutating func refused() {
    reading = .idle
    isAwaiting = false
    isClosing = true
    leavesInput = true
    inputDeadline = .never
  }

  /// The socket is full and output waits; the time to write runs from the first such event.
  package mutating func outputStalled(at now: MonotonicInstant, _ times: HTTPTimes) {
    if !hasUnsent { outputDeadline = now.adding(nanoseconds: times.write) }
    hasUnsent = true
  }

  /// The socket took some of what waits; the time to write starts anew.
  package mutating func outputMoved(at now: MonotonicInstant, _ times: HTTPTimes) {
    outputDeadline = now.adding(nanoseconds: times.write)
  }

  /// All output is taken. While it was not, nothing was read, so the times of reading start anew.
  package mutating func outputEmptied(at now: MonotonicInstant, _ times: HTTPTimes) {
    guard hasUnsent else { return }
    hasUnsent = false
    outputDeadline = .never
    guard !isAwaiting else { return }
    switch reading {
    case .idle: inputDeadline = now.adding(nanoseconds: times.idle)
    case .head: inputDeadline = now.adding(nanoseconds: times.head)
    case .body: inputDeadline = now.adding(nanoseconds: times.body)
    }
  }

  /// Our side is shut; what still comes is thrown away until the time to linger is over.
  package mutating func lingerBegan(at now: MonotonicInstant, _ times: HTTPTimes) {
    isLingering = true
    inputDeadline = now.adding(nanoseconds: times.linger)
  }

  /// The server is stopping: the request under way is the last.
  package mutating func drain() {
    isDraining = true
  }

  /// What has taken too long at `now`. While output is unread, only its progress counts.
  package func expiry(at now: MonotonicInstant) -> Expiry? {
    if hasUnsent { return now >= outputDeadline ? .write : nil }
    guard now >= inputDeadline else { return nil }
    if isLingering { return .linger }
    if isAwaiting { return .answer }
    switch reading {
    case .idle: return .idle
    case .head: return .head
    case .body: return .body
    }
  }
}

/// The limits that are times, in nanoseconds.
package struct HTTPTimes: Sendable {
  let head: UInt64
  let body: UInt64
  let idle: UInt64
  let write: UInt64
  let answer: UInt64
  let linger: UInt64

  package init(_ limits: HTTPLimits) {
    func nanoseconds(_ seconds: Int) -> UInt64 {
      UInt64(max(min(seconds, 1 << 30), 0)) * 1_000_000_000
    }
    head = nanoseconds(limits.headSecondsMax)
    body = nanoseconds(limits.bodySecondsMax)
    idle = nanoseconds(limits.idleSecondsMax)
    write = nanoseconds(limits.writeSecondsMax)
    answer = nanoseconds(limits.answerSecondsMax)
    linger = nanoseconds(limits.lingerSecondsMax)
  }
}

extension MonotonicInstant {
  static var never: MonotonicInstant { MonotonicInstant(nanoseconds: .max) }
}
