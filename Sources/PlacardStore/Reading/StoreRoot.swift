internal import PlacardCore

/// The digest of everything a published build shows: two stores with the same root have the same
/// cards, made from the same inputs, with the same bytes.
///
/// BLAKE2b-256 over the pictures of all cards, the cards in the order of their ids' bytes, a card's
/// pictures in the order of their names' bytes:
///
///     count id  count name  RenderKey  ContentHash
///
/// where `count` is the length of the text after it, four little-endian bytes, `name` is
/// `<size>~<scale>x~<locale>.<extension>`, and both digests are 32 bytes.
enum StoreRoot {
  static func of(_ snapshot: Snapshot) throws(StoreError) -> Digest {
    var hasher = Digest.Hasher()
    var message: [UInt8] = []
    // Keys of names that were shortened are in another order than the names; ids never are.
    try snapshot.forEachPage { page in
      append(page, to: &message)
      if message.count >= 1 << 16 {
        hasher.update(message)
        message.removeAll(keepingCapacity: true)
      }
      return true
    }
    hasher.update(message)
    return hasher.finish()
  }

  private static func append(_ page: PageRecord, to message: inout [UInt8]) {
    let id = Array(page.id.utf8)
    guard page.variants.count != 1 else {
      return append(id, name(of: page.variants[0]), page.variants[0], to: &message)
    }
    let named = page.variants.map { (name: name(of: $0), variant: $0) }
    for row in named.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) }) {
      append(id, row.name, row.variant, to: &message)
    }
  }

  private static func append(
    _ id: [UInt8], _ name: [UInt8], _ variant: PageVariant, to message: inout [UInt8]
  ) {
    for text in [id, name] {
      withUnsafeBytes(of: UInt32(clamping: text.count).littleEndian) {
        message.append(contentsOf: $0)
      }
      message += text
    }
    variant.renderKey.digest.withUnsafeBytes { message.append(contentsOf: $0) }
    variant.contentHash.digest.withUnsafeBytes { message.append(contentsOf: $0) }
  }

  private static func name(of variant: PageVariant) -> [UInt8] {
    let scale = JSONWriter.text(of: variant.scale)
    let name = "\(variant.sizeName)~\(scale)x~\(variant.locale).\(variant.format.fileExtension)"
    return Array(name.utf8)
  }
}
