/// Bytes a connection keeps between turns. A plain value, so that connections are: whoever drops
/// one frees it.
struct HeapBytes {
  private(set) var base: UnsafeMutableRawPointer?
  private(set) var count = 0
  private(set) var capacity = 0

  init() {}

  var isEmpty: Bool { count == 0 }

  var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

  /// The allocated bytes behind the used ones.
  var room: UnsafeMutableRawBufferPointer {
    guard let base else { return UnsafeMutableRawBufferPointer(start: nil, count: 0) }
    return UnsafeMutableRawBufferPointer(start: base + count, count: capacity - count)
  }

  /// Makes room for `more` bytes, at least doubling; tells by how much the allocation grew.
  mutating func reserve(_ more: Int) -> Int {
    guard capacity - count < more else { return 0 }
    let grown = max(count + more, capacity * 2, 4_096)
    let fresh = UnsafeMutableRawPointer.allocate(byteCount: grown, alignment: 16)
    if let base {
      fresh.copyMemory(from: base, byteCount: count)
      base.deallocate()
    }
    let difference = grown - capacity
    base = fresh
    capacity = grown
    return difference
  }

  /// `more` bytes of the room have been written.
  mutating func grew(by more: Int) {
    count += more
  }

  /// Keeps only the first `kept` bytes.
  mutating func truncate(to kept: Int) {
    count = kept
  }

  /// Forgets the first `gone` bytes.
  mutating func dropFirst(_ gone: Int) {
    guard gone > 0, let base else { return }
    count -= gone
    if count > 0 { base.copyMemory(from: base + gone, byteCount: count) }
  }

  /// Frees everything; tells how much it was.
  mutating func free() -> Int {
    let freed = capacity
    base?.deallocate()
    self = HeapBytes()
    return freed
  }
}
