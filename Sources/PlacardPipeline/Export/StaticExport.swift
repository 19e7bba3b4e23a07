internal import PlacardCore
internal import PlacardStore
package import PlacardSystem

/// The published build as files for a host that only hands out files.
package enum StaticExport {
  /// Writes the export that `options` describe.
  ///
  /// - Throws: `store` where nothing is published or a picture is damaged, `input` where the target is
  ///   somebody else's, `interrupted` when `stop` is raised. What is at the target then is as good as
  ///   it was, and the next export goes on from there.
  package static func run(
    _ options: ExportOptions, progress: ExportProgress, stop: StopFlag
  ) throws(PipelineError) -> ExportReport {
    let start = MonotonicInstant.now()
    let source = try ExportSource(options, stop)
    let run = ExportRun(source, options, progress)
    try run.survey()
    switch options.target {
    case .folder(let path): try run.write(folder: path)
    case .tar(let path): try run.write(tar: path)
    case .index(let path): try run.write(index: path)
    }
    run.report.seconds = MonotonicInstant.now().seconds(since: start)
    return run.report
  }
}

/// One export. For one thread.
final class ExportRun {
  /// What hosts read of a `_redirects`: GitLab Pages, Cloudflare Pages, and where Netlify advises
  /// against more.
  private static let rulesMax = (gitLab: 1_000, cloudflare: 2_000, netlify: 10_000)
  /// What Cloudflare Pages takes without a paid plan.
  private static let filesMax = 20_000

  let source: ExportSource
  let options: ExportOptions
  let index: ExportIndex
  var report = ExportReport()
  let progress: ExportProgress
  /// The pictures of the export, by the first words of their hashes: a million take sixteen
  /// megabytes.
  private(set) var hashes: Set<UInt64> = []
  private(set) var indexByteCount = 0
  private(set) var rulesByteCount = 0

  init(_ source: ExportSource, _ options: ExportOptions, _ progress: ExportProgress) {
    self.source = source
    self.options = options
    self.progress = progress
    index = ExportIndex(options)
    report.build = Int(clamping: source.build.number)
    report.root = source.build.root
    if let shard = source.build.shard {
      report.notes.append(
        "the store has part \(shard) of the site's cards only; `placard merge` puts them together")
    }
  }

  /// The path of the base address, without a slash at its end.
  var root: String {
    // `https:`, nothing, the host, the rest.
    let parts = (options.baseURL ?? "").split(
      separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    return parts.count == 4 ? "/" + parts[3] : ""
  }

  var hasRules: Bool { rulesByteCount > 0 }

  /// Goes through all cards once, to know what there will be.
  func survey() throws(PipelineError) {
    indexByteCount = index.head(source.build).count + ExportIndex.end.count
    let wantsRules = options.aliases == .both || options.aliases == .rewrites
    try source.forEachCard { card in
      indexByteCount += index.line(card, isFirst: report.cards == 0).count
      report.cards += 1
      report.pictures += card.pictures.count
      for picture in card.pictures {
        hashes.insert(picture.variant.contentHash.digest.words.0)
        if wantsRules { rulesByteCount += HostFile.rewrite(picture, root: root).count }
      }
    }
    report.files = hashes.count + (options.aliases.hasFiles ? report.pictures : 0)
    if rulesByteCount > 0 {
      rulesByteCount += HostFile.begin.utf8.count + HostFile.end.utf8.count + 2
    }
    noteLimits()
  }

  private func noteLimits() {
    if case .index = options.target { return }
    let max = Self.rulesMax
    if options.aliases == .both, report.pictures > max.cloudflare {
      rulesByteCount = 0
      report.notes.append(
        "no _redirects: \(report.pictures) rules are more than hosts read (Cloudflare Pages "
          + "\(max.cloudflare)); the files under c/ do the same")
    } else if options.aliases == .rewrites, report.pictures > max.gitLab {
      report.notes.append(
        "_redirects has \(report.pictures) rules: GitLab Pages reads \(max.gitLab), Cloudflare Pages "
          + "\(max.cloudflare), and Netlify advises against more than \(max.netlify)")
    }
    if hasRules { report.rules = report.pictures }
    if report.files > Self.filesMax {
      report.notes.append(
        "\(report.files) files: Cloudflare Pages takes \(Self.filesMax) a site, 100000 on paid plans"
          + (options.aliases.hasFiles ? "; --aliases none leaves c/ out" : ""))
    }
  }

  /// Writes the index, piece by piece.
  func forEachIndexPiece(
    _ body: ([UInt8]) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    try body(index.head(source.build))
    var isFirst = true
    try source.forEachCard { card throws(PipelineError) in
      try body(index.line(card, isFirst: isFirst))
      isFirst = false
    }
    try body(ExportIndex.end)
  }

  /// Writes our part of `_redirects`, piece by piece.
  func forEachRulePiece(
    _ body: ([UInt8]) throws(PipelineError) -> Void
  ) throws(PipelineError) {
    try body(Array((HostFile.begin + "\n").utf8))
    try source.forEachCard { card throws(PipelineError) in
      for picture in card.pictures { try body(HostFile.rewrite(picture, root: root)) }
    }
    try body(Array((HostFile.end + "\n").utf8))
  }

  var headerRules: [UInt8] {
    HostFile.headerRules(root: root, hasAliases: options.aliases != .none)
  }

  /// Counts a picture as done.
  func finish(written byteCount: Int?) {
    progress.finish(picture: byteCount ?? 0)
    guard let byteCount else { return }
    report.writtenBytes += byteCount
  }

  /// Whether the alias is a name that file systems take; says so where it is not.
  func isNameable(_ picture: ExportedPicture, of card: ExportedCard) -> Bool {
    if FilePath.name(picture.alias).utf8.count <= 255 { return true }
    report.failures.append((card.id, "\(picture.alias): a file's name has 255 bytes at most"))
    return false
  }
}

extension NewFile {
  /// Adds bytes, for the pipeline.
  mutating func add(_ bytes: [UInt8]) throws(PipelineError) {
    do throws(SystemError) { try write(bytes) } catch { throw .system(error) }
  }
}
