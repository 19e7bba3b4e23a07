/// What a stored card was drawn from, as far as one asks later: by which template, in which
/// revision, with which changes, how large and how encoded. Its compact bytes lie beside the card.
package struct CardInputs: Sendable, Hashable {
  package var templateID: String
  package var revision: TemplateRevision
  /// What the card changes, as canonical JSON; `{}` for nothing.
  package var canonical: [UInt8]
  /// The canvas in CSS px.
  package var size: PixelSize
  /// Device pixels a CSS px, in hundredths.
  package var scaleHundredths: Int
  package var encode: EncodeSettings

  package init(
    templateID: String, revision: TemplateRevision, canonical: [UInt8], size: PixelSize,
    scale: Double, encode: EncodeSettings
  ) {
    self.templateID = templateID
    self.revision = revision
    self.canonical = canonical
    self.size = size
    scaleHundredths = Int((scale * 100).rounded())
    self.encode = encode
  }
}

extension CardInputs {
  private static let version: UInt8 = 1
  /// Before the template's id: the version, the revision, both sides, the scale, three settings and
  /// the id's length.
  private static let fixedByteCount = 1 + Digest.byteCount + 4 + 4 + 2 + 3 + 2

  /// The inputs as the store keeps them: a version, numbers in little-endian order, the id, the
  /// canonical changes to the end.
  package var bytes: [UInt8] {
    let id = Array(templateID.utf8.prefix(Int(UInt16.max)))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.fixedByteCount + id.count + canonical.count)
    bytes.append(Self.version)
    bytes += revision.digest.bytes
    Self.append(UInt32(clamping: size.width), to: &bytes)
    Self.append(UInt32(clamping: size.height), to: &bytes)
    Self.append(UInt16(clamping: scaleHundredths), to: &bytes)
    bytes += [encode.format.rawValue, encode.effort.rawValue, UInt8(clamping: encode.quality)]
    Self.append(UInt16(id.count), to: &bytes)
    return bytes + id + canonical
  }

  /// The inputs that `bytes` spell; nil where there are none, and for a version that is not known.
  package init?(bytes: [UInt8]) {
    let start = 1 + Digest.byteCount
    guard bytes.count >= Self.fixedByteCount, bytes[0] == Self.version,
      let revision = bytes.withUnsafeBytes({
        Digest(bytes: UnsafeRawBufferPointer(rebasing: $0[1..<start]))
      }),
      let format = PictureFormat(rawValue: bytes[start + 10]),
      let effort = Effort(rawValue: bytes[start + 11])
    else { return nil }
    let idEnd = Self.fixedByteCount + Self.number(bytes, at: start + 13, byteCount: 2)
    guard idEnd <= bytes.count,
      let id = String(validating: bytes[Self.fixedByteCount..<idEnd], as: UTF8.self)
    else { return nil }
    templateID = id
    self.revision = TemplateRevision(revision)
    canonical = Array(bytes[idEnd...])
    size = PixelSize(
      width: Self.number(bytes, at: start, byteCount: 4),
      height: Self.number(bytes, at: start + 4, byteCount: 4))
    scaleHundredths = Self.number(bytes, at: start + 8, byteCount: 2)
    encode = EncodeSettings(format: format, effort: effort, quality: Int(bytes[start + 12]))
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func number(_ bytes: [UInt8], at offset: Int, byteCount: Int) -> Int {
    (0..<byteCount).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }
}
