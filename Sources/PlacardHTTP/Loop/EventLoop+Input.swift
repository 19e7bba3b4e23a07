internal import Glibc
internal import PlacardSystem

extension EventLoop {
  /// Reads once from the socket and answers every request that is whole.
  mutating func receive(_ slot: Int) {
    let connection = table[slot]
    if connection.pointee.input.isEmpty {
      let count = read(connection, into: scratch)
      guard count > 0 else { return }
      let bytes = UnsafeRawBufferPointer(rebasing: scratch[..<count])
      let used = parse(slot, bytes)
      if used < count { keep(slot, UnsafeRawBufferPointer(rebasing: bytes[used...])) }
      return
    }

    let kept = connection.pointee.input.count
    let wanted = min(max(connection.pointee.wholeCount - kept, 16_384), 1 << 20)
    guard hold(wanted, in: &connection.pointee.input) else {
      return refuse(slot, .overloaded)
    }
    let count = read(connection, into: connection.pointee.input.room)
    guard count > 0 else { return }
    connection.pointee.input.grew(by: count)
    connection.pointee.inputIsUnparsed = mayBeWhole(connection.pointee, newFrom: kept)
  }

  /// Whether new input can change what the parser said of the old.
  private func mayBeWhole(_ connection: Connection, newFrom kept: Int) -> Bool {
    if connection.decoder != nil { return true }
    let count = connection.input.count
    if connection.wholeCount > 0 { return count >= connection.wholeCount }
    return count >= connection.lookAgainAt
      || memchr(connection.input.base! + kept, 0x0A, count - kept) != nil
  }

  /// Reads at most what fits; 0 when there is nothing, or nothing more.
  private func read(
    _ connection: UnsafeMutablePointer<Connection>, into room: UnsafeMutableRawBufferPointer
  ) -> Int {
    while true {
      let count = recv(connection.pointee.descriptor, room.baseAddress, room.count, 0)
      if count > 0 {
        // A short read has emptied the socket, and whatever comes next is an event of its own,
        // but for the peer's end, whose event may have come with these bytes.
        if count < room.count && !connection.pointee.peerEndIsNear {
          connection.pointee.inputIsReady = false
        }
        return count
      }
      if count < 0 && errno == EINTR { continue }
      if count == 0 {
        connection.pointee.peerHasEnded = true
      } else {
        connection.pointee.inputIsReady = false
        connection.pointee.isBroken = errno != EAGAIN
      }
      return 0
    }
  }

  /// Throws input away while the peer reads our last answer.
  func discardInput(_ connection: UnsafeMutablePointer<Connection>) {
    _ = read(connection, into: scratch)
  }

  /// Parses what the connection has kept.
  mutating func parseKept(_ slot: Int) {
    let connection = table[slot]
    connection.pointee.inputIsUnparsed = false
    if connection.pointee.decoder != nil { return decode(slot) }
    let used = parse(slot, connection.pointee.input.bytes)
    drop(used, connection)
  }

  /// Forgets used input, and its memory with the last of it.
  private mutating func drop(_ used: Int, _ connection: UnsafeMutablePointer<Connection>) {
    connection.pointee.input.dropFirst(used)
    if connection.pointee.input.isEmpty { heldBytes -= connection.pointee.input.free() }
  }

  /// Keeps the rest of what was read: part of a request, or requests that must wait their turn.
  private mutating func keep(_ slot: Int, _ rest: UnsafeRawBufferPointer) {
    let connection = table[slot]
    let whole = connection.pointee.wholeCount
    guard hold(min(max(rest.count, whole), rest.count + 1 << 20), in: &connection.pointee.input)
    else { return refuse(slot, .overloaded) }
    connection.pointee.input.room.copyMemory(from: rest)
    connection.pointee.input.grew(by: rest.count)
  }

  /// Makes room for `count` bytes; false when all connections hold too much already.
  mutating func hold(_ count: Int, in bytes: inout HeapBytes) -> Bool {
    if bytes.room.count < count && heldBytes + count > shared.heldBytesMaxPerLoop { return false }
    heldBytes += bytes.reserve(count)
    return true
  }

  /// Answers the requests at the start of `bytes` and sends the answers; tells how many bytes were
  /// theirs.
  private mutating func parse(_ slot: Int, _ bytes: UnsafeRawBufferPointer) -> Int {
    let connection = table[slot]
    var used = 0
    while used < bytes.count {
      guard case .read = connection.pointee.state.step else {
        connection.pointee.inputIsUnparsed = true
        break
      }
      let rest = UnsafeRawBufferPointer(rebasing: bytes[used...])
      guard let count = parseOne(slot, rest) else { break }
      used += count
      if gather.isNearlyFull || gather.byteCount >= limits.unreadBytesMax { flush(connection) }
    }
    flush(connection)
    // A request that ends the connection takes the rest with it.
    if connection.pointee.state.isClosing {
      connection.pointee.inputIsUnparsed = false
      return bytes.count
    }
    if used == bytes.count { connection.pointee.state.partVanished() }
    return used
  }

