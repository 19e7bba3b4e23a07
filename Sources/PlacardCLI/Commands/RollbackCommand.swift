internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// `placard rollback`: publishes an earlier build again.
enum RollbackCommand {
  static let spec = CommandSpec(
    name: "rollback", summary: "publish an earlier build again, at once",
    options: [
      .storeRequired,
      OptionSpec("--to", "BUILD", "the number of the build (default: the one before)"),
      OptionSpec("--list", nil, "list the builds that can be gone back to, and change nothing"),
      .json,
    ],
    example: "placard rollback --store sites/journal/.placard",
    details: """
      /c shows the earlier build's pictures from then on; a running server needs no word of it. The
      builds after it are forgotten, their pictures stay under /i. `placard gc --keep-builds K` says how
      many builds can be gone back to; without it, all.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let path = arguments.required("--store")
    let wanted = try arguments.integer("--to", in: 1...Int(Int32.max))
    let store = try Store.open(at: path, create: false)
    let reader = try store.reader()
    let builds = try reader.withSnapshot { snapshot throws(StoreError) in
      try snapshot.reachableBuilds()
    }
    if arguments.has("--list") {
      guard wanted == nil else { throw UsageError("--list and --to exclude one another") }
      try list(builds, isJSON: arguments.has("--json"), console)
      return .done
    }
    let lock = try BuildLock.acquire(at: path)
    guard let number = wanted ?? builds.dropLast().last.map({ Int($0.number) }) else {
      console.trouble(
        builds.isEmpty ? "no build is published in \(path)" : "there is no build before the current"
      )
      return .someFailed
    }
    guard builds.dropLast().contains(where: { $0.number == UInt64(number) }),
      try store.writer().rollBack(to: UInt64(number)) != nil
    else {
      let known = builds.dropLast().map { "\($0.number)" }
      throw UsageError(
        builds.last?.number == UInt64(number)
          ? "--to \(number): this build is the published one"
          : "--to \(number): there is no such build to go back to"
            + (known.isEmpty ? "" : "; there are " + known.suffix(12).joined(separator: ", ")))
    }
    _ = consume lock
    try show(
      try store.reader().withSnapshot { snapshot throws(StoreError) in
        try snapshot.currentBuild()
      }, isJSON: arguments.has("--json"), console)
    return .done
  }

  private static func show(_ build: BuildRecord?, isJSON: Bool, _ console: Console) throws {
    guard let build else { preconditionFailure("a build has been published again") }
    if isJSON {
      try console.result(json(build, isCurrent: true))
    } else {
      try console.result("build \(build.number) is published again\n")
    }
  }

  private static func list(_ builds: [BuildRecord], isJSON: Bool, _ console: Console) throws {
    if isJSON {
      try console.result(
        .object([
          "builds": .list(
            builds.map { json($0, isCurrent: $0.number == builds.last?.number) })
        ]))
      return
    }
    for build in builds.reversed() {
      let mark = build.number == builds.last?.number ? "*" : " "
      try console.result(
        "\(mark) \(build.number)  \(CivilTime(unixSeconds: build.finishedAt))  "
          + "\(Amount.count(Int(clamping: build.counts.cards))) cards, "
          + "\(Amount.count(Int(clamping: build.counts.rendered))) rendered"
          + (build.root.map { "  root \($0.hex.prefix(16))" } ?? "") + "\n")
    }
  }

  private static func json(_ build: BuildRecord, isCurrent: Bool) -> JSON {
    .object([
      "build": .number(Int(clamping: build.number)), "isPublished": .flag(isCurrent),
      "finishedAt": .number(Int(build.finishedAt)),
      "cards": .number(Int(clamping: build.counts.cards)),
      "rendered": .number(Int(clamping: build.counts.rendered)),
      "failed": .number(Int(clamping: build.counts.failed)),
      "root": .optional(build.root?.hex), "shard": .optional(build.shard?.description),
    ])
  }
}
