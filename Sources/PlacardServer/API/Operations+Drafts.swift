internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What shows a template in the making.
  static func drafts(_ site: SiteConfiguration) -> [Operation] {
    [preview(site), draftPreview(site), inspection(site), draftInspection(site)]
  }

  private static let drawing =
    ProblemCode.keyed + ProblemCode.body + ProblemCode.drawing + [.duplicateName]

  /// There is no template that could be unknown.
  private static let drawingDraft = drawing.filter { $0 != .unknownTemplate }

  private static func preview(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .previewTemplate, method: .post, path: PathPattern("/api/templates/{id}/preview"),
      pathParameters: [templateID], tag: "Templates", summary: "A draft drawn, and nothing stored",
      details: "Without jsonData the template itself is drawn. It is never counted.",
      access: .scope(.templates), body: .json(.draft(site.limits, isOfTemplate: true)),
      answers: [Answer(status: 200, summary: "The picture", content: .picture)],
      problems: drawing)
  }

  private static func draftPreview(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .previewDraft, method: .post, path: PathPattern("/api/preview"), tag: "Templates",
      summary: "A draft of no template drawn, and nothing stored",
      details: "It is never counted.",
      access: .scope(.templates), body: .json(.draft(site.limits, isOfTemplate: false)),
      answers: [Answer(status: 200, summary: "The picture", content: .picture)],
      problems: drawingDraft)
  }

  private static let inspected = [
    Answer(status: 200, summary: "Its boxes and notes", content: .json(.inspection))
  ]

  private static func inspection(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .inspectTemplate, method: .post, path: PathPattern("/api/templates/{id}/inspect"),
      pathParameters: [templateID], tag: "Templates",
      summary: "Where a draft's layers stand, and what lint says of it",
      details: """
        Invisible layers are among the boxes, but for those in stacks. Without jsonData it is the \
        template itself.
        """,
      access: .scope(.templates), body: .json(.draft(site.limits, isOfTemplate: true)),
      answers: inspected, problems: drawing)
  }

  private static func draftInspection(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .inspectDraft, method: .post, path: PathPattern("/api/inspect"), tag: "Templates",
      summary: "Where the layers of a draft of no template stand, and what lint says of it",
      access: .scope(.templates), body: .json(.draft(site.limits, isOfTemplate: false)),
      answers: inspected, problems: drawingDraft)
  }
}

extension MemberTable {
  /// What is looked at: a draft, and what a card would give it. One of a template may be left out
  /// for the template itself.
  static func draft(_ limits: Limits, isOfTemplate: Bool) -> MemberTable {
    let draft = Member(
      "jsonData", .templateData, isRequired: !isOfTemplate,
      isOfTemplate ? "The draft; the template's own if not given" : "The draft",
      example: isOfTemplate
        ? nil : "{\"canvas\": {\"width\": 1200, \"height\": 630}, \"layers\": []}")
    return MemberTable([draft] + picture(limits).members.filter { $0.name != "templateId" })
  }
}