  /// Answers one request; nil when it is not whole.
  private mutating func parseOne(_ slot: Int, _ bytes: UnsafeRawBufferPointer) -> Int? {
    let connection = table[slot]
    switch parser.parse(bytes, into: &head.pointee) {
    case .blankLine: return 2
    case .refused(let refusal):
      connection.pointee.isHead = false
      refuse(slot, refusal)
      return nil
    case .incomplete(let lookAgainAt):
      connection.pointee.lookAgainAt = lookAgainAt
      connection.pointee.state.partCame(at: now, times)
      return nil
    case .complete: break
    }
    let headCount = head.pointee.byteCount
    guard head.pointee.hasBody else {
      respond(slot, bytes.baseAddress!, UnsafeRawBufferPointer(start: nil, count: 0))
      return headCount
    }
    return parseBody(slot, bytes, headCount)
  }

  private mutating func parseBody(
    _ slot: Int, _ bytes: UnsafeRawBufferPointer, _ headCount: Int
  ) -> Int? {
    let connection = table[slot]
    if connection.pointee.wholeCount == 0 {
      guard let bodyMax = acceptBody(slot, bytes, headCount) else { return nil }
      if head.pointee.isChunked {
        connection.pointee.decoder = ChunkedDecoder(
          bodyBytesMax: bodyMax, overheadBytesMax: limits.headerBytesMax)
        connection.pointee.headCount = headCount
        connection.pointee.rawStart = headCount
        connection.pointee.inputIsUnparsed = bytes.count > headCount
        return nil
      }
      connection.pointee.wholeCount = headCount + (head.pointee.contentLength ?? 0)
    }
    let whole = connection.pointee.wholeCount
    guard bytes.count >= whole else { return nil }
    connection.pointee.wholeCount = 0
    respond(slot, bytes.baseAddress!, UnsafeRawBufferPointer(rebasing: bytes[headCount..<whole]))
    return whole
  }

  /// How long the body may be, once it is clear that it is not longer; nil when it is refused.
  private mutating func acceptBody(
    _ slot: Int, _ bytes: UnsafeRawBufferPointer, _ headCount: Int
  ) -> Int? {
    let connection = table[slot]
    connection.pointee.isHead = head.pointee.method == .head
    beginTurn()
    let request = HTTPRequest(
      head: head, base: bytes.baseAddress!, body: UnsafeRawBufferPointer(start: nil, count: 0),
      peer: connection.pointee.peer, now: now, unixSeconds: context.prefixes.unixSeconds)
    if keepsRecords { records[slot] = handler.record(of: request) }
    let bodyMax = handler.bodyBytesMax(for: request) ?? limits.bodyBytesMax
    guard head.pointee.contentLength ?? 0 <= bodyMax else {
      refuse(slot, .bodyTooLarge)
      return nil
    }
    let arrived = bytes.count - headCount
    if head.pointee.isChunked || arrived < head.pointee.contentLength ?? 0 {
      connection.pointee.state.headEnded(at: now, times)
      // Not when the body is on its way already, nor to HTTP/1.0 (RFC 9110 §10.1.1).
      if head.pointee.expectsContinue && head.pointee.minorVersion == 1 && arrived == 0 {
        gather.add("HTTP/1.1 100 Continue\r\n\r\n")
      }
    }
    return bodyMax
  }

  /// Takes the chunked coding off new input, and answers once the body has ended.
  private mutating func decode(_ slot: Int) {
    let connection = table[slot]
    guard let base = connection.pointee.input.base else { return }
    let headCount = connection.pointee.headCount
    let rawStart = connection.pointee.rawStart
    let outcome = connection.pointee.decoder!.decode(
      base + rawStart, connection.pointee.input.count - rawStart, into: base + headCount)
    let bodyEnd = headCount + connection.pointee.decoder!.decodedCount
    switch outcome {
    case .needsMore:
      connection.pointee.input.truncate(to: bodyEnd)
      connection.pointee.rawStart = bodyEnd
    case .refused(let refusal):
      refuse(slot, refusal)
    case .ended(let used):
      connection.pointee.decoder = nil
      let bytes = connection.pointee.input.bytes
      guard
        case .complete = parser.parse(
          UnsafeRawBufferPointer(rebasing: bytes[..<headCount]), into: &head.pointee)
      else { preconditionFailure("a head that was parsed once parses again") }
      respond(
        slot, UnsafeRawPointer(base), UnsafeRawBufferPointer(rebasing: bytes[headCount..<bodyEnd]))
      flush(connection)
      drop(rawStart + used, connection)
      connection.pointee.inputIsUnparsed = !connection.pointee.input.isEmpty
    }
  }
}
