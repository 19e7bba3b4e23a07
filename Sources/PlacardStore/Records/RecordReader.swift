internal import PlacardCore

/// Reads what `RecordWriter` wrote. Past the end, or where the bytes make no sense, it gives zeros
/// and is no longer valid; callers ask once, at the end.
struct RecordReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0
  private var isSound = true

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// Whether every read was in bounds and nothing is left over.
  var isComplete: Bool { isSound && offset == bytes.count }

  /// Whether fields follow: those that a record of an older program does not have.
  var hasMore: Bool { isSound && offset < bytes.count }

  mutating func number<N: FixedWidthInteger>(_ type: N.Type = N.self) -> N {
    guard let start = advance(MemoryLayout<N>.size) else { return 0 }
    return N(littleEndian: bytes.loadUnaligned(fromByteOffset: start, as: N.self))
  }

  mutating func flag() -> Bool {
    let byte: UInt8 = number()
    if byte > 1 { isSound = false }
    return byte == 1
  }

  mutating func double() -> Double { Double(bitPattern: number()) }

  mutating func digest() -> Digest {
    guard let start = advance(Digest.byteCount),
      let digest = Digest(
        bytes: UnsafeRawBufferPointer(rebasing: bytes[start..<start + Digest.byteCount]))
    else { return Digest.zero }
    return digest
  }

  mutating func blob() -> [UInt8] { Array(lengthPrefixed()) }

  mutating func text() -> String {
    guard let text = String(validating: lengthPrefixed(), as: UTF8.self) else {
      isSound = false
      return ""
    }
    return text
  }

  mutating func optionalText() -> String? { flag() ? text() : nil }

  mutating func optionalDigest() -> Digest? { flag() ? digest() : nil }

  mutating func optionalNumber() -> Int64? { flag() ? number() : nil }

  /// A value of an enumeration; the first case where the number names none.
  mutating func choice<C: RawRepresentable & CaseIterable>(_ type: C.Type = C.self) -> C
  where C.RawValue == UInt8 {
    if let choice = C(rawValue: number()) { return choice }
    isSound = false
    guard let first = C.allCases.first else { preconditionFailure("an enumeration has cases") }
    return first
  }

  /// A list, whose elements `element` reads. Ends early where the bytes do.
  mutating func list<E>(_ element: (inout RecordReader) -> E) -> [E] {
    let count: UInt32 = number()
    var elements: [E] = []
    for _ in 0..<count {
      guard isSound && offset < bytes.count else {
        isSound = false
        break
      }
      elements.append(element(&self))
    }
    return elements
  }

  private mutating func lengthPrefixed() -> UnsafeRawBufferPointer {
    let count = Int(number(UInt32.self))
    guard let start = advance(count) else { return UnsafeRawBufferPointer(start: nil, count: 0) }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
  }

  private mutating func advance(_ count: Int) -> Int? {
    guard isSound, count <= bytes.count - offset else {
      isSound = false
      return nil
    }
    defer { offset += count }
    return offset
  }
}

extension Digest {
  /// Stands where bytes make no sense; no known input has it.
  static let zero: Digest = {
    let bytes = [UInt8](repeating: 0, count: byteCount)
    guard let digest = bytes.withUnsafeBytes({ Digest(bytes: $0) }) else {
      preconditionFailure("a digest has 32 bytes")
    }
    return digest
  }()
}
