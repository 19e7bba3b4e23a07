internal import PlacardCore
internal import PlacardPipeline
internal import PlacardSystem

/// `placard merge`: the stores of `build --shard` become one.
enum MergeCommand {
  static let spec = CommandSpec(
    name: "merge", summary: "put the stores of a sharded build together and publish them as one",
    operands: "SHARD…", operandCount: 1...Int.max,
    options: [
      OptionSpec(
        "--store", "DIR", "the store to publish in; made where there is none", required: true),
      .json,
    ],
    example: "placard merge shard-1 shard-2 shard-3 shard-4 --store sites/journal/.placard",
    details: """
      Each SHARD is a store that `placard build … --shard I/N` has published in. All N parts are wanted,
      built from the same templates and settings; the store root is then that of one build over all
      cards. A server may run on the store meanwhile: it sees the new build all at once.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    Signals.block()
    let stop = StopFlag()
    let outcome = Slot<Result<StoreMerge.Report, PipelineError>>()
    let store = arguments.required("--store")
    let thread = try OwnedThread.start(name: "merge", stackBytes: 8 << 20) {
      outcome.fill(
        Result { () throws(PipelineError) in
          try StoreMerge.run(arguments.operands, into: store, stop: stop)
        })
    }
    while !outcome.isFilled {
      if Signals.wait(seconds: 0.1) != nil { stop.raise() }
    }
    thread.join()
    let report = try outcome.value.get()
    if arguments.has("--json") {
      try console.result(
        .object([
          "build": .number(report.build), "cards": .number(report.cards),
          "pictures": .number(report.pictures), "copied": .number(report.copied),
          "bytes": .number(report.copiedBytes), "removed": .number(report.removed),
          "root": .optional(report.root?.hex), "seconds": .number(report.seconds),
        ]))
    } else {
      try console.result(
        "\(Amount.count(report.cards)) cards, \(Amount.count(report.pictures)) pictures: "
          + "\(Amount.count(report.copied)) copied (\(Amount.bytes(report.copiedBytes))) "
          + "in \(Amount.seconds(report.seconds)); build \(report.build) is published"
          + (report.root.map { "\nroot \($0.hex)" } ?? "") + "\n")
    }
    return .done
  }
}
