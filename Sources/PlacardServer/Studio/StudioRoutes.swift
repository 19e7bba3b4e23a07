internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `/studio` and what its page is made of. No part of the API's tables, hence of its description.
extension EdgeHandler {
  /// Answers an address at or below `/studio`; false for every other.
  func answerStudio(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) -> Bool {
    guard request.method == .get || request.method == .head else { return false }
    let path = String(decoding: request.path, as: UTF8.self)
    if path == "/studio" || (path.hasPrefix("/studio/") && !path.hasPrefix(Self.filesPath)) {
      try answerStudioPage(request, &reply)
      return true
    }
    guard path.hasPrefix(Self.filesPath) else { return false }
    let rest = path.dropFirst(Self.filesPath.count)
    guard let slash = rest.firstIndex(of: "/"),
      let file = edge.studio.file(String(rest[slash...].dropFirst())),
      file.name != StudioSource.pageName
    else {
      refuse(.notFound("file"), &reply)
      return true
    }
    // A page that is still open after an update asks for another version than there is.
    let isKept = edge.studio.isFixed && rest[..<slash] == edge.studio.version
    reply.send(
      OwnedResponse(
        status: 200,
        fields: [
          .init("Content-Type", file.mediaType),
          .init(
            "Cache-Control", isKept ? "public, max-age=31536000, immutable" : "no-store"),
          .init("X-Content-Type-Options", "nosniff"),
          .init("Cross-Origin-Resource-Policy", "same-origin"),
        ], body: file.bytes))
    return true
  }

  private static let filesPath = "/studio/files/"

  /// The one page, whatever part of the studio its address names: its script reads the address.
  private func answerStudioPage(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    guard let page = edge.studio.file(StudioSource.pageName) else {
      return refuse(.notFound("page"), &reply)
    }
    var settings = StudioSettings.members(edge.configuration, baseURL: baseURL)
    settings.append(("session", try sessionJSON(request)))
    // Within a script element, `<` could begin its end tag (HTML §13.2.5.4).
    let json = JSONWriter.text(of: .object(settings), sortsKeys: false)
      .replacing("<", with: "\\u003c")
    let html = String(decoding: page.bytes, as: UTF8.self)
      .replacing("{{files}}", with: Self.filesPath + edge.studio.version)
      .replacing("{{settings}}", with: json)
    reply.send(
      OwnedResponse(status: 200, fields: Self.pageFields, body: Array(html.utf8)))
  }

  private static let pageFields: [OwnedResponse.Field] = [
    .init("Content-Type", "text/html; charset=utf-8"),
    .init("Content-Security-Policy", studioPolicy), .init("Cache-Control", "no-store"),
    .init("Referrer-Policy", "no-referrer"), .init("X-Content-Type-Options", "nosniff"),
    .init("Cross-Origin-Opener-Policy", "same-origin"),
  ]

  /// All of it is of this server; pictures that the page has in memory are `blob:` (CSP 3).
  private static let studioPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
    + "frame-ancestors 'none'; require-trusted-types-for 'script'"

  /// Whose session the browser has; null when nobody is signed in.
  private func sessionJSON(_ request: borrowing HTTPRequest) throws(StoreError) -> JSON {
    guard case .caller(let caller)? = try Session.check(request, reader), caller.has(.admin) else {
      return JSON(.null)
    }
    return .object([("keyId", .text(caller.key.id)), ("keyName", .text(caller.key.name))])
  }
}
