import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Synchronization
import Testing

@Suite("Plans and their quotas") struct QuotaTests {
  private static func site(_ limit: Int) throws -> TestSite {
    try TestSite(["plans": ["small": ["rendersPerMonth": limit], "open": [:]]])
  }

  private func body(_ text: String) -> String {
    #"{"templateId": "card", "layers": {"title": {"text": "\#(text)"}}}"#
  }

  private func ask(_ server: RunningServer, _ key: String, _ text: String) throws
    -> Client.Answer
  {
    try server.send(
      "POST", "/api/generate", server.keyed(["Authorization": "Bearer \(key)"]),
      body: Array(body(text).utf8))
  }

  @Test("Answers count a plan down; past it fresh pictures are 429, stored ones 200 all the same")
  func countdown() throws {
    let site = try Self.site(2)
    let key = try RunningServer.makeKey(in: site, plan: "small")
    let server = try RunningServer(site)
    for (text, cached, remaining) in [
      ("one", false, "1"), ("one", true, "1"), ("two", false, "0"), ("one", true, "0"),
    ] {
      let answer = try ask(server, key, text)
      #expect(answer.status == 200, "\(answer.text)")
      #expect(try answer.json()["cached"] as? Bool == cached)
      #expect(answer.fields["x-ratelimit-limit"] == "2")
      #expect(answer.fields["x-ratelimit-remaining"] == remaining, "\(text)")
    }
    let refused = try ask(server, key, "three")
    try Refused("", 429, "quota_exceeded", nil, "no fresh renders left").check(refused)
    #expect(refused.fields["x-ratelimit-remaining"] == "0")
    let reset = try #require(refused.fields["x-ratelimit-reset"].flatMap { Double($0) })
    let wait = try #require(refused.fields["retry-after"].flatMap { Double($0) })
    // The first midnight of a month to come, in UTC.
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let parts = calendar.dateComponents(
      [.day, .hour, .minute, .second], from: Date(timeIntervalSince1970: reset))
    #expect(parts.day == 1 && parts.hour == 0 && parts.minute == 0 && parts.second == 0)
    #expect(abs(reset - wait - Date().timeIntervalSince1970) < 60)
    // What a stranger had drawn costs the key nothing either.
    #expect(
      try server.get("/api/render?templateId=card&layers={\"title\":{\"text\":\"four\"}}").status
        == 200)
    #expect(try ask(server, key, "four").status == 200)
    // Bad requests are bad requests, not counted ones.
    #expect(try server.generate("{}").status == 400)
    server.stop()
    #expect(try StoreLook(site).charged == 2)
  }

  @Test("A plan without a number is without a limit, one that the site has not draws nothing")
  func otherPlans() throws {
    let site = try Self.site(1)
    let open = try RunningServer.makeKey(in: site, plan: "open")
    let lost = try RunningServer.makeKey(in: site, plan: "smal")
    let server = try RunningServer(site)
    for text in ["one", "two"] {
      let answer = try ask(server, open, text)
      #expect(answer.status == 200 && answer.fields["x-ratelimit-limit"] == nil)
    }
    try Refused("", 403, "plan_unknown", nil, "smal").check(try ask(server, lost, "three"))
    #expect(try ask(server, lost, "one").status == 200)
  }

  @Test("A quota of a hundred is exact under eight clients at once, equal requests among theirs")
  func exact() throws {
    let site = try Self.site(100)
    let key = try RunningServer.makeKey(in: site, plan: "small")
    let server = try RunningServer(site)
    let fresh = Mutex(0)
    let refused = Mutex(0)
    let other = Mutex<[String]>([])
    let port = server.port
    let fields = server.keyed(["Authorization": "Bearer \(key)"])
    DispatchQueue.concurrentPerform(iterations: 8) { client in
      for round in 0..<40 {
        // A quarter of the texts is every client's, at nearly the same time.
        let text = round % 4 == 0 ? "all \(round)" : "\(client) \(round)"
        do {
          let asking = try Client(port: port)
          try asking.send(
            RunningServer.request(
              "POST", "/api/generate", fields, body: Array(body(text).utf8)))
          let answer = try asking.receive()
          switch answer.status {
          case 200:
            if try answer.json()["cached"] as? Bool == false { fresh.withLock { $0 += 1 } }
          case 429: refused.withLock { $0 += 1 }
          default: other.withLock { $0.append(answer.text) }
          }
        } catch { other.withLock { $0.append("\(error)") } }
      }
    }
    #expect(fresh.withLock { $0 } == 100)
    #expect(refused.withLock { $0 } > 0 && other.withLock { $0 } == [])
    server.stop()
    #expect(try StoreLook(site).charged == 100)
  }

  @Test("A thousand equal fresh requests at once make one render and one count")
  func thousand() throws {
    let site = try Self.site(1)
    let key = try RunningServer.makeKey(in: site, plan: "small")
    let server = try RunningServer(site)
    let request = RunningServer.request(
      "POST", "/api/generate", server.keyed(["Authorization": "Bearer \(key)"]),
      body: Array(body("Crowd").utf8))
    let answers = try server.atOnce(Array(repeating: request, count: 1_000))
    #expect(answers.allSatisfy { $0.status == 200 })
    #expect(try answers.filter { try $0.json()["cached"] as? Bool == false }.count == 1)
    #expect(answers.allSatisfy { $0.fields["x-ratelimit-limit"] == "1" })
    server.stop()
    let look = try StoreLook(site)
    #expect(look.charged == 1 && look.objectCount == 1)
  }

  @Test("Forty equal and different requests at once are counted exactly, across restarts")
  func restarts() throws {
    let site = try Self.site(30)
    let key = try RunningServer.makeKey(in: site, plan: "small")
    var fresh = 0
    for round in 0..<2 {
      let server = try RunningServer(site)
      let requests = (0..<40).map { index in
        RunningServer.request(
          "POST", "/api/generate", server.keyed(["Authorization": "Bearer \(key)"]),
          body: Array(body("\(round) \(index / 2)").utf8))
      }
      for answer in try server.atOnce(requests) {
        if answer.status == 429 { continue }
        #expect(answer.status == 200, "\(answer.text)")
        if try answer.json()["cached"] as? Bool == false { fresh += 1 }
      }
    }
    #expect(fresh == 30)
    #expect(try StoreLook(site).charged == 30)
  }
}
