import PlacardHTTP

/// What can be seen of a parser's outcome.
enum Observed: Equatable {
  case complete(Summary)
  case incomplete
  case blankLine
  case refused(Int)

  struct Summary: Equatable {
    var method = HTTPMethod.get
    var target = ""
    var byteCount = 0
    var minorVersion = 1
    var contentLength: Int?
    var isChunked = false
    var expectsContinue = false
    var keepsAlive = true
    var etag: String?
  }
}

/// A request the parser takes.
struct Parsed {
  let head: RequestHead
  private let bytes: [UInt8]

  init?(_ text: String) {
    bytes = Array(text.utf8)
    var head = RequestHead()
    let outcome = bytes.withUnsafeBytes { RequestParser(HTTPLimits()).parse($0, into: &head) }
    guard case .complete = outcome else { return nil }
    self.head = head
  }

  var method: HTTPMethod { head.method }
  var target: String { text(head.target) }
  func field(_ name: FieldName) -> String? { head.range(name).map(text) }

  private func text(_ range: ByteRange) -> String {
    bytes.withUnsafeBytes { String(decoding: range.bytes(of: $0.baseAddress!), as: UTF8.self) }
  }
}

/// Runs the parser on `bytes`, placed at the very end of their allocation.
func observe(_ bytes: [UInt8], _ limits: HTTPLimits = HTTPLimits()) -> Observed {
  var head = RequestHead()
  return bytes.withUnsafeBytes { raw in
    switch RequestParser(limits).parse(raw, into: &head) {
    case .blankLine: return .blankLine
    case .incomplete: return .incomplete
    case .refused(let refusal): return .refused(refusal.status)
    case .complete:
      func text(_ range: ByteRange) -> String {
        String(decoding: range.bytes(of: raw.baseAddress!), as: UTF8.self)
      }
      return .complete(
        Observed.Summary(
          method: head.method, target: text(head.target), byteCount: head.byteCount,
          minorVersion: Int(head.minorVersion), contentLength: head.contentLength,
          isChunked: head.isChunked, expectsContinue: head.expectsContinue,
          keepsAlive: head.keepsAlive && !head.closes, etag: head.range(.ifNoneMatch).map(text)))
    }
  }
}

/// The same grammar, read one byte at a time and as plainly as can be.
struct Model {
  private struct Stop: Error { let observed: Observed }

  private let bytes: [UInt8]
  private let limits: HTTPLimits
  private var place = 0
  private var end: Int
  private var pastEnd: Observed
  private var summary = Observed.Summary()
  private var hosts = 0
  private var lengths = 0
  private var closes = false

  static func parse(_ bytes: [UInt8], _ limits: HTTPLimits) -> Observed {
    var model = Model(bytes, limits)
    do {
      try model.run()
      return .complete(model.summary)
    } catch {
      return (error as? Stop)?.observed ?? .incomplete
    }
  }

  private init(_ bytes: [UInt8], _ limits: HTTPLimits) {
    self.bytes = bytes
    self.limits = limits
    end = bytes.count
    pastEnd = .incomplete
  }

  /// From here on, bytes from `limit` on are as if they were one that is refused with `status`.
  private mutating func fence(_ limit: Int, _ status: Int) {
    end = min(bytes.count, limit)
    pastEnd = limit <= bytes.count ? .refused(status) : .incomplete
  }

  private func peek() throws -> UInt8 {
    guard place < end else { throw Stop(observed: pastEnd) }
    return bytes[place]
  }

  private mutating func take() throws -> UInt8 {
    let byte = try peek()
    place += 1
    return byte
  }

  private func refuse(_ status: Int) -> Stop { Stop(observed: .refused(status)) }

  private static func isToken(_ byte: UInt8) -> Bool {
    let scalar = Character(UnicodeScalar(byte))
    return byte < 0x7F && (scalar.isLetter || scalar.isNumber || "!#$%&'*+-.^_`|~".contains(scalar))
  }

  private mutating func run() throws {
    if try peek() == 0x0D {
      place += 1
      guard try take() == 0x0A else { throw refuse(400) }
      throw Stop(observed: .blankLine)
    }
    try requestLine()
    let start = place
    var count = 0
    while true {
      // The blank line counts for nothing, so it may lie behind the fence.
      end = bytes.count
      pastEnd = .incomplete
      if try peek() == 0x0D {
        place += 1
        guard try take() == 0x0A else { throw refuse(400) }
        break
      }
      guard count < limits.headerCountMax, place < start + limits.headerBytesMax else {
        throw refuse(431)
      }
      fence(start + limits.headerBytesMax, 431)
      try field()
      count += 1
    }
    summary.byteCount = place
    summary.keepsAlive = summary.keepsAlive && !closes
    if summary.minorVersion == 1 && hosts == 0 { throw refuse(400) }
    if summary.isChunked && (summary.minorVersion == 0 || lengths > 0) { throw refuse(400) }
  }

