import Foundation
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
