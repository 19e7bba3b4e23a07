internal import CLinux
internal import Glibc
internal import PlacardSystem

/// One thread's share of a server: its listening socket, its connections, its handler.
///
/// Lives on its thread's stack and never leaves it. Works in turns: wait for events, answer what
/// is whole, send, sweep once a second.
struct EventLoop<Handler: HTTPHandler>: ~Copyable {
  typealias Letter = ReplyPort<Handler.Completion>.Letter

  let index: Int
  let limits: HTTPLimits
  let times: HTTPTimes
  let parser: RequestParser
  let shared: LoopShared
  let mailbox: Mailbox<Letter>
  let handler: Handler
  var context: HTTPLoopContext<Handler.Completion>

  var poller: Poller
  var listener: FileDescriptor?
  var listenerIsPaused = false
  var table: ConnectionTable
  var gather = Gather()
  let head = UnsafeMutablePointer<RequestHead>.allocate(capacity: 1)
  let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  /// Slots that were left with input unread so that others had their turn.
  var unfinished: [UInt64] = []

  var now: MonotonicInstant
  var nextSweep: MonotonicInstant
  var drainDeadline: MonotonicInstant?
  var turnIsOpen = false
  var totals = AccessTotals()
  let labels: LabelCounters
  let keepsRecords: Bool
  /// Of requests that are being read or awaited, by slot.
  var records: [Int: any AnswerRecord] = [:]
  /// Allocated for input and output of all connections of this loop.
  var heldBytes = 0

  static var listenerTag: UInt64 { .max }
  static var mailboxTag: UInt64 { .max - 1 }

  init(
    index: Int, shared: LoopShared, listener: consuming FileDescriptor, poller: consuming Poller,
    context: consuming HTTPLoopContext<Handler.Completion>, handler: Handler
  ) {
    self.index = index
    self.shared = shared
    self.handler = handler
    labels = shared.counters[index].labels
    keepsRecords = handler.keepsRecords
    limits = shared.limits
    times = HTTPTimes(shared.limits)
    parser = RequestParser(shared.limits)
    mailbox = context.port.mailboxes[index]
    self.context = context
    self.poller = poller
    self.listener = consume listener
    table = ConnectionTable(capacity: shared.limits.connectionsMax)
    head.initialize(to: RequestHead())
    now = .now()
    nextSweep = now.adding(seconds: 1)
  }

  deinit {
    head.deallocate()
    scratch.deallocate()
  }

  /// Serves until a letter says stop and every connection has ended or the drain time is over.
  mutating func run() {
    while true {
      // Fails only on a descriptor that is not ours, which is a bug.
      guard let count = try? poller.wait(milliseconds: waitMilliseconds) else {
        preconditionFailure("the poller is gone")
      }
      now = .now()
      context.prefixes.renew(unixSeconds: WallClock.unixSeconds())
      for event in 0..<count { handle(poller[event]) }
      finishUnfinished()
      if now >= nextSweep { sweep() }
      endTurn()
      totals.connectionsOpen = table.openCount
      shared.counters[index].publish(totals)
      if let drainDeadline, table.openCount == 0 || now >= drainDeadline { break }
    }
    closeAll()
    endTurn()
    totals.connectionsOpen = 0
    shared.counters[index].publish(totals)
  }

  /// For ever while there is nothing whose time could run out.
  private var waitMilliseconds: Int {
    if !unfinished.isEmpty { return 0 }
    if table.openCount == 0 && !listenerIsPaused && drainDeadline == nil { return -1 }
    var until = nextSweep
    if let drainDeadline { until = min(until, drainDeadline) }
    return Int(until.nanoseconds(since: .now()) / 1_000_000) + 1
  }

  private mutating func handle(_ event: Poller.Event) {
    if event.tag == Self.listenerTag { return acceptAll() }
    if event.tag == Self.mailboxTag { return openLetters() }
    guard let slot = slot(of: event.tag) else { return }
    let connection = table[slot]
    if event.events.rawValue & Poller.Events.failed.rawValue != 0 { return close(slot) }
    if event.events.contains(.peerClosed) { connection.pointee.peerEndIsNear = true }
    if event.events.contains(.readable) || event.events.contains(.peerClosed) {
      connection.pointee.inputIsReady = true
    }
    if connection.pointee.state.hasUnsent && event.events.contains(.writable) {
      sendOutput(connection)
    }
    advance(slot)
  }

  /// The slot an event or a left-over is of; nil when its connection has gone since.
  func slot(of tag: UInt64) -> Int? {
    let slot = Int(tag & 0xFFFF_FFFF)
    guard slot < table.usedCount else { return nil }
    let connection = table[slot]
    guard connection.pointee.descriptor >= 0,
      connection.pointee.generation == UInt32(tag >> 32)
    else { return nil }
    return slot
  }

  func tag(of slot: Int) -> UInt64 {
    UInt64(table[slot].pointee.generation) << 32 | UInt64(slot)
  }

  private mutating func finishUnfinished() {
    guard !unfinished.isEmpty else { return }
    let tags = unfinished
    unfinished.removeAll(keepingCapacity: true)
    for tag in tags {
      if let slot = slot(of: tag) { advance(slot) }
    }
  }

  mutating func beginTurn() {
    guard !turnIsOpen else { return }
    turnIsOpen = true
    handler.turnBegan()
  }

  private mutating func endTurn() {
    guard turnIsOpen else { return }
    turnIsOpen = false
    handler.turnEnded()
  }

  /// Does what the connection's state asks for, until that is to wait.
  mutating func advance(_ slot: Int) {
    let connection = table[slot]
    var rounds = 0
    while true {
      if connection.pointee.isBroken { return close(slot) }
      switch connection.pointee.state.step {
      case .wait: return
      case .close: return close(slot)
      case .linger:
        shutdown(connection.pointee.descriptor, Int32(SHUT_WR))
        connection.pointee.state.lingerBegan(at: now, times)
        connection.pointee.inputIsReady = true
      case .discard:
        guard connection.pointee.inputIsReady else { return }
        if connection.pointee.peerHasEnded { return close(slot) }
        rounds += 1
        if rounds > Self.roundsMax { return leaveForNextTurn(slot) }
        discardInput(connection)
      case .read:
        if connection.pointee.inputIsUnparsed {
          parseKept(slot)
          continue
        }
        // Whatever was whole has been answered; what is left will never be.
        if connection.pointee.peerHasEnded { return close(slot) }
        guard connection.pointee.inputIsReady else { return }
        rounds += 1
        if rounds > Self.roundsMax { return leaveForNextTurn(slot) }
        receive(slot)
      }
    }
  }

  /// Reads of one connection in a turn: a client that is never silent shares the loop.
  private static var roundsMax: Int { 16 }

  private mutating func leaveForNextTurn(_ slot: Int) {
    unfinished.append(tag(of: slot))
  }

  mutating func close(_ slot: Int) {
    let connection = table[slot]
    if keepsRecords, let record = records.removeValue(forKey: slot) {
      beginTurn()
      record.abandoned()
    }
    Glibc.close(connection.pointee.descriptor)
    heldBytes -= connection.pointee.input.free() + connection.pointee.output.free()
    table.release(slot)
    shared.connectionEnded()
  }
}
