internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem
internal import Synchronization

/// `placard build`: manifests in, pictures in the store, a report.
enum BuildCommand {
  static let spec = CommandSpec(
    name: "build", summary: "make every card of the manifests that is not in the store yet",
    operands: "MANIFEST…", operandCount: 1...Int.max,
    options: [
      .site, .store, .jobs,
      OptionSpec(
        "--formats", "LIST", "only these formats, as in png,webp (default: each card's own)"),
      OptionSpec(
        "--effort", "EFFORT", "fast, balanced or small, in place of the site's `encode`"),
      ShardArgument.spec,
      OptionSpec("--add", nil, "keep the cards that the manifests do not name"),
      OptionSpec("--dry-run", nil, "say what would be made, and make nothing"),
      OptionSpec("--rehash", nil, "read every font and asset again, changed or not"),
      OptionSpec(
        "--refresh", nil, "ask every remote picture's host, once each, whether it has changed"),
      .offline,
      .json,
    ],
    example: "placard build manifests/journal.jsonl --site sites/journal",
    details: """
      One build names the whole site: cards that its manifests do not name leave /c (their pictures
      stay under /i). A card that fails keeps the picture it had. The new pictures of /c appear all
      at once at the end; an interrupted build publishes nothing, and the next one reuses its work.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try options(arguments)
    // Before the first thread: what is committed is kept, and the store's lock given back.
    Signals.block()
    let progress = BuildProgress()
    let stop = StopFlag()
    let outcome = try watched(progress, stop) { () throws(PipelineError) in
      try Generator.build(options, progress: progress, stop: stop)
    }
    switch outcome {
    case .success(let report):
      try show(report, isJSON: arguments.has("--json"), isDryRun: options.isDryRun, console)
      return report.failures.isEmpty ? .done : .someFailed
    case .failure(let error): throw error
    }
  }

  static func options(_ arguments: ParsedArguments) throws -> BuildOptions {
    var options = BuildOptions(
      manifests: arguments.operands, site: arguments.required("--site"),
      store: arguments.value("--store"))
    if let jobs = try arguments.integer("--jobs", in: 1...256) { options.jobs = jobs }
    options.formats = try arguments.value("--formats").map(formats)
    if let name = arguments.value("--effort") {
      guard let effort = Effort(name: name) else {
        throw UsageError("--effort takes fast, balanced or small, not “\(name)”")
      }
      options.effort = effort
    }
    options.keepsAbsentCards = arguments.has("--add")
    options.isDryRun = arguments.has("--dry-run")
    options.rehashes = arguments.has("--rehash")
    options.remoteTrust = try remoteTrust(arguments)
    if let text = arguments.value("--shard") {
      guard !options.keepsAbsentCards else {
        throw UsageError("--shard and --add exclude one another: a part has a store of its own")
      }
      options.shard = try ShardArgument.parse(text)
    }
    return options
  }

  private static func remoteTrust(_ arguments: ParsedArguments) throws(UsageError) -> RemoteTrust {
    guard arguments.has("--refresh") else {
      return arguments.has("--offline") ? .always : .untilStale
    }
    for other in ["--offline", "--dry-run"] where arguments.has(other) {
      throw UsageError("--refresh and \(other) exclude one another: \(other) asks nobody")
    }
    return .never
  }

  static func formats(_ list: String) throws(UsageError) -> [PictureFormat] {
    var formats: [PictureFormat] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let format = PictureFormat(name: name) else {
        let near = NearestName.of(String(name), among: PictureFormat.names)
        throw UsageError(
          "--formats takes png, jpeg, webp and avif, not “\(name)”"
            + (near.map { "; did you mean \($0)?" } ?? ""))
      }
      guard !formats.contains(format) else {
        throw UsageError("--formats has \(format.name) twice")
      }
      formats.append(format)
    }
    return formats
  }

  /// Runs `work` on a thread of its own, while this one watches for SIGINT and shows progress.
  static func watched<Report: Sendable>(
    _ progress: BuildProgress, _ stop: StopFlag,
    _ work: @escaping @Sendable () throws(PipelineError) -> Report
  ) throws -> Result<Report, PipelineError> {
    let outcome = Slot<Result<Report, PipelineError>>()
    let thread = try OwnedThread.start(name: "build", stackBytes: 8 << 20) {
      outcome.fill(Result { () throws(PipelineError) in try work() })
    }
    var bar = ProgressBar()
    while !outcome.isFilled {
      if Signals.wait(seconds: 0.1) != nil { stop.raise() }
      if !outcome.isFilled { bar.show(progress.snapshot) }
    }
    bar.end()
    thread.join()
    return outcome.value
  }

  private static func show(
    _ report: BuildReport, isJSON: Bool, isDryRun: Bool, _ console: Console
  ) throws {
    if isJSON {
      try console.result(json(report))
      return
    }
    showNotes(report, console)
    try console.result(summary(report, isDryRun: isDryRun))
  }

  /// Why cards failed, and what others were drawn in spite of.
  static func showNotes(_ report: BuildReport, _ console: Console) {
    for failure in report.failures { console.note(failure.description) }
    for note in report.notes.prefix(notesShownMax) {
      console.note("note: \(note.card): \(note.text)")
    }
    if report.noteCount > notesShownMax {
      console.note("note: \(Amount.count(report.noteCount - notesShownMax)) more; see --json")
    }
  }

  /// The build in one line.
  static func summary(_ report: BuildReport, isDryRun: Bool) -> String {
    let verb = isDryRun ? "to render" : "rendered"
    var text = "\(Amount.count(report.cards)) cards, \(Amount.count(report.pictures)) pictures: "
    text += "\(Amount.count(report.rendered)) \(verb), \(Amount.count(report.reused)) reused, "
    text += "\(Amount.count(report.failed)) failed"
    if !isDryRun { text += "; \(Amount.bytes(report.bytesMade)) made" }
    text += " in \(Amount.seconds(report.seconds))"
    if let build = report.build { text += "; build \(build) is published" }
    return text + "\n"
  }

  /// More lines than a terminal has hide the report.
  static let notesShownMax = 20

  static func json(_ report: BuildReport) -> JSON {
    .object([
      "notes": .list(
        report.notes.map { .object(["card": .text($0.card), "text": .text($0.text)]) }),
      "noteCount": .number(report.noteCount),
      "cards": .number(report.cards), "pictures": .number(report.pictures),
      "rendered": .number(report.rendered), "reused": .number(report.reused),
      "failed": .number(report.failed), "bytes": .number(report.bytesMade),
      "seconds": .number(report.seconds),
      "build": report.build.map { .number($0) } ?? JSON(.null),
      "root": .optional(report.root?.hex),
      "failures": failures(report),
    ])
  }

  /// The failed cards of a report, for machines.
  static func failures(_ report: BuildReport) -> JSON {
    .list(
      report.failures.map { failure in
        .object([
          "card": .optional(failure.card), "code": .text(failure.error.code.rawValue),
          "file": .optional(failure.error.source),
          "line": failure.error.line.map { .number($0) } ?? JSON(.null),
          "column": failure.error.column.map { .number($0) } ?? JSON(.null),
          "path": .text(failure.error.path), "message": .text(failure.error.message),
          "hint": .optional(failure.error.hint),
        ])
      })
  }
}

/// A value that one thread leaves for another.
final class Slot<Value: Sendable>: Sendable {
  private let content = Mutex<Value?>(nil)

  var isFilled: Bool { content.withLock { $0 != nil } }

  var value: Value {
    guard let value = content.withLock({ $0 }) else { preconditionFailure("nothing was left") }
    return value
  }

  func fill(_ value: Value) { content.withLock { $0 = value } }
}
