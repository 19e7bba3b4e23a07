internal import PlacardHTTP
internal import PlacardSystem

/// What the access log will say of one request.
final class AccessEntry: AnswerRecord {
  private static let agentBytesMax = 200

  private let lines: AccessLines
  private let began = MonotonicInstant.now()
  private let client: PeerAddress
  /// nil for what could not be read as a request.
  private var method: String?
  private var target: [UInt8]?
  private var agent: [UInt8]?
  /// Of the caller, once known.
  var keyID: String?

  /// - Parameter client: whose request it is, behind proxies or not.
  init(_ request: borrowing HTTPRequest, client: PeerAddress, _ lines: AccessLines) {
    self.lines = lines
    self.client = client
    method = request.method.name
    target = AccessTarget.shown(request.target)
    agent = request.field(.userAgent).map { Array($0.prefix(Self.agentBytesMax)) }
  }

  init(unreadFrom peer: PeerAddress, _ lines: AccessLines) {
    self.lines = lines
    client = peer
  }

  func answered(status: Int, byteCount: Int, remark: UInt8) {
    write(status: status, byteCount: byteCount, CacheOutcome(rawValue: remark) ?? .none)
  }

  /// The status is the one that other servers give such requests, which had none.
  func abandoned() { write(status: 499, byteCount: 0, .none) }

  private func write(status: Int, byteCount: Int, _ cache: CacheOutcome) {
    let now = WallClock.unixMilliseconds()
    let nanoseconds = MonotonicInstant.now().nanoseconds(since: began)
    lines.add { line in
      line.put(
        "time", time: CivilTime(unixSeconds: now / 1_000).description,
        milliseconds: UInt64(now % 1_000))
      line.put("client", client.description)
      line.put("method", method)
      line.put("target", target)
      line.put("status", status)
      line.put("bytes", byteCount)
      line.put("ms", thousandths: nanoseconds / 1_000)
      line.put("cache", cache.name)
      line.put("key", keyID)
      line.put("agent", agent)
    }
  }
}
