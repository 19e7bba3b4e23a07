internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore

/// Cards of the published build as the page of a development server lists them: those that changed
/// last come first.
struct DevCards {
  struct Item {
    var page: PageRecord
    /// The build that made the page what it is, as far as that is known still.
    var change: BuildRecord?
    var templateID: String?
  }

  private(set) var items: [Item] = []
  /// Whether more cards than `items` holds are found after them.
  private(set) var hasMore = false

  private let needle: String
  private let first: Int
  private let countMax: Int
  private var foundCount = 0
  private var seen: Set<String> = []

  /// The cards whose id, template or overrides hold `needle`, small letters and capitals alike, from
  /// the one of number `first` on.
  init(_ snapshot: Snapshot, needle: String, first: Int, countMax: Int) throws(StoreError) {
    self.needle = needle.lowercased()
    self.first = first
    self.countMax = countMax
    for build in try snapshot.reachableBuilds().reversed() where !hasMore {
      try snapshot.forEachChange(in: build.number) { id throws(StoreError) in
        guard seen.insert(id).inserted, let page = try snapshot.page(id) else { return true }
        try take(page, build, snapshot)
        return !hasMore
      }
    }
    guard !hasMore else { return }
    try snapshot.forEachPage { page throws(StoreError) in
      if !seen.contains(page.id) { try take(page, nil, snapshot) }
      return !hasMore
    }
  }

  private mutating func take(
    _ page: PageRecord, _ change: BuildRecord?, _ snapshot: Snapshot
  ) throws(StoreError) {
    let item = try Item(page, change, snapshot)
    if !needle.isEmpty {
      guard try holdsNeedle(item, snapshot) else { return }
    }
    foundCount += 1
    if foundCount <= first { return }
    if items.count < countMax { items.append(item) } else { hasMore = true }
  }

  private func holdsNeedle(_ item: Item, _ snapshot: Snapshot) throws(StoreError) -> Bool {
    if item.page.id.lowercased().contains(needle) { return true }
    if item.templateID?.lowercased().contains(needle) == true { return true }
    guard let inputs = try DevCards.inputs(of: item.page, snapshot) else { return false }
    return String(decoding: inputs.canonical, as: UTF8.self).lowercased().contains(needle)
  }

  fileprivate static func inputs(
    of page: PageRecord, _ snapshot: Snapshot
  ) throws(StoreError) -> CardInputs? {
    guard let key = page.variants.first?.renderKey else { return nil }
    return try snapshot.card(key).flatMap { CardInputs(bytes: $0.inputs) }
  }
}

extension DevCards.Item {
  init(_ page: PageRecord, _ change: BuildRecord?, _ snapshot: Snapshot) throws(StoreError) {
    self.page = page
    self.change = change
    templateID = try DevCards.inputs(of: page, snapshot)?.templateID
  }

  /// The item for the page's script.
  func json(_ board: DevBoard.State, _ snapshot: Snapshot) throws(StoreError) -> JSON {
    var variants: [JSON] = []
    for (index, variant) in page.variants.enumerated() {
      variants.append(
        .object([
          ("format", .text(variant.format.name)), ("size", .text(variant.sizeName)),
          ("width", .number(Int(variant.width))), ("height", .number(Int(variant.height))),
          ("scale", JSON(.number(variant.scale))), ("locale", .text(variant.locale)),
          ("bytes", try byteCount(of: variant, snapshot).map { .number($0) } ?? JSON(.null)),
          ("isPrevious", .flag(variant.isPrevious)),
          ("card", .text(address(of: index))),
          (
            "picture",
            .text("/i/\(variant.contentHash.hex).\(variant.format.fileExtension)")
          ),
        ]))
    }
    var notes: [String] = []
    // What was said of a picture that has been replaced since is of no use.
    if let noted = board.notes[page.id], noted.build >= Int(clamping: change?.number ?? 0) {
      notes = noted.texts
    }
    return .object([
      ("id", .text(page.id)), ("templateId", .optional(templateID)),
      ("build", change.map { .number(Int(clamping: $0.number)) } ?? JSON(.null)),
      ("time", change.map { .number(Int($0.finishedAt)) } ?? JSON(.null)),
      ("notes", .list(notes.map { .text($0) })), ("variants", .list(variants)),
    ])
  }

  private func byteCount(
    of variant: PageVariant, _ snapshot: Snapshot
  ) throws(StoreError) -> Int? {
    if let entry = try snapshot.card(variant.renderKey),
      entry.contentHash == variant.contentHash
    {
      return Int(entry.byteCount)
    }
    return try snapshot.object(variant.contentHash)?.body.count
  }

  /// The stable address of a variant: the short one for the first of its format.
  private func address(of index: Int) -> String {
    let variant = page.variants[index]
    let isFirst = page.variants.firstIndex { $0.format == variant.format } == index
    guard !isFirst, let size = try? SizeName.parse(variant.sizeName) else {
      return CardAddress(id: page.id, format: variant.format).path
    }
    let name = CardAddress.Variant(
      size: size, scale: variant.scale, locale: variant.locale.isEmpty ? nil : variant.locale)
    return CardAddress(id: page.id, variant: name, format: variant.format).path
  }
}
