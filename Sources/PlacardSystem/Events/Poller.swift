internal import CLinux
internal import Glibc

/// One epoll instance and room for the events of one turn.
package struct Poller: ~Copyable {
  /// What a descriptor is watched for, and what happened to it.
  package struct Events: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
      self.rawValue = rawValue
    }

    package static let readable = Events(rawValue: EPOLLIN.rawValue)
    package static let writable = Events(rawValue: EPOLLOUT.rawValue)
    /// The peer will send no more.
    package static let peerClosed = Events(rawValue: EPOLLRDHUP.rawValue)
    /// Reported whether asked for or not.
    package static let failed = Events(rawValue: EPOLLERR.rawValue | EPOLLHUP.rawValue)
    /// Report changes rather than states.
    package static let edgeTriggered = Events(rawValue: EPOLLET.rawValue)
  }

  /// What happened to one descriptor since the last turn, or holds of it now.
  package struct Event: Sendable {
    /// The number the descriptor was added with.
    package let tag: UInt64
    package let events: Events
  }

  private let epoll: FileDescriptor
  private let found: UnsafeMutablePointer<epoll_event>
  private let turnEventsMax: Int

  private init(epoll: consuming FileDescriptor, turnEventsMax: Int) {
    self.epoll = epoll
    self.turnEventsMax = turnEventsMax
    found = .allocate(capacity: turnEventsMax)
  }

  deinit {
    found.deallocate()
  }

  /// - Throws: when the process has no descriptor left.
  package static func create(turnEventsMax: Int = 256) throws(SystemError) -> Poller {
    let number = epoll_create1(Int32(EPOLL_CLOEXEC))
    guard number >= 0 else { throw .last("make a poller") }
    return Poller(epoll: FileDescriptor(owning: number), turnEventsMax: turnEventsMax)
  }

  /// Watches a descriptor from now on. Throws for one that is watched already or cannot be.
  package func add(_ descriptor: Int32, _ events: Events, tag: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_ADD, descriptor, events, tag)
  }

  /// Watches a descriptor for something else, or under another tag. Throws for one not watched.
  package func change(_ descriptor: Int32, _ events: Events, tag: UInt64) throws(SystemError) {
    try control(EPOLL_CTL_MOD, descriptor, events, tag)
  }

  /// Watches a descriptor no more; closing it does the same. Throws for one not watched.
  package func remove(_ descriptor: Int32) throws(SystemError) {
    try control(EPOLL_CTL_DEL, descriptor, [], 0)
  }

  private func control(
    _ operation: Int32, _ descriptor: Int32, _ events: Events, _ tag: UInt64
  ) throws(SystemError) {
    var event = epoll_event()
    event.events = events.rawValue
    event.data.u64 = tag
    guard epoll_ctl(epoll.number, operation, descriptor, &event) == 0 else {
      throw .last("watch a descriptor")
    }
  }

  /// Waits for events, at most `milliseconds` (-1: for ever), and tells how many there are; 0 also
  /// when a signal interrupted.
  package mutating func wait(milliseconds: Int) throws(SystemError) -> Int {
    let timeout = Int32(clamping: milliseconds)
    let count = epoll_wait(epoll.number, found, Int32(turnEventsMax), timeout)
    guard count >= 0 else {
      if errno == EINTR { return 0 }
      throw .last("wait for events")
    }
    return Int(count)
  }

  /// An event of the last `wait`, by index below its count.
  package subscript(index: Int) -> Event {
    let event = found[index]
    return Event(tag: event.data.u64, events: Events(rawValue: event.events))
  }
}
