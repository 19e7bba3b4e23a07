extension RequestParser {
  /// The field lines and the blank line behind them (RFC 9112 §5).
  @inline(__always)
  func parseFields(
    _ base: UnsafeRawPointer, _ count: Int, _ head: inout RequestHead
  ) -> Outcome {
    let hardEnd = head.fieldsStart &+ headerBytesMax
    let end = min(count, hardEnd)
    var index = head.fieldsStart
    var fieldCount = 0
    while true {
      guard index < count else { return .incomplete(lookAgainAt: index &+ 1) }
      let first = base.load(fromByteOffset: index, as: UInt8.self)
      if first == 0x0D {
        guard index &+ 1 < count else { return .incomplete(lookAgainAt: index &+ 2) }
        guard base.load(fromByteOffset: index &+ 1, as: UInt8.self) == 0x0A else {
          return .refused(.badLineEnd)
        }
        head.byteCount = index &+ 2
        return checkFraming(head)
      }
      guard fieldCount < headerCountMax, index < hardEnd else { return .refused(.headersTooLarge) }
      switch parseField(base, index, end, hardEnd, &head) {
      case .at(let next): index = next
      case .ended(let outcome): return outcome
      }
      fieldCount &+= 1
    }
  }

  /// One field line from `start`; its line feed lies before `end`.
  @inline(__always)
  private func parseField(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ hardEnd: Int,
    _ head: inout RequestHead
  ) -> Step {
    let colon = endOfName(base, start, end)
    guard colon < end else { return .ended(outOfBytes(end, hardEnd)) }
    let mark = base.load(fromByteOffset: colon, as: UInt8.self)
    let length = colon &- start
    guard mark == 0x3A, length > 0 else {
      return .ended(.refused(nameRefusal(mark, atLineStart: length == 0)))
    }
    let name = FieldName.recognise(base + start, length)
    if name == nil {
      for index in start..<colon
      where !isTokenByte(base.load(fromByteOffset: index, as: UInt8.self)) {
        return .ended(.refused(.badFieldName))
      }
    }

    var from = colon &+ 1
    while from < end && isBlank(base, from) { from &+= 1 }
    let lineEnd = endOfValue(base, from, end)
    guard lineEnd < end else { return .ended(outOfBytes(end, hardEnd)) }
    let stop = base.load(fromByteOffset: lineEnd, as: UInt8.self)
    guard stop == 0x0D else {
      return .ended(.refused(stop == 0x0A ? .badLineEnd : .badFieldValue))
    }
    guard lineEnd &+ 1 < end else { return .ended(outOfBytes(end, hardEnd)) }
    guard base.load(fromByteOffset: lineEnd &+ 1, as: UInt8.self) == 0x0A else {
      return .ended(.refused(.badLineEnd))
    }
    var to = lineEnd
    while to > from && isBlank(base, to &- 1) { to &-= 1 }
    if let name, let refusal = note(name, ByteRange(from, to), base, &head) {
      return .ended(.refused(refusal))
    }
    return .at(lineEnd &+ 2)
  }

  @inline(__always)
  private func isBlank(_ base: UnsafeRawPointer, _ index: Int) -> Bool {
    let byte = base.load(fromByteOffset: index, as: UInt8.self)
    return byte == 0x20 || byte == 0x09
  }

  private func outOfBytes(_ end: Int, _ hardEnd: Int) -> Outcome {
    end == hardEnd ? .refused(.headersTooLarge) : .incomplete(lookAgainAt: hardEnd)
  }

  private func nameRefusal(_ mark: UInt8, atLineStart: Bool) -> HTTPRefusal {
    if mark == 0x0A { return .badLineEnd }
    return atLineStart && (mark == 0x20 || mark == 0x09) ? .foldedField : .badFieldName
  }

  /// Keeps a known field's first value, and obeys those that frame the message.
  @inline(__always)
  private func note(
    _ name: FieldName, _ range: ByteRange, _ base: UnsafeRawPointer, _ head: inout RequestHead
  ) -> HTTPRefusal? {
    let bit: UInt32 = 1 &<< UInt32(name.rawValue)
    if head.present & bit == 0 {
      head.present |= bit
      head.known[Int(name.rawValue)] = range
    } else {
      head.repeated |= bit
    }
    guard name.rawValue <= FieldName.expect.rawValue else { return nil }
    return frame(name, range.bytes(of: base), isRepeated: head.repeated & bit != 0, &head)
  }

  private func frame(
    _ name: FieldName, _ value: UnsafeRawBufferPointer, isRepeated: Bool,
    _ head: inout RequestHead
  ) -> HTTPRefusal? {
    switch name {
    case .host:
      return isRepeated || !HostSyntax.allowsAll(value) ? .badHost : nil
    case .contentLength:
      guard !isRepeated, let length = DecimalDigits.value(of: value) else { return .badLength }
      head.contentLength = length
    case .transferEncoding:
      guard !isRepeated, !value.isEmpty, equalsFolded(value.baseAddress!, value.count, "chunked")
      else { return .badCoding }
      head.isChunked = true
    case .connection:
      noteOptions(value, &head)
    default:
      guard equalsFolded(value.baseAddress!, value.count, "100-continue") else {
        return .badExpectation
      }
      head.expectsContinue = true
    }
    return nil
  }

  /// `close` wins over `keep-alive`, whatever their order (RFC 9112 §9.3).
  private func noteOptions(_ value: UnsafeRawBufferPointer, _ head: inout RequestHead) {
    var from = 0
    while from < value.count {
      var to = from
      while to < value.count && value[to] != 0x2C { to &+= 1 }
      let option = UnsafeRawBufferPointer(rebasing: value[from..<to]).trimmingBlanks
      from = to &+ 1
      guard let start = option.baseAddress else { continue }
      if equalsFolded(start, option.count, "close") {
        head.closes = true
      } else if equalsFolded(start, option.count, "keep-alive") {
        head.keepsAlive = true
      }
    }
  }

  /// What can only be judged with every field seen (RFC 9112 §§3.2, 6.1).
  private func checkFraming(_ head: RequestHead) -> Outcome {
    if head.minorVersion == 1 && head.range(.host) == nil { return .refused(.badHost) }
    if head.isChunked {
      if head.minorVersion == 0 { return .refused(.codingInOldVersion) }
      if head.contentLength != nil { return .refused(.twoLengths) }
    }
    return .complete
  }
}

/// What a Host header or an authority may be made of (RFC 3986 §3.2), user names and commas left
/// out: both have only ever served to make two readers disagree.
enum HostSyntax {
  @inline(__always)
  static func allows(_ byte: UInt8) -> Bool {
    // Bit n of the two words is byte n: ! $ % & ' ( ) * + - . digits : ; = letters [ ] _ ~
    let low: UInt64 = 0x2FFF_6FF2_0000_0000
    let high: UInt64 = 0x47FF_FFFE_AFFF_FFFE
    if byte < 64 { return (low &>> UInt64(byte)) & 1 == 1 }
    return byte < 128 && (high &>> UInt64(byte & 63)) & 1 == 1
  }

  static func allowsAll(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for byte in bytes where !allows(byte) { return false }
    return true
  }
}

extension UnsafeRawBufferPointer {
  /// Without spaces and tabs at both ends.
  var trimmingBlanks: UnsafeRawBufferPointer {
    var from = 0
    var to = count
    while from < to && (self[from] == 0x20 || self[from] == 0x09) { from += 1 }
    while to > from && (self[to - 1] == 0x20 || self[to - 1] == 0x09) { to -= 1 }
    return UnsafeRawBufferPointer(rebasing: self[from..<to])
  }
}
