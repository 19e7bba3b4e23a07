extension RenderKey {
  /// The key of the request whose parts these are: BLAKE2b-256 of the bytes
  ///
  ///     "placard.render-key" 0x00 version
  ///     tag count field             for each field below, in this order
  ///
  /// where `version` and `tag` are a byte, and `count` is the field's length in bytes as eight
  /// little-endian ones. Fields, by tag:
  ///
  /// 1. the template's revision, 32 bytes
  /// 2. `canonical`, the card's changes as canonical JSON
  /// 3. width and height in CSS px, eight little-endian bytes each
  /// 4. the scale's IEEE 754 bits, eight little-endian bytes
  /// 5. format, effort and quality, a byte each
  /// 6. the digest of every image of the scene in the order of its layers, 32 bytes each
  /// 7. the digest of every font file that the scene's text can reach, in their order, 32 bytes each
  /// 8. one byte: 1 when the scene takes its families from the site, else 0; then for each family
  ///    its length (eight little-endian bytes) and its UTF-8
  /// 9. one byte: 1 when the scene takes its language from the site, else 0; then the tag
  /// 10. the renderer's fingerprint, 32 bytes
  package static func make(
    revision: TemplateRevision, canonical: [UInt8], size: PixelSize, scale: Double,
    encode: EncodeSettings, assets: [Digest], fonts: [Digest], siteDefaults: SiteDefaults.Used,
    fingerprint: Digest
  ) -> RenderKey {
    var message = KeyMessage(capacity: 512 + canonical.count + 32 * (assets.count + fonts.count))
    message.append(1, [revision.digest])
    message.append(2, canonical)
    message.begin(3, count: 16)
    message.append(UInt64(size.width))
    message.append(UInt64(size.height))
    message.begin(4, count: 8)
    message.append(scale.bitPattern)
    message.append(
      5, [encode.format.rawValue, encode.effort.rawValue, UInt8(clamping: encode.quality)])
    message.append(6, assets)
    message.append(7, fonts)
    message.append(8, families: siteDefaults.families)
    message.append(9, [siteDefaults.lang == nil ? 0 : 1] + Array((siteDefaults.lang ?? "").utf8))
    message.append(10, [fingerprint])
    return RenderKey(Digest(of: message.bytes))
  }
}

/// The bytes that a key is the digest of.
private struct KeyMessage {
  private static let version: UInt8 = 1

  private(set) var bytes: [UInt8] = []

  init(capacity: Int) {
    bytes.reserveCapacity(capacity)
    CSSText.append("placard.render-key\0", to: &bytes)
    bytes.append(Self.version)
  }

  mutating func append(_ number: UInt64) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func begin(_ tag: UInt8, count: Int) {
    bytes.append(tag)
    append(UInt64(count))
  }

  mutating func append(_ tag: UInt8, _ field: [UInt8]) {
    begin(tag, count: field.count)
    bytes += field
  }

  mutating func append(_ tag: UInt8, _ digests: [Digest]) {
    begin(tag, count: Digest.byteCount * digests.count)
    for digest in digests {
      digest.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }
  }

  mutating func append(_ tag: UInt8, families: [String]?) {
    let families = families?.map { Array($0.utf8) }
    begin(tag, count: 1 + (families ?? []).reduce(0) { $0 + 8 + $1.count })
    bytes.append(families == nil ? 0 : 1)
    for family in families ?? [] {
      append(UInt64(family.count))
      bytes += family
    }
  }
}
