/// Takes the chunked coding off a body, in place and piece by piece (RFC 9112 §7.1).
package struct ChunkedDecoder: Sendable {
  /// How one call of `decode` ended.
  package enum Outcome {
    /// All bytes given were used; there is more to come.
    case needsMore
    /// The body has ended; so many of the bytes given were its own.
    case ended(used: Int)
    case refused(HTTPRefusal)
  }

  private enum State: UInt8 {
    case size, extensions, sizeFeed, data, dataReturn, dataFeed
    case trailerStart, trailerName, trailerValue, trailerFeed, lastFeed
  }

  /// Bytes of body written so far.
  package private(set) var decodedCount = 0
  private let bodyBytesMax: Int
  /// Extensions and trailers are passed over, but not without end.
  private var overheadLeft: Int
  private var state = State.size
  private var sizeDigits = 0
  private var chunkLeft = 0

  package init(bodyBytesMax: Int, overheadBytesMax: Int) {
    self.bodyBytesMax = bodyBytesMax
    overheadLeft = overheadBytesMax
  }

  /// Decodes `count` bytes at `raw` to `body + decodedCount`, which is not behind `raw`.
  package mutating func decode(
    _ raw: UnsafeRawPointer, _ count: Int, into body: UnsafeMutableRawPointer
  ) -> Outcome {
    var index = 0
    while index < count {
      if state == .data {
        let taken = min(chunkLeft, count - index)
        // The places may overlap.
        (body + decodedCount).copyMemory(from: raw + index, byteCount: taken)
        decodedCount += taken
        chunkLeft -= taken
        index += taken
        if chunkLeft == 0 { state = .dataReturn }
        continue
      }
      let byte = raw.load(fromByteOffset: index, as: UInt8.self)
      index += 1
      if state == .lastFeed {
        return byte == 0x0A ? .ended(used: index) : .refused(.badChunk)
      }
      if let refusal = step(byte) { return .refused(refusal) }
    }
    return .needsMore
  }

  private mutating func step(_ byte: UInt8) -> HTTPRefusal? {
    switch state {
    case .size: return sizeStep(byte)
    case .extensions:
      if byte == 0x0D { state = .sizeFeed } else { return pass(byte) }
    case .sizeFeed:
      guard byte == 0x0A else { return .badChunk }
      state = chunkLeft == 0 ? .trailerStart : .data
      sizeDigits = 0
    case .dataReturn:
      guard byte == 0x0D else { return .badChunk }
      state = .dataFeed
    case .dataFeed:
      guard byte == 0x0A else { return .badChunk }
      state = .size
    case .trailerStart:
      if byte == 0x0D { state = .lastFeed } else { return trailerNameStep(byte, isFirst: true) }
    case .trailerName: return trailerNameStep(byte, isFirst: false)
    case .trailerValue:
      if byte == 0x0D { state = .trailerFeed } else { return pass(byte) }
    case .trailerFeed:
      guard byte == 0x0A else { return .badChunk }
      state = .trailerStart
    case .data, .lastFeed: preconditionFailure("handled where the bytes are")
    }
    return nil
  }

  /// Hexadecimal digits, then at once CR LF or an extension: no space, no sign, no `0x`.
  private mutating func sizeStep(_ byte: UInt8) -> HTTPRefusal? {
    let digit: UInt8
    switch byte {
    case 0x30...0x39: digit = byte - 0x30
    case 0x41...0x46: digit = byte - 0x41 + 10
    case 0x61...0x66: digit = byte - 0x61 + 10
    case 0x0D where sizeDigits > 0:
      state = .sizeFeed
      return nil
    case 0x3B where sizeDigits > 0:
      state = .extensions
      return pass(byte)
    default: return .badChunk
    }
    sizeDigits += 1
    guard sizeDigits <= 15 else { return .badChunk }
    chunkLeft = (sizeDigits == 1 ? 0 : chunkLeft) << 4 | Int(digit)
    return chunkLeft > bodyBytesMax - decodedCount ? .bodyTooLarge : nil
  }

  private mutating func trailerNameStep(_ byte: UInt8, isFirst: Bool) -> HTTPRefusal? {
    if byte == 0x3A && !isFirst {
      state = .trailerValue
    } else {
      guard isTokenByte(byte) else { return .badChunk }
      state = .trailerName
    }
    return pass(byte)
  }

  private mutating func pass(_ byte: UInt8) -> HTTPRefusal? {
    guard byte == 0x09 || (byte >= 0x20 && byte != 0x7F) else { return .badChunk }
    overheadLeft -= 1
    return overheadLeft < 0 ? .headersTooLarge : nil
  }
}
