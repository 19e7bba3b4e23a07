internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `GET /docs`: the API's description for people.
extension EdgeHandler {
  func answerDocs(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    let page = try docs()
    // As fresh as the templates it shows, and not sent again to whoever has it.
    let fields: [OwnedResponse.Field] = [
      .init("Cache-Control", "no-cache"), .init("ETag", page.etag),
    ]
    if let field = request.field(.ifNoneMatch),
      ConditionalRequest.matches(Array(field), Array(page.etag.utf8))
    {
      return reply.send(status: 304, fields: fields)
    }
    reply.send(OwnedResponse(status: 200, fields: fields + PrintedDocs.fields, body: page.bytes))
  }

  /// The page, printed anew when its examples may be of another template or card.
  private func docs() throws(StoreError) -> PrintedDocs {
    if let printedDocs, printedDocs.epoch == epoch { return printedDocs }
    let page = DocsPage(
      api: edge.api, site: edge.configuration, baseURL: baseURL,
      sample: try SiteSample(reader.snapshot, templates, edge.context.listedFonts))
    let printed = PrintedDocs(page, epoch: epoch)
    printedDocs = printed
    return printed
  }
}

/// The page as it is sent.
struct PrintedDocs {
  let bytes: [UInt8]
  let etag: String
  /// Of the store when it was printed.
  let epoch: UInt64

  init(_ page: DocsPage, epoch: UInt64) {
    bytes = Array(page.html.text.utf8)
    etag = "\"\(Digest(of: bytes).hex)\""
    self.epoch = epoch
  }

  static let fields: [OwnedResponse.Field] = [
    .init("Content-Type", "text/html; charset=utf-8"),
    .init("Content-Security-Policy", DocsPage.securityPolicy),
    .init("Referrer-Policy", "no-referrer"),
    .init("X-Content-Type-Options", "nosniff"),
  ]
}
