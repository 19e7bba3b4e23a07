import Foundation
import Glibc
import Testing

@Suite("The page of dev")
struct DevPageTests {
  private func site() throws -> TestSite {
    let site = try TestSite()
    try site.write(
      "templates/turned.json",
      TestSite.template(
        "turned",
        """
        {"name": "row", "type": "stack", "x": 4, "y": 4, "width": 56, "height": 20, "gap": 4,
         "rotation": 90, "layers": [
          {"name": "left", "type": "shape", "width": 10, "height": 10, "fill": "#cc3333"},
          {"name": "right", "type": "shape", "width": 10, "height": 10, "fill": "#33cc33"}]}
        """))
    try site.manifest([
      #"{"id": "posts/hello", "templateId": "plain", "formats": ["png", "webp"], "#
        + #""layers": {"title": {"text": "Grüße & <more>"}}}"#,
      #"{"id": "turned", "templateId": "turned", "scales": [1, 2]}"#,
    ])
    return site
  }

  @Test("Its policy lets it run its own script and style and load from this server alone")
  func policy() throws {
    let site = try site()
    let dev = try DevServer(site)
    let page = try dev.get("/dev")
    #expect(page.status == "HTTP/1.1 200 OK")
    #expect(page.head.contains("Content-Type: text/html; charset=utf-8"))
    let policy = try #require(
      page.head.split(separator: "\r\n").first { $0.hasPrefix("Content-Security-Policy: ") })
    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe"))
    #expect(policy.contains("img-src 'self'; connect-src 'self'"))
    // The digests are those of what stands in the page.
    for tag in ["style", "script"] {
      let text = try #require(
        page.text.components(separatedBy: "<\(tag)>").last?.components(separatedBy: "</\(tag)>")
          .first)
      try site.write("part", text)
      let ran = try Program.start(
        shell: "openssl dgst -sha256 -binary \"$0\" | base64", [site.path + "/part"]
      ).wait()
      let digest = ran.text.trimmingCharacters(in: .whitespacesAndNewlines)
      #expect(policy.contains("\(tag)-src 'sha256-\(digest)'"))
    }
    #expect(dev.stop().status == 0)
  }

  @Test("It is there for this machine alone, and no part of the API")
  func access() throws {
    let site = try site()
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    for path in ["/dev", "/dev/version", "/dev/state", "/dev/cards", "/dev/card?id=turned"] {
      #expect(try dev.get(path, host: "localhost:\(dev.port)").status == "HTTP/1.1 200 OK")
      #expect(
        try dev.get(path, host: "rebound.example:\(dev.port)").status
          == "HTTP/1.1 404 Not Found")
    }
    #expect(try dev.get("/devil").status == "HTTP/1.1 404 Not Found")
    #expect(try !dev.get("/api/openapi.json").text.contains("\"/dev"))
    #expect(dev.stop().status == 0)
    let open = try DevServer(site, "--dev-open")
    #expect(try open.get("/dev", host: "rebound.example").status == "HTTP/1.1 200 OK")
    #expect(open.stop().status == 0)
    let server = try site.start(["serve", "--site", ".", "--listen", "127.0.0.1:0"])
    let isUp = try server.wait(until: { server.errorsSoFar.contains("serving http://") })
    try #require(isUp)
    let port = try #require(
      server.errorsSoFar.split(separator: "\n").first { $0.hasPrefix("serving ") }?
        .split(separator: ":").last.flatMap { Int($0) })
    #expect(try get("/dev", port: port).status == "HTTP/1.1 404 Not Found")
    server.send(SIGTERM)
    #expect(server.wait().status == 0)
  }

  @Test("Cards are found by their id, their template and their texts")
  func search() throws {
    let site = try site()
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    #expect(try dev.ids() == ["posts/hello", "turned"])
    #expect(try dev.ids("HELLO") == ["posts/hello"])
    #expect(try dev.ids("gr%C3%BC%C3%9Fe") == ["posts/hello"])
    #expect(try dev.ids("turned") == ["turned"])
    #expect(try dev.ids("nothing") == [])
    let listed = try dev.get("/dev/cards?q=turned").json()["cards"] as? [[String: Any]]
    let variants = try #require(listed?.first?["variants"] as? [[String: Any]])
    #expect(variants.map { $0["card"] as? String } == ["/c/turned.png", "/c/turned~64x48~2x.png"])
    for variant in variants {
      for name in ["card", "picture"] {
        let answer = try dev.get(try #require(variant[name] as? String))
        #expect(answer.status == "HTTP/1.1 200 OK")
        #expect(answer.body.count == variant["bytes"] as? Int)
      }
    }
    #expect(dev.stop().status == 0)
  }

  @Test("A card's layers stand where they are drawn, and its address draws the same picture")
  func inspection() throws {
    let site = try site()
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    let seen = try dev.get("/dev/card?id=turned&variant=1").json()
    #expect(seen["width"] as? Int == 64 && seen["height"] as? Int == 48)
    #expect(seen["isCurrent"] as? Bool == true && seen["isPublic"] as? Bool == true)
    #expect(seen["file"] as? String == "cards.jsonl" && seen["line"] as? Int == 2)
    let boxes = try #require(seen["boxes"] as? [[String: Any]])
    #expect(boxes.map { $0["name"] as? String } == ["row", "left", "right"])
    #expect(boxes.map { $0["type"] as? String } == ["stack", "shape", "shape"])
    #expect(boxes.map { $0["rotation"] as? Double } == [90, 90, 90])
    let frames = try boxes.map { try #require($0["frame"] as? [String: Double]) }
    #expect(frames[0] == ["x": 4, "y": 4, "width": 56, "height": 20])
    // The row's middle is (32, 14). Upright, the left one's middle would be 23 px left of it and 5 px
    // above; a quarter turn clockwise takes left to above and above to right.
    #expect(frames[1] == ["x": 32, "y": -14, "width": 10, "height": 10])
    #expect(frames[2] == ["x": 32, "y": 0, "width": 10, "height": 10])
    let hello = try dev.get("/dev/card?id=posts/hello&variant=1").json()
    let render = try #require(hello["render"] as? String)
    #expect(try dev.get(render).body == dev.get("/c/posts/hello.webp").body)
    let areas = try #require(hello["areas"] as? [[String: Any]])
    #expect(areas.map { $0["name"] as? String } == ["margin of 5 %", "middle square"])
    #expect(try dev.get("/dev/card?id=nobody").status == "HTTP/1.1 404 Not Found")
    #expect(try dev.get("/dev/card?id=turned&variant=9").status == "HTTP/1.1 404 Not Found")
    #expect(dev.stop().status == 0)
  }

  @Test("A card that has changed since it was drawn is said to have")
  func changedSince() throws {
    let site = try site()
    let dev = try DevServer(site)
    try dev.settle(build: 1)
    // Its template is broken, so the new text is not built.
    try site.write("templates/bare.json", "{")
    try site.manifest([
      #"{"id": "posts/hello", "templateId": "plain", "layers": {"title": {"text": "Other"}}}"#
    ])
    try dev.settle { !($0["trouble"] is NSNull) }
    #expect(try dev.get("/dev/card?id=posts/hello").json()["isCurrent"] as? Bool == false)
    #expect(
      try dev.get("/dev/card?id=turned").json()["trouble"] as? String
        == "no manifest has the card any more")
    #expect(dev.stop().status == 0)
  }

  @Test("Wrong words end it as they end other commands")
  func usage() throws {
    let site = try site()
    let help = try site.run("dev", "--help")
    #expect(help.status == 0 && help.text.contains("usage: placard dev MANIFEST… --site DIR"))
    #expect(try site.run("dev", "--site", ".").status == 2)
    #expect(try site.run("dev", "cards.jsonl").status == 2)
    #expect(try site.run("dev", "cards.jsonl", "--site", ".", "--jobs", "0").status == 2)
    let listen = try site.run("dev", "cards.jsonl", "--site", ".", "--listen", "nowhere")
    #expect(listen.status == 2)
    let manifest = try site.run("dev", "nothing.jsonl", "--site", ".")
    #expect(manifest.status == 3)
    #expect(manifest.errors == "placard: nothing.jsonl: there is no such manifest\n")
    #expect(try site.run("dev", "cards.jsonl", "--site", "nowhere").status == 3)
    try site.write("site.json", "{")
    #expect(try site.run("dev", "cards.jsonl", "--site", ".").status == 3)
  }

  @Test("A port in use ends it with 5, and SIGTERM as SIGINT does")
  func ends() throws {
    let site = try site()
    let dev = try DevServer(site)
    let second = try site.run(
      "dev", "cards.jsonl", "--site", ".", "--store", "other", "--listen",
      "127.0.0.1:\(dev.port)")
    #expect(second.status == 5)
    #expect(second.errors.contains("the address is in use by another server"))
    dev.running.send(SIGTERM)
    #expect(dev.running.wait().end == .exited(0))
  }
}
