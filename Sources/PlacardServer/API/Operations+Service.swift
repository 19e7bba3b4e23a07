internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What tells of the server itself.
  static func service(_ site: SiteConfiguration) -> [Operation] {
    [health, readiness, metrics, description]
  }

  private static let health = Operation(
    name: .health, method: .get, path: PathPattern("/healthz"), tag: "Service",
    summary: "Whether the process answers", access: .everybody,
    answers: [Answer(status: 200, summary: "It does", content: .json(.health))], problems: [])

  private static let readiness = Operation(
    name: .readiness, method: .get, path: PathPattern("/readyz"), tag: "Service",
    summary: "Whether requests should be sent here",
    details:
      "Not while the store cannot be read or written, the site's templates are not imported, or "
      + "the server is stopping.",
    access: .everybody,
    answers: [Answer(status: 200, summary: "They should", content: .json(.readiness))],
    problems: [.notReady])

  private static let metrics = Operation(
    name: .metrics, method: .get, path: PathPattern("/metrics"), tag: "Service",
    summary: "Counters for Prometheus",
    details: "For processes of the server's own machine, and elsewhere for keys with the scope "
      + "admin, unless the server was started with --metrics-open.",
    access: .everybody,
    answers: [
      Answer(status: 200, summary: "The counters", content: .text(MetricsText.mediaType))
    ],
    problems: ProblemCode.keyed)

  private static let description = Operation(
    name: .description, method: .get, path: PathPattern("/api/openapi.json"), tag: "Service",
    summary: "This description", access: .everybody, isOpenToPages: true,
    answers: [
      Answer(status: 200, summary: "OpenAPI 3.1", content: .document, headers: [.cacheControl])
    ], problems: [])
}
