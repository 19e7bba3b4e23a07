internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore

/// `placard templates export`: the store's templates as files.
enum TemplatesExportCommand {
  static let spec = CommandSpec(
    name: "templates export", summary: "write the store's templates as the site's files",
    operands: "[ID…]", operandCount: 0...Int.max,
    options: [
      .site, .store,
      OptionSpec("--out", "DIR", "write there, and leave the site's files alone"),
      OptionSpec("--force", nil, "write over files that have changed since"), .json,
    ],
    example: "placard templates export blog-post --site sites/journal",
    details: """
      Without an ID all templates are exported. A file is replaced whole or not at all, and only when
      it is the one that the template in the store was made from: a file that was changed since needs
      --force. Exit status 1 when a file was left as it was.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let folder = try SiteFolder.open(arguments.required("--site"))
    let store = try TemplatesStore.open(arguments, folder, create: false)
    let items = try TemplateExport.run(
      arguments.operands, folder, store, directory: arguments.value("--out"),
      forces: arguments.has("--force"))
    var refusals: [(id: String, error: InputError)] = []
    for item in items {
      if case .refused(let error) = item.end { refusals.append((item.id, error)) }
    }
    for refusal in refusals { console.trouble(refusal.error.description) }
    let written = items.filter { if case .written = $0.end { true } else { false } }
    let unchanged = items.filter { if case .unchanged = $0.end { true } else { false } }
    if arguments.has("--json") {
      try console.result(
        .object([
          "written": .list(
            written.map { .object(["id": .text($0.id), "file": .text($0.file)]) }),
          "unchanged": .list(unchanged.map { .text($0.id) }),
          "refused": .list(
            refusals.map { .object([("id", .text($0.id))] + $0.error.members) }),
        ]))
    } else {
      for item in written { console.note("wrote \(item.file)") }
      try console.result(
        "\(written.count) written, \(unchanged.count) unchanged, \(refusals.count) refused\n")
    }
    return refusals.isEmpty ? .done : .someFailed
  }
}
