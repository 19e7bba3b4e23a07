internal import PlacardCore
internal import PlacardHTTP

extension Operation {
  /// Keys, what they use, and the studio's sessions.
  static func keys(_ site: SiteConfiguration) -> [Operation] {
    [list, create(site), revoke, usage, openSession, closeSession]
  }

  private static let list = Operation(
    name: .listKeys, method: .get, path: PathPattern("/api/keys"), tag: "Keys",
    summary: "Every key, the oldest first",
    details: "Revoked ones too. The keys themselves are not among what is told.",
    access: .scope(.admin),
    answers: [Answer(status: 200, summary: "The keys", content: .json(.keyList))],
    problems: ProblemCode.keyed)

  private static func create(_ site: SiteConfiguration) -> Operation {
    Operation(
      name: .createKey, method: .post, path: PathPattern("/api/keys"), tag: "Keys",
      summary: "A new key, shown this once",
      details: "The store keeps only its digest: a key that is lost cannot be shown again.",
      access: .scope(.admin), body: .json(.newKey(site)),
      answers: [Answer(status: 201, summary: "The key is stored", content: .json(.newKey))],
      problems: ProblemCode.keyed + ProblemCode.body + [.storeFull])
  }

  private static let revoke = Operation(
    name: .revokeKey, method: .delete, path: PathPattern("/api/keys/{id}"),
    pathParameters: [
      PathParameter(
        name: "id", summary: "The key's id", pattern: "^k[0-9a-f]{8}$", example: "k3f9a2c1b")
    ],
    tag: "Keys", summary: "Makes a key useless, at once",
    details: "A second time changes nothing. Its use stays counted.",
    access: .scope(.admin),
    answers: [Answer(status: 204, summary: "It is revoked", content: .nothing)],
    problems: ProblemCode.keyed + [.unknownKey])

  private static let usage = Operation(
    name: .usage, method: .get, path: PathPattern("/api/usage"), tag: "Keys",
    summary: "Fresh renders by month and day, against the plan",
    details: """
      A key is told its own use; one with the scope admin that of every key, or of the one it asks
      for.
      """,
    access: .anyKey, query: .usage,
    answers: [Answer(status: 200, summary: "The use", content: .json(.usage))],
    problems: ProblemCode.keyed + [.invalidSyntax, .outOfRange, .duplicate, .unknownKey])

  private static let openSession = Operation(
    name: .openSession, method: .post, path: PathPattern("/api/session"), tag: "Studio",
    summary: "Signs a browser in",
    details:
      "With a key that has the scope admin; the session is as good as the key as long as it lives.",
    access: .everybody, body: .json(.session),
    answers: [
      Answer(
        status: 200, summary: "The browser has the session's cookie", content: .json(.session),
        headers: [.setCookie])
    ],
    problems: ProblemCode.keyed + ProblemCode.body + [.crossOrigin, .storeFull])

  private static let closeSession = Operation(
    name: .closeSession, method: .delete, path: PathPattern("/api/session"), tag: "Studio",
    summary: "Signs a browser out", access: .everybody,
    answers: [
      Answer(
        status: 204, summary: "The session is over, if there was one", content: .nothing,
        headers: [.setCookie])
    ],
    problems: [.crossOrigin])
}

extension MemberTable {
  static func newKey(_ site: SiteConfiguration) -> MemberTable {
    var members = [
      Member(
        "name", .text(1...200), isRequired: true, "What the key is for", example: "\"website\""),
      Member(
        "scopes", .choices(KeyScope.names),
        "What it may do; generate and templates if not given", example: "[\"generate\"]"),
    ]
    if !site.plans.isEmpty {
      members.append(
        Member(
          "plan", .choice(site.plans.map(\.name)), "The plan it is on; without a limit if not given"
        ))
    }
    return MemberTable(members)
  }

  static let usage = MemberTable([
    Member("month", .month, "As in 2026-07; the current one if not given"),
    Member("keyId", .text(1...200), "Another key than the caller's own; for admins"),
  ])

  static let session = MemberTable([
    Member(
      "token", .text(1...200), isRequired: true, "A key with the scope admin",
      example: "\"plk_live_…\"")
  ])
}
