internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// Copies parts into a store, in batches, and publishes them. For one thread.
struct MergeCopy: ~Copyable {
  private static let batchBytesMax = 16 << 20
  private static let batchChangesMax = 512

  private let writer: StoreWriter
  /// Sees what has been committed.
  private let reader: StoreReader
  private let lock: BuildLock
  private let stop: StopFlag
  private var report = StoreMerge.Report()
  private var seen = SeenCards()
  private var ids = IDRegistry()
  /// The numbers in the store of what lines depend on, by their stamps.
  private var dependencies: [Digest: UInt64] = [:]
  private var dependencyLast: UInt64 = 0
  private var batch: [StoreChange] = []
  private var batchBytes = 0

  init(
    _ writer: StoreWriter, _ reader: StoreReader, _ lock: consuming BuildLock, _ stop: StopFlag
  ) {
    self.writer = writer
    self.reader = reader
    self.lock = lock
    self.stop = stop
  }

  mutating func run(
    _ parts: [MergePart], startedAt: Int64
  ) throws(PipelineError) -> StoreMerge.Report {
    try begin(parts)
    var counts = BuildCounts()
    for part in parts {
      try copy(part)
      counts.rendered += part.build.counts.rendered
      counts.reused += part.build.counts.reused
      counts.failed += part.build.counts.failed
      counts.cards += part.build.counts.cards
    }
    try commit()
    var publication = BuildPublication(
      startedAt: startedAt, finishedAt: WallClock.unixSeconds(),
      settings: parts[0].build.settings, counts: counts, seen: seen)
    publication.dependencies = Set(dependencies.values)
    try publish(publication)
    return report
  }

  private mutating func publish(_ publication: BuildPublication) throws(PipelineError) {
    do throws(StoreError) {
      let build = try writer.publish(publication)
      report.build = Int(build.number)
      report.removed = build.removedPages
      report.root = build.root
    } catch {
      throw .store(error)
    }
  }

  /// Brings the templates, which pages need nothing of and `why` and a server do, and begins the
  /// build.
  private mutating func begin(_ parts: [MergePart]) throws(PipelineError) {
    do throws(StoreError) {
      try reader.renew()
      let snapshot = reader.snapshot
      for record in try snapshot.dependencies() {
        dependencies[record.stamp] = record.number
        dependencyLast = max(dependencyLast, record.number)
      }
      for template in parts.flatMap(\.templates) {
        if let old = try snapshot.template(template.id), old.source == .api { continue }
        try writer.putTemplate(template)
      }
      try writer.beginBuild()
      try writer.commit()
      try reader.renew()
    } catch {
      throw .store(error)
    }
  }

  private mutating func copy(_ part: MergePart) throws(PipelineError) {
    do throws(StoreError) {
      for lock in try part.snapshot.assets() {
        let known = try reader.snapshot.asset(lock.url)
        if let known, known.checkedAt >= lock.checkedAt { continue }
        add(.asset(lock, bytes: try part.snapshot.assetBytes(lock.digest)))
      }
    } catch {
      throw .store(error)
    }
    try commit()
    let numbers = try copyDependencies(of: part)
    var pages: [PageRecord] = []
    var last: String?
    repeat {
      pages = []
      do throws(StoreError) {
        try part.snapshot.forEachPage(after: last) { page in
          pages.append(page)
          return pages.count < 1_024
        }
      } catch {
        throw .store(error)
      }
      for page in pages { try copy(page, of: part, numbers) }
      last = pages.last?.id
    } while !pages.isEmpty
  }

  /// The numbers here of what the part's lines depend on, by its own.
  private mutating func copyDependencies(
    of part: MergePart
  ) throws(PipelineError) -> [UInt64: UInt64] {
    var numbers: [UInt64: UInt64] = [:]
    do throws(StoreError) {
      for var record in try part.snapshot.dependencies() {
        if dependencies[record.stamp] == nil {
          dependencyLast += 1
          dependencies[record.stamp] = dependencyLast
        }
        guard let number = dependencies[record.stamp] else { continue }
        numbers[record.number] = number
        record.number = number
        add(.dependencies(record))
      }
    } catch {
      throw .store(error)
    }
    return numbers
  }

  private mutating func copy(
    _ page: PageRecord, of part: MergePart, _ numbers: [UInt64: UInt64]
  ) throws(PipelineError) {
    if stop.isRaised { throw .interrupted }
    let source = CardSource(file: part.path, start: TextPlace(line: 0), path: page.id, text: [])
    do throws(InputError) { try ids.claim(page.id, source: source) } catch {
      throw .input(
        MergePart.error(part.path, "another of the stores has a card “\(page.id)” too"))
    }
    seen.insert(page.id)
    report.cards += 1
    report.pictures += page.variants.count
    do throws(StoreError) {
      for variant in page.variants { try copy(variant, of: part) }
      var line = try part.snapshot.line(page.id)
      if let old = line {
        line = numbers[old.dependencies].map {
          LineRecord(digest: old.digest, dependencies: $0, pictureCount: old.pictureCount)
        }
      }
      if try reader.page(page.id) == page {
        if try reader.line(page.id) != line { add(.line(cardID: page.id, line)) }
      } else {
        add(.stage(StagedPage(page: page, line: line)))
      }
    } catch {
      throw .store(error)
    }
    if batchBytes >= Self.batchBytesMax || batch.count >= Self.batchChangesMax { try commit() }
  }

  private mutating func copy(
    _ variant: PageVariant, of part: MergePart
  ) throws(StoreError) {
    let known = try reader.card(variant.renderKey)
    if known?.contentHash == variant.contentHash { return }
    guard let entry = try part.snapshot.card(variant.renderKey),
      let object = try part.snapshot.object(variant.contentHash)
    else {
      throw Self.damaged(part, "the picture \(variant.contentHash.hex) is not there")
    }
    let artifact = Artifact(format: object.format, size: object.size, body: Array(object.body))
    guard artifact.hash == variant.contentHash else {
      throw Self.damaged(part, "the picture \(variant.contentHash.hex) is not what was written")
    }
    report.copied += 1
    report.copiedBytes += artifact.body.count
    batchBytes += artifact.body.count
    add(.object(artifact))
    add(.card(variant.renderKey, entry))
  }

  private static func damaged(_ part: MergePart, _ detail: String) -> StoreError {
    StoreError(
      .damaged, operation: "read \(part.path)", detail: detail,
      next: "run `placard verify` over it, and build that part again")
  }

  private mutating func add(_ change: StoreChange) { batch.append(change) }

  private mutating func commit() throws(PipelineError) {
    do throws(StoreError) {
      try writer.apply(batch)
      try writer.commit()
      try reader.renew()
    } catch {
      throw .store(error)
    }
    batch = []
    batchBytes = 0
  }
}
