internal import PlacardSystem

/// A registered head; of the loop that registered it.
package struct PrefixID: Sendable, Hashable {
  let index: Int
}

/// Heads that many answers share: status line, Date, fixed fields. Their Date is rewritten in
/// place once a second.
struct PrefixTable: ~Copyable {
  struct Prefix {
    let bytes: UnsafeMutableRawBufferPointer
    let datePlace: Int
    let status: Int
    let remark: UInt8
  }

  private var prefixes: [Prefix] = []
  /// The Date itself, for heads that are not registered.
  let date = UnsafeMutableRawBufferPointer.allocate(
    byteCount: WallClock.imfFixdateBytes, alignment: 1)
  private(set) var unixSeconds: Int64

  init(unixSeconds: Int64) {
    self.unixSeconds = unixSeconds
    WallClock.writeIMFFixdate(unixSeconds, into: date)
  }

  deinit {
    for prefix in prefixes { prefix.bytes.deallocate() }
    date.deallocate()
  }

  subscript(id: PrefixID) -> Prefix { prefixes[id.index] }

  mutating func register(
    status: Int, fields: [OwnedResponse.Field], remark: UInt8
  ) -> PrefixID {
    var head = HeadBuffer()
    head.putStatusLine(status)
    let datePlace = head.bytes.count + "Date: ".utf8.count
    head.putDate(UnsafeRawBufferPointer(date))
    for field in fields { head.putField(field) }
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: head.bytes.count, alignment: 8)
    bytes.copyBytes(from: head.bytes)
    prefixes.append(Prefix(bytes: bytes, datePlace: datePlace, status: status, remark: remark))
    return PrefixID(index: prefixes.count - 1)
  }

  /// Rewrites every Date; call between turns, when no head waits to be sent.
  mutating func renew(unixSeconds now: Int64) {
    guard now != unixSeconds else { return }
    unixSeconds = now
    WallClock.writeIMFFixdate(now, into: date)
    for prefix in prefixes {
      UnsafeMutableRawBufferPointer(rebasing: prefix.bytes[prefix.datePlace...])
        .copyMemory(from: UnsafeRawBufferPointer(date))
    }
  }
}
