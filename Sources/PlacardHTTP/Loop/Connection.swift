internal import PlacardSystem

/// One slot of a loop's table: a socket, where it stands, and the bytes it must keep.
struct Connection {
  /// -1 when the slot is free.
  var descriptor: Int32 = -1
  /// Tells apart the connections of a slot, in events that are still on their way.
  var generation: UInt32 = 0
  /// Tells apart all promised answers of a slot; never starts anew.
  var ticket: UInt32 = 0
  var state: ConnectionState
  var peer = PeerAddress(high: 0, low: 0)

  /// Bytes that wait in the socket, as far as is known (events come once).
  var inputIsReady = false
  /// The peer sends no more once what is in the socket has been read.
  var peerEndIsNear = false
  var peerHasEnded = false
  /// The socket has failed.
  var isBroken = false

  // Of the request that is being answered or awaited.
  var isHead = false
  var minorVersion: UInt8 = 1
  var keepsAlive = true
  /// Of an awaited answer.
  var label: UInt8 = 0

  /// Part of a request, and whatever came behind one that is being answered.
  var input = HeapBytes()
  /// `input` may hold a whole request.
  var inputIsUnparsed = false
  /// Without a line feed, no sense in parsing `input` again before it has so many bytes.
  var lookAgainAt = 0
  /// Head and body of the request being read; 0 while unknown.
  var wholeCount = 0
  var decoder: ChunkedDecoder?
  /// With a decoder: `input` is the head, what is decoded, then what is not, from here.
  var headCount = 0
  var rawStart = 0

  /// Answers the socket has not taken, from `outputStart`.
  var output = HeapBytes()
  var outputStart = 0
}

/// The connections of one loop: plain structs in one allocation, named by their slot.
struct ConnectionTable: ~Copyable {
  let capacity: Int
  private let slots: UnsafeMutablePointer<Connection>
  private var free: [UInt32] = []
  /// Slots that have ever been used: a sweep looks no further.
  private(set) var usedCount = 0
  private(set) var openCount = 0

  init(capacity: Int) {
    self.capacity = capacity
    slots = .allocate(capacity: capacity)
  }

  deinit {
    precondition(openCount == 0, "connections are closed before their table goes")
    slots.deallocate()
  }

  subscript(slot: Int) -> UnsafeMutablePointer<Connection> {
    slots + slot
  }

  /// Puts a socket into a free slot; nil when there is none.
  mutating func open(
    _ descriptor: Int32, peer: PeerAddress, state: ConnectionState
  ) -> Int? {
    let slot: Int
    if let reused = free.popLast() {
      slot = Int(reused)
      let old = slots[slot]
      slots[slot] = Connection(
        descriptor: descriptor, generation: old.generation, ticket: old.ticket, state: state)
    } else {
      guard usedCount < capacity else { return nil }
      slot = usedCount
      usedCount += 1
      (slots + slot).initialize(to: Connection(descriptor: descriptor, state: state))
    }
    slots[slot].peer = peer
    openCount += 1
    return slot
  }

  /// Frees a slot whose socket is closed and whose bytes are freed.
  mutating func release(_ slot: Int) {
    slots[slot].descriptor = -1
    slots[slot].generation &+= 1
    slots[slot].ticket &+= 1
    free.append(UInt32(slot))
    openCount -= 1
  }
}
