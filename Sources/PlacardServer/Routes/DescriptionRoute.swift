internal import PlacardHTTP

/// `GET /api/openapi.json`.
extension EdgeHandler {
  func answerDescription(_ reply: inout HTTPReply) {
    reply.send(
      status: 200,
      fields: [
        .init("Content-Type", "application/json; charset=utf-8"),
        .init("Cache-Control", "public, max-age=300"),
        .init("X-Content-Type-Options", "nosniff"), .init("Access-Control-Allow-Origin", "*"),
      ], body: description)
  }
}
