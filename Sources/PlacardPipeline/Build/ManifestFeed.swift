internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// Reads the manifests of a build card by card.
struct ManifestFeed {
  private static let documentBytesMax = 256_000_000

  private let limits: Limits
  private let progress: BuildProgress
  private var ids = IDRegistry()
  /// Cards that are passed, neither planned nor lent to anybody.
  private(set) var unchanged: UnchangedCards?
  private var reader: StoreReader?
  /// The cards that are lent; nil for all.
  private let shard: Shard?

  init(limits: Limits, progress: BuildProgress, shard: Shard? = nil) {
    self.limits = limits
    self.progress = progress
    self.shard = shard
  }

  /// Passes cards from here on whose published pages were made from the same text, as `lines` of
  /// `store` have it.
  mutating func pass(_ lines: LineIndex, of store: Store) throws(PipelineError) {
    if lines.isEmpty { return }
    unchanged = UnchangedCards(lines)
    do throws(StoreError) { reader = try store.reader() } catch { throw .store(error) }
  }

  /// Checks that every manifest is there before the first is read, so that a slip in the command
  /// costs nothing.
  func check(_ paths: [String]) throws(PipelineError) {
    for path in paths {
      guard let status = FileStatus.of(path) else {
        throw .input(Self.error(path, "there is no such manifest"))
      }
      guard status.kind == .file else {
        throw .input(Self.error(path, "it is not a regular file"))
      }
      do throws(InputError) { _ = try ManifestFormat(fileName: path) } catch {
        throw .input(error)
      }
      progress.expect(manifestBytes: status.size)
    }
  }

  /// Lends each card of the manifest at `path`, or why it is none, to `body`, until that says false.
  ///
  /// - Throws: when the manifest as a whole cannot be read, and what `body` throws.
  mutating func read(
    _ path: String, _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) {
    let format: ManifestFormat
    do throws(InputError) { format = try ManifestFormat(fileName: path) } catch {
      throw .input(error)
    }
    switch format {
    case .json: try readDocument(path, body)
    case .jsonLines: try readLines(path, body)
    case .csv: try readTable(path, body)
    }
  }

  /// Lends each of `entries` to `body` as though it stood in a manifest, until that says false.
  mutating func read(
    _ entries: [ManifestEntry], _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) {
    for entry in entries {
      guard let entry = try claimed(entry) else { continue }
      guard try body(entry) else { return }
    }
  }

  private mutating func readTable(
    _ path: String, _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) {
    var table = ManifestTable(file: path, limits: limits)
    var goesOn = true
    try forEachLine(of: path) { feed, line, number throws(PipelineError) in
      let entry: ManifestEntry?
      switch line {
      case .bytes(let bytes):
        feed.progress.read(manifestBytes: bytes.count + 1)
        do throws(InputError) { entry = try table.read(bytes, number: number) } catch {
          throw .input(error)
        }
      case .tooLong: entry = feed.tooLong(path, number)
      }
      if let entry, let claimed = try feed.claimed(entry) { goesOn = try body(claimed) }
      return goesOn
    }
    let last: ManifestEntry?
    do throws(InputError) { last = try table.finish() } catch { throw .input(error) }
    if goesOn, let last, let claimed = try claimed(last) { _ = try body(claimed) }
  }

  private mutating func readDocument(
    _ path: String, _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) {
    let bytes: [UInt8]
    do throws(SystemError) {
      bytes = try FileBytes.read(path, bytesMax: Self.documentBytesMax)
    } catch {
      throw .system(error)
    }
    var document: ManifestDocument
    do throws(InputError) {
      document = try ManifestDocument.parse(bytes, file: path, limits: limits)
    } catch {
      throw .input(error)
    }
    progress.read(manifestBytes: bytes.count)
    while let entry = document.next() {
      guard let entry = try claimed(entry) else { continue }
      guard try body(entry) else { return }
    }
    _ = try readSources(document.sources, of: path, body)
  }

  /// Lends the cards that the rules of the manifest at `path` make; false where `body` said so.
  private mutating func readSources(
    _ rules: [SourceRule], of path: String,
    _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) -> Bool {
    for rule in rules {
      let reader = SourceReader(rule, manifest: path, limits: limits)
      let files = try reader.files()
      for file in files { progress.expect(manifestBytes: file.size) }
      for file in files {
        defer { progress.read(manifestBytes: file.size) }
        guard let entry = reader.entry(file), let claimed = try claimed(entry) else { continue }
        guard try body(claimed) else { return false }
      }
    }
    return true
  }