  private mutating func requestLine() throws {
    fence(limits.requestLineBytesMax, 414)
    var method = ""
    while true {
      let byte = try take()
      if byte == 0x20 && !method.isEmpty { break }
      guard Self.isToken(byte) else { throw refuse(400) }
      method.append(Character(UnicodeScalar(byte)))
    }
    let methods: [String: HTTPMethod] = [
      "GET": .get, "HEAD": .head, "POST": .post, "PUT": .put, "DELETE": .delete,
      "OPTIONS": .options, "PATCH": .patch, "TRACE": .trace, "QUERY": .query,
    ]
    guard let known = methods[method] else { throw refuse(501) }
    summary.method = known
    var target: [UInt8] = []
    while true {
      let byte = try peek()
      if byte == 0x20 && !target.isEmpty { break }
      guard byte > 0x20 && byte != 0x7F && byte != 0x23 else { throw refuse(400) }
      target.append(byte)
      place += 1
    }
    guard place + 9 <= limits.requestLineBytesMax else { throw refuse(414) }
    end = bytes.count
    pastEnd = .incomplete
    place += 1
    try self.target(String(decoding: target, as: UTF8.self))
    try version()
  }

  private mutating func target(_ text: String) throws {
    if text.hasPrefix("/") || (text == "*" && summary.method == .options) {
      summary.target = text
      return
    }
    let lower = text.lowercased()
    guard lower.hasPrefix("http://") || lower.hasPrefix("https://") else { throw refuse(400) }
    let rest = text.utf8.drop { $0 != 0x2F }.dropFirst(2)
    let authority = rest.prefix { $0 != 0x2F && $0 != 0x3F }
    guard !authority.isEmpty, authority.allSatisfy(Self.isHost) else { throw refuse(400) }
    summary.target = String(decoding: rest.dropFirst(authority.count), as: UTF8.self)
  }

  private static func isHost(_ byte: UInt8) -> Bool {
    let scalar = Character(UnicodeScalar(byte))
    return byte < 0x7F
      && (scalar.isLetter || scalar.isNumber || ":[]_~!$%&'()*+-.;=".contains(scalar))
  }

  private mutating func version() throws {
    for wanted in "HTTP/".utf8 where try take() != wanted { throw refuse(400) }
    let major = try take()
    guard (0x30...0x39).contains(major), try take() == 0x2E else { throw refuse(400) }
    let minor = try take()
    guard (0x30...0x39).contains(minor) else { throw refuse(400) }
    guard major == 0x31 else { throw refuse(505) }
    guard try take() == 0x0D else { throw refuse(400) }
    guard try take() == 0x0A else { throw refuse(400) }
    summary.minorVersion = minor == 0x30 ? 0 : 1
    summary.keepsAlive = minor != 0x30
  }

  private mutating func field() throws {
    var name = ""
    while true {
      let byte = try take()
      if byte == 0x3A && !name.isEmpty { break }
      // A name is judged as a whole once it has ended, so that a bad byte waits for its end.
      if byte == 0x3A || byte <= 0x20 { throw refuse(400) }
      name.append(Character(UnicodeScalar(byte)))
    }
    guard name.unicodeScalars.allSatisfy({ $0.value < 128 && Self.isToken(UInt8($0.value)) }) else {
      throw refuse(400)
    }
    var value: [UInt8] = []
    while true {
      let byte = try take()
      if byte == 0x0D { break }
      guard byte == 0x09 || (byte >= 0x20 && byte != 0x7F) else { throw refuse(400) }
      value.append(byte)
    }
    guard try take() == 0x0A else { throw refuse(400) }
    let isBlank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    while value.last.map(isBlank) == true { value.removeLast() }
    try obey(name.lowercased(), Array(value.drop(while: isBlank)))
  }

  private mutating func obey(_ name: String, _ value: [UInt8]) throws {
    let text = String(decoding: value, as: UTF8.self).lowercased()
    switch name {
    case "host":
      hosts += 1
      guard hosts == 1, value.allSatisfy(Self.isHost) else { throw refuse(400) }
    case "content-length":
      lengths += 1
      guard lengths == 1, !value.isEmpty, value.allSatisfy({ (0x30...0x39).contains($0) }) else {
        throw refuse(400)
      }
      summary.contentLength = Int(text) ?? .max
    case "transfer-encoding":
      guard !summary.isChunked, text == "chunked" else { throw refuse(400) }
      summary.isChunked = true
    case "expect":
      guard text == "100-continue" else { throw refuse(417) }
      summary.expectsContinue = true
    case "connection":
      for option in text.split(separator: ",") {
        let option = option.trimmingPrefix { $0 == " " || $0 == "\t" }
        let bare = String(
          String(option.reversed()).trimmingPrefix { $0 == " " || $0 == "\t" }.reversed())
        if bare == "close" { closes = true }
        if bare == "keep-alive" { summary.keepsAlive = true }
      }
    case "if-none-match":
      if summary.etag == nil { summary.etag = String(decoding: value, as: UTF8.self) }
    default: break
    }
  }
}
