internal import CDeflate
import PlacardCore

/// The owner of one libdeflate compressor, made anew when the level changes: its output depends on
/// level and input alone, never on earlier calls.
struct Compressor: ~Copyable {
  private var handle: OpaquePointer?
  private var level: Int32 = -1

  init() {}

  deinit { libdeflate_free_compressor(handle) }

  /// The room that `deflate` of `count` bytes may need, at any level.
  static func bound(_ count: Int) -> Int {
    libdeflate_deflate_compress_bound(nil, count)
  }

  /// Writes one whole raw DEFLATE stream (RFC 1951), at most `bound(count)` bytes, and returns its
  /// length.
  mutating func deflate(
    _ bytes: UnsafeRawPointer, count: Int, level: Int32, to out: UnsafeMutableRawPointer
  ) throws(CodecError) -> Int {
    if level != self.level {
      libdeflate_free_compressor(handle)
      handle = libdeflate_alloc_compressor(level)
      self.level = level
    }
    guard let handle else {
      self.level = -1
      throw CodecError(.memory, "writing a PNG", "libdeflate found no memory for its tables")
    }
    let length = libdeflate_deflate_compress(handle, bytes, count, out, Self.bound(count))
    precondition(length > 0, "a deflate stream fits its bound")
    return length
  }
}

/// Adler-32 (RFC 1950) of `count` bytes.
func adler32(_ bytes: UnsafeRawPointer, count: Int) -> UInt32 {
  libdeflate_adler32(1, bytes, count)
}

/// Adler-32 of two pieces of data one after the other, from the sum of each and the second's
/// length: both halves are sums modulo 65521, so that the first piece only shifts the second's.
func adler32(joining first: UInt32, _ second: UInt32, secondCount: Int) -> UInt32 {
  let modulus: UInt64 = 65_521
  let a1 = UInt64(first & 0xFFFF)
  let b1 = UInt64(first >> 16)
  let a2 = UInt64(second & 0xFFFF)
  let b2 = UInt64(second >> 16)
  let length = UInt64(secondCount) % modulus
  let a = (a1 + a2 + modulus - 1) % modulus
  let b = (b1 + b2 + length * (a1 + modulus - 1)) % modulus
  return UInt32(b << 16 | a)
}

/// CRC-32 (PNG 3rd ed., annex D) of `count` more bytes after those that gave `crc`, 0 at first.
func crc32(_ crc: UInt32, _ bytes: UnsafeRawPointer, count: Int) -> UInt32 {
  // libdeflate takes a nil pointer as a wish for the initial value; `bytes` is never nil here.
  libdeflate_crc32(crc, bytes, count)
}
