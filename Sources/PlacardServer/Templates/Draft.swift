internal import PlacardCore
internal import PlacardPipeline
internal import PlacardStore

/// A template in the making, and what a card would give it: the body of a preview
/// or an inspection.
struct Draft: Sendable {
  let template: Template
  let wanted: PictureRequest
  /// Whether the body has the definition.
  private let isGiven: Bool

  /// What `body` says, by the operation's table.
  ///
  /// - Parameter id: of the template whose head it has, and whose definition where the body has none;
  ///   nil where the body must have one.
  init(
    _ body: [UInt8], _ operation: Operation, of id: String?, _ seat: DeskSeat
  ) throws(PipelineError) {
    let record = try id.map { id throws(PipelineError) in try seat.template(id) }
    let values = try seat.values(body, operation)
    let given = values.json("jsonData")
    wanted = PictureRequest(values)
    isGiven = given != nil
    guard let given else {
      guard let record else { preconditionFailure("a draft of no template must be given") }
      template = try seat.compiled(record)
      return
    }
    do throws(InputError) {
      template = try Template.parse(
        jsonData: given, head: record?.head ?? TemplateHead(id: "draft", name: ""),
        limits: seat.limits)
    } catch {
      throw .input(error)
    }
  }

  /// That it be drawn, with pictures from where a holder of a key may have them fetched.
  func order(_ settings: EncodeSettings, _ site: SiteConfiguration) -> Order {
    Order(
      template: template, request: wanted.card, settings: settings, origin: .generated,
      policy: .forOperator(site))
  }

  /// What `error`, of its drawing, is to the client: what the body's definition has wrong is told at
  /// its place there.
  func problem(_ error: PipelineError) -> Problem {
    var problem = Problem(error)
    if isGiven, let path = problem.path, !wanted.card.gives(path) {
      problem.path = template.placed(InputError(.badAsset, path: path, message: "")).path
    }
    return problem
  }
}

extension CardRequest {
  /// Whether something stands at `path`, so that an error there is the card's and not its draft's.
  fileprivate func gives(_ path: String) -> Bool {
    var members: [(String, JSON)] = []
    if let layers { members.append(("layers", layers)) }
    if let variables { members.append(("variables", variables)) }
    return JSON.object(members).value(at: path) != nil
  }
}
