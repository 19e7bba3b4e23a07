import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Testing

@Suite("Many at once") struct ParallelTests {
  private func render(_ text: String, _ more: String = "") -> [UInt8] {
    RunningServer.request(
      "GET", "/api/render?templateId=card&layers={\"title\":{\"text\":\"\(text)\"}}\(more)")
  }

  private func generate(_ text: String, _ server: RunningServer) -> [UInt8] {
    RunningServer.request(
      "POST", "/api/generate", server.keyed(),
      body: Array(#"{"templateId": "card", "layers": {"title": {"text": "\#(text)"}}}"#.utf8))
  }

  @Test("Twenty identical keyed requests at once make one render and one charge")
  func identicalGenerates() throws {
    let server = try RunningServer(TestSite())
    let rounds = 5
    for round in 0..<rounds {
      let answers = try server.atOnce((0..<20).map { _ in generate("Round \(round)", server) })
      #expect(answers.allSatisfy { $0.status == 200 })
      #expect(Set(try answers.map { try $0.imageTarget() }).count == 1)
      #expect(try answers.filter { try $0.json()["cached"] as? Bool == false }.count == 1)
      // Each answer comes after the commit.
      #expect(try server.get(answers[0].imageTarget()).status == 200)
    }
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.charged == UInt64(rounds) && look.cardCount == rounds)
    #expect(look.objectCount == rounds)
  }

  @Test("Six hundred identical keyed requests, more than the writer's queue holds, make one render")
  func manyIdenticalGenerates() throws {
    let server = try RunningServer(TestSite())
    let answers = try server.atOnce((0..<600).map { _ in generate("Crowd", server) })
    #expect(answers.allSatisfy { $0.status == 200 })
    #expect(try answers.filter { try $0.json()["cached"] as? Bool == false }.count == 1)
    server.stop()
    #expect(try StoreLook(server.site).charged == 1)
  }

  @Test("Twenty identical misses at once make one render, for strangers and a key together")
  func identicalMisses() throws {
    let server = try RunningServer(TestSite())
    let rounds = 5
    for round in 0..<rounds {
      var requests = (0..<20).map { _ in render("Round \(round)") }
      requests.insert(generate("Round \(round)", server), at: 4 * round)
      let answers = try server.atOnce(requests)
      let keyed = answers[4 * round]
      let pictures = answers.filter { $0.etag != "" }
      #expect(pictures.count == 20 && Set(pictures.map(\.body)).count == 1)
      #expect(try server.get(keyed.imageTarget()).body == pictures[0].body)
      let fresh = pictures.filter {
        $0.fields["cache-status"] == "placard; fwd=uri-miss; stored"
      }.count
      let isCharged = try keyed.json()["cached"] as? Bool == false
      #expect(fresh + (isCharged ? 1 : 0) == 1)
      for picture in pictures {
        let status = try #require(picture.fields["cache-status"])
        #expect(
          [
            "placard; hit", "placard; fwd=uri-miss; stored", "placard; fwd=uri-miss; collapsed",
          ].contains(status))
      }
    }
    server.stop()
    let look = try StoreLook(server.site)
    // Whoever led: what was given to a key stays.
    #expect(look.origins == Array(repeating: .generated, count: rounds))
    #expect(look.charged <= UInt64(rounds))
  }

  @Test("Past a full queue the answer is 503 with Retry-After, at once, and nothing is charged")
  func fullQueue() throws {
    let site = try TestSite(["limits": ["renderQueueMax": 1]])
    // Pictures of three million pixels keep the one thread busy while all others come.
    try site.write(TestSite.template("wide", width: 600, height: 300), to: "templates/wide.json")
    let server = try RunningServer(site, workers: 1)
    var requests = (0..<12).map { index in
      RunningServer.request(
        "GET", "/api/render?templateId=wide&scale=2&variables={\"title\":\"\(index)\"}")
    }
    requests.append(generate("Keyed", server))
    let answers = try server.atOnce(requests)
    let busy = answers.filter { $0.status == 503 }
    #expect(!busy.isEmpty && busy.count < answers.count)
    for answer in busy {
      try Refused("", 503, "busy", nil, "try again").check(answer)
      #expect(answer.fields["retry-after"] == "1")
    }
    #expect(answers.allSatisfy { $0.status == 200 || $0.status == 503 })
    // It has recovered.
    #expect(try server.get("/api/render?templateId=card").status == 200)
    let isKeyed = answers[12].status == 200
    server.stop()
    #expect(try StoreLook(server.site).charged == (isKeyed ? 1 : 0))
  }

  @Test("A stop answers what is under way, and what it answered a key is in the store")
  func gracefulStop() throws {
    let server = try RunningServer(TestSite(), workers: 1)
    try server.site.write(
      TestSite.template("wide", width: 600, height: 300), to: "templates/wide.json")
    server.importTemplates()
    let idle = try Client(port: server.port)
    let clients = try (0..<3).map { _ in try Client(port: server.port) }
    for (index, client) in clients.enumerated() {
      try client.send(
        RunningServer.request(
          "POST", "/api/generate", server.keyed(),
          body: Array(
            #"{"templateId": "wide", "scale": 2, "variables": {"title": "\#(index)"}}"#.utf8)))
    }
    // Their requests have been read when a later one is answered.
    #expect(try server.get("/healthz").status == 200)
    #expect(try server.get("/healthz").status == 200)
    let port = server.port
    server.stop()
    for client in clients {
      let answer = try client.receive()
      #expect(answer.status == 200 && answer.fields["connection"] == "close")
      #expect(try client.isClosed())
    }
    #expect(try idle.isClosed())
    #expect(throws: Client.Failure.self) { _ = try Client(port: port) }
    let look = try StoreLook(server.site)
    #expect(look.charged == 3 && look.origins == [.generated, .generated, .generated])
  }

  @Test("However much is asked and refused, no reader of the store is left behind")
  func readers() throws {
    let server = try RunningServer(TestSite())
    for round in 0..<40 {
      _ = try server.atOnce([
        render("\(round)"), render("\(round)", "&scale=2"), generate("\(round)", server),
        RunningServer.request("GET", "/api/render?templateId=card&scale=9"),
        RunningServer.request("GET", "/i/\(String(repeating: "0", count: 64)).png"),
        RunningServer.request(
          "GET", "/api/render?templateId=linked&variables={\"logo\":\"http://a.test/\(round)\"}"),
      ])
      if round % 10 == 0 { server.importTemplates() }
    }
    // Two for each loop, one for each render thread, the ones of start and errands, and this one:
    // seats are used again, so their number is the most that were taken at one time.
    server.stop()
    #expect(try StoreLook(server.site).readerCount <= 14)
  }
}
