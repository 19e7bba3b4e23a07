internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore

/// `placard why`: whether a picture is a hit, what its key is made of, and what changed.
enum WhyCommand {
  static let spec = CommandSpec(
    name: "why", summary: "say whether a picture is a hit or a miss, and what of its key changed",
    operands: "ID|URL [MANIFEST…]", operandCount: 1...Int.max,
    options: [.site, .store, .json],
    example: "placard why posts/hello manifests/journal.jsonl --site sites/journal",
    details: """
      ID is a card's: as the manifests have it now, or without any as the published build has it. URL
      is an address or a path of /api/render, /c or /i. A miss is held against the published picture of
      the card, or for an address against the stored picture with the fewest other inputs. Status 1
      when there is a miss.
      """)

  static func run(_ arguments: ParsedArguments, _ console: Console) throws -> ExitStatus {
    let question = KeyQuestion(
      subject: arguments.operands[0], manifests: Array(arguments.operands.dropFirst()),
      site: arguments.required("--site"), store: arguments.value("--store"))
    let accounts = try KeyInquiry.answer(question)
    if arguments.has("--json") {
      try console.result(.object(["pictures": .list(accounts.map(json))]))
    } else {
      try console.result(accounts.map(text).joined(separator: "\n"))
    }
    return accounts.allSatisfy(\.isHit) ? .done : .someFailed
  }

  private static func text(_ account: KeyAccount) -> String {
    var text = account.name + "\n"
    if let entry = account.stored {
      text += "  hit: \(entry.contentHash.hex), \(Amount.bytes(Int(entry.byteCount))), "
      text += "\(entry.origin)\n"
    } else {
      text += account.key == nil ? "  unknown\n" : "  miss: the store has nothing under its key\n"
    }
    if !account.changes.isEmpty, let reference = account.reference {
      text += "  held against \(reference):\n"
      for change in account.changes { text += "    \(change.sentence)\n" }
      for change in account.templateChanges {
        text +=
          "      \(InputChange(change.path, before: change.before, after: change.after).sentence)\n"
      }
    }
    for note in account.notes { text += "  \(note)\n" }
    if let key = account.key { text += "  key \(key.hex)\n" }
    guard let inputs = account.inputs else { return text }
    text += "    template \(inputs.templateID), revision \(inputs.revision.digest.hex.prefix(16))\n"
    text += "    overrides \(String(decoding: inputs.canonical, as: UTF8.self))\n"
    text += "    \(inputs.size.width)×\(inputs.size.height) at "
    text += "\(JSONWriter.text(of: Double(inputs.scaleHundredths) / 100))x, "
    text += "\(inputs.encode.format.name), \(inputs.encode.effort.name)"
    text += inputs.encode.format == .png ? "\n" : ", quality \(inputs.encode.quality)\n"
    if let site = inputs.surroundings {
      for (index, mark) in site.assets.enumerated() {
        let name = account.pictures.indices.contains(index) ? account.pictures[index] : "picture"
        text += "    \(name) \(hex(mark))\n"
      }
      text += "    fonts \(hex(site.fonts)), site defaults \(hex(site.defaults)), "
      text += "renderer \(hex(site.renderer))\n"
    }
    return text
  }

  private static func hex(_ mark: UInt64) -> String {
    let digits = String(mark, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  private static func json(_ account: KeyAccount) -> JSON {
    let entry = account.stored
    return .object([
      "name": .text(account.name), "hit": .flag(account.isHit),
      "key": .optional(account.key?.hex), "hash": .optional(entry?.contentHash.hex),
      "bytes": entry.map { .number(Int($0.byteCount)) } ?? JSON(.null),
      "origin": .optional(entry.map { "\($0.origin)" }),
      "heldAgainst": .optional(account.changes.isEmpty ? nil : account.reference),
      "changes": .list(account.changes.map { change($0.part, $0.before, $0.after) }),
      "templateChanges": .list(
        account.templateChanges.map { change($0.path, $0.before, $0.after) }),
      "notes": .list(account.notes.map { .text($0) }),
      "inputs": account.inputs.map { inputs($0, account.pictures) } ?? JSON(.null),
    ])
  }

  private static func change(_ part: String, _ before: String?, _ after: String?) -> JSON {
    .object(["part": .text(part), "before": .optional(before), "after": .optional(after)])
  }

  private static func inputs(_ inputs: CardInputs, _ pictures: [String]) -> JSON {
    .object([
      "templateId": .text(inputs.templateID), "revision": .text(inputs.revision.digest.hex),
      "overrides": (try? JSONParser.parse(inputs.canonical)) ?? JSON(.null),
      "width": .number(inputs.size.width), "height": .number(inputs.size.height),
      "scale": .number(Double(inputs.scaleHundredths) / 100),
      "format": .text(inputs.encode.format.name), "effort": .text(inputs.encode.effort.name),
      "quality": .number(inputs.encode.quality),
      "pictures": .list(
        (inputs.surroundings?.assets ?? []).enumerated().map { index, mark in
          .object([
            "source": .optional(pictures.indices.contains(index) ? pictures[index] : nil),
            "digest": .text(hex(mark)),
          ])
        }),
      "fonts": .optional(inputs.surroundings.map { hex($0.fonts) }),
      "siteDefaults": .optional(inputs.surroundings.map { hex($0.defaults) }),
      "renderer": .optional(inputs.surroundings.map { hex($0.renderer) }),
    ])
  }
}
