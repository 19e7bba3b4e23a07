internal import PlacardCore
internal import PlacardHTTP
internal import PlacardPipeline
internal import PlacardStore
internal import PlacardSystem
internal import Synchronization

/// What a call on templates works with, away from the loops: it may read disks, compile and wait for
/// the writer.
struct DeskSeat {
  let edge: Edge
  /// Holds no snapshot.
  let reader: StoreReader
  let planner: CardPlanner

  var limits: Limits { edge.context.limits }

  init(_ edge: Edge) throws(PipelineError) {
    self.edge = edge
    do throws(StoreError) { reader = try edge.store.reader() } catch { throw .store(error) }
    planner = CardPlanner(context: edge.context, shelf: edge.shelf)
  }

  /// Reads the store as it is now.
  func read<R>(_ body: (Snapshot) throws(StoreError) -> R) throws(PipelineError) -> R {
    do throws(StoreError) { return try reader.withSnapshot(body) } catch { throw .store(error) }
  }

  /// Has `body` change the store on its writer's thread, where nobody else changes it meanwhile, and
  /// waits until that is committed and no loop can answer with what was there before.
  func write<R: Sendable>(
    _ body: @escaping @Sendable (StoreWriter) throws(StoreError) -> R
  ) throws(PipelineError) -> R {
    let result = Mutex<R?>(nil)
    try edge.writer.perform { writer throws(StoreError) in
      let made = try body(writer)
      if try writer.commit() == nil { writer.abort() }
      result.withLock { $0 = made }
    }
    edge.fence.wait()
    guard let made = result.withLock({ $0 }) else {
      preconditionFailure("work that does not throw has a result")
    }
    return made
  }

  /// What the JSON in `body` gives, by the operation's table.
  func values(
    _ body: [UInt8], _ operation: Operation
  ) throws(PipelineError) -> MemberValues {
    guard let table = operation.body?.table else {
      preconditionFailure("\(operation.name) has no body of JSON")
    }
    do throws(InputError) {
      return try table.read(try JSONParser.parse(body, limits: limits.jsonBodies))
    } catch {
      throw .input(body.withUnsafeBytes { error.located(in: $0, named: "the body") })
    }
  }

  /// The template of that id. Throws the error of one that is not there.
  func template(_ id: String) throws(PipelineError) -> TemplateRecord {
    if let record = try read({ snapshot throws(StoreError) in try snapshot.template(id) }) {
      return record
    }
    throw try unknown(id)
  }

  /// The template that `record` spells.
  func compiled(_ record: TemplateRecord) throws(PipelineError) -> Template {
    do throws(InputError) {
      return try Template.parse(
        jsonData: try JSONParser.parse(record.jsonData, limits: limits.jsonBodies),
        head: record.head, limits: limits)
    } catch {
      throw .input(error)
    }
  }

  /// The error for a template that is not there, with the nearest that is.
  func unknown(_ id: String) throws(PipelineError) -> PipelineError {
    try read { snapshot throws(StoreError) in
      .input(TemplateShelf.unknown(id, snapshot, path: "id"))
    }
  }
}

extension EdgeHandler {
  /// Has `work` make the answer on a thread of the desk; 503 when too much waits for it.
  func atDesk(
    _ reply: inout HTTPReply,
    _ work: @escaping @Sendable (DeskSeat) throws(PipelineError) -> OwnedResponse
  ) {
    atDesk(&reply) { seat, answer throws(PipelineError) in answer(try work(seat)) }
  }

  /// As above, for work that may leave the answer to another thread: to be given once, unless it
  /// throws.
  func atDesk(
    _ reply: inout HTTPReply,
    _ work:
      @escaping @Sendable (
        DeskSeat, @escaping @Sendable (OwnedResponse) -> Void
      ) throws(PipelineError) -> Void
  ) {
    let ticket = reply.later()
    let port = port
    let edge = edge
    let errand = ErrandThreads.Errand(
      run: {
        do throws(PipelineError) {
          try work(try DeskSeat(edge)) { port.complete(ticket, $0) }
        } catch {
          port.complete(ticket, Problem(error).logged.response)
        }
      },
      refuse: { port.complete(ticket, Problem.deskIsBusy.response) })
    if !edge.desk.tryPush(errand) { port.complete(ticket, Problem.deskIsBusy.response) }
  }
}

extension Problem {
  fileprivate static var deskIsBusy: Problem {
    var problem = Problem(.busy, "too many calls wait for an answer", hint: "try again shortly")
    problem.fields.append(.init("Retry-After", "1"))
    return problem
  }

  /// The id in a path is not percent-encoded UTF-8: nothing can have it.
  static let noSuchTemplate = Problem(
    .unknownTemplate, "there is no template of that id", path: "id")
}
