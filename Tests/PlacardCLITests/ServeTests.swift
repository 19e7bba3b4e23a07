import Foundation
import Glibc
import PlacardCore
import PlacardStore
import Testing

@Suite("serve, as a process")
struct ServeTests {
  /// A server on a port that was free, and the port.
  private func start(_ site: TestSite, _ options: String...) throws -> (Running, Int) {
    let server = try site.start(
      ["serve", "--site", ".", "--listen", "127.0.0.1:0", "--jobs", "1"] + options)
    let isUp = try server.wait(until: { server.errorsSoFar.contains("serving http://127.0.0.1:") })
    try #require(isUp, "\(server.errorsSoFar)")
    let line = server.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }
    let port = try #require(line?.split(separator: ":").last.flatMap { Int($0) })
    return (server, port)
  }

  @Test("A port in use ends it with 5 and says who has it")
  func portInUse() throws {
    let site = try TestSite()
    let (first, port) = try start(site)
    let second = try site.run(
      "serve", "--site", ".", "--store", "other", "--listen", "127.0.0.1:\(port)")
    #expect(second.status == 5 && second.output.isEmpty)
    #expect(
      second.errors == "placard: listen on 127.0.0.1:\(port): the address is in use by another "
        + "server; stop it or choose another port (placard, process \(first.id), has it)\n")
    // The first goes on.
    #expect(try get("/healthz", port: port).status == "HTTP/1.1 200 OK")
    first.send(SIGTERM)
    let ran = first.wait()
    #expect(ran.end == .exited(0))
    #expect(ran.errors.hasSuffix("stopping\n"))
  }

  @Test("Signed addresses are good while their key is, which SIGHUP tells the server")
  func signing() throws {
    let site = try TestSite()
    let signed = try site.run("sign", "plain", "--site", ".").text.trimmingCharacters(
      in: .newlines)
    let old = try #require(
      try SigningKeys.parse(try site.read(".placard/signing-keys"), source: "").first?.id)
    let (server, port) = try start(site)
    #expect(try get(signed, port: port).status == "HTTP/1.1 200 OK")
    #expect(try get(signed + "&scale=2", port: port).status == "HTTP/1.1 403 Forbidden")
    let next = try site.run("sign", "plain", "--site", ".", "--new-key", "--drop-key", old)
      .text.trimmingCharacters(in: .newlines)
    #expect(try get(next, port: port).status == "HTTP/1.1 403 Forbidden")
    server.send(SIGHUP)
    let isRead = try server.wait(until: {
      try get(next, port: port).status == "HTTP/1.1 200 OK"
    })
    #expect(isRead)
    #expect(try get(signed, port: port).status == "HTTP/1.1 403 Forbidden")
    server.send(SIGTERM)
    #expect(server.wait().status == 0)
    let lost = try site.run("serve", "--site", ".", "--signing-keys", "nowhere")
    #expect(lost.status == 3)
    #expect(lost.errors.hasPrefix("placard: there is no file of signing keys nowhere"))
  }

  @Test("A miss has the bytes of a build, and a build beside the server is served at once")
  func sameBytes() throws {
    let site = try TestSite()
    try site.manifest([
      #"{"id": "a", "templateId": "plain", "formats": ["png", "webp", "jpeg"], "#
        + #""layers": {"title": {"text": "Hello"}}}"#
    ])
    // In a store of its own, so that the server has none of it.
    #expect(try site.build(store: "built").status == 0)
    let page = try #require(try site.pages(store: "built")["a"])
    let (server, port) = try start(site)
    for variant in page.variants {
      let body = try #require(try site.body(variant.contentHash, store: "built"))
      let answer = try get(
        "/api/render?templateId=plain&layers=%7B%22title%22:%7B%22text%22:%22Hello%22%7D%7D&format="
          + variant.format.name, port: port)
      #expect(answer.status == "HTTP/1.1 200 OK")
      #expect(answer.body == body)
    }
    #expect(try get("/c/a.png", port: port).status == "HTTP/1.1 404 Not Found")
    // What the server drew is the build's already.
    let report = try site.build()
    #expect(report.status == 0 && report.rendered == 0 && report.reused == 3)
    for variant in page.variants {
      let body = try #require(try site.body(variant.contentHash, store: "built"))
      let alias = try get("/c/a.\(variant.format.fileExtension)", port: port)
      #expect(alias.status == "HTTP/1.1 200 OK" && alias.body == body)
      let named = try get(
        "/i/\(variant.contentHash.hex).\(variant.format.fileExtension)", port: port)
      #expect(named.body == body)
    }
    server.send(SIGINT)
    #expect(server.wait().end == .exited(0))
    #expect(try site.run("verify", "--store", ".placard").status == 0)
  }

  @Test("The addresses that scan puts into pages are served, and the old ones are hits")
  func scanned() throws {
    let site = try TestSite()
    try FileManager.default.createDirectory(
      atPath: site.path + "/public", withIntermediateDirectories: false)
    let old = "/api/render?templateId=plain&variables=%7B%22title%22:%22Hi%22%7D&format=webp"
    try site.write("public/a.html", "<img src='\(old)'>")
    let ran = try site.run(
      "scan", "public", "--site", ".", "--base-url", "http://127.0.0.1", "--rewrite")
    #expect(ran.status == 0)
    let page = String(decoding: try site.read("public/a.html"), as: UTF8.self)
    let new = try #require(page.split(separator: "'").first { $0.hasPrefix("/i/") })
    let (server, port) = try start(site)
    let stored = try get(String(new), port: port)
    #expect(stored.status == "HTTP/1.1 200 OK" && stored.body.starts(with: Array("RIFF".utf8)))
    #expect(try get(old, port: port).body == stored.body)
    #expect(try get("/c/a.webp", port: port).body == stored.body)
    #expect(try site.objects().count == 1)
    server.send(SIGTERM)
    #expect(server.wait().status == 0)
  }

  @Test("A killed server loses nothing that it had committed")
  func killed() throws {
    let site = try TestSite()
    let (server, port) = try start(site)
    for index in 0..<5 {
      let answer = try get(
        "/api/render?templateId=plain&variables=%7B%22title%22:%22no.%20\(index)%22%7D",
        port: port)
      #expect(answer.status == "HTTP/1.1 200 OK")
    }
    let hasStored = try server.wait(until: { try site.objects().count == 5 })
    #expect(hasStored)
    server.send(SIGKILL)
    #expect(server.wait().end == .killed(signal: SIGKILL))
    #expect(try site.run("verify", "--store", ".placard").status == 0)
    #expect(try site.objects().count == 5)
    let (second, _) = try start(site)
    second.send(SIGTERM)
    #expect(second.wait().end == .exited(0))
  }
}
