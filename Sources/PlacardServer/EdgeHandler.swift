internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem

/// One loop's answers. Hits are looked up and sent from the store's map; everything slower is handed
/// to other threads.
final class EdgeHandler: HTTPHandler {
  let edge: Edge
  let port: ReplyPort<Never>
  let access: AccessReader
  private let loopIndex: Int
  let reader: StoreReader
  /// For a look at the store as it is now, when the turn's snapshot has not what is asked for. What
  /// it finds is copied, since the turn's answers are sent from the other's map.
  let spare: StoreReader
  let planner: CardPlanner
  let templates: TemplateShelf
  let heads: Heads
  /// What `imageUrl` begins with, without a slash at its end.
  let baseURL: String
  /// The encode settings that the published build was made with (the site's before the first), so
  /// that its pictures are hits.
  private(set) var profile: EncodeProfile
  private var front = FrontTable()
  var printedDocs: PrintedDocs?
  /// The API's description, from when it is first asked for.
  private(set) lazy var description = JSONAnswer.body(
    OpenAPIDocument(edge.api, edge.configuration, baseURL: baseURL).json)
  /// Of the snapshot that `epoch` was read from.
  private var epochTransaction = UInt64.max
  private(set) var epoch: UInt64 = 0
  private let accessLines: AccessLines?
  /// Of the request that is being answered.
  private var accessEntry: AccessEntry?
  private let labels = (
    picture: OperationName.picture.label, card: OperationName.card.label,
    render: OperationName.render.label
  )
  /// Of the signing keys, when the front table was last cleared for them.
  private var signingChanges: UInt64
  /// How long an address of `/api/render` whose card shows pictures is taken to lead to the same
  /// bytes without being resolved again: a picture's file may have changed.
  let believedSeconds: Int64 = 5
  /// Files of more bytes are read on other threads when their digest is not known.
  let readMax = 65_536

  init(_ edge: Edge, _ context: inout HTTPLoopContext<Never>) {
    self.edge = edge
    port = context.port
    access = context.access
    loopIndex = context.loopIndex
    heads = Heads(&context)
    let readers = edge.readers.pair(context.loopIndex)
    reader = readers.turn
    spare = readers.spare
    planner = CardPlanner(context: edge.context, shelf: edge.shelf)
    templates = TemplateShelf(limits: edge.context.limits)
    baseURL = edge.baseURL ?? BaseAddress.listening(at: context.address)
    profile = edge.configuration.encode
    accessLines = edge.accessLog.map { AccessLines($0) }
    signingChanges = edge.signingKeys.changeCount
  }

  // MARK: Turns.

  func turnBegan() { edge.fence.turnBegan(loopIndex) }

  func turnEnded() {
    if reader.isActive { reader.reset() }
    accessLines?.flush()
    edge.fence.turnEnded(loopIndex)
  }

  /// Takes the turn's snapshot, if it has none yet.
  func takeSnapshot() throws(StoreError) {
    guard !reader.isActive else { return }
    try reader.renew()
    if signingChanges != edge.signingKeys.changeCount { forgetSignatures() }
    let transaction = reader.transactionID
    guard transaction != epochTransaction else { return }
    // What moves the addresses' meaning: another template, another published build.
    let snapshot = reader.snapshot
    let build = try snapshot.currentBuild()
    profile = build.flatMap { EncodeProfile(bytes: $0.settings) } ?? edge.configuration.encode
    epoch = try snapshot.templatesStamp() &* 0x1_0000_0001 &+ (build?.number ?? 0)
    epochTransaction = transaction
  }

  /// Other keys may not verify what is in the table.
  private func forgetSignatures() {
    signingChanges = edge.signingKeys.changeCount
    front.clear()
  }

  // MARK: Records.

  var keepsRecords: Bool { accessLines != nil }

