internal import CLinux
internal import Glibc
internal import PlacardSystem

extension EventLoop {
  /// Once a second: ends what has taken too long.
  mutating func sweep() {
    nextSweep = now.adding(seconds: 1)
    resumeListener()
    for slot in 0..<table.usedCount {
      let connection = table[slot]
      guard connection.pointee.descriptor >= 0,
        let expiry = connection.pointee.state.expiry(at: now)
      else { continue }
      switch expiry {
      case .idle, .linger: close(slot)
      case .write: reset(slot)
      case .head:
        connection.pointee.isHead = false
        end(slot, .headTimeout)
      case .body: end(slot, .bodyTimeout)
      case .answer: end(slot, .answerTimeout)
      }
    }
  }

  private mutating func end(_ slot: Int, _ refusal: HTTPRefusal) {
    refuse(slot, refusal)
    advance(slot)
  }

  /// Closes without leaving the kernel to offer the unread output for minutes more.
  private mutating func reset(_ slot: Int) {
    var option = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      table[slot].pointee.descriptor, SOL_SOCKET, SO_LINGER, &option,
      socklen_t(MemoryLayout<linger>.size))
    close(slot)
  }

  /// Accepts nothing more, closes what is idle, lets the rest finish its request.
  mutating func beginDrain(until deadline: MonotonicInstant) {
    guard drainDeadline == nil else { return }
    // Those that have connected already are served once more: closing would reset them.
    acceptAll()
    drainDeadline = deadline
    listenerIsPaused = false
    listener = nil
    for slot in 0..<table.usedCount where table[slot].pointee.descriptor >= 0 {
      let connection = table[slot]
      connection.pointee.state.drain()
      // A request may have come that no event has told of yet; closing over it would reset it.
      connection.pointee.inputIsReady = true
      advance(slot)
      if connection.pointee.descriptor >= 0 && connection.pointee.state.isIdle { close(slot) }
    }
  }

  mutating func closeAll() {
    for slot in 0..<table.usedCount where table[slot].pointee.descriptor >= 0 {
      close(slot)
    }
  }
}
