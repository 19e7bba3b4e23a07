import Foundation
import PlacardCore
import PlacardTesting
import Testing

@Suite("POST /api/assets") struct AssetsRouteTests {
  private func upload(
    _ server: RunningServer, _ bytes: [UInt8], _ type: String = "image/png"
  ) throws -> Client.Answer {
    try server.send("POST", "/api/assets", server.keyed(["Content-Type": type]), body: bytes)
  }

  @Test("A picture is kept under its hash, once, and cards show it")
  func kept() throws {
    let server = try RunningServer(TestSite())
    let picture = TestSite.picture([10, 200, 30, 255], side: 24)
    let first = try upload(server, picture)
    #expect(first.status == 201, "\(first.text)")
    let json = try first.json()
    let hash = Digest(of: picture).hex
    let path = "assets/uploads/\(hash).png"
    #expect(json["path"] as? String == path && json["hash"] as? String == hash)
    #expect(json["format"] as? String == "png" && json["bytes"] as? Int == picture.count)
    #expect(json["width"] as? Int == 24 && json["height"] as? Int == 24)
    #expect(Set(json.keys) == ["path", "format", "width", "height", "bytes", "hash"])
    #expect(try server.site.read(path) == picture)
    // Declared as something else it is the same picture.
    let second = try upload(server, picture, "image/x-anything; a=b")
    #expect(second.status == 200 && second.text == first.text)
    let left = try FileManager.default.contentsOfDirectory(
      atPath: server.site.path + "/assets/uploads")
    #expect(left == ["\(hash).png"])
    let own = try server.generate(
      #"{"templateId": "card", "layers": {"logo": {"image_url": "\#(path)"}}}"#)
    #expect(own.status == 200, "\(own.text)")
    let other = try server.generate(#"{"templateId": "card"}"#)
    #expect(try own.json()["hash"] as? String != other.json()["hash"] as? String)
  }

  @Test("The site's pictures are listed, the newest first, and no other file")
  func listed() throws {
    let server = try RunningServer(TestSite())
    func list() throws -> [[String: Any]] {
      let answer = try server.get("/api/assets", server.keyed())
      #expect(answer.status == 200 && answer.fields["cache-control"] == "no-store")
      let json = try answer.json()
      #expect(Set(json.keys) == ["assets"])
      return try #require(json["assets"] as? [[String: Any]])
    }
    #expect(try list().map { $0["path"] as? String } == ["assets/logo.png"])
    try server.site.age("assets/logo.png", seconds: 300)
    var paths: [String] = []
    for shade in UInt8(0)..<3 {
      let picture = TestSite.picture([shade, 2, 3, 255])
      paths.append(try #require(upload(server, picture).json()["path"] as? String))
    }
    for (path, age) in zip(paths, [50.0, 200, 100]) { try server.site.age(path, seconds: age) }
    try server.site.write("no picture", to: "assets/uploads/notes.txt")
    try server.site.write("not yet one", to: "assets/uploads/.a.png.tmp")
    try server.site.write("not to be seen", to: "assets/.hidden/a.png")
    try server.site.write("by hand", to: "assets/photos/Summer.JPG")
    try server.site.age("assets/photos/Summer.JPG", seconds: 150)
    let kept = try list()
    #expect(
      kept.map { $0["path"] as? String }
        == [paths[0], paths[2], "assets/photos/Summer.JPG", paths[1], "assets/logo.png"])
    let first = try #require(kept.first)
    #expect(Set(first.keys) == ["path", "bytes", "modifiedAt"])
    #expect(try first["bytes"] as? Int == server.site.read(paths[0]).count)
    let text = try #require(first["modifiedAt"] as? String)
    let time = try #require(ISO8601DateFormatter().date(from: text), "\(text)")
    #expect(abs(time.timeIntervalSinceNow + 50) < 30, "\(text)")
    try Refused("", 401, "unauthorized", nil, "needs a key").check(try server.get("/api/assets"))
  }

  @Test("No more than five hundred are listed")
  func many() throws {
    let site = try TestSite()
    for number in 0..<502 {
      let name = String(number)
      let hash = String(repeating: "0", count: 64 - name.count) + name
      try site.write([1], to: "assets/uploads/\(hash).png")
      if number < 2 { try site.age("assets/uploads/\(hash).png", seconds: 60) }
    }
    let server = try RunningServer(site)
    let json = try server.get("/api/assets", server.keyed()).json()
    let paths = try #require(json["assets"] as? [[String: Any]]).map { $0["path"] as? String ?? "" }
    #expect(Set(paths).count == 500)
    // The two oldest are left out.
    let zeros = String(repeating: "0", count: 63)
    #expect(!paths.contains { $0.hasSuffix("/\(zeros)0.png") || $0.hasSuffix("/\(zeros)1.png") })
  }

  @Test("Every format that is read is kept by its own name, half a file is not")
  func formats() throws {
    let server = try RunningServer(TestSite())
    for (query, format, ending) in [
      ("jpeg", "jpeg", "jpg"), ("webp", "webp", "webp"), ("avif", "avif", "avif"),
    ] {
      let drawn = try server.get("/api/render?templateId=card&format=\(query)").body
      let answer = try upload(server, drawn, "image/\(query)")
      #expect(answer.status == 201, "\(answer.text)")
      let json = try answer.json()
      #expect(json["format"] as? String == format)
      #expect((json["path"] as? String)?.hasSuffix(".\(ending)") == true)
      #expect(json["width"] as? Int == 200 && json["height"] as? Int == 100)
      let half = try upload(server, Array(drawn.prefix(drawn.count / 2)))
      #expect(half.status == 422, "\(query)")
      #expect(try half.error()["code"] as? String == "bad_asset", "\(half.text)")
    }
  }

  @Test("What is no picture, too large or an SVG is refused, and nothing is kept of it")
  func refusals() throws {
    let limits = ["sourceBytesMax": 30_000, "sourcePixelsMax": 5_000]
    let site = try TestSite(["limits": limits])
    let narrow = try RunningServer.makeKey(in: site, scopes: ["generate"])
    let server = try RunningServer(site)
    let picture = TestSite.picture([1, 2, 3, 255])
    let svg = Array("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>".utf8)
    let cases: [([UInt8], String, Refused)] = [
      ([], "image/png", Refused("", 422, "bad_asset", nil, "empty")),
      (Array("hello".utf8), "image/png", Refused("", 422, "bad_asset", nil, "PNG, JPEG, WebP")),
      (Array(picture.dropLast(9)), "image/png", Refused("", 422, "bad_asset", nil, "")),
      (svg, "image/png", Refused("", 422, "bad_asset", nil, "SVGs are not taken")),
      (picture, "image/svg+xml", Refused("", 422, "bad_asset", nil, "SVGs are not taken")),
      (
        TestSite.picture([1, 2, 3, 255], side: 71), "image/png",
        Refused("", 422, "limit_exceeded", nil, "at most 5000 pixels")
      ),
      (
        [UInt8](repeating: 0, count: 30_001), "image/png",
        Refused("", 413, "body_too_large", nil, "")
      ),
      (
        picture, "application/json",
        Refused("", 415, "unsupported_media_type", nil, "Content-Type: image/*")
      ),
      (picture, "", Refused("", 415, "unsupported_media_type", nil, "Content-Type: image/*")),
    ]
    for (bytes, type, refused) in cases { try refused.check(try upload(server, bytes, type)) }
    try Refused("", 401, "unauthorized", nil, "needs a key").check(
      try server.send("POST", "/api/assets", ["Content-Type": "image/png"], body: picture))
    try Refused("", 403, "scope_missing", nil, "the scope templates").check(
      try server.send(
        "POST", "/api/assets",
        ["Content-Type": "image/png", "Authorization": "Bearer \(narrow)"], body: picture))
    try Refused("", 405, "method_not_allowed", nil, "it takes GET, HEAD, POST, OPTIONS").check(
      try server.send("DELETE", "/api/assets"))
    #expect(!FileManager.default.fileExists(atPath: site.path + "/assets/uploads"))
  }

  @Test("It takes more than other bodies may have, up to a picture's own limit")
  func ownLimit() throws {
    let server = try RunningServer(TestSite(["limits": ["bodyBytesMax": 1_000]]))
    let picture = TestSite.picture([1, 2, 3, 255], side: 200)
    // A chunk that decoders skip makes it long.
    let chunk = [UInt8](repeating: 0x20, count: 3_000)
    let long = Self.withText(picture, chunk)
    #expect(try upload(server, long).status == 201)
    try Refused("", 413, "body_too_large", nil, "").check(
      try server.generate(#"{"templateId": "\#(String(repeating: "a", count: 1_000))"}"#))
  }

  /// `png` with a tEXt chunk of `text` behind its header.
  private static func withText(_ png: [UInt8], _ text: [UInt8]) -> [UInt8] {
    let body = Array("tEXt".utf8) + Array("a\0".utf8) + text
    func word(_ number: UInt32) -> [UInt8] {
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
    }
    var sum = UInt32.max
    for byte in body {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 1 ? 0xEDB8_8320 : 0) }
    }
    let chunk = word(UInt32(body.count - 4)) + body + word(~sum)
    return Array(png.prefix(33)) + chunk + Array(png.dropFirst(33))
  }

  @Test("A site's folder that cannot be written is told as such")
  func unwritable() throws {
    let server = try RunningServer(TestSite())
    try server.site.write("in the way", to: "assets/uploads")
    let answer = try upload(server, TestSite.picture([1, 2, 3, 255]))
    try Refused("", 500, "site_not_writable", nil, "the right to write in assets/uploads/")
      .check(answer)
    #expect(!answer.text.contains(server.site.path))
  }
}