  func record(of request: borrowing HTTPRequest) -> any AnswerRecord {
    guard let accessLines else { preconditionFailure("there is no log") }
    let client = ClientAddress.of(request, trusted: edge.configuration.trustedProxies)
    let entry = AccessEntry(request, client: client, accessLines)
    accessEntry = entry
    return entry
  }

  func record(ofUnreadFrom peer: PeerAddress) -> any AnswerRecord {
    guard let accessLines else { preconditionFailure("there is no log") }
    return AccessEntry(unreadFrom: peer, accessLines)
  }

  /// Has the access log tell whose key it was.
  func note(_ caller: Caller) { accessEntry?.keyID = caller.key.id }

  // MARK: Requests.

  func bodyBytesMax(for request: borrowing HTTPRequest) -> Int? {
    edge.api.find(request.path)?.route.operation(request.method)?.body?.bytesMax
  }

  func respond(to request: borrowing HTTPRequest, _ reply: inout HTTPReply) {
    do throws(StoreError) {
      if request.method == .get || request.method == .head {
        try takeSnapshot()
        if try answerFromFront(request, &reply) { return }
      }
      try route(request, &reply)
    } catch {
      refuse(Problem(error), &reply)
    }
  }

  private func route(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    if request.method == .options { return answerOptions(request, &reply) }
    guard let (route, values) = edge.api.find(request.path) else {
      if try answerStudio(request, &reply) { return }
      if let dev = edge.dev, try answerDev(dev, request, &reply) { return }
      return refuse(.notFound("page"), &reply)
    }
    guard let operation = route.operation(request.method) else {
      var problem = Problem(
        .methodNotAllowed, "this address does not take that method",
        hint: "it takes \(route.allowed)")
      problem.fields.append(.init("Allow", route.allowed))
      return refuse(problem, &reply)
    }
    reply.label = operation.name.label
    var caller: Caller?
    if operation.access != .everybody {
      try takeSnapshot()
      switch try Authorization.check(request, operation.access, reader) {
      case .refused(let problem): return refuse(problem, &reply)
      case .caller(let known):
        if let secret = known.secret {
          edge.recentUse.note(known.key, secret: secret, now: request.unixSeconds)
        }
        note(known)
        caller = known
      }
    }
    if let problem = operation.refusal(ofType: request.field(.contentType)) {
      return refuse(problem, &reply)
    }
    try perform(Call(operation, values, caller), request, &reply)
  }

  /// The one way from an operation to what answers it.
  private func perform(
    _ call: Call, _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) {
    switch call.operation.name {
    case .picture: try answerPicture(request, &reply)
    case .card: try answerCard(request, &reply)
    case .render: try answerRender(call, request, &reply)
    case .generate: try answerGenerate(call, request, &reply)
    case .listKeys: try answerKeys(&reply)
    case .createKey: try answerNewKey(call, request, &reply)
    case .revokeKey: try answerRevocation(call, &reply)
    case .usage: try answerUsage(call, request, &reply)
    case .openSession: try answerSignIn(call, request, &reply)
    case .closeSession: answerSignOut(request, &reply)
    case .listTemplates: try answerTemplates(call, request, &reply)
    case .createTemplate: answerNewTemplate(call, request, &reply)
    case .template: answerTemplate(call, request, &reply)
    case .updateTemplate: answerTemplateUpdate(call, request, &reply)
    case .deleteTemplate: answerTemplateDeletion(call, request, &reply)
    case .templateVersions: answerTemplateVersions(call, &reply)
    case .templateVersion: answerTemplateVersion(call, request, &reply)
    case .restoreTemplate: answerTemplateRestoration(call, request, &reply)
    case .templateThumbnail: answerThumbnail(call, request, &reply)
    case .previewTemplate, .previewDraft: answerPreview(call, request, &reply)
    case .inspectTemplate, .inspectDraft: answerInspection(call, request, &reply)
    case .docs: try answerDocs(request, &reply)
    case .description: answerDescription(&reply)
    case .health: answerHealth(&reply)
    case .readiness: answerReadiness(&reply)
    case .metrics: try answerMetrics(request, &reply)
    case .fonts: answerFonts(&reply)
    case .fontFile: answerFontFile(call, &reply)
    case .listAssets: answerAssets(&reply)
    case .uploadAsset: answerUpload(call, request, &reply)
    case .store: answerStore(&reply)
    }
  }

