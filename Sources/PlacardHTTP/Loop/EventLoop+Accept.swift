internal import CLinux
internal import Glibc
internal import PlacardSystem

extension EventLoop {
  /// Takes waiting connections, at most so many a turn; the poller reports the rest again.
  mutating func acceptAll() {
    for _ in 0..<64 {
      guard let listening = listener?.number else { return }
      var storage = sockaddr_storage()
      var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
      let descriptor = withUnsafeMutablePointer(to: &storage) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          accept4(
            listening, $0, &length,
            Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue))
        }
      }
      if descriptor >= 0 {
        take(FileDescriptor(owning: descriptor), PeerAddress(storage))
        continue
      }
      switch errno {
      case EAGAIN: return
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: return pauseListener()
      // The connection failed before it was taken; the next may not have.
      default: continue
      }
    }
  }

  private mutating func take(_ socket: consuming FileDescriptor, _ peer: PeerAddress) {
    guard shared.connectionBegins() || (closeLongestIdle() && shared.connectionBegins()) else {
      totals.connectionsRefused += 1
      return turnAway(socket.number, peer)
    }
    let state = ConnectionState(openedAt: now, times, isDraining: drainDeadline != nil)
    let number = socket.take()
    guard let slot = table.open(number, peer: peer, state: state) else {
      preconditionFailure("the table has a slot for every connection there may be")
    }
    totals.connectionsAccepted += 1
    let events: Poller.Events = [.readable, .writable, .peerClosed, .edgeTriggered]
    do throws(SystemError) {
      try poller.add(number, events, tag: tag(of: slot))
    } catch {
      close(slot)
    }
  }

  /// Answers 503 as far as the fresh socket takes it.
  private mutating func turnAway(_ descriptor: Int32, _ peer: PeerAddress) {
    let response = shared.refusalResponse(.overloaded)
    let bytes = OwnedHead.build(
      response, date: context.prefixes.date, option: .close, isHead: false)
    if keepsRecords {
      beginTurn()
      handler.record(ofUnreadFrom: peer).answered(
        status: response.status, byteCount: bytes.head.count + bytes.body.count,
        remark: response.remark)
    }
    gather.clear()
    bytes.head.withUnsafeBytes { head in
      bytes.body.withUnsafeBytes { body in
        gather.add(head)
        gather.add(body)
        _ = gather.send(to: descriptor)
      }
    }
    gather.clear()
  }

  /// Makes room by closing the connection that has been idle longest, if for a second at least;
  /// clients must expect that at any time (RFC 9112 §9.5).
  private mutating func closeLongestIdle() -> Bool {
    var longest: (slot: Int, since: MonotonicInstant)?
    for slot in 0..<table.usedCount {
      let connection = table[slot]
      guard connection.pointee.descriptor >= 0, connection.pointee.state.isIdle else { continue }
      let since = connection.pointee.state.idleSince(times)
      if since < longest?.since ?? .never { longest = (slot, since) }
    }
    guard let longest, now.nanoseconds(since: longest.since) >= 1_000_000_000 else { return false }
    close(longest.slot)
    return true
  }

  /// Out of descriptors: waiting a moment beats being told of the same connection for ever.
  private mutating func pauseListener() {
    guard let number = listener?.number, !listenerIsPaused else { return }
    listenerIsPaused = true
    try? poller.remove(number)
  }

  mutating func resumeListener() {
    guard let number = listener?.number, listenerIsPaused else { return }
    // When that fails, the next sweep tries again.
    listenerIsPaused = (try? poller.add(number, .readable, tag: Self.listenerTag)) == nil
  }
}
