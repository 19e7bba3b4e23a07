package import PlacardCore

/// Looks at foreign bytes before any decoder does: what they are, and that they keep the limits.
package enum PictureProbe {
  /// The header of a PNG, JPEG, WebP, AVIF or GIF file, known by its first bytes and never by a name. The
  /// whole structure is walked: no length may pass the file's end.
  ///
  /// Throws for other formats (named where recognised), damage the walk can see, and sizes, pixels
  /// or scans past `limits`.
  package static func header(of bytes: UnsafeRawBufferPointer, limits: Limits = Limits())
    throws(CodecError) -> PictureHeader
  {
    try walk(bytes, limits: limits).header
  }

  /// The header of the file in `bytes`, as above.
  package static func header(of bytes: [UInt8], limits: Limits = Limits())
    throws(CodecError) -> PictureHeader
  {
    try bytes.lent { (buffer) throws(CodecError) in
      try header(of: buffer, limits: limits)
    }
  }

  /// Whether the bytes are an SVG's, which no codec decodes.
  package static func isSVG(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { ForeignFormat.isSVG(ByteReader(bytes: $0)) }
  }

  /// A header, and what its decoder needs to know beside it.
  enum Walk {
    case png(PNGWalk)
    case jpeg(JPEGWalk)
    case webp(WebPWalk)
    case avif(AVIFWalk)
    case gif(GIFWalk)

    var header: PictureHeader {
      switch self {
      case .png(let walk): walk.header
      case .jpeg(let walk): walk.header
      case .webp(let walk): walk.header
      case .avif(let walk): walk.header
      case .gif(let walk): walk.header
      }
    }
  }

  static func walk(_ bytes: UnsafeRawBufferPointer, limits: Limits) throws(CodecError) -> Walk {
    let reader = ByteReader(bytes: bytes)
    guard reader.count > 0 else {
      throw CodecError(.truncated, "reading a picture", "the file is empty")
    }
    guard reader.count <= limits.sourceBytesMax else {
      throw CodecError(
        .limit, "reading a picture", "the file has \(reader.count) bytes",
        hint: "at most \(limits.sourceBytesMax) are allowed")
    }
    if reader.matches(PNGWalk.signature, at: 0) {
      return .png(try PNGWalk(reader, limits: limits))
    }
    if reader.matches([0xFF, 0xD8, 0xFF], at: 0) {
      return .jpeg(try JPEGWalk(reader, limits: limits))
    }
    if reader.matches("RIFF", at: 0), reader.matches("WEBP", at: 8) {
      return .webp(try WebPWalk(reader, limits: limits))
    }
    if AVIFWalk.isAVIF(reader) { return .avif(try AVIFWalk(reader, limits: limits)) }
    if reader.matches("GIF87a", at: 0) || reader.matches("GIF89a", at: 0) {
      return .gif(try GIFWalk(reader, limits: limits))
    }
    throw ForeignFormat.error(reader)
  }

  /// Throws unless both sides and their product are at least 1 and within `limits`.
  static func check(width: Int, height: Int, limits: Limits, operation: String)
    throws(CodecError)
  {
    guard width > 0, height > 0 else {
      throw CodecError(.damaged, operation, "the picture is \(width)×\(height) px")
    }
    let side = limits.sourceSidePixelsMax
    guard width <= side, height <= side else {
      throw CodecError(
        .limit, operation, "the picture is \(width)×\(height) px",
        hint: "at most \(side) px a side are allowed")
    }
    let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
    guard !overflow, pixels <= limits.sourcePixelsMax else {
      throw CodecError(
        .limit, operation, "the picture is \(width)×\(height) px",
        hint: "at most \(limits.sourcePixelsMax) pixels in all are allowed")
    }
  }
}
