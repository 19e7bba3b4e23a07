internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// `placard gc`: takes away what nothing names.
enum GarbageCommand {
  static let spec = CommandSpec(
    name: "gc", summary: "take away pictures that nothing needs any more",
    options: [
      .storeRequired,
      OptionSpec(
        "--older-than", "DAYS",
        "also built and generated pictures that no card shows and nobody used for so long"),
      OptionSpec(
        "--keep-builds", "K", "also pictures that none of the newest K builds shows"),
      OptionSpec("--missed-bytes", "N", "the most that pictures of unsigned requests may take"),
      .json,
    ],
    example: "placard gc --older-than 90 --store sites/journal/.placard",
    details: """
      Without options every picture that a build ever published or a key ever generated stays. A
      picture goes two minutes after its last name, so that whoever is being sent it gets all of it.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let path = arguments.required("--store")
    let policy = try policy(arguments)
    let store = try Store.open(at: path, create: false)
    let lock = try BuildLock.acquire(at: path)
    let report = try store.writer().collect(policy)
    _ = consume lock
    if arguments.has("--json") {
      try console.result(
        .object([
          "cards": .number(report.cards), "evictedMisses": .number(report.evictedMisses),
          "requests": .number(report.requests),
          "condemnedObjects": .number(report.condemnedObjects),
          "deletedObjects": .number(report.deletedObjects),
          "deletedObjectBytes": .number(report.deletedObjectBytes),
          "deletedAssets": .number(report.deletedAssets),
        ]))
    } else {
      try console.result(
        "\(Amount.count(report.deletedObjects)) pictures deleted "
          + "(\(Amount.bytes(report.deletedObjectBytes))), "
          + "\(Amount.count(report.condemnedObjects)) more go in two minutes; "
          + "\(Amount.count(report.cards + report.evictedMisses)) cards forgotten\n")
    }
    return .done
  }

  private static func policy(_ arguments: ParsedArguments) throws(UsageError) -> CollectionPolicy {
    var policy = CollectionPolicy(
      now: WallClock.unixSeconds(), missedBytesMax: .max)
    if let days = try arguments.integer("--older-than", in: 0...36_500) {
      policy.olderThanSeconds = Int64(days) * 86_400
    }
    policy.keepBuilds = try arguments.integer("--keep-builds", in: 1...1_000_000)
    if let bytes = try arguments.integer("--missed-bytes", in: 0...Int.max) {
      policy.missedBytesMax = bytes
    }
    return policy
  }
}
