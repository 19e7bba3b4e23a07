import Foundation
import PlacardStore
import PlacardTesting
import Synchronization
import Testing

@Suite("Remote pictures")
struct RemotePictureTests {
  private static let red = PictureHost.red
  private static let blue = PictureHost.blue

  @Test("A picture is fetched once, locked, and not asked for by the builds after")
  func locked() throws {
    let host = PictureHost(["/a.png": Self.red])
    let server = LoopbackServer { host.answers($0) }
    let url = "http://127.0.0.1:\(server.port)/a.png"
    let site = try TestSite(fetchingFrom: server)
    try site.manifest([
      badge("one", url), badge("two", url, more: #", "formats": ["webp"]"#),
      #"{"id": "file", "templateId": "badge"}"#,
    ])
    let first = try site.build()
    #expect(first.status == 0 && first.failures.isEmpty)
    #expect(server.heads.count == 1)
    // The same bytes from elsewhere are the same picture, though another card.
    let pages = try site.pages()
    #expect(
      pages["one"]?.variants.map(\.contentHash) == pages["file"]?.variants.map(\.contentHash))
    host.set("/a.png", nil)
    #expect(try site.build().rendered == 0)
    try site.manifest([badge("three", url, more: #", "scales": [2]"#)])
    let third = try site.build()
    #expect(third.status == 0 && third.rendered == 1)
    #expect(server.heads.count == 1)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("Cards that are drawn anew ask again when the lock is old; others do not")
  func revalidated() throws {
    let host = PictureHost(["/a.png": Self.red])
    let server = LoopbackServer { host.answers($0) }
    let url = "http://127.0.0.1:\(server.port)/a.png"
    let site = try TestSite(fetchingFrom: server, ttlSeconds: 0)
    try site.manifest([badge("one", url)])
    #expect(try site.build().rendered == 1)
    let before = try site.pages()["one"]
    #expect(server.heads.count == 1)
    #expect(try site.build().rendered == 0)
    #expect(server.heads.count == 1)
    // Unchanged at its host: no new bytes.
    try site.manifest([badge("one", url), badge("two", url, more: #", "formats": ["webp"]"#)])
    #expect(try site.build().rendered == 1)
    #expect(server.heads.count == 2 && server.heads[1].contains("If-None-Match: \"1\""))
    #expect(try site.pages()["one"] == before)
    // Changed there: all its cards change, once one of them has made the build ask.
    host.set("/a.png", Self.blue)
    try site.manifest([badge("one", url), badge("two", url, more: #", "formats": ["jpeg"]"#)])
    #expect(try site.build().status == 0)
    #expect(server.heads.count == 3)
    #expect(try site.build().status == 0)
    #expect(try site.pages()["one"] != before)
    // Gone there: what was there yesterday is better than no picture.
    host.set("/a.png", nil)
    try site.manifest([badge("one", url, more: #", "scales": [2]"#)])
    let last = try site.build()
    #expect(last.status == 0 && last.rendered == 1)
  }

  @Test("A card's locales may show pictures of their own")
  func locales() throws {
    let host = PictureHost(["/a.png": Self.red, "/b.png": Self.blue])
    let server = LoopbackServer { host.answers($0) }
    let base = "http://127.0.0.1:\(server.port)"
    let site = try TestSite(fetchingFrom: server)
    try site.manifest([
      badge(
        "one", base + "/a.png",
        more: #", "locales": {"de": {"layers": {"logo": {"image_url": "\#(base)/b.png"}}}}"#)
    ])
    let report = try site.build()
    #expect(report.status == 0 && report.rendered == 2)
    #expect(server.heads.count == 2)
    let page = try #require(try site.pages()["one"])
    #expect(Set(page.variants.map(\.contentHash)).count == 2)
  }

  @Test("What does not come fails its cards alone, at the address's place; a host is asked once")
  func failures() throws {
    let host = PictureHost([
      "/good.png": Self.red,
      "/text.png": PictureHost.Picture(bytes: Array("text".utf8), version: 1),
      "/large.png": PictureHost.Picture(bytes: [UInt8](repeating: 0, count: 5_000), version: 1),
    ])
    let server = LoopbackServer { host.answers($0) }
    let base = "http://127.0.0.1:\(server.port)"
    let site = try TestSite(fetchingFrom: server, limits: #""sourceBytesMax": 4096, "#)
    try site.manifest([
      badge("good", base + "/good.png"), badge("gone", base + "/gone.png"),
      badge("gone-too", base + "/gone.png"), badge("text", base + "/text.png"),
      badge("large", base + "/large.png"), #"{"id": "other", "templateId": "badge"}"#,
    ])
    let report = try site.build()
    #expect(report.status == 1 && report.rendered == 2 && report.failed == 4)
    #expect(report.failures.map(\.card) == ["gone", "gone-too", "text", "large"])
    #expect(report.failures.map(\.line) == [2, 3, 4, 5])
    #expect(Set(report.failures.map(\.path)) == ["layers.logo.image_url"])
    #expect(
      report.failures.map(\.code)
        == ["refused_asset", "refused_asset", "bad_asset", "refused_asset"])
    #expect(
      report.failures[0].message
        == "cannot fetch \(base)/gone.png: the server answers with status 404")
    #expect(server.heads.filter { $0.contains("/gone.png") }.count == 1)
    #expect(Set(try site.pages().keys) == ["good", "other"])
    // Once it is there, the next build shows it.
    host.set("/gone.png", Self.blue)
    let next = try site.build()
    #expect(next.rendered == 1 && next.failed == 2)
    #expect(Set(try site.pages().keys) == ["good", "other", "gone", "gone-too"])
  }

  @Test(
    "An address that is not public is refused, however it is spelled",
    arguments: [
      "http://127.0.0.1/x.png", "http://localhost/x.png", "http://[::1]/x.png",
      "http://2130706433/x.png", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/x.png",
      "http://[::ffff:127.0.0.1]/x.png",
    ])
  func refused(url: String) throws {
    let site = try TestSite()
    try site.manifest([badge("a", url), #"{"id": "b", "templateId": "badge"}"#])
    let ran = try site.run("build", "cards.jsonl", "--site", ".")
    #expect(ran.status == 1)
    #expect(ran.errors.hasPrefix("cards.jsonl:1:69: layers.logo.image_url: cannot fetch \(url): "))
    #expect(ran.errors.contains("not a public one"))
    #expect(ran.errors.hasSuffix(" [card a]\n"))
    #expect(Array(try site.pages().keys) == ["b"])
  }

  @Test("The exception is of exactly that host and port")
  func exactOrigin() throws {
    let host = PictureHost(["/a.png": Self.red])
    let server = LoopbackServer { host.answers($0) }
    let other = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server)
    try site.manifest([badge("a", "http://127.0.0.1:\(other.port)/a.png")])
    let report = try site.build()
    #expect(report.status == 1 && report.failures.map(\.code) == ["refused_asset"])
    #expect(other.heads.isEmpty)
  }

  @Test("A dry run asks nobody, and counts such a card as new")
  func dryRun() throws {
    let host = PictureHost(["/a.png": Self.red])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server)
    try site.manifest([badge("a", "http://127.0.0.1:\(server.port)/a.png")])
    let report = try site.build(["cards.jsonl"], "--dry-run")
    #expect(report.status == 0 && report.rendered == 1)
    #expect(server.heads.isEmpty)
  }

  @Test("render fetches what it needs and keeps it in the site's store, if there is one")
  func render() throws {
    let host = PictureHost(["/a.png": Self.red])
    let server = LoopbackServer { host.answers($0) }
    let url = "http://127.0.0.1:\(server.port)/a.png"
    let site = try TestSite(fetchingFrom: server)
    let words = [
      "render", "badge", "--site", ".", "--set", "logo.image_url=\(url)", "-o", "-",
    ]
    let alone = try site.start(words).wait()
    #expect(alone.status == 0 && server.heads.count == 1)
    #expect(!FileManager.default.fileExists(atPath: site.path + "/.placard"))
    try site.manifest([badge("a", url)])
    #expect(try site.build().status == 0)
    #expect(server.heads.count == 2)
    #expect(try site.start(words).wait().output == alone.output)
    #expect(server.heads.count == 2)
    let refused = try site.run(
      "render", "badge", "--site", ".", "--set", "logo.image_url=http://10.0.0.1/x.png", "-o", "-")
    #expect(refused.status == 5 && refused.output.isEmpty)
    #expect(
      refused.errors == "placard: cannot fetch http://10.0.0.1/x.png: the host cannot be reached "
        + "(its address is not a public one)\n")
  }

  @Test("A command that waits for a host ends at once with a signal", arguments: [SIGINT, SIGTERM])
  func interrupted(signal: Int32) throws {
    // The one connection is held until the process has gone.
    let isOver = Mutex(false)
    let server = LoopbackServer { _ in
      while !isOver.withLock({ $0 }) { usleep(5_000) }
      return answer("404 Not Found")
    }
    defer { isOver.withLock { $0 = true } }
    let site = try TestSite(fetchingFrom: server, limits: #""fetchMilliseconds": 600000, "#)
    let render = try site.start([
      "render", "badge", "--site", ".", "--set",
      "logo.image_url=http://127.0.0.1:\(server.port)/a.png", "-o", "-",
    ])
    let isWaiting = try render.wait(until: { !server.heads.isEmpty })
    #expect(isWaiting)
    render.send(signal)
    #expect(render.wait().end == .killed(signal: signal))
  }
}
