import PlacardCore

/// A walk over a WebP's RIFF chunks (RFC 9649). Its EXIF turns nothing: Chromium does not look at it.
struct WebPWalk {
  private static let operation = "reading a WebP"

  private(set) var header = PictureHeader(
    format: .webp, width: 0, height: 0, orientation: 1, isAnimated: false)
  /// The RIFF container in the file: what follows it is not ours to read.
  let byteCount: Int
  /// The colour profile in the file.
  private(set) var profile: Range<Int>?
  /// The first frame of an animation.
  private(set) var firstFrame: WebPFrame?
  private var hasPixels = false

  init(_ reader: ByteReader, limits: Limits) throws(CodecError) {
    guard let claimed = reader.littleEndian32(4) else { throw Self.cut() }
    guard claimed + 8 <= reader.count else {
      throw CodecError(
        .truncated, Self.operation,
        "the container claims \(claimed + 8) bytes, of which the file has \(reader.count)")
    }
    byteCount = claimed + 8
    guard let container = reader.slice(0..<byteCount) else { throw Self.cut() }
    var offset = 12
    while offset < byteCount {
      guard let length = container.littleEndian32(offset + 4) else { throw Self.cut() }
      guard let chunk = container.slice(offset + 8..<offset + 8 + length) else {
        throw CodecError(
          .truncated, Self.operation,
          "chunk \(container.name(offset)) at byte \(offset) claims \(length) bytes,"
            + " of which the file has \(max(0, byteCount - offset - 8))")
      }
      let name = container.name(offset)
      if name == "ICCP", profile == nil { profile = offset + 8..<offset + 8 + length }
      if name == "ANMF", firstFrame == nil {
        firstFrame = try WebPFrame(chunk, at: offset + 8)
      }
      try take(name, chunk, isFirst: offset == 12, limits)
      offset += 8 + length + length & 1
    }
    guard header.width > 0, hasPixels || firstFrame != nil else {
      throw CodecError(.damaged, Self.operation, "the file holds no picture")
    }
    guard let frame = shownFrame else { return }
    guard frame.left + frame.width <= header.width, frame.top + frame.height <= header.height
    else {
      throw CodecError(
        .damaged, Self.operation, "the animation's first frame lies outside its canvas")
    }
  }

  /// The frame that is decoded in place of a still picture.
  var shownFrame: WebPFrame? { hasPixels ? nil : firstFrame }

  /// What the file says about its colours; a profile past the limit says nothing.
  func colors(in file: UnsafeRawBufferPointer, limits: Limits) -> SourceColor {
    guard let profile, profile.count <= limits.colorProfileBytesMax else { return .standard }
    return .profile(Array(file[profile]))
  }

  private static func cut() -> CodecError {
    CodecError(.truncated, operation, "the file ends inside its headers")
  }

  private mutating func take(
    _ name: String, _ chunk: ByteReader, isFirst: Bool, _ limits: Limits
  ) throws(CodecError) {
    switch name {
    case "VP8X" where isFirst:
      guard let flags = chunk.byte(0), let width = chunk.littleEndian24(4),
        let height = chunk.littleEndian24(7)
      else { throw Self.cut() }
      header.isAnimated = flags & 0x02 != 0
      try size(width + 1, height + 1, limits)
    case "VP8 ", "VP8L":
      guard !hasPixels else {
        throw CodecError(.damaged, Self.operation, "the file holds two still pictures")
      }
      hasPixels = true
      let (width, height) = name == "VP8L" ? try Self.lossless(chunk) : try Self.lossy(chunk)
      try size(width, height, limits)
    case "ANIM", "ANMF":
      header.isAnimated = true
    default:
      guard !isFirst else {
        throw CodecError(.damaged, Self.operation, "the first chunk is \(name)")
      }
    }
  }

  /// Takes the size a header gives; a second header must agree with the first.
  private mutating func size(_ width: Int, _ height: Int, _ limits: Limits) throws(CodecError) {
    try PictureProbe.check(
      width: width, height: height, limits: limits, operation: Self.operation)
    guard header.width == 0 || (header.width == width && header.height == height) else {
      throw CodecError(
        .damaged, Self.operation,
        "the canvas is \(header.width)×\(header.height) px, the picture \(width)×\(height)")
    }
    header.width = width
    header.height = height
  }

  /// A VP8 key frame's size (RFC 6386, 9.1); the two top bits of each side ask for upscaling, which
  /// nobody does.
  private static func lossy(_ chunk: ByteReader) throws(CodecError) -> (Int, Int) {
    guard let width = chunk.littleEndian16(6), let height = chunk.littleEndian16(8),
      let tag = chunk.byte(0)
    else { throw cut() }
    guard tag & 1 == 0, chunk.matches([0x9D, 0x01, 0x2A], at: 3) else {
      throw CodecError(.damaged, operation, "chunk VP8 does not begin with a key frame")
    }
    return (width & 0x3FFF, height & 0x3FFF)
  }

  /// A VP8L stream's size (RFC 9649, 3.4).
  private static func lossless(_ chunk: ByteReader) throws(CodecError) -> (Int, Int) {
    guard let bits = chunk.littleEndian32(1) else { throw cut() }
    guard chunk.byte(0) == 0x2F else {
      throw CodecError(.damaged, operation, "chunk VP8L does not begin with its signature")
    }
    return (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
  }
}
