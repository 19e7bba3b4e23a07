internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// `placard usage`: fresh renders by key and month, against the plans.
enum UsageCommand {
  static let spec = CommandSpec(
    name: "usage", summary: "tell how many fresh renders each key had, against its plan",
    options: [
      OptionSpec("--month", "YYYY-MM", "one month (UTC) alone (default: every month)"),
      OptionSpec(
        "--site", "DIR", "whose plans there are (default: the folder the store lies in)"),
      .storeRequired, .json,
    ],
    example: "placard usage --store sites/journal/.placard --month 2026-07",
    details: "Pictures that were stored already, and those of /api/render, are never counted.")

  private struct Row {
    var key: APIKeyRecord
    var month: UsageMonth
    var count: UInt64
    var limit: Int?
  }

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let month = try month(arguments.value("--month"))
    let site = try StoreSite.configuration(arguments)
    let store = try Store.open(at: arguments.required("--store"), create: false)
    let counted = try store.reader().withSnapshot { snapshot throws(StoreError) in
      try rows(snapshot, month, site)
    }
    if arguments.has("--json") {
      try console.result(.list(counted.map(json)))
      return .done
    }
    for row in counted {
      let limit = row.limit.map { " of \($0)" } ?? ""
      try console.result(
        "\(row.month.text)  \(row.key.id)  \(row.count)\(limit)  "
          + "\(row.key.plan.isEmpty ? "-" : row.key.plan)  \(row.key.name)\n")
    }
    if counted.isEmpty { console.note("no fresh renders were counted") }
    return .done
  }

  private static func rows(
    _ snapshot: Snapshot, _ month: UsageMonth?, _ site: SiteConfiguration?
  ) throws(StoreError) -> [Row] {
    var rows: [Row] = []
    for key in try snapshot.keys() {
      for usage in try snapshot.usages(of: key.id) {
        let row = Row(
          key: key, month: usage.month, count: usage.count,
          limit: site?.plan(named: key.plan)?.rendersPerMonth)
        if month == nil || month == row.month { rows.append(row) }
      }
    }
    // The newest month first; within it the keys as they were made.
    return rows.enumerated().sorted {
      ($1.element.month, $0.offset) < ($0.element.month, $1.offset)
    }.map(\.element)
  }

  private static func json(_ row: Row) -> JSON {
    .object([
      "month": .text(row.month.text), "keyId": .text(row.key.id), "name": .text(row.key.name),
      "plan": .optional(row.key.plan.isEmpty ? nil : row.key.plan),
      "used": JSON(.number(Double(row.count))),
      "limit": row.limit.map { .number($0) } ?? JSON(.null),
    ])
  }

  /// The month that was asked for; nil when none was.
  private static func month(_ text: String?) throws(UsageError) -> UsageMonth? {
    guard let text else { return nil }
    if let month = UsageMonth(text: text) { return month }
    throw UsageError("--month takes a month as in 2026-07, not “\(text)”")
  }
}
