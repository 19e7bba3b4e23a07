internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `/i/<content hash>.<ext>` and `/c/<card>.<ext>`: look-ups alone.
extension EdgeHandler {
  func answerPicture(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let name = request.path.dropFirst(3)
    let hexCount = 2 * Digest.byteCount
    guard name.count > hexCount + 1, name[name.startIndex + hexCount] == UInt8(ascii: "."),
      let digest = Digest(hex: name.prefix(hexCount))
    else { return refuse(.notFound("picture"), &reply) }
    let hash = ContentHash(digest)
    let ending = name.dropFirst(hexCount + 1)
    if let object = try reader.object(hash) {
      guard ending.elementsEqual(object.format.fileExtension.utf8) else {
        return refuse(.notFound("picture"), &reply)
      }
      return answer(with: object, hash, FrontNote(kind: .immutable), request, &reply)
    }
    // Whoever was just given the address may ask before this turn, whose snapshot is older, ends.
    guard let picture = try newest(hash), ending.elementsEqual(picture.format.fileExtension.utf8)
    else { return refuse(.notFound("picture"), &reply) }
    reply.send(
      Heads.response(
        picture, .immutable, .hit, PictureConditions(request)))
  }

  /// A copy of the picture, if the store has come to have it since the turn's snapshot.
  private func newest(_ hash: ContentHash) throws(StoreError) -> Artifact? {
    let transaction = reader.transactionID
    return try spare.withSnapshot { snapshot throws(StoreError) in
      guard snapshot.transactionID != transaction, let object = try snapshot.object(hash) else {
        return nil
      }
      return Artifact(format: object.format, size: object.size, body: Array(object.body))
    }
  }

  func answerCard(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    guard let bytes = PercentDecoding.bytes(of: request.path, plusIsSpace: false),
      let path = String(validating: bytes, as: UTF8.self),
      let address = CardAddress.parse(path, limits: edge.context.limits),
      let page = try reader.page(address.id),
      let variant = page.variant(address),
      let object = try reader.object(variant.contentHash)
    else { return refuse(.notFound("card"), &reply) }
    answer(with: object, variant.contentHash, FrontNote(kind: .changing), request, &reply)
  }
}

extension PageRecord {
  /// The picture that `address` names: without a variant the first of its format, which has the
  /// card's first size, scale and locale.
  func variant(_ address: CardAddress) -> PageVariant? {
    variants.first { variant in
      guard variant.format == address.format else { return false }
      guard let wanted = address.variant else { return true }
      return variant.sizeName == wanted.size.text && variant.scale == wanted.scale
        && variant.locale == wanted.locale ?? ""
    }
  }
}
