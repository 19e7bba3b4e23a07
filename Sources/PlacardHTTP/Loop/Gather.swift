internal import CLinux
internal import Glibc

/// Pieces of answers that go out in one `sendmsg`, all of one connection.
struct Gather: ~Copyable {
  static let piecesMax = 192

  private let pieces = UnsafeMutablePointer<iovec>.allocate(capacity: Gather.piecesMax)
  private(set) var count = 0
  private(set) var byteCount = 0

  init() {}

  deinit {
    pieces.deallocate()
  }

  /// There may be no room for another answer of three pieces.
  var isNearlyFull: Bool { count &+ 3 > Gather.piecesMax }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count > 0 else { return }
    pieces[count] = iovec(
      iov_base: UnsafeMutableRawPointer(mutating: bytes.baseAddress), iov_len: bytes.count)
    count &+= 1
    byteCount &+= bytes.count
  }

  mutating func add(_ text: StaticString) {
    add(UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Sends what the socket takes: so many bytes, or nil when the connection is gone.
  func send(to descriptor: Int32) -> Int? {
    var message = msghdr()
    message.msg_iov = pieces
    message.msg_iovlen = count
    while true {
      let sent = sendmsg(descriptor, &message, Int32(MSG_NOSIGNAL))
      if sent >= 0 { return sent }
      if errno == EAGAIN || errno == ENOBUFS || errno == ENOMEM { return 0 }
      if errno != EINTR { return nil }
    }
  }

  /// Copies everything behind the first `gone` bytes to `output`, which has the room.
  func copyRest(after gone: Int, to output: inout HeapBytes) {
    var gone = gone
    for index in 0..<count {
      let length = pieces[index].iov_len
      if gone >= length {
        gone -= length
        continue
      }
      output.room.copyMemory(
        from: UnsafeRawBufferPointer(start: pieces[index].iov_base! + gone, count: length - gone))
      output.grew(by: length - gone)
      gone = 0
    }
  }

  mutating func clear() {
    count = 0
    byteCount = 0
  }
}
