import PlacardTesting
import Synchronization

/// What a host has, by path; its ETag is its version's number.
final class PictureHost: Sendable {
  struct Picture: Sendable {
    var bytes: [UInt8]
    var version: Int
  }

  static let red = Picture(bytes: TestSite.png([0, 0, 255, 255]), version: 1)
  static let blue = Picture(bytes: TestSite.png([255, 0, 0, 255]), version: 2)

  private let pictures: Mutex<[String: Picture]>

  init(_ pictures: [String: Picture]) { self.pictures = Mutex(pictures) }

  func set(_ path: String, _ picture: Picture?) { pictures.withLock { $0[path] = picture } }

  func answers(_ head: String) -> [UInt8] {
    let path = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
    guard let picture = pictures.withLock({ $0[path] }) else { return answer("404 Not Found") }
    let tag = "ETag: \"\(picture.version)\"\r\n"
    if head.contains("If-None-Match: \"\(picture.version)\"") {
      return answer("304 Not Modified", tag)
    }
    return answer("200 OK", tag, body: picture.bytes)
  }
}

extension TestSite {
  /// A site that may fetch from `server` although it is on loopback.
  ///
  /// - Parameter limits: more of them, each with a comma behind it.
  convenience init(
    fetchingFrom server: LoopbackServer, ttlSeconds: Int = 86_400, limits: String = ""
  ) throws {
    try self.init()
    try write(
      "site.json",
      #"{"fonts": ["fonts/DejaVuSans.ttf"], "assetTtlSeconds": \#(ttlSeconds), "#
        + #""limits": {"storeMapBytes": 268435456, \#(limits)"#
        + #""privateFetchOrigins": ["127.0.0.1:\#(server.port)"]}}"#)
  }
}

/// A manifest's line for a badge that shows `url`.
func badge(_ id: String, _ url: String, more: String = "") -> String {
  #"{"id": "\#(id)", "templateId": "badge", "layers": {"logo": {"image_url": "\#(url)"}}\#(more)}"#
}
