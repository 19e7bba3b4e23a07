/// Names what was sent in place of a picture that is read.
enum ForeignFormat {
  static func error(_ reader: ByteReader) -> CodecError {
    let hint = SourceFormat.allowed
    if let cut = cutShort(reader) {
      return CodecError(
        .truncated, "reading a picture", "the file ends inside the \(cut) signature")
    }
    guard let name = name(reader) else {
      return CodecError(
        .unsupportedFormat, "reading a picture", "the bytes are of no known picture format",
        hint: hint)
    }
    return CodecError(.unsupportedFormat, "reading a picture", "this is \(name)", hint: hint)
  }

  private static let magics: [(magic: [UInt8], name: String)] = [
    (Array("BM".utf8), "a BMP"),
    ([0x49, 0x49, 0x2A, 0x00], "a TIFF"),
    ([0x4D, 0x4D, 0x00, 0x2A], "a TIFF"),
    ([0x00, 0x00, 0x01, 0x00], "an ICO"),
    ([0xFF, 0x0A], "a JPEG XL"),
    (Array("\0\0\0\u{0C}JXL ".utf8), "a JPEG XL"),
    (Array("\0\0\0\u{0C}jP  ".utf8), "a JPEG 2000"),
    (Array("8BPS".utf8), "a Photoshop document"),
    (Array("%PDF".utf8), "a PDF"),
    ([0x1F, 0x8B], "a gzip file"),
  ]

  private static func name(_ reader: ByteReader) -> String? {
    if let known = magics.first(where: { reader.matches($0.magic, at: 0) }) { return known.name }
    if reader.matches("ftyp", at: 4) { return boxed(reader.name(8)) }
    return markup(reader)
  }

  /// ISO base media files by their major brand.
  private static func boxed(_ brand: String) -> String {
    switch brand {
    case "heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1": "a HEIC"
    default: "an ISO media file of brand \(brand)"
    }
  }

  /// Whether an SVG's first tag stands in the first four kilobytes, behind comments and a document
  /// type.
  static func isSVG(_ reader: ByteReader) -> Bool { markup(reader) == "an SVG" }

  /// SVG, or the web page that came in place of a picture.
  private static func markup(_ reader: ByteReader) -> String? {
    let head = String(decoding: reader.bytes.prefix(4_096), as: UTF8.self).lowercased()
    let start = head.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    guard start.hasPrefix("<") else { return nil }
    if start.contains("<svg") || start.contains("<svg:svg") { return "an SVG" }
    if start.hasPrefix("<!doctype html") || start.contains("<html") { return "an HTML page" }
    return start.hasPrefix("<?xml") ? "an XML document" : nil
  }

  /// The format whose signature these bytes begin without ending it.
  private static func cutShort(_ reader: ByteReader) -> String? {
    func isStart(of magic: [UInt8]) -> Bool {
      reader.count < magic.count && reader.matches(Array(magic.prefix(reader.count)), at: 0)
    }
    if isStart(of: PNGWalk.signature) { return "PNG" }
    if isStart(of: [0xFF, 0xD8, 0xFF]) { return "JPEG" }
    if isStart(of: Array("GIF87a".utf8)) || isStart(of: Array("GIF89a".utf8)) { return "GIF" }
    // A box of files' types comes first, behind its length.
    let isBox = reader.matches("ftyp", at: 4) && (reader.bigEndian32(0) ?? 0) > reader.count
    let isLength = reader.matches([0, 0, 0], at: 0) || isStart(of: [0, 0, 0])
    if isBox || reader.count < 8 && isLength { return "AVIF" }
    if reader.count < 12, isStart(of: Array("RIFF".utf8)) || reader.matches("RIFF", at: 0) {
      return "WebP"
    }
    return nil
  }
}
