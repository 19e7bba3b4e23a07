/// What one client, and all together, may ask of the server. Times are whole seconds, since they
/// are looked at once a second.
package struct HTTPLimits: Sendable, Hashable {
  /// Method, target and version without CR LF; past it 414.
  package var requestLineBytesMax = 8_192
  /// Field lines; past it 431.
  package var headerCountMax = 100
  /// All field lines with their CR LF; past it 431.
  package var headerBytesMax = 32_768
  /// From a request's first byte to its blank line, in all and not between bytes; past it 408.
  package var headSecondsMax = 10
  /// A request's body once decoded, where the handler names no other limit; past it 413.
  package var bodyBytesMax = 1_000_000
  /// From the blank line to the body's end; past it 408.
  package var bodySecondsMax = 15
  /// Without a request; then the connection is closed.
  package var idleSecondsMax = 60
  /// Without the peer taking a byte of what waits for it; then the connection is reset.
  package var writeSecondsMax = 30
  /// From a request's end to the answer that a worker owes it; past it 504.
  package var answerSecondsMax = 60
  /// After an answer that ends a connection, for the peer to read it and close.
  package var lingerSecondsMax = 5
  /// Open at one time, over all loops; past it 503, unless an idle one can be closed.
  package var connectionsMax = 2_048
  /// Answers to pipelined requests that may be unread before no further request is answered. One
  /// answer may be larger.
  package var unreadBytesMax = 262_144
  /// Unfinished requests and unread answers of all connections; past it 503 or a reset.
  package var heldBytesMax = 268_435_456

  package init() {}
}
