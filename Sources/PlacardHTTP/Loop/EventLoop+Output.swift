internal import CLinux
internal import Glibc
internal import PlacardSystem

extension EventLoop {
  /// Has the handler answer the request in `head`.
  mutating func respond(
    _ slot: Int, _ base: UnsafeRawPointer, _ body: UnsafeRawBufferPointer
  ) {
    let connection = table[slot]
    totals.requests &+= 1
    connection.pointee.isHead = head.pointee.method == .head
    connection.pointee.minorVersion = head.pointee.minorVersion
    connection.pointee.keepsAlive = head.pointee.keepsAlive && !head.pointee.closes
    beginTurn()
    let request = HTTPRequest(
      head: head, base: base, body: body, peer: connection.pointee.peer, now: now,
      unixSeconds: context.prefixes.unixSeconds)
    // In place of one that was made while the body was still to come.
    if keepsRecords { records[slot] = handler.record(of: request) }
    var reply = HTTPReply(ticket: ticket(of: slot), mayWait: true)
    handler.respond(to: request, &reply)
    connection.pointee.label = reply.label
    labels.request(reply.label)
    deliver(slot, reply)
  }

  private func ticket(of slot: Int) -> ReplyTicket {
    ReplyTicket(
      loop: UInt32(index), slot: UInt32(slot), generation: table[slot].pointee.ticket)
  }

  /// Sends or gathers what the handler decided.
  private mutating func deliver(_ slot: Int, _ reply: borrowing HTTPReply) {
    let connection = table[slot]
    switch reply.decision {
    case .slice(let id, let rest):
      let prefix = context.prefixes[id]
      gather.add(UnsafeRawBufferPointer(prefix.bytes))
      let option = connectionOption(connection.pointee)
      if option != .none { gather.add(option.line) }
      gather.add(rest)
      totals.count(answer: prefix.status)
      labels.answer(connection.pointee.label, status: prefix.status, remark: prefix.remark)
      if keepsRecords {
        let optionCount = option == .none ? 0 : option.line.utf8CodeUnitCount
        note(
          slot, prefix.status, prefix.bytes.count + optionCount + rest.count,
          remark: prefix.remark)
      }
      connection.pointee.state.answered(
        at: now, times, keepsAlive: connection.pointee.keepsAlive)
    case .owned(let response):
      send(response, slot, option: connectionOption(connection.pointee))
      connection.pointee.state.answered(
        at: now, times, keepsAlive: connection.pointee.keepsAlive)
    case .later:
      connection.pointee.state.awaits(at: now, times)
    case .none:
      // A handler that forgot is our bug, but the client's connection is not the place to crash.
      refuse(slot, .noAnswer)
    }
  }

  /// Tells the record of the slot's request of its answer.
  private mutating func note(_ slot: Int, _ status: Int, _ byteCount: Int, remark: UInt8) {
    guard let record = records.removeValue(forKey: slot) else { return }
    beginTurn()
    record.answered(status: status, byteCount: byteCount, remark: remark)
  }

  private func connectionOption(_ connection: Connection) -> ConnectionOption {
    if connection.state.closesAfter(keepsAlive: connection.keepsAlive) { return .close }
    return connection.minorVersion == 0 ? .keepAlive : .none
  }

  /// Answers with an error and ends the connection.
  mutating func refuse(_ slot: Int, _ refusal: HTTPRefusal) {
    let connection = table[slot]
    if !connection.pointee.state.isAwaiting { connection.pointee.label = 0 }
    if keepsRecords, records[slot] == nil {
      records[slot] = handler.record(ofUnreadFrom: connection.pointee.peer)
    }
    connection.pointee.ticket &+= 1
    connection.pointee.decoder = nil
    connection.pointee.wholeCount = 0
    connection.pointee.inputIsUnparsed = false
    connection.pointee.state.refused()
    send(shared.refusalResponse(refusal), slot, option: .close)
  }

