internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard lint`: looks at every card before anybody else does.
enum LintCommand {
  static let spec = CommandSpec(
    name: "lint", summary: "check the cards of manifests for what a reader would miss",
    operands: "MANIFEST…", operandCount: 1...Int.max,
    options: [
      .site, .store, .jobs,
      OptionSpec(
        "--rules", "LIST", "only these rules, as in contrast,bytes; NAME=error, =warning or =off"),
      OptionSpec(
        "--min-font-size", "PX", "smallest readable text on a card 1200 px wide (default: 24)"),
      OptionSpec(
        "--min-contrast", "RATIO", "in place of WCAG AA's 4.5, or 3 for large text"),
      OptionSpec("--max-bytes", "N", "a budget of bytes for every picture, besides the networks'"),
      OptionSpec(
        "--networks", "LIST", "hold every picture against these (default: by its size)"),
      OptionSpec("--strict", nil, "make errors of warnings"),
      .json,
    ],
    example: "placard lint manifests/journal.jsonl --site sites/journal",
    details: details)

  private static var details: String {
    let width = LintRule.allCases.map(\.rawValue.count).max() ?? 0
    let rules = LintRule.allCases.map { rule in
      let room = String(repeating: " ", count: width - rule.rawValue.count)
      return "  \(rule.rawValue)\(room)  \(rule.summary)"
    }
    let networks = Network.all.map(\.id)
    return """
      Draws every size and locale of the cards and writes nothing. The rules:
      \(rules.joined(separator: "\n"))
      Exit status 1 when there are errors; warnings alone are 0, and 1 with --strict. Pictures that
      are not in the store are encoded for their bytes: build first, or leave that out with
      --rules bytes=off. Contrast is that of the letters against the pixels under them, which nine
      tenths of the ink reach. Networks: \(networks.prefix(6).joined(separator: ", ")),
      \(networks.dropFirst(6).joined(separator: ", ")), or none. What is not said here is as
      `lint` of site.json has it: {"rules": {"overflow": "warning"}, "minFontSize": 20,
      "minContrast": 4.5, "maxBytes": 200000, "networks": ["x"]}.
      """
  }

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try options(arguments)
    Signals.block()
    let progress = BuildProgress()
    let stop = StopFlag()
    let report = try lint(options, progress, stop).get()
    if arguments.has("--json") {
      try console.result(LintListing.json(report))
    } else {
      try console.result(LintListing.text(report))
    }
    return report.errorCount == 0 ? .done : .someFailed
  }

  /// Lints on a thread of its own, while this one watches for SIGINT and shows progress.
  private static func lint(
    _ options: LintOptions, _ progress: BuildProgress, _ stop: StopFlag
  ) throws -> Result<LintReport, PipelineError> {
    let outcome = Slot<Result<LintReport, PipelineError>>()
    let thread = try OwnedThread.start(name: "lint", stackBytes: 8 << 20) {
      outcome.fill(
        Result { () throws(PipelineError) in
          try Linter.lint(options, progress: progress, stop: stop)
        })
    }
    var bar = ProgressBar(isMaking: false)
    while !outcome.isFilled {
      if Signals.wait(seconds: 0.1) != nil { stop.raise() }
      if !outcome.isFilled { bar.show(progress.snapshot) }
    }
    bar.end()
    thread.join()
    return outcome.value
  }

  // MARK: Options.

  private static func options(_ arguments: ParsedArguments) throws -> LintOptions {
    var options = LintOptions(
      manifests: arguments.operands, site: arguments.required("--site"),
      store: arguments.value("--store"))
    if let jobs = try arguments.integer("--jobs", in: 1...256) { options.jobs = jobs }
    if let list = arguments.value("--rules") { options.rules = try rules(list) }
    options.fontSizeMin = try number(arguments, "--min-font-size", in: LintSettings.fontSizes)
    options.contrastMin = try number(arguments, "--min-contrast", in: LintSettings.contrasts)
    options.bytesMax = try arguments.integer("--max-bytes", in: LintSettings.byteCounts)
    options.networks = try arguments.value("--networks").map(networks)
    options.isStrict = arguments.has("--strict")
    return options
  }

  private static func number(
    _ arguments: ParsedArguments, _ name: String, in range: ClosedRange<Double>
  ) throws(UsageError) -> Double? {
    guard let text = arguments.value(name) else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw UsageError(
        "\(name) takes a number from \(Int(range.lowerBound)) to \(Int(range.upperBound)), "
          + "not “\(text)”")
    }
    return number
  }

  /// A name alone chooses, so that only named rules are looked at; a name with a level changes that
  /// and leaves all the others.
  private static func rules(_ list: String) throws(UsageError) -> LintRules {
    var rules = LintRules()
    var chosen: Set<LintRule> = []
    var named: Set<LintRule> = []
    for word in list.split(separator: ",", omittingEmptySubsequences: false) {
      let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let rule = LintRule(rawValue: String(parts[0])) else {
        throw unknown("--rules", String(parts[0]), among: LintRule.allCases.map(\.rawValue))
      }
      guard parts.count > 1 else {
        chosen.insert(rule)
        continue
      }
      if parts[1] != "off" { named.insert(rule) }
      guard rules.set(rule, word: parts[1]) else {
        throw UsageError(
          "--rules takes error, warning or off for \(rule.rawValue), not “\(parts[1])”")
      }
    }
    if !chosen.isEmpty { rules.choose(chosen.union(named)) }
    return rules
  }

  private static func networks(_ list: String) throws(UsageError) -> [Network] {
    if list == "none" { return [] }
    var networks: [Network] = []
    for name in list.split(separator: ",", omittingEmptySubsequences: false) {
      guard let network = Network.named(name) else {
        throw unknown("--networks", String(name), among: Network.all.map(\.id))
      }
      if !networks.contains(network) { networks.append(network) }
    }
    return networks
  }

  private static func unknown(
    _ option: String, _ name: String, among known: [String]
  ) -> UsageError {
    let near = NearestName.of(name, among: known)
    return UsageError(
      "\(option) has no “\(name)”"
        + (near.map { "; did you mean \($0)?" } ?? "; it has " + known.joined(separator: ", ")))
  }
}
