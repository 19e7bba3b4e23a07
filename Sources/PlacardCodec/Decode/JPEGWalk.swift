import Glibc
import PlacardCore

/// A walk over a JPEG's markers (ITU-T T.81, annex B), scans included, up to EOI.
struct JPEGWalk {
  private static let operation = "reading a JPEG"

  private(set) var header = PictureHeader(
    format: .jpeg, width: 0, height: 0, orientation: 0, isAnimated: false)
  /// Channels of the frame: 1, 3 or 4.
  private(set) var componentCount = 0
  /// Pieces of an ICC profile by their number (ICC.1, annex B.4), the ranges within the file.
  private(set) var profilePieces: [UInt8: Range<Int>] = [:]
  private(set) var profilePieceCount: UInt8 = 0
  private var scans = 0

  init(_ reader: ByteReader, limits: Limits) throws(CodecError) {
    var offset = 2
    while true {
      let marker = try Self.nextMarker(reader, from: &offset)
      if marker == 0xD9 { break }
      // TEM, RSTn: markers without a segment.
      if marker == 0x01 || (0xD0...0xD7).contains(marker) { continue }
      guard marker != 0xD8 else {
        throw CodecError(.damaged, Self.operation, "a second SOI before byte \(offset)")
      }
      guard let length = reader.bigEndian16(offset) else { throw Self.cut() }
      guard length >= 2 else {
        throw CodecError(
          .damaged, Self.operation, "the segment at byte \(offset) claims \(length) bytes")
      }
      guard let segment = reader.slice(offset + 2..<offset + length) else {
        throw Self.cut()
      }
      offset += length
      if marker == 0xE2 { takeProfile(segment, at: offset - length + 2..<offset) }
      try take(marker, segment, limits)
      if marker == 0xDA { Self.skipEntropyCoded(reader, from: &offset) }
    }
    guard header.width > 0, scans > 0 else {
      throw CodecError(.damaged, Self.operation, "the file has no picture before its end")
    }
    if header.orientation == 0 { header.orientation = 1 }
  }

  private mutating func take(_ marker: UInt8, _ segment: ByteReader, _ limits: Limits)
    throws(CodecError)
  {
    switch marker {
    case 0xC0, 0xC1, 0xC2: try frame(segment, limits)
    case 0xC4, 0xC8, 0xCC: break
    case 0xC3, 0xC5...0xCF, 0xDE:
      let kind =
        switch marker {
        case 0xC9...0xCB, 0xCD...0xCF: "arithmetic coding"
        case 0xC3: "lossless coding"
        default: "hierarchical coding"
        }
      throw CodecError(
        .unsupportedFeature, Self.operation, "the file uses \(kind)",
        hint: "save it as a baseline or progressive JPEG")
    case 0xDA:
      guard header.width > 0 else {
        throw CodecError(.damaged, Self.operation, "a scan comes before the frame header")
      }
      scans += 1
      guard scans <= limits.jpegScansMax else {
        throw CodecError(
          .limit, Self.operation, "the file has more than \(limits.jpegScansMax) scans",
          hint: "save it as a baseline or plain progressive JPEG")
      }
    case 0xE1 where header.orientation == 0 && segment.matches("Exif\0\0", at: 0):
      header.orientation = Exif.orientation(segment) ?? 0
    default: break
    }
  }

  private mutating func takeProfile(_ segment: ByteReader, at range: Range<Int>) {
    guard segment.matches("ICC_PROFILE\0", at: 0), let number = segment.byte(12),
      let count = segment.byte(13), profilePieces[number] == nil
    else { return }
    profilePieces[number] = range.lowerBound + 14..<range.upperBound
    profilePieceCount = count
  }

  /// The profile whose pieces the file holds; nothing where one is missing or all are past the limit.
  func colors(in file: UnsafeRawBufferPointer, limits: Limits) -> SourceColor {
    guard profilePieceCount > 0 else { return .standard }
    var bytes: [UInt8] = []
    for number in 1...profilePieceCount {
      guard let piece = profilePieces[number],
        bytes.count + piece.count <= limits.colorProfileBytesMax
      else { return .standard }
      bytes.append(contentsOf: file[piece])
    }
    return .profile(bytes)
  }

  private mutating func frame(_ segment: ByteReader, _ limits: Limits) throws(CodecError) {
    guard header.width == 0 else {
      throw CodecError(.damaged, Self.operation, "the file has two frame headers")
    }
    guard let precision = segment.byte(0), let height = segment.bigEndian16(1),
      let width = segment.bigEndian16(3), let components = segment.byte(5)
    else {
      throw CodecError(.damaged, Self.operation, "the frame header is too short")
    }
    guard precision == 8 else {
      throw CodecError(
        .unsupportedFeature, Self.operation, "the file has \(precision) bits a sample",
        hint: "8 are allowed")
    }
    guard [1, 3, 4].contains(components) else {
      throw CodecError(
        .unsupportedFeature, Self.operation, "the file has \(components) channels",
        hint: "grey, YCbCr, RGB, CMYK and YCCK are allowed")
    }
    try PictureProbe.check(
      width: width, height: height, limits: limits, operation: Self.operation)
    componentCount = Int(components)
    header.width = width
    header.height = height
  }

  private static func cut() -> CodecError {
    CodecError(.truncated, operation, "the file ends before its EOI marker")
  }

  /// The next marker's code; `offset` is then behind it. Bytes that belong to nothing are passed
  /// over, as every decoder does.
  private static func nextMarker(_ reader: ByteReader, from offset: inout Int)
    throws(CodecError) -> UInt8
  {
    while let start = find(0xFF, reader, from: offset) {
      offset = start + 1
      while reader.byte(offset) == 0xFF { offset += 1 }
      guard let code = reader.byte(offset) else { break }
      offset += 1
      if code != 0 { return code }
    }
    throw cut()
  }

  /// Leaves `offset` at the marker that ends a scan: not a stuffed 0xFF, not a restart.
  private static func skipEntropyCoded(_ reader: ByteReader, from offset: inout Int) {
    while let start = find(0xFF, reader, from: offset) {
      guard let code = reader.byte(start + 1) else { break }
      if code != 0 && code != 0xFF && !(0xD0...0xD7).contains(code) {
        offset = start
        return
      }
      offset = start + (code == 0xFF ? 1 : 2)
    }
    offset = reader.count
  }

  private static func find(_ byte: UInt8, _ reader: ByteReader, from offset: Int) -> Int? {
    guard offset < reader.count, let base = reader.bytes.baseAddress,
      let found = memchr(base + offset, Int32(byte), reader.count - offset)
    else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
