internal import PlacardSystem

/// Names one request that waits for its answer; any thread may hold it.
package struct ReplyTicket: Sendable, Hashable {
  let loop: UInt32
  let slot: UInt32
  /// Of the request: a slot's later requests and connections have others.
  let generation: UInt32
}

/// Where other threads hand in the answers that handlers promised.
///
/// An answer whose connection has gone is dropped in silence, and so is a second one.
package struct ReplyPort<Completion: Sendable>: Sendable {
  enum Letter: Sendable {
    case response(ReplyTicket, OwnedResponse)
    case completion(ReplyTicket, Completion)
    case stop(drainUntil: MonotonicInstant)
  }

  let mailboxes: [Mailbox<Letter>]

  /// Answers with bytes that are ready.
  package func complete(_ ticket: ReplyTicket, _ response: OwnedResponse) {
    mailboxes[Int(ticket.loop)].post(.response(ticket, response))
  }

  /// Has the handler answer on its loop, in `finish(_:_:)`, as from the store's map.
  package func resume(_ ticket: ReplyTicket, with completion: Completion) {
    mailboxes[Int(ticket.loop)].post(.completion(ticket, completion))
  }
}
