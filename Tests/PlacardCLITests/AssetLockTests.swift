import Foundation
import PlacardStore
import PlacardTesting
import Testing

@Suite("The asset lock")
struct AssetLockTests {
  private func url(_ path: String, _ server: LoopbackServer) -> String {
    "http://127.0.0.1:\(server.port)\(path)"
  }

  private func lock(_ url: String, _ site: TestSite) throws -> AssetLock? {
    try site.withSnapshot(".placard") { try $0.asset(url) }
  }

  @Test("--refresh asks for every picture once, and draws the cards of those that have changed")
  func refresh() throws {
    let host = PictureHost(["/a.png": PictureHost.red, "/b.png": PictureHost.red])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server)
    let (a, b) = (url("/a.png", server), url("/b.png", server))
    try site.manifest([
      badge("a1", a), badge("a2", a, more: #", "formats": ["webp"]"#),
      badge("b", b), #"{"id": "file", "templateId": "badge"}"#,
    ])
    #expect(try site.build().status == 0)
    #expect(server.heads.count == 2)
    let before = try site.pages()
    // Nothing has changed: two questions, and no picture.
    let same = try site.build(["cards.jsonl"], "--refresh")
    #expect(same.status == 0 && same.rendered == 0 && same.reused == 4)
    #expect(server.heads.count == 4)
    #expect(server.heads[2...].allSatisfy { $0.contains("If-None-Match: \"1\"") })
    #expect(try site.pages() == before)
    // One has: its two cards are drawn, though not a byte of the manifest is another.
    host.set("/a.png", PictureHost.blue)
    #expect(try site.build().rendered == 0)
    let changed = try site.build(["cards.jsonl"], "--refresh")
    #expect(changed.status == 0 && changed.rendered == 2 && changed.reused == 2)
    #expect(server.heads.count == 6)
    let after = try site.pages()
    #expect(after["a1"] != before["a1"] && after["a2"] != before["a2"])
    #expect(after["b"] == before["b"] && after["file"] == before["file"])
    #expect(try lock(a, site)?.etag == "\"2\"")
    // Gone at its host: what was there is believed.
    host.set("/a.png", nil)
    let gone = try site.build(["cards.jsonl"], "--refresh")
    #expect(gone.status == 0 && gone.rendered == 0)
    #expect(try site.pages() == after)
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("--refresh moves the time of the lock's last question where the bytes hold")
  func checkedAt() throws {
    let host = PictureHost(["/a.png": PictureHost.red])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server, ttlSeconds: 86_400)
    let a = url("/a.png", server)
    try site.manifest([badge("a", a)])
    #expect(try site.build().status == 0)
    let first = try #require(try lock(a, site))
    while Int64(Date().timeIntervalSince1970) <= first.checkedAt { usleep(20_000) }
    #expect(try site.build(["cards.jsonl"], "--refresh").status == 0)
    let second = try #require(try lock(a, site))
    #expect(second.checkedAt > first.checkedAt)
    #expect(second.digest == first.digest && second.etag == first.etag)
  }

  @Test("A card of which one picture is new and one is locked has both asked for by --refresh")
  func newBesideLocked() throws {
    let host = PictureHost(["/a.png": PictureHost.red, "/b.png": PictureHost.red])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server)
    let (a, b) = (url("/a.png", server), url("/b.png", server))
    try site.manifest([badge("one", a)])
    #expect(try site.build().status == 0)
    host.set("/a.png", PictureHost.blue)
    try site.manifest([
      badge("one", a, more: #", "locales": {"de": {"layers": {"logo": {"image_url": "\#(b)"}}}}"#)
    ])
    let report = try site.build(["cards.jsonl"], "--refresh")
    #expect(report.status == 0 && report.rendered == 2)
    #expect(server.heads.count == 3)
    #expect(try lock(a, site)?.etag == "\"2\"")
  }

  @Test("--refresh goes by Last-Modified where a host has no entity tags")
  func lastModified() throws {
    let date = "Wed, 25 Nov 2026 10:00:00 GMT"
    let server = LoopbackServer { head in
      head.contains("If-Modified-Since: \(date)\r\n")
        ? answer("304 Not Modified")
        : answer("200 OK", "Last-Modified: \(date)\r\n", body: PictureHost.red.bytes)
    }
    let site = try TestSite(fetchingFrom: server)
    let a = url("/a.png", server)
    try site.manifest([badge("a", a)])
    #expect(try site.build().status == 0)
    #expect(try lock(a, site)?.lastModified == date)
    let report = try site.build(["cards.jsonl"], "--refresh")
    #expect(report.status == 0 && report.rendered == 0)
    #expect(server.heads.count == 2)
    #expect(server.heads[1].contains("If-Modified-Since: \(date)\r\n"))
    #expect(!server.heads[1].contains("If-None-Match"))
  }

