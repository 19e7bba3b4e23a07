internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore

/// `placard templates import`: the site's template files into the store.
enum TemplatesImportCommand {
  static let spec = CommandSpec(
    name: "templates import", summary: "take the site's template files into the store",
    options: [
      .site, .store,
      OptionSpec("--force", nil, "take files over what was changed or deleted through the API"),
      .json,
    ],
    example: "placard templates import --site sites/journal",
    details: """
      A running server draws from the new templates with its next request. A file whose template was
      changed through the API since both were the same is a conflict: neither is lost, and --force or
      `placard templates export` decides. Exit status 1 when a file was not taken.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let folder = try SiteFolder.open(arguments.required("--site"))
    let store = try TemplatesStore.open(arguments, folder, create: true)
    let outcome = try TemplateImport.run(
      folder, try store.writer(), forces: arguments.has("--force"))
    for refusal in outcome.refusals { console.trouble(refusal.error.description) }
    let conflictCount = outcome.refusals.count { $0.isConflict }
    if arguments.has("--json") {
      try console.result(json(outcome))
    } else {
      for id in outcome.imported { console.note("imported \(id)") }
      for id in outcome.deleted { console.note("deleted \(id), whose file is gone") }
      try console.result(
        "\(outcome.imported.count) imported, \(outcome.deleted.count) deleted, "
          + "\(outcome.unchangedCount) unchanged, "
          + "\(outcome.refusals.count - conflictCount) refused, \(conflictCount) in conflict\n")
    }
    return outcome.refusals.isEmpty ? .done : .someFailed
  }

  private static func json(_ outcome: TemplateImport.Outcome) -> JSON {
    func list(_ isConflict: Bool) -> JSON {
      .list(
        outcome.refusals.filter { $0.isConflict == isConflict }.map {
          .object([("id", .text($0.id))] + $0.error.members)
        })
    }
    return .object([
      "imported": .list(outcome.imported.map { .text($0) }),
      "deleted": .list(outcome.deleted.map { .text($0) }),
      "unchanged": .number(outcome.unchangedCount), "refused": list(false),
      "conflicts": list(true),
    ])
  }
}

/// The store that commands on templates work on.
enum TemplatesStore {
  /// `--store`, or the site's own.
  static func open(
    _ arguments: ParsedArguments, _ folder: SiteFolder, create: Bool
  ) throws(StoreError) -> Store {
    try Store.open(
      at: arguments.value("--store") ?? StorePath.standard(for: folder), create: create,
      options: StoreOptions(mapBytes: folder.configuration.limits.storeMapBytes))
  }
}

extension InputError {
  /// The error for machines, as the report of a build has it.
  var members: [(String, JSON)] {
    [
      ("code", .text(code.rawValue)), ("file", .optional(source)),
      ("line", line.map { .number($0) } ?? JSON(.null)),
      ("column", column.map { .number($0) } ?? JSON(.null)), ("path", .text(path)),
      ("message", .text(message)), ("hint", .optional(hint)),
    ]
  }
}

extension JSON {
  static func object(_ members: [(String, JSON)]) -> JSON {
    JSON(.object(members.map { Member(key: $0.0, keyOffset: 0, value: $0.1) }))
  }
}
