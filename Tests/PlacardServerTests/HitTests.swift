import PlacardCore
import PlacardPipeline
import PlacardSystem
import PlacardTesting
import Testing

/// A site whose card `posts/hello` has been built in four formats, and a server over it.
private func serveBuiltSite() throws -> RunningServer {
  let site = try TestSite()
  try site.write(
    #"{"id": "posts/hello", "templateId": "card", "formats": ["png", "webp", "jpeg", "avif"], "#
      + #""scales": [1, 2], "variables": {"title": "Hello"}}"# + "\n",
    to: "cards.jsonl")
  var options = BuildOptions(manifests: [site.path + "/cards.jsonl"], site: site.path, store: nil)
  options.jobs = 1
  let report = try Generator.build(options, progress: BuildProgress(), stop: StopFlag())
  #expect(report.failed == 0 && report.rendered == 8)
  return try RunningServer(site)
}

private let formats: [(ending: String, type: String, query: String)] = [
  ("png", "image/png", "png"), ("webp", "image/webp", "webp"), ("jpg", "image/jpeg", "jpeg"),
  ("avif", "image/avif", "avif"),
]

@Suite("Hits") struct HitTests {
  private let query = #"/api/render?templateId=card&variables={"title":"Hello"}&format="#

  @Test("A built picture is the same at its three addresses, in every format")
  func threeAddresses() throws {
    let server = try serveBuiltSite()
    for format in formats {
      let card = try server.get("/c/posts/hello.\(format.ending)")
      let render = try server.get(query + format.query)
      let hash = ContentHash(of: card.body).hex
      let image = try server.get("/i/\(hash).\(format.ending)")
      for answer in [card, render, image] {
        #expect(answer.status == 200)
        #expect(answer.body == card.body && !answer.body.isEmpty)
        #expect(answer.fields["content-type"] == format.type)
        #expect(answer.fields["content-length"] == "\(card.body.count)")
        #expect(answer.etag == "\"\(hash)\"")
        #expect(answer.fields["cache-status"] == "placard; hit")
        #expect(answer.fields["x-content-type-options"] == "nosniff")
        #expect(answer.fields["access-control-allow-origin"] == "*")
        #expect(answer.fields["cross-origin-resource-policy"] == "cross-origin")
        #expect(answer.fields["date"]?.hasSuffix(" GMT") == true)
        #expect(answer.fields["vary"] == nil && answer.fields["location"] == nil)
      }
      let changing = "public, max-age=300, stale-while-revalidate=86400"
      #expect(card.fields["cache-control"] == changing)
      #expect(render.fields["cache-control"] == changing)
      #expect(image.fields["cache-control"] == "public, max-age=31536000, immutable")
    }
  }

