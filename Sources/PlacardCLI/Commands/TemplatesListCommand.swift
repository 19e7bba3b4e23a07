internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// `placard templates list`.
enum TemplatesListCommand {
  static let spec = CommandSpec(
    name: "templates list", summary: "list the templates of a store",
    options: [.site, .store, .json],
    example: "placard templates list --site sites/journal",
    details: """
      A template is its file's until it is changed through the API. One whose file is there and that
      was deleted through the API is listed as deleted: `placard templates import --force` brings it
      back.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let folder = try SiteFolder.open(arguments.required("--site"))
    let store = try TemplatesStore.open(arguments, folder, create: false)
    let (templates, deleted) = try store.reader().withSnapshot { snapshot throws(StoreError) in
      (try snapshot.templates(), try snapshot.deletedTemplates())
    }
    if arguments.has("--json") {
      try console.result(
        .object([
          "templates": .list(templates.map(json)),
          "deleted": .list(deleted.map { .text($0.id) }),
        ]))
      return .done
    }
    for template in templates {
      try console.result(
        "\(template.id)  version \(template.version)  \(CivilTime(unixSeconds: template.updatedAt))"
          + "  \(source(template))  \(template.isPublic ? "public" : "private")  \(template.name)\n"
      )
    }
    for template in deleted {
      try console.result(
        "\(template.id)  deleted through the API \(CivilTime(unixSeconds: template.updatedAt))\n")
    }
    return .done
  }

  private static func source(_ template: TemplateRecord) -> String {
    if case .file = template.source { "file" } else { "api" }
  }

  private static func json(_ template: TemplateRecord) -> JSON {
    .object([
      "id": .text(template.id), "name": .text(template.name),
      "public": .flag(template.isPublic), "onMiss": .text(template.onMiss.name),
      "fallback": .text(template.fallback.name), "source": .text(source(template)),
      "version": .number(Int(clamping: template.version)),
      "createdAt": .text("\(CivilTime(unixSeconds: template.createdAt))"),
      "updatedAt": .text("\(CivilTime(unixSeconds: template.updatedAt))"),
    ])
  }
}
