internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What leads to pictures.
  static func pictures(_ site: SiteConfiguration) -> [Operation] {
    [picture, card, render(site), generate(site)]
  }

  private static let pictureHeaders: [HeaderName] = [
    .etag, .cacheControl, .cacheStatus, .acceptRanges,
  ]

  private static let partOfPicture = Answer(
    status: 206, summary: "The bytes that a Range header asked for", content: .picture,
    headers: pictureHeaders + [.contentRange])

  private static let picture = Operation(
    name: .picture, method: .get, path: PathPattern("/i/{name}"),
    pathParameters: [
      PathParameter(
        name: "name", summary: "The content hash and the format's extension",
        pattern: "^[0-9a-f]{64}\\.(png|jpg|webp|avif)$",
        example: String(repeating: "0", count: 64) + ".png")
    ],
    tag: "Pictures", summary: "A stored picture by its content",
    details: "The bytes never change: caches may keep them for a year.",
    access: .everybody, isOpenToPages: true,
    answers: [
      Answer(status: 200, summary: "The picture", content: .picture, headers: pictureHeaders),
      partOfPicture,
      Answer(
        status: 304, summary: "The client has it", content: .nothing, headers: pictureHeaders),
    ],
    problems: [.notFound, .rangeNotSatisfiable])

  private static let card = Operation(
    name: .card, method: .get, path: PathPattern("/c/{name+}"),
    pathParameters: [
      PathParameter(
        name: "name",
        summary: "The card's id, its variant where it is not the first, the extension",
        pattern: "^[A-Za-z0-9._/-]+(~[a-z0-9]+~[0-9.]+x(~[A-Za-z0-9-]+)?)?\\.(png|jpg|webp|avif)$",
        example: "posts/hello.png")
    ],
    tag: "Pictures", summary: "A card's picture in the published build",
    access: .everybody, isOpenToPages: true,
    answers: [
      Answer(status: 200, summary: "The picture", content: .picture, headers: pictureHeaders),
      partOfPicture,
      Answer(
        status: 304, summary: "The client has it", content: .nothing, headers: pictureHeaders),
    ],
    problems: [.notFound, .rangeNotSatisfiable])

  private static func render(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .render, method: .get, path: PathPattern("/api/render"), tag: "Pictures",
      summary: "A template's picture by its overrides",
      details: """
        Needs no key and is never counted. What is not stored is rendered, as far as the template's \
        onMiss has it; past the time for that the template's fallback may be its default picture, \
        which caches keep for seconds. Templates that are not public take signed addresses.
        """,
      access: .everybody, isOpenToPages: true, query: .render(site.limits),
      answers: [
        Answer(
          status: 200, summary: "The picture", content: .picture,
          headers: pictureHeaders + [.vary]),
        partOfPicture,
        Answer(
          status: 304, summary: "The client has it", content: .nothing,
          headers: pictureHeaders + [.vary]),
      ],
      problems: ProblemCode.drawing + ProblemCode.rendering)
  }

  private static func generate(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .generate, method: .post, path: PathPattern("/api/generate"), tag: "Pictures",
      summary: "Any template's picture, answered with its address",
      details:
        "A fresh render is counted; one that is stored, or that another request started, is not.",
      access: .scope(.generate), body: .json(.picture(site.limits)),
      answers: [
        Answer(
          status: 200, summary: "The picture is stored for good", content: .json(.generated),
          headers: [.rateLimit, .rateRemaining, .rateReset])
      ],
      problems: ProblemCode.keyed + ProblemCode.body + ProblemCode.drawing
        + [.planUnknown, .quotaExceeded])
  }
}

extension MemberTable {
  /// What `/api/render` is asked by.
  static func render(_ limits: Limits) -> MemberTable {
    MemberTable(
      picture(limits).members + [
        Member(
          SignedAddress.signatureName, .text(0...128),
          "A signature of all other parameters, from placard sign"),
        Member(
          SignedAddress.endName, .integer(SignedAddress.ends),
          "Unix seconds until which the signature is good; signed too"),
      ])
  }
}
