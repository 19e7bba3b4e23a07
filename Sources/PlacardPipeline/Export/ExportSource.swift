internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// One picture of a card, as a static host has it.
struct ExportedPicture {
  var variant: PageVariant
  /// Of the encoded picture.
  var byteCount: Int
  /// The path of its alias from the host's root, without a slash before it.
  var alias: String

  /// The path of the picture by its bytes, likewise.
  var path: String { Self.path(variant.contentHash, variant.format) }

  static func path(_ hash: ContentHash, _ format: PictureFormat) -> String {
    "i/" + hash.hex + "." + format.fileExtension
  }

  /// The alias of a card's picture: the first of its format has the short one.
  static func alias(
    id: String, size: String, scale: Double, locale: String, _ format: PictureFormat, isFirst: Bool
  ) -> String {
    let name =
      isFirst
      ? id
      : CardAddress.name(
        id: id, size: size, scale: scale, locale: locale.isEmpty ? nil : locale)
    return "c/" + name + "." + format.fileExtension
  }
}

/// A card of the published build with its pictures, at least one.
struct ExportedCard {
  var id: String
  var pictures: [ExportedPicture]
}

/// The published build of a store in one snapshot, card by card.
final class ExportSource {
  let build: BuildRecord
  private let store: String
  private let formats: [PictureFormat]?
  private let stop: StopFlag
  private let reader: StoreReader
  private static let batchCount = 256

  /// Throws where nothing is published.
  init(_ options: ExportOptions, _ stop: StopFlag) throws(PipelineError) {
    store = options.store
    formats = options.formats
    self.stop = stop
    do throws(StoreError) {
      reader = try Store.open(at: options.store, create: false).reader()
      try reader.renew()
      guard let build = try reader.currentBuild() else {
        throw StoreError(
          .missing, operation: "read \(options.store)", detail: "no build is published in it",
          next: "run `placard build` first")
      }
      self.build = build
    } catch {
      throw .store(error)
    }
  }

  /// Lends every card that has pictures of the wanted formats, in the order of the ids' bytes.
  func forEachCard(
    _ body: (ExportedCard) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    var pages: [PageRecord] = []
    var last: String?
    repeat {
      pages = []
      do throws(StoreError) {
        try reader.snapshot.forEachPage(after: last) { page in
          pages.append(page)
          return pages.count < Self.batchCount
        }
      } catch {
        throw .store(error)
      }
      for page in pages {
        if stop.isRaised { throw .interrupted }
        let card = try exported(page)
        if !card.pictures.isEmpty { try body(card) }
      }
      last = pages.last?.id
    } while !pages.isEmpty
  }

  /// The paths of card `id`'s aliases; none where it is not of the build.
  func aliases(of id: String) throws(PipelineError) -> [String] {
    do throws(StoreError) {
      guard let page = try reader.page(id) else { return [] }
      return wanted(page).map { Self.alias($0.variant, id, isFirst: $0.isFirst) }
    } catch {
      throw .store(error)
    }
  }

  /// Lends the bytes of a picture, which are hashed before: nobody is given damaged ones.
  func withBytes(
    of picture: ExportedPicture, _ body: (UnsafeRawBufferPointer) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    let hash = picture.variant.contentHash
    let bytes = try object(hash).body
    guard Digest(of: bytes) == hash.digest else {
      throw .store(Self.damaged(store, "the bytes of \(hash.hex) are not what was written"))
    }
    try body(bytes)
  }

  /// Lends the stored pictures for which `isWanted` says so, in the order of their hashes.
  func forEachPicture(
    where isWanted: (ContentHash) -> Bool,
    _ body: (ContentHash, PictureFormat, UnsafeRawBufferPointer) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    var trouble: PipelineError?
    do throws(StoreError) {
      try reader.snapshot.forEachObject { hash, object throws(StoreError) in
        guard isWanted(hash) else { return true }
        guard Digest(of: object.body) == hash.digest else {
          throw Self.damaged(store, "the bytes of \(hash.hex) are not what was written")
        }
        do throws(PipelineError) {
          if stop.isRaised { throw .interrupted }
          try body(hash, object.format, object.body)
          return true
        } catch {
          trouble = error
          return false
        }
      }
    } catch {
      throw .store(error)
    }
    if let trouble { throw trouble }
  }

  private func object(_ hash: ContentHash) throws(PipelineError) -> ObjectView {
    do throws(StoreError) {
      if let object = try reader.object(hash) { return object }
      throw Self.damaged(store, "the picture \(hash.hex) is not there")
    } catch {
      throw .store(error)
    }
  }

  private func exported(_ page: PageRecord) throws(PipelineError) -> ExportedCard {
    var card = ExportedCard(id: page.id, pictures: [])
    for (variant, isFirst) in wanted(page) {
      card.pictures.append(
        ExportedPicture(
          variant: variant, byteCount: try object(variant.contentHash).body.count,
          alias: Self.alias(variant, page.id, isFirst: isFirst)))
    }
    return card
  }

  private func wanted(_ page: PageRecord) -> [(variant: PageVariant, isFirst: Bool)] {
    var seen: Set<PictureFormat> = []
    return page.variants.compactMap { variant in
      guard formats?.contains(variant.format) ?? true else { return nil }
      return (variant, seen.insert(variant.format).inserted)
    }
  }

  private static func alias(_ variant: PageVariant, _ id: String, isFirst: Bool) -> String {
    ExportedPicture.alias(
      id: id, size: variant.sizeName, scale: variant.scale, locale: variant.locale, variant.format,
      isFirst: isFirst)
  }

  private static func damaged(_ store: String, _ detail: String) -> StoreError {
    StoreError(
      .damaged, operation: "read \(store)", detail: detail,
      next: "run `placard verify` over it, then build again to draw what is lost")
  }
}
