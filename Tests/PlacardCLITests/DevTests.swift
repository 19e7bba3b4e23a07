import Foundation
import Glibc
import PlacardTesting
import Synchronization
import Testing

@Suite("dev")
struct DevTests {
  private static let hello =
    #"{"id": "a", "templateId": "plain", "layers": {"title": {"text": "Hello"}}}"#

  private func site(_ lines: String...) throws -> TestSite {
    let site = try TestSite()
    try site.manifest(lines)
    return site
  }

  private func plain(_ color: String) -> String {
    TestSite.plain.replacingOccurrences(of: "#cc3333", with: color)
  }

  /// Writes beside the file and puts that in its place, as editors do.
  private func replace(_ name: String, _ text: String, _ site: TestSite) throws {
    try site.write(name + ".new", text)
    rename(site.path + "/" + name + ".new", site.path + "/" + name)
  }

  @Test("What changes in a template, a picture or the manifest is built and served")
  func changes() throws {
    let site = try site(Self.hello, #"{"id": "b", "templateId": "badge"}"#)
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    let first = try dev.get("/c/a.png").body
    let badge = try dev.get("/c/b.png").body
    #expect(!first.isEmpty && !badge.isEmpty)
    let version = try dev.get("/dev/version").text
    try replace("templates/plain.json", plain("#3333cc"), site)
    try dev.settle(build: 2)
    let second = try dev.get("/c/a.png").body
    #expect(second != first)
    #expect(try dev.get("/c/b.png").body == badge)
    #expect(try dev.get("/dev/version").text != version)
    // What changed last comes first.
    #expect(try dev.ids() == ["a", "b"])
    try site.write("assets/red.png", TestSite.png([0, 255, 0, 255]))
    try dev.settle(build: 3)
    #expect(try dev.get("/c/b.png").body != badge)
    #expect(try dev.ids() == ["b", "a"])
    try site.manifest([Self.hello, #"{"id": "new", "templateId": "bare"}"#])
    try dev.settle(build: 4)
    #expect(try dev.get("/c/new.png").status == "HTTP/1.1 200 OK")
    #expect(try dev.get("/c/b.png").status == "HTTP/1.1 404 Not Found")
    #expect(try dev.ids() == ["new", "a"])
    let ran = dev.stop()
    #expect(ran.end == .exited(0) && ran.output.isEmpty)
    #expect(ran.errors.contains("changed: templates/plain.json\n"))
    #expect(ran.errors.hasSuffix("stopping\n"))
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("A broken template is told of with its place, and the last good pictures stay")
  func broken() throws {
    let site = try site(Self.hello)
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    let good = try dev.get("/c/a.png").body
    try site.write(
      "templates/plain.json",
      TestSite.plain.replacingOccurrences(of: #""fontSize": 10"#, with: #""fontSizes": 10"#))
    try dev.settle { !($0["trouble"] is NSNull) }
    let trouble = try #require(dev.state()?["trouble"] as? [String: Any])
    let text = try #require(trouble["text"] as? String)
    #expect(text.hasPrefix("./templates/plain.json:4:"), "\(text)")
    #expect(text.contains("fontSizes") && text.contains("fontSize"))
    let excerpt = try #require(trouble["excerpt"] as? [String: Any])
    #expect(excerpt["line"] as? Int == 4 && excerpt["file"] as? String == "./templates/plain.json")
    let lines = try #require(excerpt["lines"] as? [[String: Any]])
    #expect(lines.map { $0["number"] as? Int } == [2, 3, 4, 5, 6])
    #expect((lines[2]["text"] as? String)?.contains("fontSizes") == true)
    #expect(dev.running.errorsSoFar.contains("placard: \(text)\nthe pictures stay as they were\n"))
    #expect(try dev.get("/c/a.png").body == good)
    try site.write("templates/plain.json", plain("#33cc33"))
    try dev.settle { $0["trouble"] is NSNull }
    #expect(try dev.get("/c/a.png").body != good)
    #expect(dev.stop().status == 0)
  }

  @Test("Cards that fail are listed with their places; so are notes of those that are drawn")
  func failures() throws {
    let site = try site(
      Self.hello, #"{"id": "x", "templateId": "plian"}"#,
      #"{"id": "long", "templateId": "plain", "layers": {"title": {"text": "\#("many words ")"#
        + String(repeating: "and more ", count: 30) + #""}}}"#)
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    let report = try #require(dev.state()?["report"] as? [String: Any])
    let failures = try #require(report["failures"] as? [[String: Any]])
    #expect(failures.map { $0["card"] as? String } == ["x"])
    #expect(failures.first?["file"] as? String == "cards.jsonl")
    #expect(failures.first?["line"] as? Int == 2)
    let listed = try dev.get("/dev/cards?q=").json()["cards"] as? [[String: Any]]
    let cards = try #require(listed)
    #expect(cards.map { $0["id"] as? String } == ["a", "long"])
    #expect(cards[0]["notes"] as? [String] == [])
    let notes = try #require(cards[1]["notes"] as? [String])
    #expect(notes.count == 1 && notes[0].hasPrefix("layer \"title\": "))
    // A card that is drawn anew without it loses its note.
    try site.manifest([Self.hello, #"{"id": "long", "templateId": "plain"}"#])
    try dev.settle(build: 2)
    let after = try dev.get("/dev/cards?q=long").json()["cards"] as? [[String: Any]]
    #expect(after?.first?["notes"] as? [String] == [])
    #expect(dev.stop().status == 0)
  }

  @Test("Other settings start the server anew, under the same address")
  func restart() throws {
    let site = try site(Self.hello)
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    #expect(dev.state()?["site"] as? String == "")
    let old = try site.read("site.json")
    let text = String(decoding: old, as: UTF8.self)
    try site.write(
      "site.json", text.replacingOccurrences(of: "{\"fonts\"", with: "{\"name\": 7, \"fonts\""))
    try dev.settle { !($0["trouble"] is NSNull) }
    #expect(try dev.get("/c/a.png").status == "HTTP/1.1 200 OK")
    try site.write(
      "site.json",
      text.replacingOccurrences(of: "{\"fonts\"", with: "{\"name\": \"Second\", \"fonts\""))
    try dev.settle { $0["site"] as? String == "Second" && $0["trouble"] is NSNull }
    #expect(dev.running.errorsSoFar.contains("the server has started anew"))
    #expect(try dev.get("/c/a.png").status == "HTTP/1.1 200 OK")
    // Fonts are read once by a server as well.
    try site.copyFont("DejaVuSerif.ttf")
    let isAnew = try dev.running.wait(until: {
      dev.running.errorsSoFar.components(separatedBy: "the server has started anew").count == 3
    })
    #expect(isAnew)
    let layers = "%7B%22title%22:%7B%22fontFamily%22:%22DejaVu%20Serif%22%7D%7D"
    try dev.settle { _ in
      try dev.get("/api/render?templateId=plain&layers=" + layers).status == "HTTP/1.1 200 OK"
    }
    #expect(dev.stop().status == 0)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("A change while a build is under way has a newer one take its place")
  func interrupted() throws {
    let isOpen = Mutex(false)
    let server = LoopbackServer { _ in
      while !isOpen.withLock({ $0 }) { usleep(2_000) }
      return answer("404 Not Found")
    }
    defer { isOpen.withLock { $0 = true } }
    let site = try TestSite(fetchingFrom: server, limits: #""fetchMilliseconds": 2000, "#)
    try site.manifest([badge("held", "http://127.0.0.1:\(server.port)/x.png")])
    let dev = try DevServer(site)
    let isHeld = try dev.running.wait(until: { !server.heads.isEmpty })
    #expect(isHeld)
    #expect(dev.state()?["isBuilding"] as? Bool == true)
    try site.manifest([Self.hello])
    try dev.settle(build: 1)
    #expect(try dev.ids() == ["a"])
    #expect(dev.running.errorsSoFar.contains("changed: cards.jsonl\n"))
    #expect(dev.stop().status == 0)
  }

  @Test("A store that another build has is waited for")
  func storeInUse() throws {
    let held = try HeldBuild()
    let isUnderWay = try held.waitForPictures()
    try #require(isUnderWay)
    let dev = try DevServer(held.site)
    try dev.settle { !($0["trouble"] is NSNull) }
    held.running.send(SIGINT)
    #expect(held.running.wait().status == 130)
    try held.site.manifest([Self.hello])
    try dev.settle { $0["trouble"] is NSNull && !($0["report"] is NSNull) }
    #expect(try dev.ids() == ["a"])
    #expect(dev.stop().status == 0)
  }

  @Test("Pages that a manifest takes cards from are watched, wherever they are")
  func pages() throws {
    let site = try TestSite()
    let content = try TestSite()
    let posts = content.path + "/content/posts"
    try FileManager.default.createDirectory(atPath: posts, withIntermediateDirectories: true)
    try content.write("content/posts/one.md", "---\ntitle: One\n---\nText\n")
    try content.write(
      "cards.json",
      #"{"sources": [{"files": "content/**/*.md", "id": "{{path}}", "templateId": "plain", "#
        + #""layers": {"title": {"text": "{{title}}"}}}]}"#)
    let dev = try DevServer(site, manifest: content.path + "/cards.json")
    try dev.settle(build: 1)
    #expect(try dev.ids() == ["posts/one"])
    let first = try dev.get("/c/posts/one.png").body
    try content.write("content/posts/one.md", "---\ntitle: Uno\n---\nText\n")
    try dev.settle(build: 2)
    #expect(try dev.get("/c/posts/one.png").body != first)
    // A folder that comes to be is watched too.
    try FileManager.default.createDirectory(
      atPath: posts + "/2026", withIntermediateDirectories: true)
    try content.write("content/posts/2026/two.md", "---\ntitle: Two\n---\n")
    try dev.settle { _ in try dev.ids("2026") == ["posts/2026/two"] }
    let seen = try dev.get("/dev/card?id=posts/2026/two").json()
    #expect((seen["file"] as? String)?.hasSuffix("content/posts/2026/two.md") == true)
    #expect(dev.stop().status == 0)
  }
}
