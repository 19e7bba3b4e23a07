internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard plan`: what a build would make, and what that takes.
enum PlanCommand {
  static let spec = CommandSpec(
    name: "plan", summary: "say what a build would make and why, in pictures, bytes and seconds",
    operands: "MANIFEST…", operandCount: 1...Int.max,
    options: [
      .site, .store, .jobs,
      OptionSpec(
        "--formats", "LIST", "only these formats, as in png,webp (default: each card's own)"),
      OptionSpec(
        "--effort", "EFFORT", "fast, balanced or small, in place of the site's `encode`"),
      ShardArgument.spec,
      OptionSpec("--add", nil, "keep the cards that the manifests do not name"),
      .json,
    ],
    example: "placard plan manifests/journal.jsonl --site sites/journal",
    details: """
      Draws up to three pictures of each template, format and size to judge bytes and seconds by, and
      writes nothing. Asks no host: cards that show a remote picture that was never fetched are counted
      by themselves. Status 1 when cards could not be read or planned.
      """)

  private static let cardsShownMax = 20

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let options = try BuildCommand.options(arguments)
    Signals.block()
    let progress = BuildProgress()
    let stop = StopFlag()
    let outcome = try BuildCommand.watched(progress, stop) { () throws(PipelineError) in
      try Generator.plan(options, progress: progress, stop: stop)
    }
    let plan = try outcome.get()
    if arguments.has("--json") {
      try console.result(json(plan))
    } else {
      for failure in plan.report.failures { console.note(failure.description) }
      try console.result(text(plan))
    }
    return plan.report.failures.isEmpty ? .done : .someFailed
  }

  private static func text(_ plan: BuildPlan) -> String {
    var text = ""
    for card in plan.cards.prefix(cardsShownMax) {
      text += "\(card.id)  \(card.pictures.joined(separator: " "))\n    \(card.reason)\n"
    }
    if plan.cardCount > cardsShownMax {
      text += "and \(Amount.count(plan.cardCount - cardsShownMax)) more cards\n"
    }
    if !plan.groups.isEmpty { text += "\n" + groups(plan) + "\n" }
    for (reason, count) in plan.reasons.prefix(cardsShownMax) {
      text += "\(Amount.count(count)) \(count == 1 ? "picture" : "pictures"): \(reason)\n"
    }
    if plan.removedCount > 0 {
      let ids = plan.removedIDs.prefix(8).joined(separator: ", ")
      let noun = plan.removedCount == 1 ? "card" : "cards"
      text += "\(Amount.count(plan.removedCount)) \(noun) would leave /c: \(ids)"
      text += plan.removedCount > 8 ? ", …\n" : "\n"
    }
    if plan.unknownCount > 0 {
      text += "\(Amount.count(plan.unknownCount)) pictures wait for remote pictures\n"
    }
    let report = plan.report
    text += "\(Amount.count(report.cards)) cards, \(Amount.count(report.pictures)) pictures: "
    text += "\(Amount.count(report.rendered)) to render, \(Amount.count(report.reused)) reused, "
    text += "\(Amount.count(report.failed)) failed"
    if report.rendered > 0 {
      text += "; about \(Amount.bytes(plan.bytes)) and \(Amount.seconds(plan.seconds))"
      text += " on \(plan.jobs) \(plan.jobs == 1 ? "thread" : "threads")"
    }
    return text + "\n"
  }

  private static func groups(_ plan: BuildPlan) -> String {
    var rows = [["template", "format", "size", "pictures", "bytes", "thread seconds"]]
    for group in plan.groups.prefix(cardsShownMax) {
      rows.append([
        group.templateID, group.format.name, "\(group.size.width)×\(group.size.height)",
        Amount.count(group.count), Amount.bytes(Int(group.bytes)), Amount.seconds(group.seconds),
      ])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in rows {
      let cells = zip(row, widths).map { cell, width in
        cell + String(repeating: " ", count: width - cell.count)
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    if plan.groups.count > cardsShownMax {
      text += "and \(plan.groups.count - cardsShownMax) more\n"
    }
    return text
  }

  private static func json(_ plan: BuildPlan) -> JSON {
    .object([
      "cards": .number(plan.report.cards), "pictures": .number(plan.report.pictures),
      "toRender": .number(plan.report.rendered), "reused": .number(plan.report.reused),
      "failed": .number(plan.report.failed), "unknown": .number(plan.unknownCount),
      "bytes": .number(plan.bytes), "seconds": .number(plan.seconds), "jobs": .number(plan.jobs),
      "groups": .list(
        plan.groups.map {
          .object([
            "templateId": .text($0.templateID), "format": .text($0.format.name),
            "width": .number($0.size.width), "height": .number($0.size.height),
            "pictures": .number($0.count), "bytes": .number(Int($0.bytes)),
            "threadSeconds": .number($0.seconds),
          ])
        }),
      "reasons": .list(
        plan.reasons.map { .object(["reason": .text($0.reason), "pictures": .number($0.count)]) }),
      "cardCount": .number(plan.cardCount),
      "firstCards": .list(
        plan.cards.map {
          .object([
            "id": .text($0.id), "pictures": .list($0.pictures.map { .text($0) }),
            "reason": .text($0.reason),
          ])
        }),
      "removed": .number(plan.removedCount),
      "firstRemoved": .list(plan.removedIDs.map { .text($0) }),
      "failures": BuildCommand.failures(plan.report),
    ])
  }
}