  /// Sends what is gathered and `response`, whose bytes live no longer than this call.
  private mutating func send(
    _ response: OwnedResponse, _ slot: Int, option: ConnectionOption
  ) {
    let connection = table[slot]
    totals.count(answer: response.status)
    labels.answer(
      connection.pointee.label, status: response.status, remark: response.remark)
    if gather.isNearlyFull { flush(connection) }
    let bytes = OwnedHead.build(
      response, date: context.prefixes.date, option: option, isHead: connection.pointee.isHead)
    if keepsRecords {
      note(slot, response.status, bytes.head.count + bytes.body.count, remark: response.remark)
    }
    bytes.head.withUnsafeBytes { head in
      bytes.body.withUnsafeBytes { body in
        gather.add(head)
        gather.add(body)
        flush(connection)
      }
    }
  }

  /// Sends what is gathered; what the socket does not take is copied.
  mutating func flush(_ connection: UnsafeMutablePointer<Connection>) {
    guard gather.count > 0 else { return }
    defer { gather.clear() }
    guard !connection.pointee.isBroken else { return }
    var sent = 0
    if !connection.pointee.state.hasUnsent {
      guard let taken = gather.send(to: connection.pointee.descriptor) else {
        connection.pointee.isBroken = true
        return
      }
      sent = taken
      totals.bytesSent &+= sent
      if sent == gather.byteCount { return }
    }
    guard hold(gather.byteCount - sent, in: &connection.pointee.output) else {
      connection.pointee.isBroken = true
      return
    }
    gather.copyRest(after: sent, to: &connection.pointee.output)
    connection.pointee.state.outputStalled(at: now, times)
    // Tries once more: should the socket have room after all, no event would ever say so.
    sendOutput(connection)
  }

  /// Sends kept output until the socket is full or there is none left.
  mutating func sendOutput(_ connection: UnsafeMutablePointer<Connection>) {
    while connection.pointee.outputStart < connection.pointee.output.count {
      let start = connection.pointee.outputStart
      let sent = Glibc.send(
        connection.pointee.descriptor, connection.pointee.output.base! + start,
        connection.pointee.output.count - start, Int32(MSG_NOSIGNAL))
      if sent > 0 {
        connection.pointee.outputStart += sent
        totals.bytesSent &+= sent
        connection.pointee.state.outputMoved(at: now, times)
      } else if errno == EAGAIN || errno == ENOBUFS || errno == ENOMEM {
        return
      } else if errno != EINTR {
        connection.pointee.isBroken = true
        return
      }
    }
    connection.pointee.outputStart = 0
    heldBytes -= connection.pointee.output.free()
    connection.pointee.state.outputEmptied(at: now, times)
  }

  /// Answers handed in by other threads.
  mutating func openLetters() {
    for letter in mailbox.drain() {
      switch letter {
      case .response(let ticket, let response):
        guard let slot = awaitingSlot(ticket) else { continue }
        let connection = table[slot]
        send(response, slot, option: connectionOption(connection.pointee))
        connection.pointee.state.answered(
          at: now, times, keepsAlive: connection.pointee.keepsAlive)
        advance(slot)
      case .completion(let ticket, let completion):
        guard let slot = awaitingSlot(ticket) else { continue }
        beginTurn()
        var reply = HTTPReply(ticket: ticket, mayWait: false)
        handler.finish(completion, isHead: table[slot].pointee.isHead, &reply)
        deliver(slot, reply)
        flush(table[slot])
        advance(slot)
      case .stop(let drainUntil): beginDrain(until: drainUntil)
      }
    }
  }

  /// The slot that still waits for this ticket's answer, and now no longer does.
  private mutating func awaitingSlot(_ ticket: ReplyTicket) -> Int? {
    let slot = Int(ticket.slot)
    guard slot < table.usedCount else { return nil }
    let connection = table[slot]
    guard connection.pointee.descriptor >= 0, connection.pointee.state.isAwaiting,
      connection.pointee.ticket == ticket.generation
    else { return nil }
    connection.pointee.ticket &+= 1
    return slot
  }
}
