internal import CSodium

/// A 256-bit BLAKE2b digest (RFC 7693), at full width everywhere.
///
/// Compared and ordered by its bytes, so that sorted digests walk an ordered store in order.
package struct Digest: Sendable, Hashable, Comparable {
  /// The digest's bytes as four big-endian words: ordering the words orders the bytes.
  package let words: (UInt64, UInt64, UInt64, UInt64)

  package static let byteCount = 32

  /// The digest whose 32 bytes are `bytes`; nil when there are not exactly 32.
  package init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.byteCount else { return nil }
    words = (
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
      UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
    )
  }

  /// The digest spelled by 64 lower-case hexadecimal digits; nil for any other spelling.
  package init?(hex: some Collection<UInt8>) {
    guard hex.count == 2 * Self.byteCount else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.byteCount)
    var high: UInt8?
    for digit in hex {
      let value: UInt8
      switch digit {
      case 0x30...0x39: value = digit - 0x30
      case 0x61...0x66: value = digit - 0x61 + 10
      default: return nil
      }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    guard let digest = bytes.withUnsafeBytes({ Digest(bytes: $0) }) else { return nil }
    self = digest
  }

  /// The digest of `bytes` in one go, without an allocation.
  package init(of bytes: UnsafeRawBufferPointer) {
    Self.prepare
    var out = (UInt64(0), UInt64(0), UInt64(0), UInt64(0))
    let status = Swift.withUnsafeMutableBytes(of: &out) { out in
      guard let place = out.baseAddress else { preconditionFailure("a digest has 32 bytes") }
      return crypto_generichash_blake2b(
        place.assumingMemoryBound(to: UInt8.self), Self.byteCount,
        bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count), nil, 0)
    }
    precondition(status == 0, "libsodium refuses BLAKE2b-256")
    words = (
      UInt64(bigEndian: out.0), UInt64(bigEndian: out.1), UInt64(bigEndian: out.2),
      UInt64(bigEndian: out.3)
    )
  }

  /// libsodium hashes with portable code until it has been told to look at the processor.
  static let prepare: Void = {
    let status = sodium_init()
    precondition(status >= 0, "libsodium cannot start")
  }()

  /// The digest of `bytes` in one go.
  package init(of bytes: [UInt8]) {
    self = bytes.withUnsafeBytes { Digest(of: $0) }
  }

  /// The digest of the UTF-8 bytes of `text`.
  package init(of text: String) {
    self.init(of: Array(text.utf8))
  }

  /// The 32 bytes, first byte first.
  package var bytes: [UInt8] {
    withUnsafeBytes { Array($0) }
  }

  /// Lends the 32 bytes for the time of `body`.
  package func withUnsafeBytes<R>(_ body: (UnsafeRawBufferPointer) -> R) -> R {
    var ordered = (
      words.0.bigEndian, words.1.bigEndian, words.2.bigEndian, words.3.bigEndian
    )
    return Swift.withUnsafeBytes(of: &ordered, body)
  }

  /// 64 lower-case hexadecimal digits.
  package var hex: String {
    let digits: StaticString = "0123456789abcdef"
    return withUnsafeBytes { bytes in
      String(unsafeUninitializedCapacity: 2 * Self.byteCount) { out in
        for index in 0..<Self.byteCount {
          out[2 * index] = digits.utf8Start[Int(bytes[index] >> 4)]
          out[2 * index + 1] = digits.utf8Start[Int(bytes[index] & 15)]
        }
        return 2 * Self.byteCount
      }
    }
  }

  package static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

  package static func < (left: Digest, right: Digest) -> Bool { left.words < right.words }

  package func hash(into hasher: inout Swift.Hasher) {
    // The digest's bits are uniform already: one word serves a table.
    hasher.combine(words.0)
  }
}

extension Digest {
  /// A running BLAKE2b-256, for input that comes in pieces.
  package struct Hasher: ~Copyable {
    // libsodium declares the state's type without its layout; it asks for 64-byte alignment.
    private let state: UnsafeMutableRawPointer

    package init() {
      Digest.prepare
      state = UnsafeMutableRawPointer.allocate(
        byteCount: crypto_generichash_blake2b_statebytes(), alignment: 64)
      let status = crypto_generichash_blake2b_init(
        OpaquePointer(state), nil, 0, Digest.byteCount)
      precondition(status == 0, "libsodium refuses BLAKE2b-256")
    }

    deinit { state.deallocate() }

    /// Adds bytes; the sum is that of all pieces in their order, however they were cut.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
      guard let base = bytes.baseAddress else { return }
      crypto_generichash_blake2b_update(
        OpaquePointer(state), base.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    /// Adds an array's bytes.
    package mutating func update(_ bytes: [UInt8]) {
      bytes.withUnsafeBytes { update($0) }
    }

    /// Adds the 32 bytes of a digest.
    package mutating func update(_ digest: Digest) {
      update(digest.bytes)
    }

    /// Ends the sum; the hasher cannot be used after.
    package consuming func finish() -> Digest {
      withUnsafeTemporaryAllocation(byteCount: Digest.byteCount, alignment: 8) { out in
        guard let base = out.baseAddress else { preconditionFailure("a digest has 32 bytes") }
        crypto_generichash_blake2b_final(
          OpaquePointer(state), base.assumingMemoryBound(to: UInt8.self), Digest.byteCount)
        guard let digest = Digest(bytes: UnsafeRawBufferPointer(out)) else {
          preconditionFailure("a digest has 32 bytes")
        }
        return digest
      }
    }
  }
}
