internal import PlacardCore
internal import PlacardPipeline
internal import PlacardServer
internal import PlacardSystem

/// `placard sign`: an address that the server renders whatever the template allows strangers.
enum SignCommand {
  static let spec = CommandSpec(
    name: "sign", summary: "sign an address of /api/render, or change the signing keys",
    operands: "[ADDRESS|TEMPLATE]", operandCount: 0...1,
    options: [
      OptionSpec("--site", "DIR", "the site's folder; its store has the keys"),
      OptionSpec("--store", "DIR", "the store that has the keys (default: <site>/.placard)"),
      OptionSpec(
        "--signing-keys", "FILE", "the file of keys (default: <store>/signing-keys)"),
      OptionSpec("--key", "ID", "sign with this key (default: the first)"),
      OptionSpec(
        "--expires", "TIME", "how long the address is good: seconds, or as in 90m, 12h, 30d"),
      OptionSpec(
        "--base-url", "URL", "what the address begins with (default: site.json's baseUrl)"),
    ] + CardArguments.overrides + [
      OptionSpec("--format", "FORMAT", "png, jpeg, webp, avif or auto (default: png)"),
      OptionSpec("--quality", "N", "1 to 100, for jpeg, webp and avif"),
    ] + CardArguments.sizes + [
      OptionSpec("--new-key", nil, "put a new key in front of the others, which stay good"),
      OptionSpec("--drop-key", "ID", "take a key away: what it signed is refused from then on"),
      .json,
    ],
    example: "placard sign blog-post --site sites/journal --set title.text=Hello --expires 30d",
    details: """
      TEMPLATE is an id; an ADDRESS has its parameters already. Parameters that pictures do not
      depend on (utm_source, v) are left out; they may be put behind it, and the others be spelled
      otherwise. The first key is made when there is none. A server that runs reads the keys again
      at SIGHUP.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let folder = try arguments.value("--site").map { try SiteFolder.open($0) }
    let file = try keyFile(arguments, folder)
    let operand = arguments.operands.first
    guard operand != nil || arguments.has("--new-key") || arguments.value("--drop-key") != nil
    else { throw UsageError("sign needs an address or a template, --new-key or --drop-key") }
    // Before a key is made: wrong words change nothing.
    let address = try operand.map { try SignedWish($0, arguments, folder) }
    try address?.check()
    let change = try KeyChange.make(file, arguments, needsKey: address != nil)
    if let id = change.made { console.note("made the key \(id) in \(file.path)") }
    if let id = change.dropped { console.note("dropped the key \(id)") }
    var answer: [(String, JSON)] = []
    if let address {
      let key = try key(change.keys, arguments, file)
      let signed = try address.signed(by: key)
      answer += [
        ("address", .text(signed)), ("key", .text(key.id)),
        ("expiresAt", address.expiresAt.map { .number(Int($0)) } ?? JSON(.null)),
      ]
      if !arguments.has("--json") { try console.result(signed + "\n") }
    }
    if arguments.has("--json") {
      answer += [
        ("madeKey", .optional(change.made)), ("droppedKey", .optional(change.dropped)),
        ("keys", .list(change.keys.keys.map { .text($0.id) })),
      ]
      try console.result(
        JSON(.object(answer.map { JSON.Member(key: $0.0, keyOffset: 0, value: $0.1) })))
    }
    return .done
  }

  private static func keyFile(
    _ arguments: ParsedArguments, _ folder: SiteFolder?
  ) throws(UsageError) -> SigningKeyFile {
    if let path = arguments.value("--signing-keys") { return SigningKeyFile(path) }
    guard let store = arguments.value("--store") ?? folder.map(StorePath.standard) else {
      throw UsageError("sign needs --site DIR, --store DIR or --signing-keys FILE")
    }
    return SigningKeyFile(store: store)
  }

  private static func key(
    _ keys: SigningKeys, _ arguments: ParsedArguments, _ file: SigningKeyFile
  ) throws(UsageError) -> SigningKey {
    guard let id = arguments.value("--key") else {
      if let first = keys.first { return first }
      throw UsageError("\(file.path) has no key any more")
    }
    if let key = keys[id] { return key }
    let near = NearestName.of(id, among: keys.keys.map(\.id))
    throw UsageError(
      "there is no signing key “\(id)”" + (near.map { "; did you mean \($0)?" } ?? ""))
  }
}

/// What became of the signing keys.
private struct KeyChange {
  var keys: SigningKeys
  var made: String?
  var dropped: String?

  /// Makes and drops keys as `arguments` have it; makes the first where one is needed and none is
  /// there.
  static func make(
    _ file: SigningKeyFile, _ arguments: ParsedArguments, needsKey: Bool
  ) throws -> KeyChange {
    let id = arguments.value("--drop-key")
    let isNew = arguments.has("--new-key")
    if id == nil, !isNew, let keys = try file.read(), keys.first != nil {
      return KeyChange(keys: keys)
    }
    let change = try file.change { keys throws(PipelineError) -> KeyChange in
      var change = KeyChange(keys: keys)
      if isNew || (needsKey && keys.first == nil) {
        var random = SystemRandomNumberGenerator()
        var key = SigningKey.make(using: &random)
        while keys[key.id] != nil { key = SigningKey.make(using: &random) }
        keys.add(key)
        change.made = key.id
      }
      if let id, keys.drop(id) { change.dropped = id }
      change.keys = keys
      return change
    }
    if let id, change.dropped == nil {
      let near = NearestName.of(id, among: change.keys.keys.map(\.id))
      throw UsageError(
        "there is no signing key “\(id)”" + (near.map { "; did you mean \($0)?" } ?? ""))
    }
    return change
  }
}
