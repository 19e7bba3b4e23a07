internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What lists, makes and changes templates.
  static func templates(_ site: SiteConfiguration) -> [Operation] {
    [list, create, get, thumbnail, update, delete, versions, version, restore] + drafts(site)
  }

  static let templateID = PathParameter(
    name: "id", summary: "The template's id", pattern: "^[A-Za-z0-9._-]+$", example: "blog-post")
  private static let number = PathParameter(
    name: "version", summary: "The version's number, from 1", pattern: "^[1-9][0-9]{0,18}$",
    example: "1")
  private static let whole: [Answer] = [
    Answer(status: 200, summary: "The template", content: .json(.template), headers: [.etag])
  ]
  private static let dryRun = MemberTable([
    Member(
      "dryRun", .flag, "Whether to check and to tell what would change, and change nothing",
      example: "true")
  ])
  private static let isDry = Answer(
    status: 200, summary: "With dryRun: what would be drawn anew", content: .json(.templateDryRun))

  private static let list = Operation(
    name: .listTemplates, method: .get, path: PathPattern("/api/templates"), tag: "Templates",
    summary: "The templates, page by page", details: "In the order of their ids.",
    access: .scope(.templates),
    query: MemberTable([
      Member("limit", .integer(1...1_000), "How many at most, 20 if not given"),
      Member("cursor", .text(0...1_024), "The last page's next"),
      Member(
        "q", .text(0...200), "Only those with it in id, name or description, in any case"),
    ]),
    answers: [Answer(status: 200, summary: "A page", content: .json(.templateList))],
    problems: ProblemCode.keyed + [.outOfRange, .duplicate, .invalidSyntax])

  private static let create = Operation(
    name: .createTemplate, method: .post, path: PathPattern("/api/templates"), tag: "Templates",
    summary: "A new template", details: "Its id is a new UUID.", access: .scope(.templates),
    body: .json(.template(isNew: true)),
    answers: [
      Answer(
        status: 201, summary: "It is made", content: .json(.template), headers: [.etag, .location])
    ],
    problems: ProblemCode.keyed + ProblemCode.body + ProblemCode.template)

  private static let get = Operation(
    name: .template, method: .get, path: PathPattern("/api/templates/{id}"),
    pathParameters: [templateID], tag: "Templates", summary: "A template",
    access: .scope(.templates),
    answers: whole + [
      Answer(status: 304, summary: "The client has it", content: .nothing, headers: [.etag])
    ],
    problems: ProblemCode.keyed + [.unknownTemplate])

  private static let thumbnail = Operation(
    name: .templateThumbnail, method: .get, path: PathPattern("/api/templates/{id}/thumbnail"),
    pathParameters: [templateID], tag: "Templates", summary: "A template in small",
    details: """
      Its default card, laid out on its canvas and drawn to that width. It is not stored and never \
      counted.
      """,
    access: .scope(.templates), query: .thumbnail,
    answers: [
      Answer(
        status: 200, summary: "The picture", content: .pictureOf(.png),
        headers: [.etag, .cacheControl]),
      Answer(
        status: 304, summary: "The client has it", content: .nothing,
        headers: [.etag, .cacheControl]),
    ],
    problems: ProblemCode.keyed + ProblemCode.drawing)

  private static let update = Operation(
    name: .updateTemplate, method: .put, path: PathPattern("/api/templates/{id}"),
    pathParameters: [templateID], tag: "Templates", summary: "Changes of a template",
    details: """
      What is not given stays; jsonData is replaced whole. It is checked as a build would check it. \
      With If-Match only the version of that entity tag is changed. Once it is answered, no address \
      leads to the old pictures any more; their own addresses stay.
      """,
    access: .scope(.templates), query: dryRun, body: .json(.template(isNew: false)),
    answers: whole + [isDry],
    problems: ProblemCode.keyed + ProblemCode.body + ProblemCode.template
      + [.unknownTemplate, .preconditionFailed])

  private static let delete = Operation(
    name: .deleteTemplate, method: .delete, path: PathPattern("/api/templates/{id}"),
    pathParameters: [templateID], tag: "Templates", summary: "Deletes a template",
    details: """
      Its versions stay and can be restored. A file of the site brings it back only when the file \
      changes and the import is forced.
      """,
    access: .scope(.templates), query: dryRun,
    answers: [Answer(status: 204, summary: "It is gone", content: .nothing), isDry],
    problems: ProblemCode.keyed
      + [
        .unknownTemplate, .preconditionFailed, .outOfRange, .duplicate, .invalidSyntax, .storeFull,
      ])

  private static let versions = Operation(
    name: .templateVersions, method: .get, path: PathPattern("/api/templates/{id}/versions"),
    pathParameters: [templateID], tag: "Templates",
    summary: "A template's versions, the newest first",
    details: "Those of a deleted template too.", access: .scope(.templates),
    answers: [Answer(status: 200, summary: "All of them", content: .json(.templateVersions))],
    problems: ProblemCode.keyed + [.unknownTemplate])

  private static let version = Operation(
    name: .templateVersion, method: .get,
    path: PathPattern("/api/templates/{id}/versions/{version}"),
    pathParameters: [templateID, number],
    tag: "Templates", summary: "A template as it was", access: .scope(.templates),
    answers: whole + [
      Answer(status: 304, summary: "The client has it", content: .nothing, headers: [.etag])
    ],
    problems: ProblemCode.keyed + [.unknownTemplate, .notFound])

  private static let restore = Operation(
    name: .restoreTemplate, method: .post,
    path: PathPattern("/api/templates/{id}/versions/{version}/restore"),
    pathParameters: [templateID, number], tag: "Templates",
    summary: "Makes a template what it was, as a new version",
    details: "A deleted template comes back.", access: .scope(.templates), answers: whole,
    problems: ProblemCode.keyed + ProblemCode.template
      + [.unknownTemplate, .notFound, .preconditionFailed])
}

extension MemberTable {
  /// What is said of a template; a new one needs a name and a definition.
  static func template(isNew: Bool) -> MemberTable {
    MemberTable([
      Member(
        "name", .text(1...200), isRequired: isNew, "What it is called",
        example: "\"Blog post\""),
      Member("description", .text(0...4_000), "What it is for"),
      Member(
        "jsonData", .templateData, isRequired: isNew, "Canvas, layers and variables",
        example: "{\"canvas\": {\"width\": 1200, \"height\": 630}, \"layers\": []}"),
      Member(
        "previewUrl", .text(0...2_048), isNullable: true, "The address of a picture of it"),
      Member("public", .flag, "Whether /api/render draws it for anyone"),
      Member(
        "onMiss", .choice(MissPolicy.allCases.map(\.name)),
        "Who may have a card drawn that is not stored"),
      Member(
        "fallback", .choice(FallbackPicture.allCases.map(\.name)),
        "What is shown when a card is not drawn in time"),
    ])
  }
}
