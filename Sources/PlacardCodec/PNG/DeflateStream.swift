/// Makes one stream of several that were deflated apart (RFC 1951).
///
/// A stream ends with a block that says it is the last. To go on behind it, that bit is cleared and
/// an empty stored block brings the stream to a byte's edge. libdeflate does not tell where its last
/// block begins: so the blocks are read through, code by code, without decoding what they say, at a
/// fraction of the cost of making them.
enum DeflateStream {
  /// The most bytes `open` adds.
  static let openingMax = 5

  /// Turns a whole stream of `count` bytes, written by libdeflate, into one that another may follow
  /// at the next byte. Returns its new length, up to `openingMax` more. Eight bytes behind the
  /// stream must be readable, `openingMax` writable.
  static func open(_ stream: UnsafeMutableRawPointer, count: Int) -> Int {
    let (lastBlock, end) = lastBlock(of: stream)
    precondition((end + 7) / 8 == count, "the walk ends where libdeflate did")
    let byte = stream + lastBlock / 8
    byte.storeBytes(
      of: byte.load(as: UInt8.self) & ~(1 << UInt8(lastBlock % 8)), as: UInt8.self)
    var length = count
    // A stored block's header is three zero bits: those behind the end, or a byte of its own.
    if end % 8 == 0 || end % 8 > 5 {
      (stream + length).storeBytes(of: 0, as: UInt8.self)
      length += 1
    }
    for value in [0, 0, 0xFF, 0xFF] as [UInt8] {
      (stream + length).storeBytes(of: value, as: UInt8.self)
      length += 1
    }
    return length
  }

  /// The bits at which the last block begins and the stream ends.
  private static func lastBlock(of stream: UnsafeRawPointer) -> (start: Int, end: Int) {
    var bits = DeflateBits(base: stream)
    while true {
      let start = bits.position
      let isLast = bits.take(1) == 1
      switch bits.take(2) {
      case 0:
        bits.position = (bits.position + 7) & ~7
        let length = bits.take(16)
        bits.position += 16 + 8 * length
      case 1:
        skipBlock(&bits, fixedLiterals, fixedDistances)
      default:
        let (literals, distances) = codes(&bits)
        skipBlock(&bits, literals, distances)
      }
      if isLast { return (start, bits.position) }
    }
  }

  private static func skipBlock(
    _ bits: inout DeflateBits, _ literals: HuffmanLengths, _ distances: HuffmanLengths
  ) {
    while true {
      let symbol = literals.skip(&bits)
      if symbol == 256 { return }
      if symbol > 256 { _ = distances.skip(&bits) }
    }
  }

  /// The codes at the head of a dynamic block (RFC 1951, 3.2.7).
  private static func codes(_ bits: inout DeflateBits) -> (HuffmanLengths, HuffmanLengths) {
    let literalCount = bits.take(5) + 257
    let distanceCount = bits.take(5) + 1
    var own = [UInt8](repeating: 0, count: 19)
    for index in 0..<bits.take(4) + 4 { own[lengthOrder[index]] = UInt8(bits.take(3)) }
    let code = HuffmanLengths(lengths: own[...], extra: [])
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      switch code.skip(&bits) {
      case 16: lengths += repeatElement(lengths.last ?? 0, count: 3 + bits.take(2))
      case 17: lengths += repeatElement(0, count: 3 + bits.take(3))
      case 18: lengths += repeatElement(0, count: 11 + bits.take(7))
      case let length: lengths.append(UInt8(length))
      }
    }
    return (
      HuffmanLengths(lengths: lengths[..<literalCount], extra: literalExtra),
      HuffmanLengths(lengths: lengths[literalCount...], extra: distanceExtra)
    )
  }

  private static let lengthOrder = [
    16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15,
  ]
  private static let literalExtra: [UInt8] =
    Array(repeating: 0, count: 257)
    + [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
  private static let distanceExtra: [UInt8] = [
    0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13,
    13,
  ]
  private static let fixedLiterals = HuffmanLengths(
    lengths: (Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))[...],
    extra: literalExtra)
  private static let fixedDistances = HuffmanLengths(
    lengths: Array(repeating: 5, count: 30)[...], extra: distanceExtra)
}
