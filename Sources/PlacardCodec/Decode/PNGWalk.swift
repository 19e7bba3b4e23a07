import PlacardCore

/// A walk over a PNG's chunks (PNG 3rd ed., 5.3).
///
/// Only what makes samples goes on to the decoder: IHDR, PLTE, tRNS, IDAT and IEND. Text and the like
/// are dropped unread, since a chunk of 30 bytes can claim gigabytes; colour is `PNGColor`'s.
struct PNGWalk {
  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let operation = "reading a PNG"

  let header: PictureHeader
  /// The parts of the file for the decoder, in order.
  let kept: [Range<Int>]
  let color: PNGColor
  let isGrey: Bool

  init(_ reader: ByteReader, limits: Limits) throws(CodecError) {
    var kept = [0..<Self.signature.count]
    var header = try Self.imageHeader(reader, limits: limits)
    var hasData = false
    var orientation: Int?
    var color = PNGColor()
    var offset = Self.signature.count
    while true {
      let end = try Self.chunkEnd(reader, at: offset)
      var isKept = true
      switch reader.name(offset + 4) {
      case "IHDR":
        guard offset == Self.signature.count else {
          throw CodecError(.damaged, Self.operation, "a second IHDR at byte \(offset)")
        }
      case "IDAT": hasData = true
      case "PLTE", "tRNS", "IEND": break
      case let name:
        isKept = false
        try Self.checkDropped(reader, offset, name)
        if name == "acTL" { header.isAnimated = true }
        let range = offset + 8..<end - 4
        if !hasData, let data = reader.slice(range) { color.take(name, data, at: range) }
        if name == "eXIf", orientation == nil {
          orientation = reader.slice(offset + 8..<end - 4).flatMap(Exif.orientation)
        }
      }
      if isKept {
        if kept[kept.count - 1].upperBound == offset {
          kept[kept.count - 1] = kept[kept.count - 1].lowerBound..<end
        } else {
          kept.append(offset..<end)
        }
      }
      if reader.matches("IEND", at: offset + 4) { break }
      offset = end
    }
    guard hasData else {
      throw CodecError(.damaged, Self.operation, "there is no IDAT chunk, hence no pixels")
    }
    header.orientation = orientation ?? 1
    self.header = header
    self.kept = kept
    self.color = color
    isGrey = (reader.byte(25) ?? 0) & 3 == 0
  }

  private static func imageHeader(_ reader: ByteReader, limits: Limits) throws(CodecError)
    -> PictureHeader
  {
    guard let width = reader.bigEndian32(16), let height = reader.bigEndian32(20) else {
      throw CodecError(.truncated, operation, "the file ends inside IHDR")
    }
    guard reader.matches("IHDR", at: 12), reader.bigEndian32(8) == 13 else {
      throw CodecError(
        .damaged, operation, "the first chunk is \(reader.name(12)), not an IHDR of 13 bytes")
    }
    try PictureProbe.check(width: width, height: height, limits: limits, operation: operation)
    return PictureHeader(
      format: .png, width: width, height: height, orientation: 1, isAnimated: false)
  }

  /// The end of the chunk at `offset`, checksum included.
  private static func chunkEnd(_ reader: ByteReader, at offset: Int) throws(CodecError) -> Int {
    guard let length = reader.bigEndian32(offset), reader.count - offset >= 12 else {
      throw CodecError(.truncated, operation, "the file ends before its IEND chunk")
    }
    let room = reader.count - offset - 12
    guard length <= room else {
      throw CodecError(
        .truncated, operation,
        "chunk \(reader.name(offset + 4)) at byte \(offset) claims \(length) bytes,"
          + " of which the file has \(room)")
    }
    return offset + 12 + length
  }

  /// A chunk whose first letter is a capital must be understood (PNG 3rd ed., 5.4).
  private static func checkDropped(_ reader: ByteReader, _ offset: Int, _ name: String)
    throws(CodecError)
  {
    let isName = name.utf8.allSatisfy { (0x41...0x5A).contains($0 & 0xDF) }
    guard isName, let first = reader.byte(offset + 4), first & 0x20 != 0 else {
      throw CodecError(
        .damaged, operation, "chunk \(name) at byte \(offset) is critical and unknown")
    }
  }
}
