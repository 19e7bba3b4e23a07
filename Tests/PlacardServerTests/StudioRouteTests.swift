import Foundation
import PlacardCore
import PlacardServer
import PlacardTesting
import Testing

@Suite("The studio's page and files") struct StudioRouteTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Sources/StudioFiles/web")

  /// What the page was told, as an object of JSON.
  private func settings(_ page: String) throws -> [String: Any] {
    let start = try #require(page.range(of: #"<script id="settings" type="application/json">"#))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let text = page[start.upperBound..<end.lowerBound]
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require(object as? [String: Any])
  }

  /// Where the page's files are, with a slash at the end.
  private func folder(_ page: String) throws -> String {
    let found = try #require(page.firstMatch(of: #/src="(/studio/files/[0-9a-z]+/)app\.js"/#))
    return String(found.output.1)
  }

  @Test("Every address of the studio answers its page, under a policy that lets nothing else in")
  func page() throws {
    let server = try RunningServer(TestSite())
    for path in ["/studio", "/studio/", "/studio/keys", "/studio/templates/blog%2Fpost?x=1"] {
      let answer = try server.get(path)
      #expect(answer.status == 200 && answer.text.contains("<title>Placard Studio</title>"))
      #expect(!answer.text.contains("{{"))
      #expect(answer.fields["cache-control"] == "no-store")
      let policy = try #require(answer.fields["content-security-policy"])
      for part in [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'",
        "base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
      ] {
        #expect(policy.contains(part), "\(part)")
      }
      #expect(!policy.contains("unsafe") && !policy.contains("http"))
    }
    #expect(try server.get("/studios").status == 404)
    #expect(try server.send("POST", "/studio", [:], body: []).status == 404)
    let head = try server.send("HEAD", "/studio", [:])
    #expect(head.status == 200 && head.body.isEmpty)
  }

  @Test("Every file of the sources is in the program, byte for byte, with its media type")
  func files() throws {
    let server = try RunningServer(TestSite())
    let folder = try folder(server.get("/studio").text)
    let types = [
      "js": "text/javascript; charset=utf-8", "css": "text/css; charset=utf-8",
      "json": "application/json; charset=utf-8", "svg": "image/svg+xml",
    ]
    let names =
      FileManager.default.enumerator(atPath: Self.sources.path)?
      .compactMap { $0 as? String }.filter { $0.contains(".") && $0 != "index.html" } ?? []
    #expect(names.count > 10)
    for name in names {
      let answer = try server.get(folder + name)
      let file = try Data(contentsOf: Self.sources.appendingPathComponent(name))
      #expect(answer.status == 200, "run tools/studio-files: \(name)")
      #expect(answer.body == Array(file), "\(name)")
      #expect(answer.fields["content-type"] == types[String(name.split(separator: ".").last ?? "")])
      #expect(answer.fields["cache-control"] == "public, max-age=31536000, immutable")
      #expect(answer.fields["x-content-type-options"] == "nosniff")
    }
    // Of another version: what there is now, and not to be kept.
    let other = try server.get("/studio/files/0123456789abcdef/app.js")
    #expect(other.status == 200 && other.fields["cache-control"] == "no-store")
    for path in ["nothing.js", "index.html", "../index.html", "", "%2e%2e/app.js"] {
      #expect(try server.get(folder + path).status == 404, "\(path)")
    }
  }

  @Test("The page is told whose session the browser has, and of every property that layers have")
  func told() throws {
    let server = try RunningServer(TestSite())
    let nobody = try settings(server.get("/studio").text)
    #expect(nobody["session"] is NSNull)
    let token = try #require(server.newAdminKey).text
    let signedIn = try server.send(
      "POST", "/api/session", ["Content-Type": "application/json"],
      body: Array(#"{"token": "\#(token)"}"#.utf8))
    let cookie = try #require(signedIn.fields["set-cookie"]).prefix { $0 != ";" }
    let known = try settings(server.get("/studio", ["Cookie": String(cookie)]).text)
    #expect((known["session"] as? [String: Any])?["keyName"] as? String == "admin")
    let types = try #require(known["layerTypes"] as? [String: [[String: Any]]])
    for type in LayerType.allCases {
      let names = types[type.name]?.compactMap { $0["name"] as? String }
      #expect(names == PropertyTable.of(type).names)
    }
    let presets = try #require(known["presets"] as? [[String: Any]])
    #expect(presets.compactMap { $0["id"] as? String } == SizePreset.all.map(\.id))
  }

  @Test("A site's name cannot end the script element that it stands in")
  func escaped() throws {
    let site = try TestSite()
    var file = try #require(
      JSONSerialization.jsonObject(with: Data(site.read("site.json"))) as? [String: Any])
    file["name"] = "</script><script>alert(1)</script>"
    try site.write(Array(JSONSerialization.data(withJSONObject: file)), to: "site.json")
    let page = try RunningServer(site).get("/studio").text
    #expect(!page.contains("<script>alert"))
    let told = try settings(page)["site"] as? [String: Any]
    #expect(told?["name"] as? String == "</script><script>alert(1)</script>")
  }

  @Test("A folder's files are read anew for each request, and none outside of it")
  func folder() throws {
    let site = try TestSite()
    try site.write(Array("<p>{{files}}</p>".utf8), to: "studio/index.html")
    try site.write(Array("1;".utf8), to: "studio/a/b.js")
    let server = try RunningServer(site) { $0.studioFolder = site.path + "/studio" }
    #expect(try server.get("/studio").text == "<p>/studio/files/folder</p>")
    let first = try server.get("/studio/files/folder/a/b.js")
    #expect(first.text == "1;" && first.fields["cache-control"] == "no-store")
    try site.write(Array("2;".utf8), to: "studio/a/b.js")
    #expect(try server.get("/studio/files/folder/a/b.js").text == "2;")
    for path in ["../site.json", "a/../../site.json", "/etc/passwd", "a//b.js", "a", ".git"] {
      #expect(try server.get("/studio/files/folder/" + path).status == 404, "\(path)")
    }
  }
}
