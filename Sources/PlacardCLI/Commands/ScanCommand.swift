internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard scan`: the cards that built pages ask for in the store, and their addresses in the pages.
enum ScanCommand {
  static let spec = CommandSpec(
    name: "scan", summary: "make the cards that built HTML asks for, and put their addresses in",
    operands: "DIR", operandCount: 1...1,
    options: [
      .site, .store, .jobs,
      OptionSpec(
        "--manifest", "FILE", "build the cards of this manifest with them", repeatable: true),
      OptionSpec("--rule", "FILE", "the card of pages that have no picture: JSON, as below"),
      OptionSpec("--base-url", "URL", "what addresses begin with, in place of `baseUrl`"),
      OptionSpec(
        "--rewrite", nil, "put the immutable addresses, sizes, types and alt texts into the pages"),
      OptionSpec(
        "--check", nil, "end with 1 if --rewrite would make or change anything; do neither"),
      OptionSpec(
        "--formats", "LIST", "only these formats; pages get the first (default: each address's own)"
      ),
      OptionSpec(
        "--effort", "EFFORT", "fast, balanced or small, in place of the site's `encode`"),
      OptionSpec("--add", nil, "keep the cards that neither pages nor manifests name"),
      OptionSpec("--dry-run", nil, "say what would be made, and make nothing"),
      .json,
    ],
    example: "placard scan public --site sites/journal --rewrite",
    details: """
      Reads every .html below DIR and takes the addresses of /api/render, from the host's root or
      under the base address, in og:image, twitter:image and <img>. Equal ones are one card, whose id
      is the path of the first page that has it: posts/hello for posts/hello/index.html, and
      posts/hello.2 for that page's second picture. It builds as placard build does, so cards of
      manifests leave /c unless --manifest names them or --add keeps them. The pages are believed:
      signatures are not checked, and what they ask for becomes public as every card of a build.

      A rule is a card as in a manifest, whose strings may hold {{title}}, {{description}},
      {{author}}, {{heading}}, {{path}}, {{url}}, {{lang}}, {{site}}, {{date}} or {{name|default}},
      with "include" and "exclude", lists of patterns as in "posts/**". It gives a card to every
      page without an og:image.

      --rewrite leaves every other byte as it is and keeps the old address in data-placard, by which
      the next scan finds the card again; a second run changes nothing.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try options(arguments)
    Signals.block()
    let progress = BuildProgress()
    let stop = StopFlag()
    let outcome = try BuildCommand.watched(progress, stop) { () throws(PipelineError) in
      try SiteScan.run(options, progress: progress, stop: stop)
    }
    let report = try outcome.get()
    if arguments.has("--json") {
      try console.result(json(report))
    } else {
      try show(report, options, console)
    }
    let wouldChange =
      options.checks && (!report.rewritten.isEmpty || report.build.rendered > 0)
    return report.build.failures.isEmpty && !wouldChange ? .done : .someFailed
  }

  private static func options(_ arguments: ParsedArguments) throws -> ScanOptions {
    var build = BuildOptions(
      manifests: arguments.all("--manifest"), site: arguments.required("--site"),
      store: arguments.value("--store"))
    if let jobs = try arguments.integer("--jobs", in: 1...256) { build.jobs = jobs }
    build.formats = try arguments.value("--formats").map(BuildCommand.formats)
    if let name = arguments.value("--effort") {
      guard let effort = Effort(name: name) else {
        throw UsageError("--effort takes fast, balanced or small, not “\(name)”")
      }
      build.effort = effort
    }
    build.keepsAbsentCards = arguments.has("--add")
    build.isDryRun = arguments.has("--dry-run")
    var options = ScanOptions(folder: arguments.operands[0], build: build)
    options.rule = arguments.value("--rule")
    options.rewrites = arguments.has("--rewrite")
    options.checks = arguments.has("--check")
    if let url = arguments.value("--base-url") {
      guard let base = BaseURL.normalized(url) else {
        throw UsageError("--base-url takes an http or https address, not “\(url)”")
      }
      options.baseURL = base
    }
    let modes = ["--rewrite", "--check", "--dry-run"].filter { arguments.has($0) }
    guard modes.count <= 1 else {
      throw UsageError("\(modes[0]) and \(modes[1]) exclude one another")
    }
    return options
  }

  // MARK: Output.

  private static func show(
    _ report: ScanReport, _ options: ScanOptions, _ console: Console
  ) throws {
    BuildCommand.showNotes(report.build, console)
    for note in report.notes.prefix(BuildCommand.notesShownMax) {
      console.note("note: \(note.page): \(note.text)")
    }
    if report.notes.count > BuildCommand.notesShownMax {
      let more = report.notes.count - BuildCommand.notesShownMax
      console.note("note: \(Amount.count(more)) more; see --json")
    }
    if options.checks {
      for page in report.rewritten.prefix(BuildCommand.notesShownMax) {
        console.note("would change: \(page)")
      }
    }
    var text = "\(Amount.count(report.pages)) pages, \(Amount.count(report.cards.count)) cards"
    var ways = report.addresses.filter { $0.count > 0 }.map {
      "\(Amount.count($0.count)) in \($0.place)"
    }
    if report.rulePages > 0 { ways.append("\(Amount.count(report.rulePages)) by the rule") }
    if !ways.isEmpty { text += ": " + ways.joined(separator: ", ") }
    text += "\n"
    let isDryRun = options.build.isDryRun || options.checks
    text += BuildCommand.summary(report.build, isDryRun: isDryRun)
    if options.rewrites { text += "\(Amount.count(report.rewritten.count)) pages rewritten\n" }
    if options.checks {
      text += "\(Amount.count(report.rewritten.count)) pages would be rewritten\n"
    }
    try console.result(text)
  }

  private static func json(_ report: ScanReport) -> JSON {
    .object([
      "pages": .number(report.pages), "rulePages": .number(report.rulePages),
      "addresses": JSON(
        .object(
          report.addresses.map {
            JSON.Member(key: $0.place, keyOffset: 0, value: .number($0.count))
          }
        )),
      "cards": .list(
        report.cards.map { card in
          .object([
            "id": .text(card.id), "page": .text(card.page), "pages": .number(card.pageCount),
            "from": .text(card.place ?? "rule"), "picture": .optional(card.picture),
          ])
        }),
      "rewritten": .list(report.rewritten.map { .text($0) }),
      "notes": .list(
        report.notes.map { .object(["page": .text($0.page), "text": .text($0.text)]) }),
      "build": BuildCommand.json(report.build),
    ])
  }
}
