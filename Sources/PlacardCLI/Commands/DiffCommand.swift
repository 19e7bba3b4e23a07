internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard diff`: two builds, side by side.
enum DiffCommand {
  static let spec = CommandSpec(
    name: "diff", summary: "compare the pictures of two builds", operands: "BEFORE AFTER",
    operandCount: 2...2,
    options: [
      OptionSpec("--store", "DIR", "the store that build numbers are of"),
      OptionSpec("-o", "FILE", "write the comparison as one page of HTML"),
      OptionSpec(
        "--max-pictures", "N", "changes that the page shows, the largest first (default: 200)"),
      OptionSpec(
        "--threshold", "X", "changes of at most this perceptual distance are none (default: 0)"),
      .jobs, .json,
    ],
    example: "placard diff previous current --store sites/journal/.placard -o diff.html",
    details: """
      BEFORE and AFTER are each a build's number, `current`, `previous`, or the directory of a store,
      which stands for its published build. Exit status 0 when all pictures are the same, 1 when any
      was added, removed or changed. The perceptual distance is 1 less the mean structural similarity
      (SSIM) of luma: 0 for pictures that look the same, about 0.05 for a headline that is another,
      1 for such as have nothing in common. Files that differ while their pixels do not are the same.
      """)

  private static let picturesMaxDefault = 200
  /// More lines than a terminal has hide the report.
  private static let linesMax = 20

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    var options = DiffOptions(
      try build(arguments.operands[0], arguments), try build(arguments.operands[1], arguments),
      store: arguments.value("--store"))
    if let jobs = try arguments.integer("--jobs", in: 1...256) { options.jobs = jobs }
    let picturesMax =
      try arguments.integer("--max-pictures", in: 0...100_000) ?? picturesMaxDefault
    if let text = arguments.value("--threshold") {
      guard let threshold = Double(text), (0...1).contains(threshold) else {
        throw UsageError("--threshold takes a number from 0 to 1, not “\(text)”")
      }
      options.threshold = threshold
    }
    guard arguments.value("-o") != "-" || !arguments.has("--json") else {
      throw UsageError("-o - and --json both write to standard output")
    }
    Signals.block()
    let diff = try BuildDiff(options)
    let report = try report(diff)
    if let path = arguments.value("-o") {
      let page = try DiffPage(report, of: diff, picturesMax: picturesMax).bytes()
      if path == "-" {
        _ = try page.withUnsafeBytes { try StandardOutput.write($0) }
      } else {
        try FileBytes.replace(path, with: page)
        console.note("\(path): \(Amount.bytes(page.count))")
      }
    }
    if arguments.has("--json") {
      try console.result(json(report))
    } else if arguments.value("-o") != "-" {
      try console.result(text(report))
    }
    return report.changes.isEmpty ? .done : .someFailed
  }

  private static func build(
    _ word: String, _ arguments: ParsedArguments
  ) throws(UsageError) -> BuildName {
    let name: BuildName
    switch word {
    case "current": name = .current
    case "previous": name = .previous
    default:
      guard let number = UInt64(word) else { return .store(word) }
      name = .number(number)
    }
    guard arguments.value("--store") != nil else {
      throw UsageError("“\(word)” is a build of a store: say which with --store DIR")
    }
    return name
  }

  /// Compares on a thread of its own, while this one watches for SIGINT.
  private static func report(_ diff: BuildDiff) throws -> DiffReport {
    let stop = StopFlag()
    let outcome = Slot<Result<DiffReport, PipelineError>>()
    let thread = try OwnedThread.start(name: "diff", stackBytes: 8 << 20) {
      outcome.fill(Result { () throws(PipelineError) in try diff.report(stop: stop) })
    }
    while !outcome.isFilled {
      if Signals.wait(seconds: 0.05) != nil { stop.raise() }
    }
    thread.join()
    return try outcome.value.get()
  }

  // MARK: What is printed.

  private static func text(_ report: DiffReport) -> String {
    var text = ""
    for change in report.changes.prefix(linesMax) { text += line(change) + "\n" }
    if report.changes.count > linesMax {
      text += "and \(Amount.count(report.changes.count - linesMax)) more; see --json or -o\n"
    }
    if report.changes.isEmpty, report.alikeCount == 0 {
      return "\(report.beforeName) → \(report.afterName): the same pictures\n"
    }
    let counts = PictureChange.Kind.allCases.map {
      "\(Amount.count(report.count($0))) \($0.rawValue)"
    }
    text += "\(report.beforeName) → \(report.afterName): " + counts.joined(separator: ", ")
    if report.alikeCount > 0 { text += ", \(Amount.count(report.alikeCount)) alike" }
    return text + "\n"
  }

  private static func line(_ change: PictureChange) -> String {
    let format = (change.after ?? change.before)?.format.name ?? ""
    var text = "\(change.kind.rawValue)  \(change.card) (\(change.variant) \(format))"
    if let distance = change.distance {
      text += ": distance \(rounded(distance.perceptual, 10_000)), "
      text += "\(rounded(distance.changedShare * 100, 100)) % of the pixels"
    } else if let trouble = change.trouble {
      text += ": " + trouble
    }
    return text
  }

  /// What is not nothing is not rounded to nothing.
  private static func rounded(_ value: Double, _ factor: Double) -> String {
    let rounded = (value * factor).rounded() / factor
    return JSONWriter.text(of: rounded == 0 && value > 0 ? 1 / factor : rounded)
  }

  private static func json(_ report: DiffReport) -> JSON {
    .object([
      "before": .text(report.beforeName), "after": .text(report.afterName),
      "changed": .number(report.count(.changed)), "added": .number(report.count(.added)),
      "removed": .number(report.count(.removed)), "alike": .number(report.alikeCount),
      "pictures": .list(report.changes.map(json)),
    ])
  }

  private static func json(_ change: PictureChange) -> JSON {
    .object([
      "card": .text(change.card), "variant": .text(change.variant),
      "kind": .text(change.kind.rawValue), "before": json(change.before),
      "after": json(change.after),
      "distance": change.distance.map { .number($0.perceptual) } ?? JSON(.null),
      "changedShare": change.distance.map { .number($0.changedShare) } ?? JSON(.null),
      "channelMost": change.distance.map { .number($0.channelMost) } ?? JSON(.null),
      "channelMean": change.distance.map { .number($0.channelMean) } ?? JSON(.null),
      "trouble": .optional(change.trouble),
    ])
  }

  private static func json(_ picture: DiffPicture?) -> JSON {
    guard let picture else { return JSON(.null) }
    return .object([
      "hash": .text(picture.hash.hex), "format": .text(picture.format.name),
      "width": .number(picture.size.width), "height": .number(picture.size.height),
      "bytes": picture.byteCount.map { .number($0) } ?? JSON(.null),
    ])
  }
}