  @Test("HEAD answers as GET does, without the body, and a second time from the front table")
  func head() throws {
    let server = try serveBuiltSite()
    for target in ["/c/posts/hello.png", query + "webp"] {
      let whole = try server.get(target)
      for _ in 0..<2 {
        var head = try server.send("HEAD", target)
        #expect(head.status == 200 && head.body.isEmpty)
        head.body = whole.body
        head.fields["date"] = whole.fields["date"]
        #expect(head == whole)
      }
    }
    #expect(try server.send("HEAD", "/healthz").status == 200)
    let lost = try server.send("HEAD", "/c/nobody.png")
    #expect(
      lost.status == 404 && lost.fields["content-type"]?.hasPrefix("application/json") == true)
  }

  @Test("If-None-Match answers 304 to the tag, to weak tags, lists and *, and 200 to others")
  func conditional() throws {
    let server = try serveBuiltSite()
    let first = try server.get("/c/posts/hello.png")
    let etag = first.etag
    let other = "\"\(String(repeating: "0", count: 64))\""
    let image = "/i/\(ContentHash(of: first.body).hex).png"
    for target in ["/c/posts/hello.png", image, query + "png"] {
      for known in [etag, "W/" + etag, "*", "\(other), \(etag)", "\"a,b\" ,\tW/\(etag), \(other)"] {
        let answer = try server.get(target, ["If-None-Match": known])
        #expect(answer.status == 304, "\(known)")
        #expect(answer.body.isEmpty && answer.etag == etag)
        #expect(answer.fields["cache-control"] != nil && answer.fields["cache-status"] != nil)
        #expect(answer.fields["content-type"] == nil && answer.fields["content-length"] == nil)
      }
      for unknown in [other, "\"x, \(etag.dropFirst())", String(etag.dropLast()), "w/" + etag] {
        #expect(try server.get(target, ["If-None-Match": unknown]).status == 200, "\(unknown)")
      }
    }
  }

  @Test("A card built in several sizes has an address for each, the first its plain one")
  func sizes() throws {
    let site = try TestSite()
    try site.write(
      #"{"id": "posts/wide", "templateId": "card", "sizes": ["og", "story", "200x100"]}"# + "\n",
      to: "cards.jsonl")
    var options = BuildOptions(
      manifests: [site.path + "/cards.jsonl"], site: site.path, store: nil)
    options.jobs = 1
    let report = try Generator.build(options, progress: BuildProgress(), stop: StopFlag())
    #expect(report.failed == 0 && report.rendered == 3)
    let server = try RunningServer(site)
    let first = try server.get("/c/posts/wide.png")
    #expect(first.pngSize == PixelSize(width: 1200, height: 630))
    #expect(try server.get("/c/posts/wide~og~1x.png").body == first.body)
    let story = try server.get("/c/posts/wide~story~1x.png")
    #expect(story.pngSize == PixelSize(width: 1080, height: 1920))
    // A build's pictures are hits for who asks for the size, the template's own for who asks none.
    let asked = try server.get("/api/render?templateId=card&width=1080&height=1920")
    #expect(asked.fields["cache-status"] == "placard; hit")
    #expect(asked.body == story.body)
    let own = try server.get("/api/render?templateId=card")
    #expect(own.fields["cache-status"] == "placard; hit")
    #expect(try server.get("/c/posts/wide~200x100~1x.png").body == own.body)
    #expect(try server.get("/c/posts/wide~youtube~1x.png").status == 404)
  }

  @Test("A card's other variants have addresses of their own, escapes are read, a query is nothing")
  func variants() throws {
    let server = try serveBuiltSite()
    let plain = try server.get("/c/posts/hello.png")
    #expect(try server.get("/c/posts%2Fhello.png").body == plain.body)
    #expect(try server.get("/c/posts/hello.png?v=7&utm_source=x").body == plain.body)
    let double = try server.get("/c/posts/hello~200x100~2x.png")
    #expect(double.status == 200)
    #expect(double.pngSize == PixelSize(width: 400, height: 200))
    for lost in [
      "/c/posts/hello~200x100~3x.png", "/c/posts/hello.jpeg", "/c/posts/hello.gif",
      "/c/posts/hello", "/c/", "/c/posts/%zz.png", "/c/posts/%ff.png", "/c/../hello.png",
    ] {
      let answer = try server.get(lost)
      #expect(answer.status == 404 && answer.fields["cache-control"] == "no-store", "\(lost)")
    }
  }

  @Test("Another extension, length or case of a hash is 404")
  func wrongHashes() throws {
    let server = try serveBuiltSite()
    let hash = ContentHash(of: try server.get("/c/posts/hello.png").body).hex
    #expect(try server.get("/i/\(hash).png").status == 200)
    #expect(try server.get("/i/\(hash).png?download").status == 200)
    for name in [
      "\(hash).webp", "\(hash).jpg", "\(hash).PNG", "\(hash).pngx", "\(hash).", hash,
      "\(hash.dropLast()).png", "\(hash)0.png", "\(hash.uppercased()).png", "x/\(hash).png",
      "\(String(repeating: "0", count: 64)).png", "", ".png",
    ] {
      let answer = try server.get("/i/\(name)")
      #expect(answer.status == 404, "\(name)")
      #expect(try answer.error()["code"] as? String == "not_found")
    }
  }

  @Test("Hits come back whole over one connection, in order, however many are pipelined")
  func pipelined() throws {
    let server = try serveBuiltSite()
    let bodies = try formats.map { try server.get("/c/posts/hello.\($0.ending)").body }
    let client = try Client(port: server.port)
    let rounds = 40
    var requests: [UInt8] = []
    for _ in 0..<rounds {
      for format in formats {
        requests += RunningServer.request("GET", "/c/posts/hello.\(format.ending)")
      }
    }
    try client.send(requests)
    for _ in 0..<rounds {
      for body in bodies { #expect(try client.receive().body == body) }
    }
  }

  @Test("Any page may read pictures, none may call the API")
  func preflight() throws {
    let server = try serveBuiltSite()
    let ask = [
      "Origin": "https://else.example", "Access-Control-Request-Method": "POST",
      "Access-Control-Request-Headers": "authorization",
    ]
    let generate = try server.send("OPTIONS", "/api/generate", ask)
    #expect(generate.status == 204 && generate.fields["allow"] == "POST, OPTIONS")
    #expect(!generate.fields.keys.contains { $0.hasPrefix("access-control") })
    for target in ["/api/render?templateId=card", "/c/posts/hello.png", "/i/x"] {
      let answer = try server.send("OPTIONS", target, ask)
      #expect(answer.status == 204 && answer.body.isEmpty)
      #expect(answer.fields["allow"] == "GET, HEAD, OPTIONS")
      #expect(answer.fields["access-control-allow-origin"] == "*")
      #expect(answer.fields["access-control-allow-methods"] == "GET, HEAD")
    }
    #expect(
      try server.send("OPTIONS", "*").fields["allow"] == "GET, HEAD, POST, PUT, DELETE, OPTIONS")
    #expect(try server.send("OPTIONS", "/nowhere").status == 404)
    let refused = try server.get("/api/render?templateId=nobody")
    #expect(refused.fields["access-control-allow-origin"] == nil)
  }
}
