internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// `placard verify`: hashes every picture again and follows every name.
enum VerifyCommand {
  static let spec = CommandSpec(
    name: "verify", summary: "check every picture and record of a store",
    options: [
      .storeRequired,
      OptionSpec("--quick", nil, "the records alone, not the bytes of the pictures"),
      OptionSpec(
        "--in-process", nil, "check in this process, which a damaged file may end by a signal"),
      .json,
    ],
    example: "placard verify --store sites/journal/.placard",
    details: """
      Damage is listed with its table and key; exit status 1. A picture that is damaged can be made
      anew: build again with the same manifests after `placard gc`.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    guard !arguments.has("--in-process") else { return try check(arguments, console) }
    // LMDB trusts its pages: where they are damaged, a signal may end whoever reads them.
    var words = ["verify", "--in-process", "--store", arguments.required("--store")]
    for name in ["--quick", "--json"] where arguments.has(name) { words.append(name) }
    // The child's end is told in one sentence, not by the runtime's account of its threads.
    let environment = ["SWIFT_BACKTRACE": "enable=no"]
    switch try ChildProcess.run(ChildProcess.ownPath, words, environment: environment) {
    case .exited(let code):
      return ExitStatus(rawValue: code) ?? .storeUnusable
    case .killed(let signal):
      console.trouble(
        "store: check \(arguments.required("--store")): reading it ended by signal \(signal): its "
          + "tables are damaged; restore a copy or build again into a new store")
      return .storeUnusable
    }
  }

  private static func check(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let store = try Store.open(at: arguments.required("--store"), create: false)
    var options = StoreCheckOptions()
    options.isQuick = arguments.has("--quick")
    let isJSON = arguments.has("--json")
    var problems: [StoreProblem] = []
    let report = try StoreCheck.run(store, options) { event in
      guard case .problem(let problem) = event else { return }
      if isJSON {
        problems.append(problem)
      } else {
        console.note("\(problem.table) \(problem.key): \(problem.what)")
      }
    }
    if isJSON {
      try console.result(json(report, problems))
    } else {
      try console.result(
        "\(Amount.count(report.objects)) pictures (\(Amount.bytes(report.objectBytes))) and "
          + "\(Amount.count(report.records)) records checked: "
          + (report.problems == 0 ? "all sound\n" : "\(Amount.count(report.problems)) damaged\n"))
    }
    return report.problems == 0 ? .done : .someFailed
  }

  private static func json(_ report: StoreCheckReport, _ problems: [StoreProblem]) -> JSON {
    .object([
      "objects": .number(report.objects), "bytes": .number(report.objectBytes),
      "records": .number(report.records), "problems": .number(report.problems),
      "found": .list(
        problems.map {
          .object(["table": .text($0.table), "key": .text($0.key), "what": .text($0.what)])
        }),
    ])
  }
}
