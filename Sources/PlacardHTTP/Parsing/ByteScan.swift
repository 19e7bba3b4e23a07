// Tests on eight bytes at once. A set high bit marks a byte that passes; bytes above the first
// marked one may be marked falsely (the subtraction borrows), so only the first may be used.

/// The same byte eight times.
@inline(__always)
private func eight(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }

@inline(__always)
private func load(_ start: UnsafeRawPointer) -> UInt64 {
  UInt64(littleEndian: start.loadUnaligned(as: UInt64.self))
}

@inline(__always)
private func marksBelow(_ word: UInt64, _ limit: UInt64) -> UInt64 {
  (word &- eight(limit)) & ~word & eight(0x80)
}

@inline(__always)
private func marksEqual(_ word: UInt64, _ byte: UInt64) -> UInt64 {
  let difference = word ^ eight(byte)
  return (difference &- eight(1)) & ~difference & eight(0x80)
}

/// The first index in `from..<to` of a byte no request target may hold (RFC 9112 §3.2 widened to
/// all visible characters and UTF-8): controls, space, DEL, `#`; or `to`.
@inline(__always)
func endOfTarget(_ base: UnsafeRawPointer, _ from: Int, _ to: Int) -> Int {
  var index = from
  while index &+ 8 <= to {
    let word = load(base + index)
    let marks = marksBelow(word, 0x21) | marksEqual(word, 0x7F) | marksEqual(word, 0x23)
    if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
    index &+= 8
  }
  while index < to {
    let byte = base.load(fromByteOffset: index, as: UInt8.self)
    if byte <= 0x20 || byte == 0x7F || byte == 0x23 { return index }
    index &+= 1
  }
  return to
}

/// The first index in `from..<to` of a byte no field value may hold (RFC 9110 §5.5): controls but
/// the tab, DEL; or `to`.
@inline(__always)
func endOfValue(_ base: UnsafeRawPointer, _ from: Int, _ to: Int) -> Int {
  var index = from
  while true {
    index = endOfPlainValue(base, index, to)
    if index == to || base.load(fromByteOffset: index, as: UInt8.self) != 0x09 { return index }
    index &+= 1
  }
}

@inline(__always)
private func endOfPlainValue(_ base: UnsafeRawPointer, _ from: Int, _ to: Int) -> Int {
  var index = from
  while index &+ 8 <= to {
    let word = load(base + index)
    let marks = marksBelow(word, 0x20) | marksEqual(word, 0x7F)
    if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
    index &+= 8
  }
  while index < to {
    let byte = base.load(fromByteOffset: index, as: UInt8.self)
    if byte < 0x20 || byte == 0x7F { return index }
    index &+= 1
  }
  return to
}

/// The first index in `from..<to` of a colon, a control character or a space; or `to`.
@inline(__always)
func endOfName(_ base: UnsafeRawPointer, _ from: Int, _ to: Int) -> Int {
  var index = from
  while index &+ 8 <= to {
    let word = load(base + index)
    let marks = marksEqual(word, 0x3A) | marksBelow(word, 0x21)
    if marks != 0 { return index &+ marks.trailingZeroBitCount / 8 }
    index &+= 8
  }
  while index < to {
    let byte = base.load(fromByteOffset: index, as: UInt8.self)
    if byte == 0x3A || byte <= 0x20 { return index }
    index &+= 1
  }
  return to
}

/// Whether a byte may stand in a token (RFC 9110 §5.6.2).
@inline(__always)
func isTokenByte(_ byte: UInt8) -> Bool {
  // Bit n of the two words is byte n: ! # $ % & ' * + - . digits, and ^ _ ` | ~ letters.
  let low: UInt64 = 0x03FF_6CFA_0000_0000
  let high: UInt64 = 0x57FF_FFFF_C7FF_FFFE
  if byte < 64 { return (low &>> UInt64(byte)) & 1 == 1 }
  return byte < 128 && (high &>> UInt64(byte & 63)) & 1 == 1
}

/// Whether `count` bytes spell `word` in any case. `word` is of lower-case letters, digits and
/// `-`, at least 4 bytes; no other byte of a token folds to one of them.
@inline(__always)
func equalsFolded(_ start: UnsafeRawPointer, _ count: Int, _ word: StaticString) -> Bool {
  guard count == word.utf8CodeUnitCount else { return false }
  let spelling = UnsafeRawPointer(word.utf8Start)
  if count < 8 {
    let last = count &- 4
    return fold4(start) == fold4(spelling) && fold4(start + last) == fold4(spelling + last)
  }
  var index = 0
  while index &+ 8 < count {
    if load(start + index) | eight(0x20) != load(spelling + index) | eight(0x20) { return false }
    index &+= 8
  }
  let last = count &- 8
  return load(start + last) | eight(0x20) == load(spelling + last) | eight(0x20)
}

@inline(__always)
private func fold4(_ start: UnsafeRawPointer) -> UInt32 {
  start.loadUnaligned(as: UInt32.self) | 0x2020_2020
}
