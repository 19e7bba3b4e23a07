import Foundation
import PlacardCore
import PlacardTesting
import Testing

@Suite("GET /api/fonts") struct FontsRouteTests {
  @Test("Families have their files, weights, styles and axes, and no path of the machine")
  func families() throws {
    let site = try TestSite()
    let server = try RunningServer(site)
    let answer = try server.get("/api/fonts", server.keyed())
    #expect(answer.status == 200 && answer.fields["cache-control"] == "no-store")
    let json = try answer.json()
    #expect(json["defaultFamilies"] as? [String] == ["DejaVu Sans"])
    let families = try #require(json["families"] as? [[String: Any]])
    let family = try #require(families.first)
    #expect(families.count == 1 && family["name"] as? String == "DejaVu Sans")
    #expect(family["isFallback"] as? Bool == true && family["hasItalic"] as? Bool == false)
    let weights = try #require(family["weights"] as? [[String: Double]])
    #expect(weights == [["min": 400, "max": 400]])
    let styles = try #require(family["styles"] as? [[String: Any]])
    #expect(styles.count == 1 && styles[0]["file"] as? String == "DejaVuSans.ttf")
    #expect(styles[0]["style"] as? String == "normal" && styles[0]["stretch"] as? Double == 100)
    #expect(styles[0]["isColor"] as? Bool == false)
    #expect((styles[0]["axes"] as? [Any])?.isEmpty == true)
    #expect(!answer.text.contains("/usr/"))
  }

  @Test("A font of the site's own folder is named by its path there")
  func ownFolder() throws {
    let site = try TestSite()
    let bold = "/usr/share/fonts/truetype/dejavu/DejaVuSans-Bold.ttf"
    try site.write(Array(Data(contentsOf: URL(fileURLWithPath: bold))), to: "fonts/Bold.ttf")
    let server = try RunningServer(site)
    let json = try server.get("/api/fonts", server.keyed()).json()
    let family = try #require((json["families"] as? [[String: Any]])?.first)
    let styles = try #require(family["styles"] as? [[String: Any]])
    #expect(styles.map { $0["file"] as? String } == ["DejaVuSans.ttf", "fonts/Bold.ttf"])
    #expect((styles[1]["weight"] as? [String: Double])?["min"] == 700)
  }

  /// The style that `/api/fonts` tells of the file with that name.
  private func style(_ file: String, _ server: RunningServer) throws -> [String: Any] {
    let json = try server.get("/api/fonts", server.keyed()).json()
    let families = try #require(json["families"] as? [[String: Any]])
    let styles = families.flatMap { $0["styles"] as? [[String: Any]] ?? [] }
    return try #require(styles.first { $0["file"] as? String == file })
  }

  private static func font(_ name: String) throws -> [UInt8] {
    Array(
      try Data(contentsOf: URL(fileURLWithPath: "/usr/share/fonts/truetype/dejavu/\(name).ttf")))
  }

  /// A collection (OpenType 1.9, "TTC header") of the one font `file`.
  private static func collection(of file: [UInt8]) -> [UInt8] {
    func word(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(value >> $0 & 255) } }
    let header = Array("ttcf".utf8) + word(0x0001_0000) + word(1) + word(16)
    var font = file
    for table in 0..<(Int(file[4]) << 8 | Int(file[5])) {
      let place = 12 + 16 * table + 8
      let offset = file[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
      font.replaceSubrange(place..<(place + 4), with: word(offset + header.count))
    }
    return header + font
  }

  @Test("A style's url leads to its file as it is, which may be kept for good")
  func files() throws {
    let site = try TestSite()
    let bold = try Self.font("DejaVuSans-Bold")
    try site.write(bold, to: "fonts/Bold.ttf")
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let packed = "../Fixtures/pictures/assets/Bars.woff2"
    let bars = Array(try Data(contentsOf: tests.appendingPathComponent(packed)))
    try site.write(bars, to: "fonts/Bars.woff2")
    let server = try RunningServer(site)
    for (file, bytes, type) in [
      ("DejaVuSans.ttf", try Self.font("DejaVuSans"), "font/ttf"),
      ("fonts/Bold.ttf", bold, "font/ttf"), ("fonts/Bars.woff2", bars, "font/woff2"),
    ] {
      let url = try #require(style(file, server)["url"] as? String)
      #expect(url == "/api/fonts/files/\(Digest(of: bytes).hex)")
      let answer = try server.get(url, server.keyed())
      #expect(answer.status == 200 && answer.body == bytes, "\(file)")
      #expect(answer.fields["content-type"] == type)
      #expect(answer.fields["cache-control"] == "private, max-age=31536000, immutable")
      #expect(answer.fields["x-content-type-options"] == "nosniff")
      #expect(try server.get(url).status == 401)
    }
    // What has changed since the server read the list is another file.
    let url = try #require(style("fonts/Bold.ttf", server)["url"] as? String)
    try site.write(try Self.font("DejaVuSans"), to: "fonts/Bold.ttf")
    try Refused("", 404, "not_found", nil, "no font").check(try server.get(url, server.keyed()))
    try site.remove("fonts/Bold.ttf")
    try Refused("", 404, "not_found", nil, "no font").check(try server.get(url, server.keyed()))
  }

  @Test("A collection has no url, since none would lead to one of its styles")
  func collections() throws {
    let site = try TestSite()
    let collection = try Self.collection(of: Self.font("DejaVuSerif"))
    try site.write(collection, to: "fonts/Serif.ttc")
    let server = try RunningServer(site)
    let style = try style("fonts/Serif.ttc", server)
    #expect(style["url"] is NSNull && style["style"] as? String == "normal")
    let answer = try server.get(
      "/api/fonts/files/\(Digest(of: collection).hex)", server.keyed())
    #expect(answer.status == 200 && answer.body == collection)
    #expect(answer.fields["content-type"] == "font/collection")
  }

  @Test("Nothing but the fonts of the site's list is there, whatever the address says")
  func others() throws {
    let site = try TestSite()
    let server = try RunningServer(site)
    let other = try Self.font("DejaVuSans-Bold")
    let settings = try site.read("site.json")
    for name in [
      Digest(of: other).hex, Digest(of: settings).hex, String(repeating: "0", count: 64),
      Digest(of: try Self.font("DejaVuSans")).hex.uppercased(), "site.json", "..%2Fsite.json",
      "%2Fetc%2Fpasswd", "DejaVuSans.ttf",
    ] {
      try Refused(name, 404, "not_found", nil, "no font").check(
        try server.get("/api/fonts/files/\(name)", server.keyed()))
    }
    for path in ["/api/fonts/files/", "/api/fonts/files/../../site.json"] {
      #expect(try server.get(path, server.keyed()).status == 404, "\(path)")
    }
  }

  @Test("It takes a key with the scope templates")
  func refusals() throws {
    let site = try TestSite()
    let narrow = try RunningServer.makeKey(in: site, scopes: ["generate"])
    let server = try RunningServer(site)
    try Refused("", 401, "unauthorized", nil, "needs a key").check(try server.get("/api/fonts"))
    try Refused("", 403, "scope_missing", nil, "the scope templates").check(
      try server.get("/api/fonts", ["Authorization": "Bearer \(narrow)"]))
    try Refused("", 405, "method_not_allowed", nil, "it takes GET, HEAD, OPTIONS").check(
      try server.send("POST", "/api/fonts"))
  }
}
