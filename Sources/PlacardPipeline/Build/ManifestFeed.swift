internal import PlacardCore
internal import PlacardSystem

/// Reads the manifests of a build card by card.
struct ManifestFeed {
  private static let documentBytesMax = 256_000_000

  private let limits: Limits
  private let progress: BuildProgress
  private var ids = IDRegistry()

  init(limits: Limits, progress: BuildProgress) {
    self.limits = limits
    self.progress = progress
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
      guard try body(claimed(entry)) else { return }
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
      if let entry { goesOn = try body(feed.claimed(entry)) }
      return goesOn
    }
    let last: ManifestEntry?
    do throws(InputError) { last = try table.finish() } catch { throw .input(error) }
    if goesOn, let last { _ = try body(claimed(last)) }
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
      guard try body(claimed(entry)) else { return }
    }
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
    guard let entry = try entry(of: line, number, &lines, path) else { return true }
    return try body(claimed(entry))
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

  /// The card, unless another has its id.
  private mutating func claimed(_ entry: ManifestEntry) -> ManifestEntry {
    guard case .card(let card) = entry else { return entry }
    do throws(InputError) {
      try ids.claim(card)
      return entry
    } catch {
      return .failed(FailedCard(id: card.id, error: error, source: card.source))
    }
  }

  private static func error(_ path: String, _ message: String) -> InputError {
    var error = InputError(.missing, message: message)
    error.source = path
    return error
  }
}
