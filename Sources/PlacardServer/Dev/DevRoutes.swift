internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore

/// What a server of `placard dev` answers besides the API: `/dev` and what its script asks for. No
/// part of the API's tables, hence of its description.
extension EdgeHandler {
  /// Answers an address below `/dev`; false for every other, and for whoever may not see them, to whom
  /// they are not there.
  func answerDev(
    _ board: DevBoard, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) -> Bool {
    guard request.method == .get || request.method == .head,
      board.isOpen || (Self.isFromHere(request) && Self.isForHere(request))
    else { return false }
    let query = DevQuery(request.query)
    switch String(decoding: request.path, as: UTF8.self) {
    case "/dev": reply.send(DevPage.response)
    case "/dev/version":
      try takeSnapshot()
      reply.send(JSONAnswer.response(200, .object(version(board))))
    case "/dev/state":
      try takeSnapshot()
      answerDevState(board, &reply)
    case "/dev/cards": answerDevCards(board, query, &reply)
    case "/dev/card": answerDevCard(board, query, &reply)
    default: return false
    }
    return true
  }

  /// Whether the address names this machine: a page elsewhere whose name leads here by a trick of DNS
  /// is not to read it.
  private static func isForHere(_ request: borrowing HTTPRequest) -> Bool {
    guard let field = request.field(named: "host") else { return true }
    var host = String(decoding: field, as: UTF8.self).lowercased()
    if let colon = host.lastIndex(of: ":"), host[colon...].dropFirst().allSatisfy(\.isNumber) {
      host = String(host[..<colon])
    }
    return host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
      || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
  }

  /// What moves when something has changed: the code, what is said of builds, and the pictures. Of the
  /// snapshot of the turn.
  private func version(_ board: DevBoard) -> [(String, JSON)] {
    [
      ("boot", .text(board.boot)), ("state", .number(Int(clamping: board.state.sequence))),
      ("pictures", .text(String(epoch, radix: 16))),
    ]
  }

  private func answerDevState(_ board: DevBoard, _ reply: inout HTTPReply) {
    let state = board.state
    var members = version(board)
    members += [
      ("site", .text(edge.configuration.name)),
      ("manifests", .list(board.manifests.map { .text($0) })),
      ("isBuilding", .flag(state.isBuilding)),
      ("changed", .list(state.changed.map { .text($0) })),
      ("trouble", state.trouble?.json ?? JSON(.null)),
      ("report", state.report?.json ?? JSON(.null)),
    ]
    reply.send(JSONAnswer.response(200, .object(members)))
  }

  private func answerDevCards(_ board: DevBoard, _ query: DevQuery, _ reply: inout HTTPReply) {
    let needle = query["q"] ?? ""
    let first = query["first"].flatMap { Int($0) } ?? 0
    atDesk(&reply) { seat throws(PipelineError) in
      let state = board.state
      return try seat.read { snapshot throws(StoreError) in
        let cards = try DevCards(
          snapshot, needle: needle, first: max(0, first), countMax: DevPage.cardsAtOnce)
        var items: [JSON] = []
        for item in cards.items { items.append(try item.json(state, snapshot)) }
        return JSONAnswer.response(
          200,
          .object([
            ("cards", .list(items)), ("hasMore", .flag(cards.hasMore)),
            (
              "total",
              try snapshot.currentBuild().map { .number(Int(clamping: $0.counts.cards)) }
                ?? .number(0)
            ),
          ]))
      }
    }
  }

  /// One picture of a card looked at: its layers' boxes, its notes, its addresses.
  private func answerDevCard(_ board: DevBoard, _ query: DevQuery, _ reply: inout HTTPReply) {
    guard let id = query["id"] else { return refuse(.notFound("card"), &reply) }
    let index = query["variant"].flatMap { Int($0) } ?? 0
    let profile = profile
    atDesk(&reply) { seat throws(PipelineError) in
      let page = try seat.read { snapshot throws(StoreError) in try snapshot.page(id) }
      guard let page, page.variants.indices.contains(index) else {
        return Problem.notFound("card").response
      }
      let edge = seat.edge
      let inspector = CardInspector(
        context: edge.context, shelf: edge.shelf, store: edge.store, manifests: board.manifests)
      do throws(PipelineError) {
        guard let card = try inspector.find(id) else {
          return Self.blindly("no manifest has the card any more")
        }
        let variant = page.variants[index]
        guard let seen = try inspector.inspect(card, as: variant, profile) else {
          return Self.blindly("the card has no such picture any more")
        }
        let record = try seat.read { snapshot throws(StoreError) in
          try snapshot.template(seen.templateID)
        }
        return JSONAnswer.response(
          200,
          seen.json(
            of: card, variant.format, isPublic: record?.isPublic ?? false))
      } catch {
        if case .store = error { throw error }
        return Self.blindly(error.description)
      }
    }
  }

  /// The picture is there, but what it is made of cannot be looked at.
  private static func blindly(_ why: String) -> OwnedResponse {
    JSONAnswer.response(200, .object([("trouble", .text(why))]))
  }
}

/// The parameters of an address below `/dev`.
struct DevQuery {
  private var values: [String: String] = [:]

  init(_ query: UnsafeRawBufferPointer?) {
    for part in (query ?? UnsafeRawBufferPointer(start: nil, count: 0)).split(
      separator: UInt8(ascii: "&"))
    {
      let name = part.prefix { $0 != UInt8(ascii: "=") }
      let value = UnsafeRawBufferPointer(rebasing: part.dropFirst(name.count + 1))
      guard let bytes = PercentDecoding.bytes(of: value, plusIsSpace: true),
        let text = String(validating: bytes, as: UTF8.self)
      else { continue }
      values[String(decoding: name, as: UTF8.self)] = text
    }
  }

  subscript(name: String) -> String? { values[name] }
}
