import Foundation
import PlacardCore
import PlacardPipeline
import PlacardServer
import PlacardStore
import PlacardTesting

/// A server in this process on a port of its own, over the store of a test site. It is stopped when
/// the value ends.
final class RunningServer {
  let site: TestSite
  /// A key for everything that keys are for.
  let key: String
  private var server: EdgeServer?
  let port: Int

  private static let environment: Void = RenderEnvironment.isolate()

  init(
    _ site: TestSite, listen: String = "127.0.0.1:0", baseURL: String? = nil, workers: Int = 2,
    signingKeys: String? = nil, scopes: [String] = ["generate", "templates"],
    _ configure: (inout EdgeOptions) -> Void = { _ in }
  ) throws {
    _ = Self.environment
    self.site = site
    key = try Self.makeKey(in: site, scopes: scopes)
    var options = EdgeOptions(site: site.path, store: nil, listen: listen)
    options.baseURL = baseURL
    options.signingKeys = signingKeys
    options.workerCount = workers
    options.loopCount = 2
    options.upkeepSeconds = 0
    configure(&options)
    let server = try EdgeServer.start(options)
    port = Int(server.address.split(separator: ":").last ?? "") ?? 0
    self.server = server
  }

  deinit { stop() }

  var address: String { server?.address ?? "" }

  /// What the first start over a store makes.
  var newAdminKey: AdminKey? { server?.newAdminKey }

  /// What the CLI does at SIGTERM.
  func stop() {
    server?.stop()
    server = nil
  }

  /// What the CLI does at SIGHUP.
  func importTemplates() { server?.importTemplates() }

  func reloadSigningKeys() { server?.reloadSigningKeys() }

  func tend() { server?.tend() }

  func reopenAccessLog() { server?.reopenAccessLog() }

  /// Stores a key; no server may run over the store in this process.
  static func makeKey(
    in site: TestSite, scopes: [String] = ["generate", "templates"], plan: String = "",
    revokedAt: Int64? = nil
  ) throws -> String {
    var random = SystemRandomNumberGenerator()
    let key = APIKey.make(using: &random)
    var record = APIKeyRecord(
      id: APIKey.makeID(using: &random), name: "test", plan: plan, scopes: scopes,
      prefix: key.shownPrefix, createdAt: 1_700_000_000)
    record.revokedAt = revokedAt
    let store = try Store.open(at: site.store, create: true)
    let writer = try store.writer()
    try writer.putKey(key.digest, record)
    try writer.commit()
    return key.text
  }

  // MARK: Requests.

  /// The answer to one request on a connection of its own.
  func send(
    _ method: String, _ target: String, _ fields: [String: String] = [:], body: [UInt8]? = nil
  ) throws -> Client.Answer {
    let client = try Client(port: port)
    try client.send(Self.request(method, target, fields, body: body))
    return try client.receive(toHead: method == "HEAD")
  }

  func get(_ target: String, _ fields: [String: String] = [:]) throws -> Client.Answer {
    try send("GET", target, fields)
  }

  /// The answer to a keyed `POST /api/generate`.
  func generate(_ body: String, _ fields: [String: String] = [:]) throws -> Client.Answer {
    try send("POST", "/api/generate", keyed(fields), body: Array(body.utf8))
  }

  /// `fields` with the server's key and the type of JSON, unless they say otherwise.
  func keyed(_ fields: [String: String] = [:]) -> [String: String] {
    ["Authorization": "Bearer \(key)", "Content-Type": "application/json"]
      .merging(fields) { $1 }.filter { !$0.value.isEmpty }
  }

  /// Sends all of `requests` before the first answer is read, each on a connection of its own.
  func atOnce(_ requests: [[UInt8]]) throws -> [Client.Answer] {
    let clients = try requests.map { _ in try Client(port: port) }
    for (client, request) in zip(clients, requests) { try client.send(request) }
    return try clients.map { try $0.receive() }
  }

  /// A request's bytes; blanks in its target are escaped, all else is sent as it is.
  static func request(
    _ method: String, _ target: String, _ fields: [String: String] = [:], body: [UInt8]? = nil
  ) -> [UInt8] {
    let target = target.replacing(" ", with: "%20")
    var head = "\(method) \(target) HTTP/1.1\r\nHost: example.org\r\n"
    for (name, value) in fields { head += "\(name): \(value)\r\n" }
    if let body { head += "Content-Length: \(body.count)\r\n" }
    return Array((head + "\r\n").utf8) + (body ?? [])
  }
}

extension Client.Answer {
  /// The body as a JSON object.
  func json() throws -> [String: Any] {
    let found = try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any]
    guard let found else { throw Client.Failure(what: "not an object: \(text)") }
    return found
  }

  /// The `error` of a refusal.
  func error() throws -> [String: Any] {
    let json = try json()
    guard json["success"] as? Bool == false, let error = json["error"] as? [String: Any] else {
      throw Client.Failure(what: "not a refusal: \(text)")
    }
    return error
  }

  /// The path and query of `imageUrl`.
  func imageTarget() throws -> String {
    guard let text = try json()["imageUrl"] as? String, let url = URL(string: text) else {
      throw Client.Failure(what: "no imageUrl: \(self.text)")
    }
    return url.path
  }

  var etag: String { fields["etag"] ?? "" }

  /// What a PNG says of itself.
  var pngSize: PixelSize? {
    guard body.count > 24, body.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return nil }
    func word(_ offset: Int) -> Int { (0..<4).reduce(0) { $0 << 8 | Int(body[offset + $1]) } }
    return PixelSize(width: word(16), height: word(20))
  }
}

extension String {
  /// Percent-encoded for a query's value.
  var escaped: String {
    addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
  }
}
