internal import PlacardCore
internal import PlacardPipeline

/// `placard templates validate`: what a build would say of template files.
enum TemplatesValidateCommand {
  static let spec = CommandSpec(
    name: "templates validate", summary: "check template files as a build would",
    operands: "[FILE…]", operandCount: 0...Int.max,
    options: [
      OptionSpec(
        "--site", "DIR", "the site whose fonts and pictures they use; without FILE all of its files"
      ),
      .json,
    ],
    example: "placard templates validate --site sites/journal",
    details: """
      An error names file, line, column and JSON path. Remote pictures are not fetched; without --site
      fonts and pictures are not looked for at all. Exit status 1 when a template is no good, 3 when a
      file cannot be read.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let site = arguments.value("--site")
    guard site != nil || !arguments.operands.isEmpty else {
      throw UsageError("templates validate needs FILE… or --site DIR")
    }
    let validation = try TemplateValidation.run(arguments.operands, site: site)
    if arguments.has("--json") {
      try console.result(
        .object([
          "files": .number(validation.fileCount),
          "errors": .list(validation.failures.map { .object($0.error.members) }),
        ]))
    } else {
      for failure in validation.failures { console.trouble(failure.error.description) }
      let count = validation.failures.count
      try console.result(
        "\(validation.fileCount) \(validation.fileCount == 1 ? "file" : "files") checked: "
          + (count == 0 ? "all good\n" : "\(count) no good\n"))
    }
    if validation.failures.contains(where: \.isUnreadable) { return .badInput }
    return validation.failures.isEmpty ? .done : .someFailed
  }
}
