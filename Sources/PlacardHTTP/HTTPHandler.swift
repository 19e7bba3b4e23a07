internal import PlacardSystem

/// What answers requests: one instance for each loop, made and called on that loop's thread only.
///
/// Nothing here may block: while it runs, no other connection of the loop is served.
package protocol HTTPHandler: AnyObject, SendableMetatype {
  /// What other threads hand back for a promised answer; `Never` if they only send ready ones.
  associatedtype Completion: Sendable = Never

  /// Some connections have something to say; called before the first of them is looked at.
  func turnBegan()

  /// Everything handed over since `turnBegan` has been sent or copied.
  func turnEnded()

  /// Answers one whole request.
  func respond(to request: borrowing HTTPRequest, _ reply: inout HTTPReply)

  /// Answers the request that was put off with `later`, between `turnBegan` and `turnEnded`; the
  /// request itself is gone, so whatever the answer needs is in the completion. It must send.
  func finish(_ completion: Completion, isHead: Bool, _ reply: inout HTTPReply)

  /// How long the body of this request may be; nil for `HTTPLimits.bodyBytesMax`. Asked when the
  /// head is there and the body is not.
  func bodyBytesMax(for request: borrowing HTTPRequest) -> Int?

  /// Whether every request has a record; asked once, when the handler has been made.
  var keepsRecords: Bool { get }

  /// What is to be told when `request` has its answer. Asked when a request is whole, before
  /// `respond`, and once more before that where its body is still to come.
  func record(of request: borrowing HTTPRequest) -> any AnswerRecord

  /// The same for what could not be read as a request.
  func record(ofUnreadFrom peer: PeerAddress) -> any AnswerRecord
}

extension HTTPHandler {
  /// Nil: `HTTPLimits.bodyBytesMax` holds for every request.
  package func bodyBytesMax(for request: borrowing HTTPRequest) -> Int? { nil }

  /// False: nothing is recorded.
  package var keepsRecords: Bool { false }

  /// Never called where `keepsRecords` is false.
  package func record(of request: borrowing HTTPRequest) -> any AnswerRecord {
    preconditionFailure("who keeps records makes them")
  }

  /// Never called where `keepsRecords` is false.
  package func record(ofUnreadFrom peer: PeerAddress) -> any AnswerRecord {
    preconditionFailure("who keeps records makes them")
  }
}

extension HTTPHandler where Completion == Never {
  /// Never called: there is no completion to call it with.
  package func finish(_ completion: Never, isHead: Bool, _ reply: inout HTTPReply) {}
}

/// What a handler is given when it is made, on its loop's thread.
package struct HTTPLoopContext<Completion: Sendable>: ~Copyable {
  /// From 0 to `loopCount - 1`.
  package let loopIndex: Int
  package let loopCount: Int
  /// Where the server listens, with the port it got.
  package let address: String
  /// For whoever will answer later.
  package let port: ReplyPort<Completion>
  /// For whoever reports what the server has done.
  package let access: AccessReader
  var prefixes: PrefixTable

  init(loopIndex: Int, address: String, port: ReplyPort<Completion>, access: AccessReader) {
    self.access = access
    self.loopIndex = loopIndex
    self.address = address
    loopCount = port.mailboxes.count
    self.port = port
    prefixes = PrefixTable(unixSeconds: WallClock.unixSeconds())
  }

  /// Prepares the fixed part of a head: status line, Date, `fields`; `remark` is that of
  /// `OwnedResponse`.
  ///
  /// - Returns: its name in `HTTPReply.send(_:rest:)`, on this loop.
  package mutating func registerPrefix(
    status: Int, fields: [OwnedResponse.Field], remark: UInt8 = 0
  ) -> PrefixID {
    prefixes.register(status: status, fields: fields, remark: remark)
  }
}
