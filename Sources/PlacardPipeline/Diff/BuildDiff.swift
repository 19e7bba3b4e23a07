internal import PlacardCodec
internal import PlacardCore
internal import PlacardStore
package import PlacardSystem
internal import Synchronization

/// Two builds compared, picture by picture.
package final class BuildDiff: Sendable {
  private let options: DiffOptions
  private let before: BuildSide
  private let after: BuildSide
  private let distances = Mutex<[Pair: Compared]>([:])

  /// Two pictures, which any number of cards may have.
  private struct Pair: Hashable {
    var before: ContentHash
    var after: ContentHash
  }

  /// Their distance, or why there is none.
  private typealias Compared = Result<PictureDistance, Trouble>

  private struct Trouble: Error {
    var words: String
  }

  /// Opens the stores and finds the builds.
  ///
  /// - Throws: when there is no such store or build.
  package init(_ options: DiffOptions) throws(PipelineError) {
    self.options = options
    before = try BuildSide(options.before, store: options.store, known: nil)
    after = try BuildSide(options.after, store: options.store, known: before)
  }

  /// What is other in the second build.
  package func report(stop: StopFlag) throws(PipelineError) -> DiffReport {
    var report = DiffReport(beforeName: before.name, afterName: after.name)
    var changes: [PictureChange] = []
    do throws(StoreError) {
      changes = try changedPages().flatMap { before, after in Self.changes(before, after) }
      try fillSizes(&changes)
    } catch {
      throw .store(error)
    }
    try compare(changes, stop)
    if stop.isRaised { throw .interrupted }
    for var change in changes {
      if let pair = Self.pair(change) {
        switch distances.withLock({ $0[pair] }) {
        case .success(let distance)?: change.distance = distance
        case .failure(let trouble)?: change.trouble = trouble.words
        case nil: break
        }
      }
      if let distance = change.distance, distance.perceptual <= options.threshold,
        options.threshold > 0 || distance.changedShare == 0
      {
        report.alikeCount += 1
      } else {
        report.changes.append(change)
      }
    }
    report.changes.sort(by: Self.precedes)
    return report
  }

  /// What cannot be measured first: it wants looking at most.
  private static func precedes(_ one: PictureChange, _ other: PictureChange) -> Bool {
    let kinds = PictureChange.Kind.allCases
    let (kind, otherKind) = (kinds.firstIndex(of: one.kind), kinds.firstIndex(of: other.kind))
    if kind != otherKind { return kind ?? 0 < otherKind ?? 0 }
    let (distance, otherDistance) = (
      one.distance?.perceptual ?? 2, other.distance?.perceptual ?? 2
    )
    if one.kind == .changed, distance != otherDistance { return distance > otherDistance }
    func name(_ change: PictureChange) -> (String, String, UInt8) {
      let format = (change.after ?? change.before)?.format.rawValue ?? 0
      return (change.card, change.variant, format)
    }
    return name(one) < name(other)
  }

  // MARK: Pages.

  private typealias Pages = (before: PageRecord?, after: PageRecord?)

  /// The pages that are not equal.
  private func changedPages() throws(StoreError) -> [Pages] {
    var changed: [Pages] = []
    func add(_ one: PageRecord?, _ other: PageRecord?) {
      if one != other { changed.append((one, other)) }
    }
    if before.store === after.store {
      // Only what the builds between them changed can differ.
      let isForward = before.number <= after.number
      let (older, newer) = isForward ? (before, after) : (after, before)
      try older.withPages { old throws(StoreError) in
        try newer.withPages { new throws(StoreError) in
          for id in try old.changedIDs(until: new) {
            let (one, other) = (try old.page(id), try new.page(id))
            if isForward { add(one, other) } else { add(other, one) }
          }
        }
      }
    } else {
      try before.withPages { old throws(StoreError) in
        try after.withPages { new throws(StoreError) in
          try old.forEach { page throws(StoreError) in add(page, try new.page(page.id)) }
          try new.forEach { page throws(StoreError) in
            if try old.page(page.id) == nil { add(nil, page) }
          }
        }
      }
    }
    return changed
  }

  private struct VariantName: Hashable {
    var size: String
    var scale: Double
    var locale: String
    var format: PictureFormat

    init(_ variant: PageVariant) {
      size = variant.sizeName
      scale = variant.scale
      locale = variant.locale
      format = variant.format
    }

    var words: String {
      var parts = [size]
      if scale != 1 { parts.append(JSONWriter.text(of: scale) + "x") }
      if !locale.isEmpty { parts.append(locale) }
      return parts.joined(separator: " ")
    }
  }

  private static func changes(_ before: PageRecord?, _ after: PageRecord?) -> [PictureChange] {
    let old = before?.variants ?? []
    let new = after?.variants ?? []
    let card = before?.id ?? after?.id ?? ""
    let known = Dictionary(old.map { (VariantName($0), $0) }) { first, _ in first }
    let kept = Set(new.map(VariantName.init))
    var changes: [PictureChange] = []
    for variant in new {
      let former = known[VariantName(variant)]
      if former?.contentHash == variant.contentHash { continue }
      changes.append(
        PictureChange(
          card: card, variant: VariantName(variant).words, before: former.map(picture),
          after: picture(variant)))
    }
    for variant in old where !kept.contains(VariantName(variant)) {
      changes.append(
        PictureChange(
          card: card, variant: VariantName(variant).words, before: picture(variant), after: nil))
    }
    return changes
  }

  private static func picture(_ variant: PageVariant) -> DiffPicture {
    DiffPicture(
      hash: variant.contentHash, format: variant.format,
      size: PixelSize(width: Int(variant.width), height: Int(variant.height)), byteCount: nil)
  }

  private func fillSizes(_ changes: inout [PictureChange]) throws(StoreError) {
    let old = try before.store.reader()
    let new = try after.store.reader()
    try old.renew()
    try new.renew()
    for index in changes.indices {
      if let picture = changes[index].before {
        changes[index].before?.byteCount = try old.object(picture.hash)?.body.count
      }
      if let picture = changes[index].after {
        changes[index].after?.byteCount = try new.object(picture.hash)?.body.count
      }
    }
  }

  // MARK: Pictures.

  private static func pair(_ change: PictureChange) -> Pair? {
    guard let before = change.before, let after = change.after else { return nil }
    return Pair(before: before.hash, after: after.hash)
  }

  /// Measures every pair once, on all threads.
  private func compare(_ changes: [PictureChange], _ stop: StopFlag) throws(PipelineError) {
    let pairs = Array(Set(changes.compactMap(Self.pair)))
    let next = Atomic<Int>(0)
    let trouble = Mutex<StoreError?>(nil)
    let work: @Sendable () -> Void = { [self] in
      do throws(StoreError) {
        let old = try before.store.reader()
        let new = try after.store.reader()
        while !stop.isRaised {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < pairs.count else { return }
          let found = try compare(pairs[index], old, new)
          distances.withLock { $0[pairs[index]] = found }
        }
      } catch {
        trouble.withLock { $0 = $0 ?? error }
      }
    }
    let threads = ThreadGroup()
    defer { threads.join() }
    for index in 0..<min(options.jobs, pairs.count) {
      do throws(SystemError) {
        try threads.start(
          name: "diff \(index)", niceness: 0, stackBytes: 4 << 20, work)
      } catch {
        stop.raise()
        throw .system(error)
      }
    }
    threads.join()
    if let trouble = trouble.withLock({ $0 }) { throw .store(trouble) }
  }

  private func compare(
    _ pair: Pair, _ old: StoreReader, _ new: StoreReader
  ) throws(StoreError) -> Compared {
    guard let before = try Self.bytes(pair.before, old) else {
      return .failure(Self.gone("former"))
    }
    guard let after = try Self.bytes(pair.after, new) else { return .failure(Self.gone("new")) }
    do throws(CodecError) {
      let one = try Decoder.decode(before, limits: Limits(), fitting: nil)
      let other = try Decoder.decode(after, limits: Limits(), fitting: nil)
      if let distance = PictureDistance(one, other) { return .success(distance) }
      return .failure(
        Trouble(
          words: "\(one.size.width)×\(one.size.height) has become "
            + "\(other.size.width)×\(other.size.height) pixels"))
    } catch {
      return .failure(Trouble(words: "a picture cannot be decoded: \(error.description)"))
    }
  }

  private static func gone(_ which: String) -> Trouble {
    Trouble(words: "the \(which) picture is gone from the store")
  }

  /// The picture's bytes; nil when it is gone.
  private static func bytes(
    _ hash: ContentHash, _ reader: StoreReader
  ) throws(StoreError) -> [UInt8]? {
    try reader.withSnapshot { snapshot throws(StoreError) in
      try snapshot.object(hash).map { Array($0.body) }
    }
  }

  /// The bytes of a picture of the report, of its first build or its second; nil when it is gone.
  package func body(
    of picture: DiffPicture, isBefore: Bool
  ) throws(PipelineError) -> [UInt8]? {
    do throws(StoreError) {
      return try Self.bytes(picture.hash, (isBefore ? before : after).store.reader())
    } catch {
      throw .store(error)
    }
  }
}