  @Test("--offline believes what was fetched, however old, and fails what never was")
  func offline() throws {
    let host = PictureHost(["/a.png": PictureHost.red, "/b.png": PictureHost.blue])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server, ttlSeconds: 0)
    let (a, b) = (url("/a.png", server), url("/b.png", server))
    try site.manifest([badge("a", a)])
    #expect(try site.build().status == 0)
    #expect(server.heads.count == 1)
    try site.manifest([badge("a", a, more: #", "scales": [2]"#), badge("b", b)])
    let report = try site.build(["cards.jsonl"], "--offline")
    #expect(report.status == 1 && report.rendered == 1 && report.failed == 1)
    #expect(server.heads.count == 1)
    let failure = try #require(report.failures.first)
    #expect(failure.card == "b" && failure.line == 2 && failure.path == "layers.logo.image_url")
    #expect(
      failure.message
        == "cannot fetch \(b): it was never fetched before, and nothing is fetched offline")
    #expect(failure.hint == "build once without --offline")
    // A dry run says the same.
    let dry = try site.build(["cards.jsonl"], "--offline", "--dry-run")
    #expect(dry.failures.map(\.message) == [failure.message])
    let words = ["render", "badge", "--site", ".", "-o", "-", "--offline", "--set"]
    #expect(try site.start(words + ["logo.image_url=\(a)"]).wait().status == 0)
    let refused = try site.start(words + ["logo.image_url=\(b)"]).wait()
    #expect(refused.status == 5 && refused.output.isEmpty)
    #expect(
      refused.errors == "placard: cannot fetch \(b): it was never fetched before, and nothing is "
        + "fetched offline (run once without --offline)\n")
    #expect(server.heads.count == 1)
  }

  @Test(
    "--offline opens no socket, where a build without does",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/strace")))
  func noSocket() throws {
    let host = PictureHost(["/a.png": PictureHost.red])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server, ttlSeconds: 0)
    try site.manifest([
      badge("a", url("/a.png", server)), badge("b", "http://placard.example/b.png"),
    ])
    func sockets(_ options: String...) throws -> Int {
      let program = try #require(Program.path)
      let ran = try Program.start(
        shell: "cd \"$0\" && exec strace -f -o trace -e trace=socket,socketpair,connect \"$@\"",
        [site.path, program, "build", "cards.jsonl", "--site", "."] + options
      ).wait()
      #expect(ran.status == 1, "\(ran.errors)")
      let trace = String(decoding: try site.read("trace"), as: UTF8.self)
      #expect(trace.contains("exited with 1"))
      return trace.split(separator: "\n").filter {
        $0.contains("socket") || $0.contains("connect(")
      }
      .count
    }
    #expect(try sockets("--offline") == 0)
    #expect(try sockets() > 0)
    // What is stored by now, and must be drawn anew.
    #expect(try sockets("--offline", "--formats", "webp") == 0)
  }

  @Test("serve --offline asks no host: a picture never fetched is an error, an old one is shown")
  func offlineServer() throws {
    let host = PictureHost(["/a.png": PictureHost.red, "/b.png": PictureHost.blue])
    let server = LoopbackServer { host.answers($0) }
    let site = try TestSite(fetchingFrom: server, ttlSeconds: 0)
    let (a, b) = (url("/a.png", server), url("/b.png", server))
    try site.write(
      "site.json",
      String(decoding: try site.read("site.json"), as: UTF8.self)
        .replacingOccurrences(
          of: "{\"fonts\"", with: "{\"allowedHosts\": [\"127.0.0.1\"], \"fonts\""))
    try site.manifest([badge("a", a)])
    #expect(try site.build().status == 0)
    let running = try site.start(
      ["serve", "--site", ".", "--listen", "127.0.0.1:0", "--offline"])
    let isUp = try running.wait(until: { running.errorsSoFar.contains("serving http://") })
    try #require(isUp)
    let port = try #require(
      running.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }?
        .split(separator: ":").last.flatMap { Int($0) })
    func render(_ url: String) throws -> Got {
      try get(
        "/api/render?templateId=badge&scale=2&layers={%22logo%22:{%22image_url%22:%22\(url)%22}}",
        port: port)
    }
    #expect(try render(a).status == "HTTP/1.1 200 OK")
    let refused = try render(b)
    #expect(refused.status == "HTTP/1.1 422 Unprocessable Content")
    #expect(refused.text.contains("asset_not_fetched"))
    #expect(refused.text.contains("it was never fetched before, and nothing is fetched offline"))
    #expect(server.heads.count == 1)
    running.send(SIGTERM)
    #expect(running.wait().status == 0)
  }

  @Test("Options that exclude one another are wrong usage", arguments: ["--offline", "--dry-run"])
  func exclusive(other: String) throws {
    let site = try TestSite()
    try site.manifest([])
    let ran = try site.run("build", "cards.jsonl", "--site", ".", "--refresh", other)
    #expect(ran.status == 2 && ran.output.isEmpty)
    #expect(
      ran.errors.hasPrefix(
        "placard: --refresh and \(other) exclude one another: \(other) asks nobody\n"))
  }
}
