internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// `/healthz`, `/readyz` and `/metrics`: what those who run the server ask.
extension EdgeHandler {
  func answerHealth(_ reply: inout HTTPReply) {
    reply.send(
      status: 200, fields: JSONAnswer.fields,
      body: JSONAnswer.body(.object([("status", .text("ok"))])))
  }

  /// Whether requests should be sent here: the store can be read, its writer lives, the site's
  /// templates are in it, and the server is not about to end.
  func answerReadiness(_ reply: inout HTTPReply) {
    var missing: [String] = []
    if edge.service.isStopping { missing.append("the server is stopping") }
    var build: UInt64?
    do throws(StoreError) {
      try takeSnapshot()
      build = try reader.currentBuild()?.number
    } catch {
      missing.append("the store cannot be read")
    }
    if !edge.writer.isAlive { missing.append("the store cannot be written") }
    if !edge.service.templatesAreImported {
      missing.append("the site's templates could not be imported")
    }
    guard missing.isEmpty else {
      return refuse(Problem(.notReady, missing.joined(separator: "; ")), &reply)
    }
    let number = build.map { JSON.number(Int(clamping: $0)) } ?? JSON(.null)
    reply.send(
      status: 200, fields: JSONAnswer.fields,
      body: JSONAnswer.body(
        .object([
          ("status", .text("ready")), ("store", .text("ok")), ("writer", .text("ok")),
          ("templates", .text("ok")), ("build", number),
        ])))
  }

  // MARK: Metrics.

  func answerMetrics(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    try takeSnapshot()
    if !edge.metricsAreOpen, !Self.isFromHere(request) {
      switch try Authorization.check(request, .scope(.admin), reader) {
      case .caller(let caller): note(caller)
      case .refused(var problem):
        problem.hint =
          "ask from the server's own machine or with a key of the scope admin; "
          + "serve --metrics-open lets everybody"
        return refuse(problem, &reply)
      }
    }
    let build = try reader.currentBuild()?.number
    let metrics = MetricsText(edge, access, try reader.statistics(), build: build)
    reply.send(
      status: 200,
      fields: [
        .init("Content-Type", MetricsText.mediaType), .init("Cache-Control", "no-store"),
        .init("X-Content-Type-Options", "nosniff"),
      ], body: Array(metrics.text.utf8))
  }

  /// Whether a process of this machine asks, and for itself: what a proxy forwards comes from
  /// wherever.
  static func isFromHere(_ request: borrowing HTTPRequest) -> Bool {
    request.peer.isLoopback && request.field(.xForwardedFor) == nil
      && request.field(.forwarded) == nil && request.field(named: "via") == nil
  }
}
