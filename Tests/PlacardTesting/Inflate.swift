/// A plain reader of DEFLATE streams (RFC 1951), for the tests' own pictures: independent of the
/// libraries under test, fast enough for small files.
struct Inflate {
  struct Malformed: Error {}

  private let input: [UInt8]
  private var offset: Int
  private var bits: UInt32 = 0
  private var bitCount = 0
  private var output: [UInt8] = []

  /// The inflated bytes of the stream that starts at `offset` in `input`.
  static func bytes(of input: [UInt8], from offset: Int) throws -> [UInt8] {
    var reader = Inflate(input: input, offset: offset)
    try reader.run()
    return reader.output
  }

  private init(input: [UInt8], offset: Int) {
    self.input = input
    self.offset = offset
  }

  private mutating func take(_ count: Int) throws -> Int {
    while bitCount < count {
      guard offset < input.count else { throw Malformed() }
      bits |= UInt32(input[offset]) << UInt32(bitCount)
      offset += 1
      bitCount += 8
    }
    let value = bits & (1 << UInt32(count) - 1)
    bits >>= UInt32(count)
    bitCount -= count
    return Int(value)
  }

  private mutating func run() throws {
    while true {
      let isLast = try take(1) == 1
      switch try take(2) {
      case 0: try copyStored()
      case 1: try copyCoded(literals: .fixedLiterals, distances: .fixedDistances)
      case 2:
        let (literals, distances) = try readCodes()
        try copyCoded(literals: literals, distances: distances)
      default: throw Malformed()
      }
      if isLast { return }
    }
  }

  private mutating func copyStored() throws {
    bits = 0
    bitCount = 0
    guard offset + 4 <= input.count else { throw Malformed() }
    let count = Int(input[offset]) | Int(input[offset + 1]) << 8
    offset += 4
    guard offset + count <= input.count else { throw Malformed() }
    output += input[offset..<(offset + count)]
    offset += count
  }

  private mutating func symbol(_ code: HuffmanCode) throws -> Int {
    var word = 0
    var first = 0
    var index = 0
    for length in 1...15 {
      word |= try take(1)
      let count = code.counts[length]
      if word - count < first { return code.symbols[index + word - first] }
      index += count
      first = (first + count) << 1
      word <<= 1
    }
    throw Malformed()
  }

  private mutating func copyCoded(literals: HuffmanCode, distances: HuffmanCode) throws {
    while true {
      let literal = try symbol(literals)
      if literal < 256 {
        output.append(UInt8(literal))
        continue
      }
      if literal == 256 { return }
      let place = literal - 257
      guard place < Self.lengthBases.count else { throw Malformed() }
      let length = Self.lengthBases[place] + (try take(Self.lengthExtras[place]))
      let code = try symbol(distances)
      guard code < 30 else { throw Malformed() }
      let extra = max(0, code / 2 - 1)
      let base = code < 4 ? code + 1 : (2 + code % 2) << extra + 1
      let distance = base + (try take(extra))
      guard distance <= output.count else { throw Malformed() }
      for _ in 0..<length { output.append(output[output.count - distance]) }
    }
  }

  private mutating func readCodes() throws -> (HuffmanCode, HuffmanCode) {
    let literalCount = try take(5) + 257
    let distanceCount = try take(5) + 1
    let lengthCount = try take(4) + 4
    var lengths = [Int](repeating: 0, count: 19)
    for index in 0..<lengthCount { lengths[Self.order[index]] = try take(3) }
    let meta = HuffmanCode(lengths)
    lengths = []
    while lengths.count < literalCount + distanceCount {
      switch try symbol(meta) {
      case 16:
        guard let last = lengths.last else { throw Malformed() }
        lengths += Array(repeating: last, count: try take(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try take(3) + 3)
      case 18: lengths += Array(repeating: 0, count: try take(7) + 11)
      case let length: lengths.append(length)
      }
    }
    return (
      HuffmanCode(Array(lengths[..<literalCount])),
      HuffmanCode(Array(lengths[literalCount..<(literalCount + distanceCount)]))
    )
  }

  private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
  private static let lengthBases = [
    3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131,
    163, 195, 227, 258,
  ]
  private static let lengthExtras = [
    0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0,
  ]
}

/// A canonical Huffman code: how many words of each length, and their symbols in order.
private struct HuffmanCode {
  var counts = [Int](repeating: 0, count: 16)
  var symbols: [Int] = []

  init(_ lengths: [Int]) {
    for length in lengths where length > 0 { counts[length] += 1 }
    for length in 1...15 {
      for (symbol, own) in lengths.enumerated() where own == length { symbols.append(symbol) }
    }
  }

  static let fixedLiterals = HuffmanCode(
    Array(repeating: 8, count: 144) + Array(repeating: 9, count: 112)
      + Array(repeating: 7, count: 24) + Array(repeating: 8, count: 8))
  static let fixedDistances = HuffmanCode(Array(repeating: 5, count: 30))
}
