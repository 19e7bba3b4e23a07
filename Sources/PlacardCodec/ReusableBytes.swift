/// A buffer that grows and is never given back before its owner: fresh memory costs a page fault
/// every 4 kB, more than some encoders take for their work.
///
/// Its bytes are what the last use left there.
struct ReusableBytes: ~Copyable {
  private(set) var base: UnsafeMutableRawPointer
  private(set) var count: Int

  init() {
    count = 64
    base = .allocate(byteCount: count, alignment: 64)
  }

  deinit { base.deallocate() }

  /// At least `byteCount` bytes. Earlier contents and pointers are lost when it has to grow.
  mutating func reserve(_ byteCount: Int) -> UnsafeMutableRawPointer {
    if byteCount > count {
      base.deallocate()
      count = byteCount
      base = .allocate(byteCount: count, alignment: 64)
    }
    return base
  }

  /// A copy of the first `byteCount` bytes.
  func prefix(_ byteCount: Int) -> [UInt8] {
    precondition(byteCount <= count, "a prefix lies inside its buffer")
    return Array(UnsafeRawBufferPointer(start: base, count: byteCount))
  }
}

extension [UInt8] {
  /// Lends the bytes; unlike `withUnsafeBytes` with a typed throw and a result of one owner.
  func lent<R: ~Copyable>(
    _ body: (UnsafeRawBufferPointer) throws(CodecError) -> R
  ) throws(CodecError) -> R {
    try span.withUnsafeBytes { (bytes) throws(CodecError) -> R in try body(bytes) }
  }
}
