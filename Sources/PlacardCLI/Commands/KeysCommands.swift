internal import PlacardCore
internal import PlacardStore
internal import PlacardSystem

/// `placard keys create`: a key, shown once.
enum KeysCreateCommand {
  static let spec = CommandSpec(
    name: "keys create", summary: "make an API key and show it, once",
    options: [
      OptionSpec("--name", "NAME", "what the key is for", required: true),
      OptionSpec("--plan", "PLAN", "a plan of site.json (default: none, without a limit)"),
      OptionSpec(
        "--scope", "LIST",
        "what it may do: generate, templates, admin (default: generate,templates)"),
      OptionSpec(
        "--site", "DIR", "whose plans there are (default: the folder the store lies in)"),
      .storeRequired, .json,
    ],
    example: "placard keys create --name website --store sites/journal/.placard",
    details: """
      The store keeps only the key's digest: a key that is lost cannot be shown again. One with the
      scope admin may do everything.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let chosen = try scopes(arguments.value("--scope"))
    let name = arguments.required("--name")
    guard !name.isEmpty, name.utf8.count <= 200 else {
      throw UsageError("--name takes 1 to 200 bytes")
    }
    let plan = try plan(arguments)
    let store = try Store.open(at: arguments.required("--store"), create: true)
    var random = SystemRandomNumberGenerator()
    let key = APIKey.make(using: &random)
    let record = APIKeyRecord(
      id: APIKey.makeID(using: &random), name: name, plan: plan ?? "",
      scopes: chosen, prefix: key.shownPrefix, createdAt: WallClock.unixSeconds())
    let writer = try store.writer()
    try writer.putKey(key.digest, record)
    try writer.commit()
    if arguments.has("--json") {
      try console.result(
        .object([
          "key": .text(key.text), "id": .text(record.id), "name": .text(record.name),
          "scopes": .list(chosen.map { .text($0) }),
        ]))
    } else {
      console.note(
        "key \(record.id) “\(name)” (\(chosen.joined(separator: ", "))), shown this once:")
      try console.result(key.text + "\n")
    }
    return .done
  }

  private static func scopes(_ list: String?) throws(UsageError) -> [String] {
    guard let list else { return KeyScope.standard.map(\.rawValue) }
    let names = list.split(separator: ",").map(String.init)
    for name in names where KeyScope(rawValue: name) == nil {
      let near = NearestName.of(name, among: KeyScope.names)
      throw UsageError(
        "--scope takes generate, templates and admin, not “\(name)”"
          + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    guard !names.isEmpty else { throw UsageError("--scope takes generate, templates, admin") }
    return names
  }

  /// The plan that was named, held against the site's, where a site is known.
  private static func plan(_ arguments: ParsedArguments) throws -> String? {
    guard let plan = arguments.value("--plan") else { return nil }
    guard let site = try StoreSite.configuration(arguments), site.plan(named: plan) == nil else {
      return plan
    }
    let names = site.plans.map(\.name)
    let near = NearestName.of(plan, among: names)
    let known = names.isEmpty ? "it has none" : "it has " + names.joined(separator: ", ")
    throw UsageError(
      "site.json has no plan “\(plan)”; " + (near.map { "did you mean \($0)?" } ?? known))
  }
}

/// `placard keys list`.
enum KeysListCommand {
  static let spec = CommandSpec(
    name: "keys list", summary: "list the API keys of a store", options: [.storeRequired, .json],
    example: "placard keys list --store sites/journal/.placard")

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let store = try Store.open(at: arguments.required("--store"), create: false)
    let keys = try store.reader().withSnapshot { snapshot throws(StoreError) in
      try snapshot.keys()
    }
    if arguments.has("--json") {
      try console.result(.list(keys.map(json)))
      return .done
    }
    for key in keys {
      let state = key.revokedAt.map { "revoked \(CivilTime(unixSeconds: $0))" } ?? "live"
      try console.result(
        "\(key.id)  \(key.prefix)…  \(CivilTime(unixSeconds: key.createdAt))  \(state)  "
          + "\(key.scopes.joined(separator: ","))  \(key.plan.isEmpty ? "-" : key.plan)  "
          + "\(key.lastUsedAt.map { "used \(CivilTime(unixSeconds: $0))" } ?? "unused")  "
          + "\(key.name)\n")
    }
    return .done
  }

  private static func json(_ key: APIKeyRecord) -> JSON {
    .object([
      "id": .text(key.id), "name": .text(key.name), "prefix": .text(key.prefix),
      "plan": .optional(key.plan.isEmpty ? nil : key.plan),
      "scopes": .list(key.scopes.map { .text($0) }), "createdAt": .number(Int(key.createdAt)),
      "revokedAt": key.revokedAt.map { .number(Int($0)) } ?? JSON(.null),
      "lastUsedAt": key.lastUsedAt.map { .number(Int($0)) } ?? JSON(.null),
    ])
  }
}

/// `placard keys revoke`.
enum KeysRevokeCommand {
  static let spec = CommandSpec(
    name: "keys revoke", summary: "make an API key useless, at once", operands: "KEYID",
    operandCount: 1...1, options: [.storeRequired],
    example: "placard keys revoke k3f9a2c1 --store sites/journal/.placard",
    details: "A running server refuses the key from its next request on.")

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let id = arguments.operands[0]
    let store = try Store.open(at: arguments.required("--store"), create: false)
    let writer = try store.writer()
    guard try writer.revokeKey(id, now: WallClock.unixSeconds()) else {
      let known = try store.reader().withSnapshot { snapshot throws(StoreError) in
        try snapshot.keys().map(\.id)
      }
      let near = NearestName.of(id, among: known)
      throw UsageError(
        "there is no live key “\(id)”" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    try writer.commit()
    try console.result("\(id) is revoked\n")
    return .done
  }
}
