/// Reads the bits of a DEFLATE stream (RFC 1951, 3.1.1), least significant first.
///
/// For streams we made ourselves: eight bytes past the end must be readable, and nothing is checked.
struct DeflateBits {
  let base: UnsafeRawPointer
  /// The place in the stream, in bits.
  var position = 0

  /// At least the next 57 bits.
  var ahead: UInt64 {
    base.loadUnaligned(fromByteOffset: position &>> 3, as: UInt64.self)
      &>> UInt64(truncatingIfNeeded: position & 7)
  }

  mutating func take(_ count: Int) -> Int {
    let bits = ahead & (1 &<< UInt64(truncatingIfNeeded: count) &- 1)
    position &+= count
    return Int(truncatingIfNeeded: bits)
  }
}

/// A Huffman code of DEFLATE (RFC 1951, 3.2.2) that tells for the next bits what symbol they are and
/// how many bits belong to it, extra bits included.
struct HuffmanLengths {
  /// Codes up to this long are one look-up; longer ones, which are rare, are walked.
  private static let quickBits = 10
  /// Symbol << 8 | bits; 0 where the code is longer.
  private var quick = [UInt32](repeating: 0, count: 1 << quickBits)
  private var counts = [Int](repeating: 0, count: 16)
  private var symbols: [Int] = []
  private let extra: [UInt8]

  /// `extra` holds for each symbol the bits that follow its code, 0 past its end.
  init(lengths: ArraySlice<UInt8>, extra: [UInt8]) {
    self.extra = extra
    for length in lengths where length > 0 { counts[Int(length)] += 1 }
    var codes = [Int](repeating: 0, count: 16)
    var places = [Int](repeating: 0, count: 16)
    for length in 2..<16 {
      codes[length] = (codes[length - 1] + counts[length - 1]) << 1
      places[length] = places[length - 1] + counts[length - 1]
    }
    symbols = [Int](repeating: 0, count: places[15] + counts[15])
    var symbol = 0
    for own in lengths {
      let length = Int(own)
      if length > 0 {
        symbols[places[length]] = symbol
        places[length] += 1
        if length <= Self.quickBits { fill(codes[length], length, symbol) }
        codes[length] += 1
      }
      symbol += 1
    }
  }

  /// The symbol whose code comes next; `bits` is moved past it and its extra bits.
  @inline(__always)
  func skip(_ bits: inout DeflateBits) -> Int {
    let ahead = bits.ahead
    let entry = quick[Int(truncatingIfNeeded: ahead & UInt64(1 << Self.quickBits - 1))]
    if entry != 0 {
      bits.position &+= Int(entry & 0xFF)
      return Int(entry &>> 8)
    }
    return walk(ahead, &bits)
  }

  /// Enters a code, whose first bit is its highest, for every pattern that begins with it.
  private mutating func fill(_ code: Int, _ length: Int, _ symbol: Int) {
    let reversed = Int(UInt16(truncatingIfNeeded: code << (16 - length)).bitReversed)
    let entry = UInt32(symbol) << 8 | UInt32(length + extraBits(symbol))
    var index = reversed
    while index < quick.count {
      quick[index] = entry
      index &+= 1 &<< length
    }
  }

  private func extraBits(_ symbol: Int) -> Int {
    symbol < extra.count ? Int(extra[symbol]) : 0
  }

  /// Canonical decoding bit by bit: at each length the codes in use are consecutive.
  private func walk(_ ahead: UInt64, _ bits: inout DeflateBits) -> Int {
    var code = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      code |= Int(ahead >> UInt64(length - 1) & 1)
      let place = code - first
      if place < counts[length] {
        let symbol = symbols[index + place]
        bits.position += length + extraBits(symbol)
        return symbol
      }
      index += counts[length]
      first = (first + counts[length]) << 1
      code <<= 1
    }
    preconditionFailure("libdeflate writes complete codes")
  }
}

extension UInt16 {
  /// The same bits, the lowest first.
  fileprivate var bitReversed: UInt16 {
    var bits = self
    bits = (bits &>> 1 & 0x5555) | (bits & 0x5555) &<< 1
    bits = (bits &>> 2 & 0x3333) | (bits & 0x3333) &<< 2
    bits = (bits &>> 4 & 0x0F0F) | (bits & 0x0F0F) &<< 4
    return bits.byteSwapped
  }
}
