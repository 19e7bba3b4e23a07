internal import PlacardCore
internal import PlacardHTTP
internal import PlacardStore

/// A browser that was signed in with an admin's key. Its cookie holds a random token, of which the
/// store has the digest; it is as good as the key for as long as both live.
enum Session {
  static let cookieName = "placard_session"
  /// Half a day: a working day and its overtime.
  static let secondsMax: Int64 = 43_200

  /// A fresh token: 256 random bits in hexadecimal digits.
  static func makeToken(using random: inout some RandomNumberGenerator) -> String {
    var token = ""
    for _ in 0..<4 {
      let digits = String(UInt64.random(in: .min ... .max, using: &random), radix: 16)
      token += String(repeating: "0", count: 16 - digits.count) + digits
    }
    return token
  }

  /// The `Set-Cookie` that gives a browser `token`, or takes it away with 0 seconds (RFC 6265 §4.1).
  static func cookie(_ token: String, seconds: Int64, baseURL: String) -> OwnedResponse.Field {
    let secure = baseURL.hasPrefix("https:") ? "; Secure" : ""
    return .init(
      HeaderName.setCookie.rawValue,
      "\(cookieName)=\(token); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(secure)")
  }

  /// Who the session of `request` belongs to; nil when it has none that lives.
  ///
  /// A browser sends its cookies with whatever a page of this server's site makes it send, so a call
  /// that changes something must come from this server's own pages.
  static func check(
    _ request: borrowing HTTPRequest, _ reader: StoreReader
  ) throws(StoreError) -> Authorization.Verdict? {
    guard let token = token(of: request),
      let session = try reader.snapshot.session(token.digest),
      request.unixSeconds < session.expiresAt,
      let key = try reader.snapshot.keys().first(where: { $0.id == session.keyID }), key.isLive
    else { return nil }
    let isSafe = request.method == .get || request.method == .head
    guard isSafe || isSameOrigin(request) else { return .refused(crossOrigin) }
    return .caller(Caller(key: key, secret: nil))
  }

  static var crossOrigin: Problem {
    Problem(
      .crossOrigin, "the call does not come from a page of this server",
      hint: "scripts elsewhere use a key in the Authorization header")
  }

  /// Whether a page of this server sent `request`: by Fetch Metadata, else by `Origin` (RFC 6454
  /// §7), whose host and port must be those that were asked for. One of them every browser sends.
  static func isSameOrigin(_ request: borrowing HTTPRequest) -> Bool {
    if let site = request.field(named: "sec-fetch-site") {
      return site.elementsEqual("same-origin".utf8)
    }
    guard let origin = request.field(.origin), let host = request.field(.host),
      !request.isRepeated(.origin)
    else { return false }
    for scheme in ["http://", "https://"] where origin.starts(with: scheme.utf8) {
      return origin.dropFirst(scheme.utf8.count).elementsEqual(host)
    }
    return false
  }

  /// The token in the request's cookies (RFC 6265 §5.4), if it has the form of one.
  static func token(of request: borrowing HTTPRequest) -> SessionToken? {
    guard let field = request.field(.cookie) else { return nil }
    for pair in field.split(separator: UInt8(ascii: ";")) {
      let pair = pair.drop { $0 == 0x20 }
      guard pair.starts(with: cookieName.utf8),
        pair.dropFirst(cookieName.utf8.count).first == UInt8(ascii: "=")
      else { continue }
      return SessionToken(pair.dropFirst(cookieName.utf8.count + 1))
    }
    return nil
  }
}

/// A token as a browser sent it.
struct SessionToken {
  /// What the store knows it by.
  let digest: Digest

  init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 64, bytes.allSatisfy({ PercentDecoding.hexValue($0) != nil }) else {
      return nil
    }
    digest = Digest(of: Array(bytes))
  }
}
