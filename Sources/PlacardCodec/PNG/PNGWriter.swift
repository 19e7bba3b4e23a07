import PlacardCore

/// Writes PNG chunks (PNG 3rd ed., 5.3) one after the other into memory with room enough.
struct PNGWriter {
  private let base: UnsafeMutableRawPointer
  private(set) var count = 0
  private var chunkStart = 0

  /// What a chunk takes beside its data.
  static let bytesPerChunk = 12
  /// The signature, IHDR and IEND, and the longest palette.
  static let bytesAroundMax = 8 + 25 + 12 + (12 + 3 * 256) + (12 + 256)

  init(to base: UnsafeMutableRawPointer) { self.base = base }

  /// The place where the next byte goes.
  var cursor: UnsafeMutableRawPointer { base + count }

  mutating func signature() {
    for byte in [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] as [UInt8] { put(byte) }
  }

  mutating func header(width: Int, height: Int, samples: PNGSamples) {
    begin("IHDR")
    put(UInt32(width))
    put(UInt32(height))
    put(samples.depthAndType.0)
    put(samples.depthAndType.1)
    for _ in 0..<3 { put(UInt8(0)) }
    end()
  }

  mutating func palette(_ palette: borrowing PNGPalette) {
    let chunks = palette.chunks()
    begin("PLTE")
    for byte in chunks.plte { put(byte) }
    end()
    guard !chunks.trns.isEmpty else { return }
    begin("tRNS")
    for byte in chunks.trns { put(byte) }
    end()
  }

  mutating func trailer() {
    begin("IEND")
    end()
  }

  /// The head of a zlib stream (RFC 1950): DEFLATE with a 32 kB window, no dictionary.
  mutating func putZlibHeader() {
    put(0x78 as UInt8)
    put(0x01 as UInt8)
  }

  /// Starts a chunk; `put` and `advance` add its data, `end` closes it.
  mutating func begin(_ type: StaticString) {
    chunkStart = count
    put(UInt32(0))
    for index in 0..<4 { put(type.utf8Start[index]) }
  }

  /// Counts bytes that were written at the cursor.
  mutating func advance(_ byteCount: Int) { count += byteCount }

  mutating func end() {
    let dataCount = count - chunkStart - 8
    base.storeBytes(of: UInt32(dataCount).bigEndian, toByteOffset: chunkStart, as: UInt32.self)
    put(crc32(0, base + chunkStart + 4, count: 4 + dataCount))
  }

  mutating func put(_ byte: UInt8) {
    base.storeBytes(of: byte, toByteOffset: count, as: UInt8.self)
    count += 1
  }

  /// Four bytes, most significant first.
  mutating func put(_ word: UInt32) {
    base.storeBytes(of: word.bigEndian, toByteOffset: count, as: UInt32.self)
    count += 4
  }

  /// Bytes as they are.
  mutating func put(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      cursor.copyMemory(from: start, byteCount: source.count)
    }
    count += bytes.count
  }
}
