import Foundation
import PlacardTesting
import Testing

@Suite("Readiness") struct ReadinessTests {
  @Test("A server that can do its work says so")
  func ready() throws {
    let server = try RunningServer(TestSite())
    let answer = try server.get("/readyz")
    #expect(answer.status == 200 && answer.fields["cache-control"] == "no-store")
    let json = try answer.json()
    #expect(json["status"] as? String == "ready" && json["build"] is NSNull)
    for part in ["store", "writer", "templates"] { #expect(json[part] as? String == "ok") }
    #expect(try server.send("HEAD", "/readyz").status == 200)
    try server.site.write(#"{"cards": [{"id": "a", "templateId": "card"}]}"#, to: "cards.json")
    try Program.run("build", server.site.path + "/cards.json", "--site", server.site.path)
    #expect(try server.get("/readyz").json()["build"] as? Int == 1)
  }

  @Test("Templates that could not be imported are told of until they are")
  func templates() throws {
    let server = try RunningServer(TestSite())
    let folder = server.site.path + "/templates"
    try FileManager.default.moveItem(atPath: folder, toPath: folder + "-away")
    try server.site.write("no folder", to: "templates")
    server.importTemplates()
    let answer = try server.get("/readyz")
    try Refused("", 503, "not_ready", nil, "templates could not be imported").check(answer)
    #expect(try server.get("/healthz").status == 200)
    try server.site.remove("templates")
    try FileManager.default.moveItem(atPath: folder + "-away", toPath: folder)
    server.importTemplates()
    #expect(try server.get("/readyz").status == 200)
  }

  @Test("A server that ends is not ready, for those that are still connected")
  func stopping() throws {
    // The answer that is owed keeps the server from ending; meanwhile another connection asks.
    let gate = Gate()
    let origin = LoopbackServer { _ in
      gate.wait()
      return answer(
        "200 OK", "Content-Type: image/png\r\n", body: TestSite.picture([1, 2, 3, 255]))
    }
    let site = try TestSite(["limits": ["privateFetchOrigins": ["127.0.0.1:\(origin.port)"]]])
    let server = try RunningServer(site)
    let slow = try Client(port: server.port)
    try slow.send(
      RunningServer.request(
        "POST", "/api/generate", server.keyed(),
        body: Array(
          """
          {"templateId": "linked",
           "variables": {"logo": "http://127.0.0.1:\(origin.port)/a.png"}}
          """.utf8)))
    let other = try Client(port: server.port)
    try other.send("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\nGET /readyz")
    #expect(try other.receive().status == 200)
    // SAFETY: only the other thread uses the server until `ended` says that it no longer does.
    nonisolated(unsafe) let stopped = server
    let ended = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      stopped.stop()
      ended.signal()
    }
    usleep(300_000)
    try other.send(" HTTP/1.1\r\nHost: a\r\n\r\n")
    try Refused("", 503, "not_ready", nil, "stopping").check(try other.receive())
    gate.open()
    #expect(try slow.receive().status == 200)
    ended.wait()
  }
}