  private mutating func readLines(
    _ path: String, _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) {
    var lines = ManifestLines(file: path, limits: limits)
    try forEachLine(of: path) { feed, line, number throws(PipelineError) in
      try feed.take(line, number, &lines, path, body)
    }
  }

  /// Lends each line of the file at `path`, with its number from 1, until `body` says false.
  private mutating func forEachLine(
    of path: String,
    _ body: (inout ManifestFeed, LineReader.Line, Int) throws(PipelineError) -> Bool
  ) throws(PipelineError) {
    var trouble: PipelineError?
    do throws(SystemError) {
      var reader = try LineReader.open(path, lineBytesMax: limits.manifestLineBytesMax)
      var goesOn = true
      while goesOn, let line = try reader.next() {
        do throws(PipelineError) {
          goesOn = try body(&self, line, reader.lineNumber)
        } catch {
          trouble = error
          goesOn = false
        }
      }
    } catch {
      throw .system(error)
    }
    if let trouble { throw trouble }
  }

  private mutating func take(
    _ line: LineReader.Line, _ number: Int, _ lines: inout ManifestLines, _ path: String,
    _ body: (ManifestEntry) throws(PipelineError) -> Bool
  ) throws(PipelineError) -> Bool {
    if case .bytes(let bytes) = line, lines.isPastDefaults, unchanged != nil,
      pass(lines.rawDigest(ofLine: bytes), path, number)
    {
      progress.read(manifestBytes: bytes.count + 1)
      return true
    }
    guard let entry = try entry(of: line, number, &lines, path) else {
      return try readSources(lines.takeSources(), of: path, body)
    }
    guard let claimed = try claimed(entry) else { return true }
    return try body(claimed)
  }

  /// Passes the card whose text has that digest, if its page was made from it.
  private mutating func pass(_ digest: Digest, _ path: String, _ line: Int) -> Bool {
    guard let pictures = unchanged?.pass(digest, file: path, line: line) else { return false }
    progress.plan(pictures: pictures)
    progress.reuse(pictures: pictures)
    return true
  }

  private func entry(
    of line: LineReader.Line, _ number: Int, _ lines: inout ManifestLines, _ path: String
  ) throws(PipelineError) -> ManifestEntry? {
    switch line {
    case .bytes(let bytes):
      progress.read(manifestBytes: bytes.count + 1)
      do throws(InputError) { return try lines.read(bytes, number: number) } catch {
        throw .input(error)
      }
    case .tooLong: return tooLong(path, number)
    }
  }

  private func tooLong(_ path: String, _ number: Int) -> ManifestEntry {
    let source = CardSource(file: path, start: TextPlace(line: number), path: "", text: [])
    let error = InputError(
      .limit, message: "the line is longer than \(limits.manifestLineBytesMax) bytes",
      hint: "limits.manifestLineBytesMax of site.json")
    return .failed(FailedCard(id: nil, error: source.located(error), source: source))
  }

  /// What `body` is to be lent of `entry`: nothing for a card of another shard and one that is
  /// passed, a failure for a card whose id another has.
  private mutating func claimed(_ entry: ManifestEntry) throws(PipelineError) -> ManifestEntry? {
    switch entry {
    case .failed(let failed):
      // One without an id is of the shard that its text falls into: one build tells of it.
      guard let shard else { return entry }
      return shard.holds(failed.id.map { Digest(of: $0) } ?? Digest(of: Array(failed.source.text)))
        ? entry : nil
    case .card(let card):
      let isOurs = shard?.holds(card.id) ?? true
      let line = isOurs && unchanged != nil ? try publishedLine(card.id) : nil
      do throws(InputError) {
        try ids.claim(card)
        guard isOurs else { return nil }
        if unchanged == nil { return entry }
        try unchanged?.claim(card, line)
      } catch {
        return isOurs
          ? .failed(FailedCard(id: card.id, error: error, source: card.source)) : nil
      }
      return pass(card.rawDigest, card.source.file, card.source.start.line) ? nil : entry
    }
  }

  private func publishedLine(_ id: String) throws(PipelineError) -> LineRecord? {
    guard let reader else { return nil }
    do throws(StoreError) {
      return try reader.withSnapshot { snapshot throws(StoreError) in try snapshot.line(id) }
    } catch {
      throw .store(error)
    }
  }

  private static func error(_ path: String, _ message: String) -> InputError {
    var error = InputError(.missing, message: message)
    error.source = path
    return error
  }
}
