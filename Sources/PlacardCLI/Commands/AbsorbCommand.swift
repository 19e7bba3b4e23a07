internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard absorb`: what a server had to render for strangers becomes cards of a manifest.
enum AbsorbCommand {
  static let spec = CommandSpec(
    name: "absorb", summary: "make the misses that a server saw cards of a manifest",
    options: [
      OptionSpec("--site", "DIR", "the site's folder (default: the folder the store lies in)"),
      .store,
      OptionSpec(
        "-o", "FILE", "add them to this manifest in JSON Lines (default: standard output)"),
      OptionSpec(
        "--since", "TIME", "only what was asked for since: hours, or as in 12h, 30d"),
      OptionSpec(
        "--template", "ID", "only cards of this template; may stand again", repeatable: true),
      .json,
    ],
    example: "placard absorb --site sites/journal -o absorbed.jsonl --since 7d",
    details: """
      Each card leads to the very pictures that the store has: building it with the site's other
      manifests renders nothing, and keeps them for good. What FILE has already is left alone and not
      added again. Pictures of an earlier revision of their template, or with a quality of their own
      (a manifest has none), are told and left out. Look at the cards before you build them: anybody
      can ask a public template for anything.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    var options = AbsorbOptions(site: try site(arguments))
    options.store = arguments.value("--store")
    options.hours = try hours(arguments)
    options.templates = Set(arguments.all("--template"))
    options.manifest = arguments.value("-o")
    if let file = options.manifest {
      guard [".jsonl", ".ndjson"].contains(where: file.hasSuffix) else {
        throw UsageError("-o takes a manifest in JSON Lines, as absorbed.jsonl, not “\(file)”")
      }
    }
    let report = try Absorption.run(options)
    if let file = options.manifest, !report.lines.isEmpty {
      try Absorption.append(report, to: file)
    }
    if arguments.has("--json") {
      try console.result(json(report))
      return .done
    }
    for skipped in report.skipped {
      console.note(
        "note: \(skipped.templateID.isEmpty ? "" : skipped.templateID + ": ")"
          + "\(Amount.count(skipped.count)) \(skipped.count == 1 ? "picture" : "pictures") left out: "
          + skipped.reason.sentence)
    }
    var text =
      "\(Amount.count(report.lines.count)) cards, \(Amount.count(report.pictures)) pictures"
    guard let file = options.manifest else {
      for line in report.lines { try console.result(line + "\n") }
      console.note(text)
      return .done
    }
    text += " added to \(file), \(Amount.count(report.present)) pictures there already\n"
    try console.result(text)
    return .done
  }

  /// The folder of `--site`, else that in which the store lies.
  private static func site(_ arguments: ParsedArguments) throws(UsageError) -> String {
    if let site = arguments.value("--site") { return site }
    guard let store = arguments.value("--store") else {
      throw UsageError("absorb needs --site DIR, or --store DIR of a store in its site's folder")
    }
    let parent = FilePath.parent(Directory.resolved(store) ?? store)
    guard FileStatus.of(FilePath.join(parent, "templates"))?.kind == .directory else {
      throw UsageError("\(store) does not lie in its site's folder; name that with --site")
    }
    return parent
  }

  /// How many hours `--since` goes back.
  private static func hours(_ arguments: ParsedArguments) throws(UsageError) -> Int? {
    guard let text = arguments.value("--since") else { return nil }
    let units: [Character: Int] = ["h": 1, "d": 24]
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text[...] : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy({ $0 &- 0x30 < 10 }), let number = Int(digits),
      (1...1_000_000).contains(number)
    else { throw UsageError("--since takes hours, or a number with h or d, not “\(text)”") }
    return number * (unit ?? 1)
  }

  private static func json(_ report: AbsorbReport) -> JSON {
    .object([
      "cards": .number(report.lines.count), "pictures": .number(report.pictures),
      "present": .number(report.present),
      "entries": .list(
        report.lines.map { (try? JSONParser.parse(Array($0.utf8))) ?? .text($0) }),
      "skipped": .list(
        report.skipped.map {
          .object([
            "template": .text($0.templateID), "reason": .text($0.reason.rawValue),
            "pictures": .number($0.count), "message": .text($0.reason.sentence),
          ])
        }),
    ])
  }
}
