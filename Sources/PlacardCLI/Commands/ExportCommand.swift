internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard export`: the published build as files for a static host.
enum ExportCommand {
  static let spec = CommandSpec(
    name: "export", summary: "write the published build as files for a static host",
    operands: "[OUT]", operandCount: 0...1,
    options: [
      .storeRequired,
      OptionSpec("--site", "DIR", "the site's folder (default: the folder the store lies in)"),
      OptionSpec(
        "--base-url", "URL", "what addresses begin with (default: site.json's baseUrl, or none)"),
      OptionSpec("--formats", "LIST", "only these formats, as in png,webp (default: all)"),
      OptionSpec(
        "--aliases", "HOW",
        "/c/… as files, as rewrites of _redirects, both or none (default: both)"),
      OptionSpec(
        "--copy", nil, "write aliases as files of their own, not as links to the pictures"),
      OptionSpec("--merge", nil, "let OUT hold other files too, as a site that has been built"),
      OptionSpec(
        "--index", "FILE", "write placard.json alone to FILE, or - for standard output; no OUT then"
      ),
      .json,
    ],
    example: "placard export public --merge --store sites/journal/.placard",
    details: """
      OUT is a directory, a file that ends in .tar, or - for a tar on standard output. It gets
      i/<hash>.<ext>, each picture once; c/<card>.<ext>, its aliases; placard.json, which tells every
      card's addresses by its id; _headers; and _redirects, with rewrites of status 200 alone. Exporting
      again writes what is new and deletes what is no longer, and nothing else: other files, and other
      lines of _headers and _redirects, stay. Serve OUT at the base URL.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try options(arguments)
    Signals.block()
    let progress = ExportProgress()
    let stop = StopFlag()
    let outcome = Slot<Result<ExportReport, PipelineError>>()
    let thread = try OwnedThread.start(name: "export", stackBytes: 8 << 20) {
      outcome.fill(
        Result { () throws(PipelineError) in
          try StaticExport.run(options, progress: progress, stop: stop)
        })
    }
    var bar = ProgressBar()
    while !outcome.isFilled {
      if Signals.wait(seconds: 0.1) != nil { stop.raise() }
      let now = progress.snapshot
      if outcome.isFilled || now.total == 0 { continue }
      bar.show(now.done, of: now.total, "\(Amount.bytes(now.bytes)) written")
    }
    bar.end()
    thread.join()
    do {
      try show(try outcome.value.get(), options, isJSON: arguments.has("--json"), console)
    } catch PipelineError.interrupted {
      console.note("placard: interrupted; the next export goes on from here")
      return .interrupted
    }
    return try outcome.value.get().failures.isEmpty ? .done : .someFailed
  }

  private static func options(_ arguments: ParsedArguments) throws -> ExportOptions {
    let target = try target(arguments)
    var options = ExportOptions(store: arguments.required("--store"), target: target)
    options.baseURL = try baseURL(arguments)
    options.formats = try arguments.value("--formats").map(BuildCommand.formats)
    if let word = arguments.value("--aliases") {
      guard let aliases = ExportOptions.Aliases(rawValue: word) else {
        let names = ExportOptions.Aliases.allCases.map(\.rawValue)
        let near = NearestName.of(word, among: names)
        throw UsageError(
          "--aliases takes " + names.dropLast().joined(separator: ", ") + " or none, not “\(word)”"
            + (near.map { "; did you mean \($0)?" } ?? ""))
      }
      options.aliases = aliases
    }
    options.copies = arguments.has("--copy")
    options.merges = arguments.has("--merge")
    if case .folder = target { return options }
    for name in ["--copy", "--merge"] where arguments.has(name) {
      throw UsageError("\(name) is for a directory")
    }
    return options
  }

  private static func baseURL(_ arguments: ParsedArguments) throws -> String? {
    guard let url = arguments.value("--base-url") else {
      return try StoreSite.configuration(arguments)?.baseURL
    }
    guard let base = BaseURL.normalized(url) else {
      throw UsageError("--base-url takes an http or https address, not “\(url)”")
    }
    return base
  }

  private static func target(_ arguments: ParsedArguments) throws(UsageError)
    -> ExportOptions.Target
  {
    let out = arguments.operands.first
    if let file = arguments.value("--index") {
      guard out == nil else {
        throw UsageError(
          "--index writes no pictures: leave OUT away, whose placard.json is the same")
      }
      guard file != "-" || !arguments.has("--json") else {
        throw UsageError("--json and --index - both want standard output")
      }
      return .index(file == "-" ? nil : file)
    }
    guard let out, !out.isEmpty else { throw UsageError("export needs OUT, or --index FILE") }
    if out == "-" {
      guard !arguments.has("--json") else {
        throw UsageError("--json and the tar both want standard output")
      }
      guard !Terminal.isTerminal(StandardOutput.descriptor) else {
        throw UsageError("a tar is nothing for a terminal: placard export - … | tar tv")
      }
      return .tar(nil)
    }
    if FileStatus.of(out)?.kind == .directory { return .folder(out) }
    for suffix in [".tar.gz", ".tgz", ".tar.zst", ".tar.xz", ".zip"] where out.hasSuffix(suffix) {
      throw UsageError("OUT may be a .tar; to pack it: placard export - … | gzip > \(out)")
    }
    return out.hasSuffix(".tar") ? .tar(out) : .folder(out)
  }

  private static func show(
    _ report: ExportReport, _ options: ExportOptions, isJSON: Bool, _ console: Console
  ) throws {
    for failure in report.failures { console.note("\(failure.card): \(failure.message)") }
    for note in report.notes where !isJSON { console.note("note: \(note)") }
    if isJSON { return try console.result(json(report)) }
    var text =
      "\(Amount.count(report.cards)) cards of build \(report.build), "
      + "\(Amount.count(report.pictures)) pictures"
    switch options.target {
    case .index: text += ": the index is written"
    case .folder, .tar:
      text += ": \(Amount.count(report.written)) of \(Amount.count(report.files)) files written "
      text += "(\(Amount.bytes(report.writtenBytes))), \(Amount.count(report.removed)) removed"
    }
    text += " in \(Amount.seconds(report.seconds))\n"
    // The result is on standard output already where it was asked for there.
    switch options.target {
    case .tar(nil), .index(nil): console.note(String(text.dropLast()))
    default: try console.result(text)
    }
  }

  private static func json(_ report: ExportReport) -> JSON {
    .object([
      "build": .number(report.build), "root": .optional(report.root?.hex),
      "cards": .number(report.cards), "pictures": .number(report.pictures),
      "files": .number(report.files), "written": .number(report.written),
      "bytes": .number(report.writtenBytes), "removed": .number(report.removed),
      "rules": .number(report.rules), "seconds": .number(report.seconds),
      "notes": .list(report.notes.map { .text($0) }),
      "failures": .list(
        report.failures.map {
          .object(["card": .text($0.card), "message": .text($0.message)])
        }),
    ])
  }
}
