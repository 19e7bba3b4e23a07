internal import CLinux
internal import Glibc
internal import Synchronization

/// Messages from any thread to one that sleeps in a poller.
package final class Mailbox<Element: Sendable>: Sendable {
  private let letters = Mutex<[Element]>([])
  private let event: FileDescriptor

  private init(event: consuming FileDescriptor) {
    self.event = event
  }

  /// - Throws: when the process has no descriptor left.
  package static func create() throws(SystemError) -> Mailbox {
    let number = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard number >= 0 else { throw .last("make an event descriptor") }
    return Mailbox(event: FileDescriptor(owning: number))
  }

  /// Readable whenever letters wait: for the receiver's poller, level-triggered.
  package var descriptor: Int32 { event.number }

  /// Adds a letter and wakes the receiver. Never waits for it.
  package func post(_ element: sending Element) {
    let wasEmpty = letters.withLock { letters in
      letters.append(element)
      return letters.count == 1
    }
    // Only the first letter rings: the receiver takes all there are.
    if wasEmpty { ring() }
  }

  /// Takes every letter; for the receiver's thread alone.
  package func drain() -> [Element] {
    // The bell is reset before the letters are taken: one posted in between rings in vain, whereas
    // the other way round its ring would be lost.
    var rings: UInt64 = 0
    _ = retrying { read(event.number, &rings, 8) }
    return letters.withLock { letters in
      let taken = letters
      letters = []
      return taken
    }
  }

  private func ring() {
    var one: UInt64 = 1
    // EAGAIN means that the counter is full, hence that the bell rings already.
    _ = retrying { write(event.number, &one, 8) }
  }
}
