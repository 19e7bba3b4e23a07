internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// What tells people of the calls.
  static let docs = Operation(
    name: .docs, method: .get, path: PathPattern("/docs"), tag: "Service",
    summary: "This description as a page",
    details: "Made of what the server routes and checks by. It loads nothing and runs no script.",
    access: .everybody,
    answers: [
      Answer(
        status: 200, summary: "The page", content: .text("text/html"),
        headers: [.etag, .cacheControl]),
      Answer(
        status: 304, summary: "The client has it", content: .nothing,
        headers: [.etag, .cacheControl]),
    ],
    problems: [])
}
