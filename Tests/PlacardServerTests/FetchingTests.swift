import Foundation
import PlacardCore
import PlacardStore
import PlacardTesting
import Synchronization
import Testing

/// An origin of pictures on loopback. What it is asked for waits while the gate is closed.
private final class Origin: Sendable {
  private let gate = Gate()
  private let server: LoopbackServer
  var port: Int { server.port }
  var address: String { "127.0.0.1:\(server.port)" }
  /// Requests so far.
  var heads: [String] { server.heads }

  init(isOpen: Bool = true) {
    if isOpen { gate.open() }
    server = LoopbackServer { [gate] head in
      gate.wait()
      let target = head.split(separator: " ").dropFirst().first.map(String.init) ?? ""
      if target.hasPrefix("/gone") { return answer("404 Not Found") }
      if target.hasPrefix("/text") { return answer("200 OK", body: Array("no picture".utf8)) }
      if head.contains("If-None-Match: \"v1\"") { return answer("304 Not Modified") }
      let hash = target.utf8.reduce(UInt8(0)) { $0 &* 31 &+ $1 }
      return answer(
        "200 OK", "ETag: \"v1\"\r\n", body: TestSite.picture([hash, 0x80, 0x40, 0xFF]))
    }
  }

  func open() { gate.open() }
}

/// Holds threads back until it is opened, once.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  func open() { semaphore.signal() }

  func wait() {
    semaphore.wait()
    semaphore.signal()
  }
}

@Suite("Remote pictures") struct FetchingTests {
  private func serve(
    _ origin: Origin, allowing hosts: [String] = ["127.0.0.1"], _ limits: [String: Any] = [:],
    ttl: Int = 86_400
  ) throws -> RunningServer {
    var limits = limits
    limits["privateFetchOrigins"] = [origin.address]
    return try RunningServer(
      TestSite(["allowedHosts": hosts, "limits": limits, "assetTtlSeconds": ttl]))
  }

  private func target(_ origin: Origin, _ name: String, _ title: String = "x") -> String {
    "/api/render?templateId=linked&variables={\"logo\":\"http://\(origin.address)/\(name)\","
      + "\"title\":\"\(title)\"}"
  }

  private func body(_ origin: Origin, _ name: String) -> String {
    #"{"templateId": "linked", "variables": {"logo": "http://\#(origin.address)/\#(name)"}}"#
  }

  @Test("A picture of an allowed host is fetched once, and drawn for whoever asks")
  func fetchedOnce() throws {
    let origin = Origin()
    let server = try serve(origin)
    let first = try server.get(target(origin, "a.png"))
    #expect(first.status == 200)
    #expect(try server.get(target(origin, "a.png")).body == first.body)
    let other = try server.get(target(origin, "a.png", "another title"))
    #expect(other.status == 200 && other.body != first.body)
    let generated = try server.generate(body(origin, "a.png"))
    #expect(generated.status == 200)
    #expect(origin.heads.count == 1)
    #expect(try server.get(target(origin, "b.png")).body != first.body)
    #expect(origin.heads.count == 2)
  }

  @Test("Twenty identical orders with a picture to fetch make one fetch, one render and one charge")
  func oneFlight() throws {
    let origin = Origin(isOpen: false)
    let server = try serve(origin)
    let request = RunningServer.request(
      "POST", "/api/generate", server.keyed(), body: Array(body(origin, "c.png").utf8))
    let clients = try (0..<20).map { _ in try Client(port: server.port) }
    for client in clients { try client.send(request) }
    try eventually { origin.heads.count == 1 }
    origin.open()
    let answers = try clients.map { try $0.receive() }
    #expect(answers.allSatisfy { $0.status == 200 })
    #expect(try answers.filter { try $0.json()["cached"] as? Bool == false }.count == 1)
    #expect(origin.heads.count == 1)
    server.stop()
    #expect(try StoreLook(server.site).charged == 1)
  }

  @Test("Strangers fetch from allowed hosts alone, a key from any when none are listed")
  func allowedHosts() throws {
    let origin = Origin()
    let server = try serve(origin, allowing: ["images.example.org"])
    for request in ["http://else.example.org/a.png", "https://example.org/a.png"] {
      let answer = try server.get(
        "/api/render?templateId=linked&variables={\"logo\":\"\(request)\"}")
      try Refused(
        "", 422, "refused_asset", "layers.logo.image_url", "is not one of the allowed hosts"
      ).check(answer)
    }
    // With a list, keys are held to it too.
    let keyed = try server.generate(
      #"{"templateId": "linked", "variables": {"logo": "http://else.example.org/a.png"}}"#)
    #expect(try keyed.error()["code"] as? String == "refused_asset")
    #expect(origin.heads.isEmpty)
  }

  @Test("A fetch that fails says so with its place, is told to all who wait, and costs nothing")
  func failures() throws {
    let origin = Origin(isOpen: false)
    let server = try serve(origin)
    let request = RunningServer.request(
      "POST", "/api/generate", server.keyed(), body: Array(body(origin, "gone.png").utf8))
    let clients = try (0..<10).map { _ in try Client(port: server.port) }
    for client in clients { try client.send(request) }
    try eventually { origin.heads.count == 1 }
    origin.open()
    for client in clients {
      try Refused("", 422, "asset_not_fetched", "layers.logo.image_url", "status 404").check(
        client.receive())
    }
    try Refused("", 422, "bad_asset", "layers.logo.image_url", "").check(
      server.get(target(origin, "text.png")))
    // Not remembered: the next to ask asks anew.
    let count = origin.heads.count
    _ = try server.generate(body(origin, "gone.png"))
    #expect(origin.heads.count == count + 1)
    server.stop()
    let look = try StoreLook(server.site)
    #expect(look.charged == 0 && look.cardCount == 0)
  }

  @Test("A miss asks anew once the picture's time is over, even when that is no time at all")
  func revalidation() throws {
    let origin = Origin()
    let server = try serve(origin, ttl: 0)
    #expect(try server.get(target(origin, "a.png", "one")).status == 200)
    #expect(origin.heads.count == 1)
    #expect(try server.get(target(origin, "a.png", "two")).status == 200)
    #expect(origin.heads.count == 2)
    #expect(origin.heads[1].contains("If-None-Match: \"v1\""))
    // A hit asks nobody.
    try eventually {
      try server.get(target(origin, "a.png", "two")).fields["cache-status"] == "placard; hit"
    }
    let count = origin.heads.count
    _ = try server.get(target(origin, "a.png", "two"))
    #expect(origin.heads.count == count)
  }

  @Test("While all who fetch wait for a slow host, further orders are 503, and hits go on")
  func slowHost() throws {
    let origin = Origin(isOpen: false)
    let server = try serve(origin, ["renderQueueMax": 4, "fetchMilliseconds": 20_000])
    let hit = try server.get("/api/render?templateId=card")
    #expect(hit.status == 200)
    // Four threads and four places, of which strangers have three.
    let clients = try (0..<12).map { _ in try Client(port: server.port) }
    for (index, client) in clients.enumerated() {
      try client.send(RunningServer.request("GET", target(origin, "slow\(index).png")))
    }
    for _ in 0..<5 { #expect(try server.get("/api/render?templateId=card").body == hit.body) }
    origin.open()
    let answers = try clients.map { try $0.receive() }
    let busy = answers.filter { $0.status == 503 }
    #expect(busy.count >= 5)
    for answer in busy {
      try Refused("", 503, "busy", nil, "try again").check(answer)
      #expect(answer.fields["retry-after"] == "1")
    }
    #expect(answers.contains { $0.status == 200 })
  }
}
