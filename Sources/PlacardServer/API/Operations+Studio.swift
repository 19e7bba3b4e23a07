internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What the studio needs besides templates and keys.
  static func studio(_ site: SiteConfiguration) -> [Operation] {
    [fonts, fontFile, assets, upload(site), store]
  }

  private static let fonts = Operation(
    name: .fonts, method: .get, path: PathPattern("/api/fonts"), tag: "Studio",
    summary: "The fonts that texts may name",
    details: "In the order of the site's list. A family marked as a fallback may draw any text.",
    access: .scope(.templates),
    answers: [Answer(status: 200, summary: "The families", content: .json(.fontList))],
    problems: ProblemCode.keyed)

  private static let fontFile = Operation(
    name: .fontFile, method: .get, path: FontAddress.pattern,
    pathParameters: [
      PathParameter(
        name: "digest", summary: "The SHA-256 of the file, as listed", pattern: "^[0-9a-f]{64}$",
        example: String(repeating: "0", count: 64))
    ], tag: "Studio", summary: "A font's file as it is", details: "One of the site's list.",
    access: .scope(.templates),
    answers: [Answer(status: 200, summary: "The file", content: .font, headers: [.cacheControl])],
    problems: ProblemCode.keyed + [.notFound])

  private static let assets = Operation(
    name: .listAssets, method: .get, path: PathPattern("/api/assets"), tag: "Studio",
    summary: "The pictures of the site's assets folder, the newest first",
    details: "The \(EdgeHandler.assetsShownMax) that were written last, uploads among them.",
    access: .scope(.templates),
    answers: [Answer(status: 200, summary: "The pictures", content: .json(.assetList))],
    problems: ProblemCode.keyed)

  private static func upload(_ site: SiteConfiguration) -> Operation {
    var body = RequestBody(mediaTypes: ["image/*"])
    body.bytesMax = site.limits.sourceBytesMax
    return Operation(
      name: .uploadAsset, method: .post, path: PathPattern("/api/assets"), tag: "Studio",
      summary: "A picture for templates and cards to show",
      details:
        "The body is a PNG, JPEG, WebP, GIF or AVIF file. It is kept in the site's folder under the "
        + "hash of its bytes; image_url takes the path that is answered.",
      access: .scope(.templates), body: body,
      answers: [
        Answer(status: 201, summary: "The picture is kept", content: .json(.uploadedAsset)),
        Answer(
          status: 200, summary: "The picture was there already", content: .json(.uploadedAsset)),
      ],
      problems: ProblemCode.keyed + [
        .unsupportedMediaType, .bodyTooLarge, .badAsset, .limitExceeded, .siteNotWritable,
        .storeFull,
      ])
  }

  private static let store = Operation(
    name: .store, method: .get, path: PathPattern("/api/store"), tag: "Service",
    summary: "What is stored, for which templates, and how it is used",
    details: "Goes through all cards once a commit: a million of them take seconds the first time.",
    access: .scope(.admin),
    answers: [Answer(status: 200, summary: "The report", content: .json(.storeReport))],
    problems: ProblemCode.keyed)
}
