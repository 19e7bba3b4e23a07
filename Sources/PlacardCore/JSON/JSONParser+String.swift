extension JSONParser {
  /// Reads a string from its opening quote to past its closing quote; `isValue` says that it is no
  /// member's name.
  mutating func string(isValue: Bool = false) throws(JSONFailure) -> String {
    let start = position
    let first = position &+ 1
    var isASCII = true
    position = first
    while true {
      position = plainEnd(from: position)
      guard position < end else { throw unterminated(from: start) }
      let byte = bytes[position]
      if byte >= 0x80 {
        isASCII = false
        repeat { position &+= 1 } while position < end && bytes[position] >= 0x80
      } else if byte == UInt8(ascii: "\"") {
        break
      } else if byte == UInt8(ascii: "\\") {
        return try escapedString(from: start, isValue: isValue)
      } else {
        throw controlCharacter()
      }
    }
    let count = position &- first
    let contents = UnsafeBufferPointer(start: bytes + first, count: count)
    if count > limits.stringBytesMax {
      guard isValue, limits.admitsLongData, beginsAsData(contents, isWhole: true) else {
        throw tooLong(at: start)
      }
    }
    position &+= 1
    if isASCII { return String(decoding: contents, as: UTF8.self) }
    guard let text = String(validating: contents, as: UTF8.self) else {
      throw invalidUTF8(from: first)
    }
    return text
  }

  /// The offset, from `start` on, of the first byte that is a quote, a backslash, a control
  /// character or not ASCII; the text's end when there is none. Eight bytes at a time.
  @inline(__always)
  private func plainEnd(from start: Int) -> Int {
    var index = start
    while index &+ 8 <= end {
      let word = UnsafeRawPointer(bytes + index).loadUnaligned(as: UInt64.self).littleEndian
      let quote = word ^ 0x2222_2222_2222_2222
      let backslash = word ^ 0x5C5C_5C5C_5C5C_5C5C
      // A byte's top bit is set where it is a quote, a backslash, under 0x20 or not ASCII. A borrow
      // can set it wrongly, but only above the first byte that is rightly marked.
      let ones: UInt64 = 0x0101_0101_0101_0101
      let marks =
        ((quote &- ones) | (backslash &- ones) | (word &- ones &* 0x20) | word)
        & 0x8080_8080_8080_8080
      if marks != 0 {
        return index &+ marks.trailingZeroBitCount >> 3
      }
      index &+= 8
    }
    while index < end {
      let byte = bytes[index]
      if byte < 0x20 || byte >= 0x80 || byte == 0x22 || byte == 0x5C { return index }
      index &+= 1
    }
    return end
  }

  /// Reads a string that holds escapes, again from its opening quote, through the scratch buffer.
  private mutating func escapedString(
    from start: Int, isValue: Bool
  ) throws(JSONFailure) -> String {
    scratch.removeAll(keepingCapacity: true)
    position = start &+ 1
    while true {
      let plainStart = position
      position = plainEnd(from: position)
      while position < end && bytes[position] >= 0x80 { position &+= 1 }
      if position > plainStart {
        scratch.append(
          contentsOf: UnsafeBufferPointer(start: bytes + plainStart, count: position - plainStart))
      }
      if scratch.count > limits.stringBytesMax {
        let isWhole = next == UInt8(ascii: "\"")
        guard isValue, limits.admitsLongData, beginsAsData(scratch, isWhole: isWhole) else {
          throw tooLong(at: start)
        }
      }
      guard position < end else { throw unterminated(from: start) }
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position &+= 1
        guard let text = String(validating: scratch, as: UTF8.self) else {
          throw invalidUTF8(from: start &+ 1)
        }
        return text
      case UInt8(ascii: "\\"): try escape()
      case 0x00..<0x20: throw controlCharacter()
      default: continue
      }
    }
  }

  /// Whether `contents` begin a `data:` address, or could once more of them is read.
  private func beginsAsData(_ contents: some Collection<UInt8>, isWhole: Bool) -> Bool {
    let scheme: StaticString = "data:"
    let count = scheme.utf8CodeUnitCount
    guard contents.count >= count || !isWhole else { return false }
    return zip(contents, 0..<count).allSatisfy { byte, index in
      let letter = scheme.utf8Start[index]
      return byte == letter || (letter != UInt8(ascii: ":") && byte | 0x20 == letter)
    }
  }

  /// Reads one escape sequence into the scratch buffer.
  private mutating func escape() throws(JSONFailure) {
    let start = position
    position &+= 1
    let letter = next
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): scratch.append(letter)
    case UInt8(ascii: "b"): scratch.append(0x08)
    case UInt8(ascii: "f"): scratch.append(0x0C)
    case UInt8(ascii: "n"): scratch.append(0x0A)
    case UInt8(ascii: "r"): scratch.append(0x0D)
    case UInt8(ascii: "t"): scratch.append(0x09)
    case UInt8(ascii: "u"):
      position &+= 1
      appendUTF8(try escapedScalar(from: start))
      return
    default: throw unknownEscape(at: start)
    }
    position &+= 1
  }

  /// Reads the digits of a `\u` escape, and of the second one of a surrogate pair.
  private mutating func escapedScalar(from start: Int) throws(JSONFailure) -> Unicode.Scalar {
    let unit = try fourHexDigits(from: start)
    if let scalar = Unicode.Scalar(unit) {
      if unit == 0 { throw nullCharacter(at: start) }
      return scalar
    }
    guard unit < 0xDC00, next == UInt8(ascii: "\\"), position &+ 1 < end,
      bytes[position &+ 1] == UInt8(ascii: "u")
    else { throw loneSurrogate(unit, at: start) }
    let second = position
    position &+= 2
    let low = try fourHexDigits(from: second)
    guard (0xDC00...0xDFFF).contains(low),
      let scalar = Unicode.Scalar(0x10000 &+ (unit &- 0xD800) << 10 &+ (low &- 0xDC00))
    else { throw loneSurrogate(unit, at: start) }
    return scalar
  }

  private mutating func fourHexDigits(from start: Int) throws(JSONFailure) -> UInt32 {
    guard end - position >= 4 else { throw unknownEscape(at: start) }
    var unit: UInt32 = 0
    for index in 0..<4 {
      let byte = bytes[position + index]
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw unknownEscape(at: start)
      }
      unit = unit << 4 | UInt32(digit)
    }
    position += 4
    return unit
  }

  private mutating func appendUTF8(_ scalar: Unicode.Scalar) {
    guard let encoded = UTF8.encode(scalar) else {
      preconditionFailure("a Unicode scalar has a UTF-8 form")
    }
    scratch.append(contentsOf: encoded)
  }
}
