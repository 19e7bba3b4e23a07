/// What a stored card was drawn from, as far as one asks later: by which template, in which
/// revision, with which changes, how large and how encoded, and short marks of all else that is in
/// its key. Its compact bytes lie beside the card.
package struct CardInputs: Sendable, Hashable {
  /// What of the site went into a card, as the first eight bytes of digests: enough to say that
  /// something is another one now.
  package struct Surroundings: Sendable, Hashable {
    /// Of each source picture, in the order of the scene's layers.
    package var assets: [UInt64]
    /// Of all font files that the card's texts can reach.
    package var fonts: UInt64
    /// Of the families and the language that it takes from the site.
    package var defaults: UInt64
    /// Of the versions of what draws and encodes.
    package var renderer: UInt64

    package init(
      assets: [Digest], fonts: [Digest], defaults: SiteDefaults.Used, fingerprint: Digest
    ) {
      self.assets = assets.map(\.words.0)
      self.fonts = Digest(of: fonts.flatMap(\.bytes)).words.0
      let families = defaults.families.map { $0.joined(separator: "\0") } ?? "-"
      self.defaults = Digest(of: families + "\0\0" + (defaults.lang ?? "-")).words.0
      renderer = fingerprint.words.0
    }

    fileprivate init(assets: [UInt64], fonts: UInt64, defaults: UInt64, renderer: UInt64) {
      self.assets = assets
      self.fonts = fonts
      self.defaults = defaults
      self.renderer = renderer
    }
  }

  package var templateID: String
  package var revision: TemplateRevision
  /// What the card changes, as canonical JSON; `{}` for nothing.
  package var canonical: [UInt8]
  /// The canvas in CSS px.
  package var size: PixelSize
  /// Device pixels a CSS px, in hundredths.
  package var scaleHundredths: Int
  package var encode: EncodeSettings
  /// Nil for cards from before they were kept.
  package var surroundings: Surroundings?

  package init(
    templateID: String, revision: TemplateRevision, canonical: [UInt8], size: PixelSize,
    scale: Double, encode: EncodeSettings, surroundings: Surroundings? = nil
  ) {
    self.templateID = templateID
    self.revision = revision
    self.canonical = canonical
    self.size = size
    scaleHundredths = Int((scale * 100).rounded())
    self.encode = encode
    self.surroundings = surroundings
  }
}

extension CardInputs {
  /// Version 1 ends with the canonical changes; 2 has their length, and the surroundings after them.
  private static let versions: ClosedRange<UInt8> = 1...2
  /// Before the template's id: the version, the revision, both sides, the scale, three settings and
  /// the id's length.
  private static let fixedByteCount = 1 + Digest.byteCount + 4 + 4 + 2 + 3 + 2

  /// The inputs as the store keeps them: a version, numbers in little-endian order, the id, the
  /// canonical changes, the surroundings.
  package var bytes: [UInt8] {
    let id = Array(templateID.utf8.prefix(Int(UInt16.max)))
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.fixedByteCount + id.count + canonical.count + 64)
    bytes.append(surroundings == nil ? 1 : 2)
    bytes += revision.digest.bytes
    Self.append(UInt32(clamping: size.width), to: &bytes)
    Self.append(UInt32(clamping: size.height), to: &bytes)
    Self.append(UInt16(clamping: scaleHundredths), to: &bytes)
    bytes += [encode.format.rawValue, encode.effort.rawValue, UInt8(clamping: encode.quality)]
    Self.append(UInt16(id.count), to: &bytes)
    bytes += id
    guard let surroundings else { return bytes + canonical }
    Self.append(UInt32(clamping: canonical.count), to: &bytes)
    bytes += canonical
    for mark in [surroundings.fonts, surroundings.defaults, surroundings.renderer]
      + surroundings.assets
    {
      Self.append(mark, to: &bytes)
    }
    return bytes
  }

  /// The inputs that `bytes` spell; nil where there are none, and for a version that is not known.
  package init?(bytes: [UInt8]) {
    let start = 1 + Digest.byteCount
    guard bytes.count >= Self.fixedByteCount, Self.versions.contains(bytes[0]),
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
    size = PixelSize(
      width: Self.number(bytes, at: start, byteCount: 4),
      height: Self.number(bytes, at: start + 4, byteCount: 4))
    scaleHundredths = Self.number(bytes, at: start + 8, byteCount: 2)
    encode = EncodeSettings(format: format, effort: effort, quality: Int(bytes[start + 12]))
    guard bytes[0] > 1 else {
      canonical = Array(bytes[idEnd...])
      return
    }
    guard let rest = Self.rest(bytes, from: idEnd) else { return nil }
    (canonical, surroundings) = rest
  }

  /// The canonical changes and the surroundings of version 2.
  private static func rest(_ bytes: [UInt8], from start: Int) -> ([UInt8], Surroundings)? {
    guard start + 4 <= bytes.count else { return nil }
    let end = start + 4 + number(bytes, at: start, byteCount: 4)
    guard end <= bytes.count, (bytes.count - end) % 8 == 0, bytes.count - end >= 24 else {
      return nil
    }
    let marks: [UInt64] = stride(from: end, to: bytes.count, by: 8).map { offset in
      UInt64(truncatingIfNeeded: number(bytes, at: offset, byteCount: 8))
    }
    return (
      Array(bytes[(start + 4)..<end]),
      Surroundings(
        assets: Array(marks[3...]), fonts: marks[0], defaults: marks[1], renderer: marks[2])
    )
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  private static func number(_ bytes: [UInt8], at offset: Int, byteCount: Int) -> Int {
    (0..<byteCount).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
  }
}
