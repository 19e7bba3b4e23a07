import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

/// The server goes on while other processes change its store.
@Suite("Beside other processes") struct SharedStoreTests {
  private func build(_ site: TestSite, _ title: String, _ options: String...) throws {
    try site.write(
      #"{"id": "a", "templateId": "card", "variables": {"title": "\#(title)"}}"# + "\n"
        + #"{"id": "b", "templateId": "card"}"# + "\n", to: "cards.jsonl")
    _ = try Program.run(
      Program.path,
      ["build", site.path + "/cards.jsonl", "--site", site.path, "--jobs", "1"] + options)
  }

  @Test("A build's cards show at /c at once, on every loop, and the pictures of before stay at /i")
  func builds() throws {
    let server = try RunningServer(TestSite())
    // Connections of both loops, which have answered each address before.
    let clients = try (0..<8).map { _ in try Client(port: server.port) }
    func ask(_ target: String) throws -> [Client.Answer] {
      try clients.map { client in
        try client.send(RunningServer.request("GET", target))
        return try client.receive()
      }
    }
    #expect(try ask("/c/a.png").allSatisfy { $0.status == 404 })
    var former: [[UInt8]] = []
    for round in 0..<3 {
      try build(server.site, "Build \(round)")
      for _ in 0..<2 {
        let answers = try ask("/c/a.png")
        #expect(Set(answers.map(\.body)).count == 1)
        #expect(answers[0].status == 200 && !former.contains(answers[0].body))
        #expect(answers.allSatisfy { $0.fields["cache-status"] == "placard; hit" })
      }
      // What is built is a hit for a request of the same wish.
      let title = "Build \(round)".escaped
      let target = #"/api/render?templateId=card&variables={"title":"\#(title)"}"#
      let rendered = try ask(target)
      former.append(try ask("/c/a.png")[0].body)
      #expect(rendered.allSatisfy { $0.body == former[round] })
      #expect(rendered.allSatisfy { $0.fields["cache-status"] == "placard; hit" })
      for body in former {
        #expect(try ask("/i/\(ContentHash(of: body).hex).png").allSatisfy { $0.body == body })
      }
    }
    let other = try ask("/c/b.png")[0]
    try server.site.write(
      #"{"id": "a", "templateId": "card"}"# + "\n", to: "cards.jsonl")
    try Program.run("build", server.site.path + "/cards.jsonl", "--site", server.site.path)
    #expect(try ask("/c/b.png").allSatisfy { $0.status == 404 })
    #expect(try ask("/c/a.png").allSatisfy { $0.body == other.body })
  }

  @Test("Requests follow the encode settings of the build that is published")
  func settings() throws {
    let server = try RunningServer(TestSite())
    let target = "/api/render?templateId=card&format=webp&variables={\"title\":\"Effort\"}"
    for effort in ["fast", "small", "balanced"] {
      try build(server.site, "Effort", "--formats", "webp", "--effort", effort)
      let card = try server.get("/c/a.webp")
      let rendered = try server.get(target)
      #expect(card.status == 200 && rendered.etag == card.etag, "\(effort)")
      #expect(rendered.fields["cache-status"] == "placard; hit", "\(effort)")
    }
  }

  @Test("A template that changed answers anew at once: by SIGHUP's import, or by another's build")
  func templates() throws {
    let server = try RunningServer(TestSite())
    let clients = try (0..<6).map { _ in try Client(port: server.port) }
    func ask() throws -> [Client.Answer] {
      try clients.map { client in
        try client.send(RunningServer.request("GET", "/api/render?templateId=card"))
        return try client.receive()
      }
    }
    let first = try ask()
    let old = first[0].body
    #expect(Set(first.map(\.body)) == [old])
    // The file alone changes nothing: pictures are drawn from the store's templates.
    try server.site.write(
      TestSite.template("card", background: "#ffcc00"), to: "templates/card.json")
    #expect(Set(try ask().map(\.body)) == [old])
    server.importTemplates()
    let yellow = try ask()
    #expect(Set(yellow.map(\.body)).count == 1 && yellow[0].body != old)
    try server.site.write(
      TestSite.template("card", background: "#00ccff"), to: "templates/card.json")
    try build(server.site, "x")
    let blue = try ask()
    #expect(Set(blue.map(\.body)).count == 1)
    #expect(blue[0].body != old && blue[0].body != yellow[0].body)
    // The picture of before is still there under its hash.
    #expect(try server.get("/i/\(ContentHash(of: old).hex).png").body == old)
    // No longer public, and then gone.
    try server.site.write(
      TestSite.template("card", isPublic: false, background: "#00ccff"), to: "templates/card.json")
    server.importTemplates()
    #expect(try ask().allSatisfy { $0.status == 404 })
    #expect(try server.generate(#"{"templateId": "card"}"#).status == 200)
    try server.site.remove("templates/card.json")
    server.importTemplates()
    #expect(try server.generate(#"{"templateId": "card"}"#).status == 404)
  }

  @Test("A template file that is refused leaves the store's own version to be served")
  func refusedTemplate() throws {
    let server = try RunningServer(TestSite())
    let before = try server.get("/api/render?templateId=card")
    try server.site.write("{", to: "templates/card.json")
    server.importTemplates()
    #expect(try server.get("/api/render?templateId=card").body == before.body)
  }

  @Test("An asset that is replaced is drawn anew, within the seconds that an address is believed")
  func assets() throws {
    let server = try RunningServer(TestSite())
    let before = try server.get("/api/render?templateId=card")
    try server.site.write(TestSite.picture([0x10, 0xF0, 0x10, 0xFF]), to: "assets/logo.png")
    // A spelling that is new to the loops is looked up at once, but for the second in which a
    // file's status is believed.
    var count = 0
    try eventually {
      count += 1
      let answer = try server.get("/api/render?templateId=card&x=\(count)")
      return answer.status == 200 && answer.body != before.body
    }
    let generated = try server.generate(#"{"templateId": "card"}"#)
    let after = try server.get(generated.imageTarget()).body
    #expect(after != before.body)
    // One that they have answered lately follows in its time.
    try eventually {
      usleep(250_000)
      return try (0..<4).allSatisfy { _ in
        try server.get("/api/render?templateId=card").body == after
      }
    }
  }

  @Test("A key works as soon as it is made, and no more once it is revoked")
  func keys() throws {
    let server = try RunningServer(TestSite())
    let made = try Program.run(
      "keys", "create", "--name", "late", "--store", server.site.store, "--json")
    let json = try #require(
      JSONSerialization.jsonObject(with: Data(made.utf8)) as? [String: Any])
    let key = try #require(json["key"] as? String)
    let id = try #require(json["id"] as? String)
    let client = try Client(port: server.port)
    func status() throws -> Int {
      try client.send(
        RunningServer.request(
          "POST", "/api/generate", ["Authorization": "Bearer \(key)"],
          body: Array(#"{"templateId": "card"}"#.utf8)))
      return try client.receive().status
    }
    #expect(try status() == 200)
    #expect(try status() == 200)
    try Program.run("keys", "revoke", id, "--store", server.site.store)
    #expect(try status() == 401)
    #expect(try server.generate(#"{"templateId": "card"}"#).status == 200)
  }

  @Test("A key is answered while another process builds")
  func generateDuringBuild() throws {
    let server = try RunningServer(TestSite())
    let lines = (0..<300).map {
      #"{"id": "n\#($0)", "templateId": "card", "variables": {"title": "\#($0)"}}"#
    }
    try server.site.write(lines.joined(separator: "\n"), to: "many.jsonl")
    let builder = Process()
    builder.executableURL = URL(fileURLWithPath: Program.path)
    builder.arguments = [
      "build", server.site.path + "/many.jsonl", "--site", server.site.path, "--jobs", "1",
    ]
    builder.standardError = Pipe()
    builder.standardOutput = Pipe()
    try builder.run()
    for index in 0..<10 {
      let answer = try server.generate(
        #"{"templateId": "card", "variables": {"title": "Meanwhile \#(index)"}}"#)
      #expect(answer.status == 200)
      #expect(try server.get(answer.imageTarget()).status == 200)
    }
    builder.waitUntilExit()
    #expect(builder.terminationStatus == 0)
    #expect(try server.get("/c/n299.png").status == 200)
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.cardCount == 310 && look.charged == 10)
  }
}
