internal import PlacardStore
internal import PlacardSystem

/// `placard compact`: writes the store anew without the room that deleted pictures left.
enum CompactCommand {
  static let spec = CommandSpec(
    name: "compact", summary: "give the room of deleted pictures back to the disk",
    options: [.storeRequired, .json],
    example: "placard compact --store sites/journal/.placard",
    details: """
      A store uses the room of deleted pictures again by itself; this makes its file smaller. Nobody may
      have the store open meanwhile, and the disk needs room for a second copy. The old file stays until
      the new one is whole.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let report = try Store.compact(at: arguments.required("--store"))
    if arguments.has("--json") {
      try console.result(
        .object([
          "bytesBefore": .number(report.bytesBefore), "bytesAfter": .number(report.bytesAfter),
        ]))
    } else {
      try console.result(
        "\(Amount.bytes(report.bytesBefore)) before, \(Amount.bytes(report.bytesAfter)) now\n")
    }
    return .done
  }
}