  func refuse(_ problem: Problem, _ reply: inout HTTPReply) {
    reply.send(problem.logged.response)
  }

  // MARK: Hits.

  /// Answers a target that this loop has answered before; false when it has not, or when what it
  /// knew may be out of date.
  private func answerFromFront(
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) throws(StoreError) -> Bool {
    guard var entry = front.find(request.target) else { return false }
    if request.unixSeconds > entry.pointee.believedUntil {
      guard entry.pointee.isNegotiated,
        let negotiated = front.find(request.target, AcceptedFormat(request)),
        request.unixSeconds <= negotiated.pointee.believedUntil
      else { return false }
      entry = negotiated
    }
    let transaction = reader.transactionID
    if entry.pointee.transactionID != transaction {
      if entry.pointee.kind != .immutable {
        guard entry.pointee.epoch == epoch else { return false }
      }
      guard let object = try reader.object(entry.pointee.content) else { return false }
      entry.pointee.object = object
      entry.pointee.transactionID = transaction
    }
    guard let object = entry.pointee.object else { return false }
    if front.isUseDue(entry, now: request.unixSeconds) {
      edge.recentUse.note(entry.pointee.content)
    }
    reply.label = label(ofPicture: request.target)
    send(object, entry.pointee.kind, request, &reply)
    return true
  }

  /// The label of a target that leads to a picture.
  private func label(ofPicture target: UnsafeRawBufferPointer) -> UInt8 {
    switch target[1] {
    case UInt8(ascii: "i"): labels.picture
    case UInt8(ascii: "c"): labels.card
    default: labels.render
    }
  }

  /// Answers with a stored picture and notes where the target led.
  func answer(
    with object: ObjectView, _ content: ContentHash, _ note: FrontNote,
    _ request: borrowing HTTPRequest, _ reply: inout HTTPReply
  ) {
    let isUseDue = front.fill(
      request.target, note, content: content, object: object, epoch: epoch,
      now: request.unixSeconds, transactionID: reader.transactionID)
    if isUseDue { edge.recentUse.note(content) }
    send(object, note.kind, request, &reply)
  }

  private func send(
    _ object: ObjectView, _ kind: PictureAnswer, _ request: borrowing HTTPRequest,
    _ reply: inout HTTPReply
  ) {
    let pair = heads.pair(kind)
    if let field = request.field(.ifNoneMatch), ConditionalRequest.matches(field, object.etag) {
      reply.send(pair.notModified, rest: object.notModifiedFields)
    } else if request.field(.range) != nil {
      sendPart(object, kind, request, &reply)
    } else {
      reply.send(
        pair.found, rest: request.method == .head ? object.fieldsOnly : object.fieldsAndBody)
    }
  }

  @inline(never)
  private func sendPart(
    _ object: ObjectView, _ kind: PictureAnswer, _ request: borrowing HTTPRequest,
    _ reply: inout HTTPReply
  ) {
    let pair = heads.pair(kind)
    let conditions = PictureConditions(request)
    switch conditions.part(etag: object.etag, byteCount: object.body.count) {
    case .notModified: reply.send(pair.notModified, rest: object.notModifiedFields)
    case .whole:
      reply.send(
        pair.found, rest: request.method == .head ? object.fieldsOnly : object.fieldsAndBody)
    case .bytes(let range): reply.send(Heads.part(range, of: object, kind))
    case .unsatisfiable:
      reply.send(Heads.unsatisfiable(kind, byteCount: object.body.count))
    }
  }
}

/// A handler stays on its loop's thread.
@available(*, unavailable)
extension EdgeHandler: Sendable {}
