import PlacardCore

/// A walk over a GIF's blocks (GIF89a specification) up to its trailer.
struct GIFWalk {
  private static let operation = "reading a GIF"

  private(set) var header: PictureHeader
  /// Where the first frame lies, which may reach over the screen's right and lower edges.
  private(set) var frame = (left: 0, top: 0, width: 0, height: 0)
  /// The first frame's colour that is none.
  private(set) var transparentIndex: UInt8?
  /// Bytes up to the first frame's end, its decoder's whole diet.
  private(set) var firstFrameEnd = 0

  init(_ reader: ByteReader, limits: Limits) throws(CodecError) {
    guard let width = reader.littleEndian16(6), let height = reader.littleEndian16(8),
      let flags = reader.byte(10), reader.byte(12) != nil
    else { throw Self.cut() }
    header = PictureHeader(
      format: .gif, width: width, height: height, orientation: 1, isAnimated: false)
    var offset = 13 + Self.tableBytes(flags)
    var transparent: UInt8?
    while true {
      guard let kind = reader.byte(offset) else { throw Self.cut() }
      switch kind {
      case 0x3B:
        guard firstFrameEnd > 0 else {
          throw CodecError(.damaged, Self.operation, "the file has no picture before its end")
        }
        return
      case 0x21:
        guard let label = reader.byte(offset + 1) else { throw Self.cut() }
        // A graphic control extension: length 4, flags, delay, the index.
        if label == 0xF9, reader.byte(offset + 2) == 4, let flags = reader.byte(offset + 3) {
          transparent = flags & 1 == 1 ? reader.byte(offset + 6) : nil
        }
        offset = try Self.subBlocksEnd(reader, from: offset + 2)
      case 0x2C:
        let place = offset
        guard let flags = reader.byte(offset + 9) else { throw Self.cut() }
        // Behind the colours the code's first size.
        offset = try Self.subBlocksEnd(reader, from: offset + 10 + Self.tableBytes(flags) + 1)
        if firstFrameEnd > 0 {
          header.isAnimated = true
        } else {
          try takeFrame(reader, at: place, limits)
          transparentIndex = transparent
          firstFrameEnd = offset
        }
        transparent = nil
      default:
        throw CodecError(
          .damaged, Self.operation, "byte \(offset) begins no block of a known kind")
      }
    }
  }

  private static func cut() -> CodecError {
    CodecError(.truncated, operation, "the file ends before its trailer")
  }

  /// The bytes of the colour table that a screen's or frame's flags announce.
  private static func tableBytes(_ flags: UInt8) -> Int {
    flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
  }

  private static func subBlocksEnd(_ reader: ByteReader, from start: Int) throws(CodecError) -> Int
  {
    var offset = start
    while true {
      guard let length = reader.byte(offset) else { throw cut() }
      offset += 1 + Int(length)
      if length == 0 { return offset }
    }
  }

  private mutating func takeFrame(_ reader: ByteReader, at offset: Int, _ limits: Limits)
    throws(CodecError)
  {
    guard let left = reader.littleEndian16(offset + 1), let top = reader.littleEndian16(offset + 3),
      let width = reader.littleEndian16(offset + 5), let height = reader.littleEndian16(offset + 7)
    else { throw Self.cut() }
    guard width > 0, height > 0 else {
      throw CodecError(.damaged, Self.operation, "the first frame is \(width)×\(height) px")
    }
    frame = (left, top, width, height)
    // Browsers widen the screen until it holds the first frame.
    header.width = max(header.width, left + width)
    header.height = max(header.height, top + height)
    try PictureProbe.check(
      width: header.width, height: header.height, limits: limits, operation: Self.operation)
  }
}
