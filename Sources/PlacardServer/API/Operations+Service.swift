internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What tells of the server itself.
  static func service(_ site: SiteConfiguration) -> [Operation] {
    [
      Operation(
        name: .health, method: .get, path: PathPattern("/healthz"), tag: "Service",
        summary: "Whether the process answers", access: .everybody,
        answers: [Answer(status: 200, summary: "It does", content: .json(.health))], problems: []),
      Operation(
        name: .description, method: .get, path: PathPattern("/api/openapi.json"), tag: "Service",
        summary: "This description", access: .everybody, isOpenToPages: true,
        answers: [
          Answer(status: 200, summary: "OpenAPI 3.1", content: .document, headers: [.cacheControl])
        ], problems: []),
    ]
  }
}
