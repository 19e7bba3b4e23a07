/// What a handler decides for one request: exactly one of `send` and `later`.
package struct HTTPReply: ~Copyable {
  enum Decision {
    case none
    case slice(PrefixID, UnsafeRawBufferPointer)
    case owned(OwnedResponse)
    case later
  }

  private(set) var decision = Decision.none
  /// What the request is counted as: a number below `HTTPConfiguration.labelCount`.
  package var label: UInt8 = 0
  private let ticket: ReplyTicket
  private let mayWait: Bool

  init(ticket: ReplyTicket, mayWait: Bool) {
    self.ticket = ticket
    self.mayWait = mayWait
  }

  /// Answers with a registered head and memory that is not ours, without a copy in between.
  ///
  /// - Parameters:
  ///   - prefix: status line, Date and fixed fields, from `registerPrefix`.
  ///   - rest: further field lines (Content-Length among them), the blank line, the body; for HEAD
  ///     and 304 it ends behind the blank line. Valid until `turnEnded`.
  package mutating func send(_ prefix: PrefixID, rest: UnsafeRawBufferPointer) {
    decision = .slice(prefix, rest)
  }

  /// Answers with bytes of its own.
  package mutating func send(_ response: OwnedResponse) {
    decision = .owned(response)
  }

  /// Answers with bytes of its own.
  package mutating func send(
    status: Int, fields: [OwnedResponse.Field] = [], body: [UInt8] = []
  ) {
    decision = .owned(OwnedResponse(status: status, fields: fields, body: body))
  }

  /// Promises an answer through the `ReplyPort`; requests pipelined behind this one wait for it.
  /// Not allowed in `finish`, which is to answer.
  package mutating func later() -> ReplyTicket {
    precondition(mayWait, "a finished ticket cannot be put off again")
    decision = .later
    return ticket
  }
}
